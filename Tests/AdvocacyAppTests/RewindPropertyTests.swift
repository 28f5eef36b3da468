import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("A rewound ledger equals one that never ran past")
struct RewindPropertyTests {
  private enum Step {
    case run(Instant)
    case statement(PostStatement)

    var at: Instant {
      switch self {
      case .run(let at): at
      case .statement(let statement): statement.at
      }
    }
  }

  private static let rules = """
    {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
    {"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"},
    {"id": "sign-off", "type": "approval", "roles": ["legal"], "count": 1,
     "when": {"campaigns": ["results"]}}
    """
  private static let start = Instant(rfc3339: "2026-11-10T00:00:00Z") ?? .distantPast
  private static let posts = 12

  private static func workspace(seed: UInt64) throws -> TestWorkspace {
    let posts = (0..<Self.posts).map { number -> String in
      let at = start + .hours(Int64(RandomKey(seed).keyed(by: UInt64(number)).bits % 160))
      return """
        {"id": "p\(number.padded(2))", "text": "Text \(number)", "networks": ["x", "linkedin"],
         "at": "\(at.rfc3339)", "campaign": "\(number % 3 == 0 ? "results" : "other")"}
        """
    }
    return try TestWorkspace(
      config: TestWorkspace.company(
        employees: 5, rules: rules, behaviour: #"{"participation": 0.7}"#),
      queue: "[\(posts.joined(separator: ",\n"))]", seed: seed)
  }

  /// Runs, approvals and withdrawals over eight days, in order.
  private static func history(seed: UInt64) throws -> [Step] {
    let key = RandomKey(seed).keyed(by: "history")
    func instant(_ word: UInt64, _ number: Int) -> Instant {
      start + .minutes(Int64(key.keyed(by: word).keyed(by: UInt64(number)).bits % (8 * 1440)))
    }
    func statement(_ kind: PostStatement.Kind, _ number: Int) throws -> Step {
      let post = try #require(PostID("p\(number.padded(2))"))
      return .statement(
        PostStatement(
          kind, post: post, role: kind == .approval ? "legal" : "", employee: nil,
          at: instant(kind == .approval ? 1 : 2, number)))
    }
    var steps = (0..<9).map { Step.run(instant(0, $0)) }
    for number in stride(from: 0, to: posts, by: 3) {
      steps.append(try statement(.approval, number))
    }
    for number in [1, 3, 8] { steps.append(try statement(.withdrawal, number)) }
    return steps.sorted { $0.at < $1.at } + [.run(start + .days(9))]
  }

  private static func apply(_ steps: [Step], to test: TestWorkspace) throws {
    for step in steps {
      switch step {
      case .run(let at): try test.amplify(at.rfc3339)
      case .statement(let statement):
        try Ledger.open(at: test.workspace.ledger, access: .write).record(statement)
      }
      try requireSound(test)
    }
  }

  private static func requireSound(_ test: TestWorkspace) throws {
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .read)
    #expect(try ledger.verify().problems == [])
    let lines = try ledger.canonicalDump().split(separator: "\n")
    #expect(Set(lines).count == lines.count)
  }

  /// What a workspace would have done that never ran past an instant, and what comes then.
  ///
  /// What was said up to the instant asked for stands; runs end at the one that was taken.
  private static func cut(
    _ steps: [Step], saidUpTo asked: Instant, ranUpTo end: Instant
  ) -> (before: [Step], after: [Step]) {
    var before: [Step] = []
    var after: [Step] = []
    var isOver = false
    for step in steps {
      switch step {
      case .run(let at) where at <= end: before.append(step)
      case .run:
        if !isOver { before.append(.run(end)) }
        isOver = true
        after.append(step)
      case .statement(let statement) where statement.at <= asked: before.append(step)
      case .statement: after.append(step)
      }
    }
    return (before, after)
  }

  @Test("random histories, rewound twice", arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
  func equal(seed: UInt64) throws {
    let test = try Self.workspace(seed: seed)
    var steps = try Self.history(seed: seed)
    try Self.apply(steps, to: test)
    for round in 0..<2 {
      let minutes = RandomKey(seed).keyed(by: "rewind").keyed(by: UInt64(round)).bits % (8 * 1440)
      let asked = Self.start + .minutes(Int64(minutes))
      let rewound = try RewindLedger(workspace: test.workspace, to: asked.rfc3339)
        .run(in: test.environment)
      try Self.requireSound(test)
      #expect(rewound.watermark <= asked)
      let (before, after) = Self.cut(steps, saidUpTo: asked, ranUpTo: rewound.watermark)
      let twin = try Self.workspace(seed: seed)
      try Self.apply(before, to: twin)
      #expect(try test.dump() == twin.dump(), "seed \(seed), round \(round), \(asked.rfc3339)")
      try Self.apply(after, to: test)
      try Self.apply(after, to: twin)
      #expect(try test.dump() == twin.dump(), "seed \(seed), round \(round), \(asked.rfc3339)")
      #expect(try test.dump().contains("action"))
      steps = before + after
    }
  }
}
