import AdvocacyCore
import AdvocacyLedger
import AdvocacyPolicy

/// What the ledger says that bears on one post.
struct PostRecord {
  var post: Post
  var statements: [PostStatement]
  var participations: Participations
  var posts: [PostID: Post]
  var watermark: Instant
}

/// Makes the verdicts on a post again, as of the instants at which they were made.
struct Retrospect {
  private let configuration: Configuration
  private let record: PostRecord
  private let engine: PolicyEngine
  private var histories: [Instant: History] = [:]

  init(configuration: Configuration, record: PostRecord) {
    self.configuration = configuration
    self.record = record
    engine = PolicyEngine(configuration: configuration)
  }

  /// The verdict that settled a candidate: the first, or what its deferrals and waits led to.
  mutating func settled(_ candidate: Candidate, from first: Instant) -> Verdict? {
    var instant = first
    var verdict = verdict(on: candidate, at: instant)
    while let next = next(after: verdict, at: instant), next <= record.watermark {
      instant = next
      verdict = self.verdict(on: candidate, at: instant)
    }
    // A withdrawal stops whatever was not recorded yet, events before its own instant included.
    let withdrawal = record.statements.first { $0.kind == .withdrawal && $0.at > instant }?.at
    if let withdrawal, instant > first, !tookPart(candidate) {
      verdict = self.verdict(on: candidate, at: withdrawal)
    }
    return verdict
  }

  private func tookPart(_ candidate: Candidate) -> Bool {
    let participations = record.participations
    return participations.entries.contains { entry in
      participations.posts[Int(entry.post)] == candidate.post
        && participations.employees[Int(entry.employee)] == candidate.employee
        && participations.networks[Int(entry.network)] == candidate.network
    }
  }

  /// When a candidate was looked at again; nil where it was not.
  private func next(after verdict: Verdict?, at instant: Instant) -> Instant? {
    switch verdict?.outcome {
    case .defer: return verdict?.until.flatMap { $0 > instant ? $0 : nil }
    case .needsApproval:
      let next = record.statements.first { $0.at > instant }?.at
      let end = record.post.end > instant ? record.post.end : nil
      return next ?? end
    default: return nil
    }
  }

  /// The verdict at an instant; nil for somebody who isn't on the roster.
  mutating func verdict(on candidate: Candidate, at instant: Instant) -> Verdict? {
    guard let index = configuration.position(of: candidate.employee) else { return nil }
    let history = histories[instant] ?? history(before: instant)
    histories[instant] = history
    return engine.verdict(
      record.post, employee: index, on: candidate.network, at: instant, history: history)
  }

  /// Strictly before the event: earlier instants, and of this one the posts that come first.
  private func history(before instant: Instant) -> History {
    var participations = record.participations
    let posts = participations.posts
    participations.entries.removeAll { entry in
      let post = posts[Int(entry.post)]
      return entry.at > instant || entry.at == instant && post >= record.post.id
    }
    return History(
      configuration: configuration, participations: participations, posts: record.posts,
      statements: record.statements.filter { $0.at <= instant })
  }
}
