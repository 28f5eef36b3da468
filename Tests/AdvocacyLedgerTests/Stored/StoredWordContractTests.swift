import AdvocacyCore
import GRDB
import Testing

@testable import AdvocacyLedger

/// Words and numbers that ledgers already written hold for the cases of enumerations.
@Suite("Stored words are a contract")
struct StoredWordContractTests {
  @Test("each case has its word, and each word leads back to its case")
  func words() {
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

  @Test("a word that nobody wrote leads nowhere")
  func unknown() {
    #expect(Action(storedWord: "love") == nil)
    #expect(LinkKind(storedWord: "") == nil)
  }

  @Test("each case means what it did when its word was chosen")
  func cases() {
    #expect(Action.share.storedWord == "share" && Action.like.storedWord == "like")
    #expect(AudienceFile.Direction.followedToFollower.storedWord == "followedToFollower")
    #expect(Hold.asking.storedWord == "asking" && Hold.acting.storedWord == "acting")
    #expect(Decision.Event.resumed.storedWord == "resumed")
    #expect(Skip.Reason.beforeStart.storedWord == "beforeStart")
    #expect(PostStatement.Kind.withdrawal.storedWord == "withdrawal")
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
        "fair-words", "no-window", "voluntary", "withdrawn",
      ])
    #expect(BuiltInRule.stagger.id.text == "fair-stagger")
    #expect(BuiltInRule.textUniqueness.id.text == "fair-words")
  }

  @Test("the tables allow the words that are written")
  func tables() throws {
    let fixture = try LedgerFixture()
    let checks = try fixture.ledger.queue.inDatabase { db in try LedgerSchema.statements(db) }
    func expect(_ table: String, _ words: [String]) {
      let listed = words.map { "'\($0)'" }.joined(separator: ", ")
      let statement = checks[table]?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(statement?.contains("IN (\(listed))") == true, "\(table)")
    }
    expect("link", LinkKind.allCases.map(\.storedWord))
    expect("decision", Decision.Event.allCases.map(\.storedWord))
    expect("skip", Skip.Reason.allCases.map(\.storedWord))
    expect("word", PostStatement.Kind.allCases.map(\.storedWord))
  }

  private func expect<Value: StoredAsWord & Equatable>(_ type: Value.Type, _ words: [String]) {
    #expect(Value.allCases.map(\.storedWord) == words)
    #expect(words.map(Value.init(storedWord:)) == Value.allCases.map { $0 })
  }
}
