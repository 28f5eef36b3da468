package import AdvocacyCore
package import AdvocacyPolicy
import HeapModule

/// Handles events in order: posts fall due, deferrals end, people approve or withdraw.
///
/// Pure: it reads no clock and writes no ledger, but hands each fact to whoever records it. For
/// unchanged inputs a run to T1 followed by one to T2 gives the same facts as one run to T2.
package struct FanOut {
  private let configuration: Configuration
  private let evaluator: CandidateEvaluator
  private var history: History
  private var state: FanOutState
  private var events: Heap<FanOutEvent> = []
  private var posts: [PostID: Post] = [:]
  private var waiting: [PostID: [WaitingGroup]]
  private var firstAsked: [PostID: Instant]

  /// Prepares a fan-out.
  ///
  /// - Parameters:
  ///   - configuration: The configuration of the run.
  ///   - engine: The policy, compiled from it.
  ///   - behaviour: How employees behave.
  ///   - history: What took place strictly before the watermark's next event.
  ///   - state: What the ledger and the queue say.
  package init(
    configuration: Configuration, engine: PolicyEngine, behaviour: BehaviourModel,
    history: History, state: FanOutState
  ) {
    self.configuration = configuration
    self.evaluator = CandidateEvaluator(
      configuration: configuration, engine: engine, behaviour: behaviour)
    self.history = history
    self.state = state
    self.waiting = state.waiting
    self.firstAsked = state.firstAsked
    for post in state.openPosts + state.newPosts { posts[post.id] = post }
    for post in state.newPosts {
      events.insert(FanOutEvent(at: max(post.at, state.watermark), post: post.id, kind: .due))
    }
    for (post, groups) in waiting { schedule(groups, of: post) }
    for statement in state.statements
    where statement.at >= state.watermark && posts[statement.post] != nil {
      events.insert(FanOutEvent(at: statement.at, post: statement.post, kind: .statement))
    }
  }

  /// Handles every event up to an instant, included.
  ///
  /// The recorder takes each fact, in order.
  ///
  /// - Throws: What the recorder throws; it ends the run.
  /// - Complexity: O(events × log events + candidates).
  package mutating func run(
    to now: Instant, record: (FanOutFact) throws -> Void
  ) throws {
    while let event = events.min, event.at <= now {
      events.removeMin()
      while events.min == event { events.removeMin() }
      guard let post = posts[event.post], let fact = handle(event, of: post) else { continue }
      try record(fact)
    }
  }

  /// The candidates of a post who wait at present.
  package func waitingCandidates(_ post: PostID) -> [WaitingGroup] { waiting[post] ?? [] }

  private mutating func handle(_ event: FanOutEvent, of post: Post) -> FanOutFact? {
    switch event.kind {
    case .due: fallDue(post, at: event.at)
    case .statement:
      review(post, at: event.at, asking: .approved) { $0.outcome == .needsApproval }
    case .resume:
      review(post, at: event.at, asking: .resumed) { $0.until <= event.at }
    }
  }

  private mutating func fallDue(_ post: Post, at instant: Instant) -> FanOutFact? {
    if let reason = reasonToSkip(post, at: instant) {
      return .skip(Skip(post: post.id, reason: reason, at: instant), post)
    }
    let result = evaluator.fallDue(post, at: instant, history: &history)
    waiting[post.id] = result.waiting.isEmpty ? nil : result.waiting
    firstAsked[post.id] = instant
    schedule(result.waiting, of: post.id)
    return .decision(result, post)
  }

  private func reasonToSkip(_ post: Post, at instant: Instant) -> Skip.Reason? {
    if post.at < state.start { return .beforeStart }
    if instant >= post.end { return .expired }
    return withdrawal(of: post) != nil ? .withdrawn : nil
  }

  /// When a post was withdrawn.
  ///
  /// A withdrawal stops whatever is not recorded yet, events before its own instant included: who
  /// says stop between two runs must be able to rely on it.
  private func withdrawal(of post: Post) -> Instant? {
    state.statements.first { $0.post == post.id && $0.kind == .withdrawal }?.at
  }

  /// Looks at waiting candidates again; nothing is recorded where all of them wait on as before.
  private mutating func review(
    _ post: Post, at instant: Instant, asking event: Decision.Event,
    where isConcerned: (WaitingGroup) -> Bool
  ) -> FanOutFact? {
    let withdrawal = withdrawal(of: post)
    // Its own event settles all who wait.
    if let withdrawal, instant < withdrawal { return nil }
    let groups = waiting[post.id, default: []].filter { withdrawal != nil || isConcerned($0) }
    guard !groups.isEmpty else { return nil }
    let decision = evaluator.review(
      groups, of: post, at: instant, event: withdrawal == nil ? event : .withdrawn,
      firstAsked: firstAsked[post.id], history: &history)
    guard let decision else { return nil }
    var left = waiting[post.id, default: []]
    left.remove(decision.settled)
    left.merge(decision.waiting)
    waiting[post.id] = left.isEmpty ? nil : left
    schedule(decision.waiting, of: post.id)
    return .decision(decision, post)
  }

  private mutating func schedule(_ groups: [WaitingGroup], of post: PostID) {
    for instant in Set(groups.map(\.until)) {
      events.insert(
        FanOutEvent(at: max(instant, state.watermark), post: post, kind: .resume))
    }
  }
}
