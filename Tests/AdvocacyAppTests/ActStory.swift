import AdvocacyModel
import AdvocacyTestSupport

@testable import AdvocacyApp

/// A random fortnight of a company, drawn by a seed: posts, and what changes between runs.
///
/// It spans the end of summer time, and some posts fall due at one instant.
struct ActStory {
  /// What happens at an instant, after a run that handled all up to it.
  enum Change {
    case terms(ActTerms)
    case approval(String)
    case withdrawal(String)
  }

  let seed: UInt64
  let terms: ActTerms
  let posts: [(id: String, at: Instant, end: Instant, text: String, campaign: String)]
  let changes: [(at: Instant, change: Change)]

  static let start = Instant(rfc3339: "2026-10-21T00:00:00Z") ?? .distantPast
  static let end = start + .days(30)

  init(seed: UInt64) {
    self.seed = seed
    var draws = StoryDraws(seed: seed)
    terms = ActTerms(&draws)
    posts = (0..<14).map { number in
      let at = Self.start + .hours(Int64(draws.below(12 * 24) / 3 * 3))
      let hours = draws.pick([8, 40, 100, 14 * 24])
      return (
        "p\(number.padded(2))", at, at + .hours(Int64(hours)), "Text \(number % 11)",
        draws.pick(["results", "other", "other"])
      )
    }
    var changes: [(at: Instant, change: Change)] = []
    for _ in 0..<4 {
      changes.append((Self.moment(&draws), .terms(ActTerms(&draws))))
    }
    for post in posts {
      if draws.below(5) == 0 { changes.append((Self.moment(&draws), .withdrawal(post.id))) }
      if post.campaign == "results", draws.below(3) > 0 {
        changes.append((Self.moment(&draws), .approval(post.id)))
      }
    }
    // Who said stop says nothing more.
    self.changes = changes.sorted { $0.at < $1.at }
  }

  private static func moment(_ draws: inout StoryDraws) -> Instant {
    start + .hours(12) + .minutes(Int64(draws.below(14 * 24 * 60)))
  }

  /// The queue as a file.
  var queue: String {
    let texts = posts.map { post in
      """
      {"id": "\(post.id)", "text": "\(post.text)", "networks": ["x", "linkedin"],
       "at": "\(post.at.rfc3339)", "expires": "\(post.end.rfc3339)", "campaign": "\(post.campaign)"}
      """
    }
    return "[\(texts.joined(separator: ",\n"))]"
  }

  /// The terms in force when a run recorded an act: those before the first change at or after it.
  func terms(at instant: Instant) -> ActTerms {
    var latest = terms
    for case (let at, .terms(let terms)) in changes where at < instant { latest = terms }
    return latest
  }

  /// When a post was withdrawn; nil: never.
  func withdrawal(of post: String) -> Instant? {
    for case (let at, .withdrawal(let id)) in changes where id == post { return at }
    return nil
  }

  /// Plays the story in a workspace of its own, with runs at some instants and at each change.
  func play(runs: [Instant] = [], _ prepare: (TestWorkspace) throws -> Void = { _ in }) throws
    -> TestWorkspace
  {
    let test = try TestWorkspace(
      config: terms.company.text, queue: queue, start: "2026-10-20T00:00:00Z", seed: seed)
    try prepare(test)
    var due = runs.sorted()[...]
    for (at, change) in changes {
      while let next = due.first, next < at { try test.amplify(due.removeFirst().rfc3339) }
      try test.amplify(at.rfc3339)
      switch change {
      case .terms(let terms): try test.configure(terms.company)
      case .approval(let post):
        guard withdrawal(of: post).map({ at < $0 }) ?? true, asksForApproval(at: at) else {
          continue
        }
        try test.speak(.approval, on: post, as: "legal", by: nil, at: at.rfc3339)
      case .withdrawal(let post):
        try test.speak(.withdrawal, on: post, as: "", by: nil, at: at.rfc3339)
      }
    }
    for instant in due { try test.amplify(instant.rfc3339) }
    try test.amplify(Self.end.rfc3339)
    return test
  }

  /// Whether a rule asks for approvals in the terms that a change at an instant finds.
  private func asksForApproval(at instant: Instant) -> Bool { terms(at: instant).asksForApproval }
}

/// Draws by a seed, one after the other.
struct StoryDraws {
  private let key: RandomKey
  private var count: UInt64 = 0

  init(seed: UInt64) { key = RandomKey(seed).keyed(by: "story") }

  mutating func below(_ bound: Int) -> Int {
    count += 1
    return Int(key.keyed(by: count).bits % UInt64(bound))
  }

  mutating func isHit(_ chances: Int = 2) -> Bool { below(chances) == 0 }

  mutating func pick<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
}
