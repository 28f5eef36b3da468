import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

/// Judges what a ledger holds of a story a second time, from its lines alone.
struct ActAudit {
  /// All that an account did with a post at once.
  struct Act {
    var line: ActRecord.Line
    var actions: [Action]

    /// The order in which acts at one instant are judged.
    static func precedes(_ first: ActRecord.Line, _ second: ActRecord.Line) -> Bool {
      (first.at, first.post, first.employee, first.network)
        < (second.at, second.post, second.employee, second.network)
    }
  }

  let story: ActStory
  let acts: [Act]
  let prevented: [ActRecord.Line]
  let posts: [PostID: Post]
  let statements: [PostStatement]
  let watermark: Instant

  init(_ story: ActStory, _ test: TestWorkspace) throws {
    self.story = story
    let record = try test.record()
    let groups = Dictionary(grouping: record.actions) { line in
      var act = line
      act.what = ""
      return act
    }
    acts = groups.map { line, lines in
      Act(line: line, actions: lines.compactMap { Action(rawValue: $0.what) })
    }.sorted { Act.precedes($0.line, $1.line) }
    prevented = record.prevented
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .read)
    posts = try ledger.posts()
    statements = try ledger.statements()
    watermark = try ledger.facts().watermark
  }

  /// What policy says of a line as of its instant, by the configuration of the run that wrote it
  /// and all that was done before it.
  func verdict(on line: ActRecord.Line) throws -> (Verdict, PolicyEngine) {
    let text = story.terms(at: line.at).company.text
    let configuration = try ConfigurationFile.decode(Array(text.utf8))
    var history = History(configuration: configuration)
    for statement in statements where statement.kind == .approval && statement.at <= line.at {
      history.record(statement)
    }
    func place(_ id: String) throws -> Int {
      try #require(configuration.roster.firstIndex { $0.id.text == id })
    }
    for act in acts where Act.precedes(act.line, line) {
      history.record(
        employee: try place(act.line.employee), network: try #require(NetworkID(act.line.network)),
        post: try post(act.line), at: act.line.at,
        passesOn: act.actions.contains(where: \.passesOn))
    }
    let engine = PolicyEngine(configuration: configuration)
    let verdict = engine.verdict(
      try post(line), employee: try place(line.employee),
      on: try #require(NetworkID(line.network)), at: line.at, moment: .acting, history: history)
    return (verdict, engine)
  }

  func post(_ line: ActRecord.Line) throws -> Post {
    try #require(PostID(line.post).flatMap { posts[$0] })
  }

  /// The time on the wall in Madrid, in milliseconds since its epoch.
  func wall(_ instant: Instant) -> Int64 {
    let winter = Instant(rfc3339: "2026-10-25T01:00:00Z") ?? .distantPast
    return instant.milliseconds + (instant < winter ? 2 : 1) * 3_600_000
  }

  /// What is wrong with an act, by the plain reading of the terms; nothing: it is in order.
  func faults(of act: Act) -> [String] {
    let line = act.line
    let terms = story.terms(at: line.at)
    let earlier = acts.filter {
      Act.precedes($0.line, line) && $0.line.employee == line.employee
        && $0.line.network == line.network
    }
    guard let post = story.posts.first(where: { $0.id == line.post }) else { return ["no post"] }
    var faults: [String] = []
    func require(_ isTrue: Bool, _ fault: String) { if !isTrue { faults.append(fault) } }
    require(line.at <= watermark, "after the watermark")
    require(post.at <= line.at && line.at < post.end, "outside the life of the post")
    require(story.withdrawal(of: line.post).map { line.at <= $0 } ?? true, "withdrawn")
    let day = wall(line.at) / 86_400_000
    if let cap = terms.cap {
      let count = earlier.filter { wall($0.line.at) / 86_400_000 == day }.count
      require(count < cap, "over the cap")
    }
    let hour = wall(line.at) % 86_400_000 / 3_600_000
    require(!terms.isQuietAtNight || (8..<20).contains(hour), "in quiet hours")
    if let (from, until) = terms.blackout?.stretch {
      require(line.at < from || line.at >= until, "in a blackout")
    }
    if let hours = terms.cooldown, let last = earlier.last?.line.at {
      require(line.at >= last + .hours(Int64(hours)), "too soon after the last")
    }
    if let (from, until) = terms.leave[line.employee] {
      require(line.at < from || line.at >= until, "on leave")
    }
    require(terms.consentEnds[line.employee].map { line.at < $0 } ?? true, "without consent")
    require(terms.leaving[line.employee].map { line.at < $0 } ?? true, "not employed")
    require(!terms.asksForTraining || terms.trained.contains(line.employee), "untrained")
    if terms.isOnceOnly {
      let texts = earlier.filter { $0.actions.contains(where: \.passesOn) }
        .compactMap { act in story.posts.first { $0.id == act.line.post }?.text }
      require(!texts.contains(post.text), "twice the same text")
    }
    if terms.asksForApproval, post.campaign == "results" {
      let isApproved = statements.contains {
        $0.kind == .approval && $0.post.text == post.id && $0.at <= line.at
      }
      require(isApproved, "not approved")
    }
    if terms.discloses, line.network == "x" {
      require(line.isDisclosed && act.actions == [.quote], "without a disclosure")
    }
    return faults
  }
}

@Suite("No act on record breaks the policy of its instant")
struct ActPropertyTests {
  private static let seeds: ClosedRange<UInt64> = 1...12

  private static func audit(_ seed: UInt64) throws -> ActAudit {
    let story = ActStory(seed: seed)
    let key = RandomKey(seed).keyed(by: "property")
    let runs = (0..<12).map { number in
      ActStory.start + .minutes(Int64(key.keyed(by: UInt64(number)).bits % (20 * 24 * 60)))
    }
    return try ActAudit(story, try story.play(runs: runs))
  }

  @Test("read plainly, each act keeps the terms of the run that wrote it", arguments: seeds)
  func plain(seed: UInt64) throws {
    let audit = try Self.audit(seed)
    #expect(!audit.acts.isEmpty, "seed \(seed)")
    for act in audit.acts {
      let faults = audit.faults(of: act)
      #expect(faults.isEmpty, "seed \(seed): \(act.line) \(faults)")
    }
  }

  @Test(
    "asked again with what was done before, policy allows each act as it was done", arguments: seeds
  )
  func again(seed: UInt64) throws {
    let audit = try Self.audit(seed)
    for act in audit.acts {
      let (verdict, engine) = try audit.verdict(on: act.line)
      #expect(verdict.outcome.isAllowed, "seed \(seed): \(act.line) \(verdict)")
      let network = try #require(NetworkID(act.line.network))
      let possible = engine.actions(for: verdict, on: network, wanted: Action.allCases)
      #expect(Set(act.actions).isSubset(of: possible), "seed \(seed): \(act)")
      #expect(!verdict.effect.addsWords || act.line.isDisclosed, "seed \(seed): \(act)")
    }
  }

  @Test(
    "each act that was prevented was denied by the rule named, which was in force", arguments: seeds
  )
  func prevented(seed: UInt64) throws {
    let audit = try Self.audit(seed)
    let done = Set(audit.acts.map { "\($0.line.post) \($0.line.employee) \($0.line.network)" })
    for line in audit.prevented {
      #expect(line.at <= audit.watermark, "seed \(seed): \(line)")
      #expect(!done.contains("\(line.post) \(line.employee) \(line.network)"))
      switch BuiltInRule(rawValue: line.what) {
      case .withdrawn:
        #expect(audit.story.withdrawal(of: line.post) != nil, "seed \(seed): \(line)")
      case .consent, .voluntary:
        Issue.record("what people withdraw from is on record: seed \(seed): \(line)")
      case .window: continue
      case let rule:
        let ids = audit.story.terms(at: line.at).ruleIDs
        #expect(rule != nil || ids.contains(line.what), "seed \(seed): \(line)")
        let (verdict, _) = try audit.verdict(on: line)
        let denials = verdict.findings.filter { $0.outcome == .deny }.map(\.rule.text)
        #expect(denials.contains(line.what), "seed \(seed): \(line) \(verdict)")
      }
    }
  }

  @Test("the stories hold what they are to show: acts, moves, and many reasons to stop")
  func isTelling() throws {
    var reasons: Set<String> = []
    var count = 0
    for seed in Self.seeds {
      let audit = try Self.audit(seed)
      count += audit.acts.count
      reasons.formUnion(audit.prevented.map(\.what))
    }
    #expect(count > 300)
    #expect(reasons.isSuperset(of: ["withdrawn", "expiry", "cap"]), "\(reasons)")
  }
}
