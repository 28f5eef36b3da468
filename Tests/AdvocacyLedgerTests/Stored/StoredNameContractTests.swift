import AdvocacyModel
import GRDB
import Testing

@testable import AdvocacyLedger

/// Names and numbers that ledgers already written hold for the cases of enumerations.
@Suite("Stored names are a contract")
struct StoredNameContractTests {
  @Test("each case has its name, and each name leads back to its case")
  func names() {
    expect(Action.self, ["like", "repost", "quote", "comment", "share"])
    expect(AudienceFile.Direction.self, ["followerToFollowed", "followedToFollower"])
    expect(Basis.self, ["measured", "read", "assumed", "configured"])
    expect(Hold.self, ["asking", "acting", "both"])
    expect(Decision.Event.self, ["due", "resumed", "approved", "withdrawn"])
    expect(Skip.Reason.self, ["beforeStart", "expired", "withdrawn"])
    expect(PostStatement.Kind.self, ["approval", "withdrawal"])
    expect(
      LinkKind.self,
      [
        "birth", "run", "decision", "acts", "skip", "setAside", "word", "edit", "clock", "rewind",
        "refusal", "proposal",
      ])
    expect(
      ParameterName.self,
      [
        "pageVisibility", "visibilityExponent", "visibilityRatio", "likeExposure", "appealSpread",
        "impressionsPerPerson", "shareRate", "deepShareFactor", "teamOverlap",
        "companyOverlap", "pageOverlap", "reactionDelayMedianHours", "reactionDelaySigma",
        "followersMu", "followersSigma", "quoteFactor", "shareFactor", "repostFactor",
        "commentFactor", "activityShape", "lookShape", "colleagueShare", "pageStaffShare",
        "appealCorrelation", "networkCorrelation", "secondNetworkOverlap",
        "deepAudienceCap", "cascadeDepth", "marketSize",
      ])
    expect(
      RetiredParameter.self,
      [
        "likeRate", "commentRate", "rateDispersion", "engagementExponent", "halfLifeHours",
        "weekendFactor", "clickRatio", "accountShare", "activeShare", "participation",
        "fatigue", "poolShare",
      ])
  }

  @Test("a name that nobody wrote leads nowhere")
  func unknown() {
    #expect(Action(storedName: "love") == nil)
    #expect(LinkKind(storedName: "") == nil)
  }

  @Test("each case means what it did when its name was chosen")
  func cases() {
    #expect(Action.share.storedName == "share" && Action.like.storedName == "like")
    #expect(AudienceFile.Direction.followedToFollower.storedName == "followedToFollower")
    #expect(Hold.asking.storedName == "asking" && Hold.acting.storedName == "acting")
    #expect(Decision.Event.resumed.storedName == "resumed")
    #expect(Skip.Reason.beforeStart.storedName == "beforeStart")
    #expect(PostStatement.Kind.withdrawal.storedName == "withdrawal")
  }

  @Test("actions and outcomes have numbers in rows")
  func numbers() {
    #expect((0...5).map(Action.init(code:)) == [.like, .repost, .quote, .comment, .share, nil])
    #expect(
      (0...5).map(Verdict.Outcome.init(code:))
        == [.allow, .rewrite, .defer, .needsApproval, .deny, nil])
  }

  @Test("built-in rules have ids in the rows that count what rules said")
  func builtInRules() {
    #expect(
      Set(BuiltInRule.allCases.map(\.id.text)) == [
        "account", "action", "consent", "employed", "expiry", "fair-stagger", "suspended",
        "fair-words", "no-window", "text-limit", "voluntary", "welcome-consent",
        "withdrawn",
      ])
    #expect(BuiltInRule.stagger.id.text == "fair-stagger")
    #expect(BuiltInRule.textUniqueness.id.text == "fair-words")
  }

  @Test("the tables allow the names that are written")
  func tables() throws {
    let fixture = try LedgerFixture()
    let checks = try fixture.ledger.queue.inDatabase { db in try LedgerSchema.statements(db) }
    func expect(_ table: String, _ names: [String]) {
      let listed = names.map { "'\($0)'" }.joined(separator: ", ")
      let statement = checks[table]?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(statement?.contains("IN (\(listed))") == true, "\(table)")
    }
    expect("link", LinkKind.allCases.map(\.storedName))
    expect("decision", Decision.Event.allCases.map(\.storedName))
    expect("skip", Skip.Reason.allCases.map(\.storedName))
    expect("word", PostStatement.Kind.allCases.map(\.storedName))
  }

  private func expect<Value: StoredByName & Equatable>(_ type: Value.Type, _ names: [String]) {
    #expect(Value.allCases.map(\.storedName) == names)
    #expect(names.map(Value.init(storedName:)) == Value.allCases.map { $0 })
  }
}
