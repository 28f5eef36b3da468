package import AdvocacyModel
package import AdvocacyPolicy
import HeapModule

/// Handles events in order: people approve, posts fall due, deferrals end, employees act.
///
/// Pure: it reads no clock and writes no ledger, but hands each fact to whoever records it. For
/// unchanged inputs a run to T1 followed by one to T2 gives the same facts as one run to T2.
package struct FanOut {
  let configuration: Configuration
  private let evaluator: CandidateEvaluator
  private var history: History
  private var state: FanOutState
  private var events: Heap<FanOutEvent> = []
  private let posts: PostPlaces
  private var waiting: [PostID: [WaitingGroup]]
  private var firstAsked: [PostID: Instant]
  private var acts: ActPlan

  /// Prepares a fan-out.
  ///
  /// - Parameters:
  ///   - configuration: The configuration of the run.
  ///   - engine: The policy, compiled from it.
  ///   - behaviour: How employees behave.
  ///   - history: What took place before the watermark's next event, planned acts aside.
  ///   - state: What the ledger and the queue say.
  package init(
    configuration: Configuration, engine: PolicyEngine, behaviour: BehaviourModel,
    history: History, state: FanOutState
  ) {
    self.configuration = configuration
    self.evaluator = CandidateEvaluator(
      configuration: configuration, engine: engine, behaviour: behaviour)
    self.state = state
    self.waiting = state.waiting
    self.firstAsked = state.firstAsked
    posts = PostPlaces(state.openPosts + state.newPosts)
    acts = ActPlan(
      configuration: configuration, engine: engine, behaviour: behaviour, posts: posts,
      state: state)
    self.history = history
    for group in state.planned { acts.add(group, since: state.watermark, to: &self.history) }
    for post in state.newPosts {
      events.insert(FanOutEvent(at: max(post.at, state.watermark), kind: .due, post: post.id))
    }
    for (post, groups) in waiting { schedule(groups, of: post) }
    for statement in state.statements
    where statement.kind == .approval && statement.at >= state.watermark
      && posts[statement.post] != nil
    {
      events.insert(FanOutEvent(at: statement.at, kind: .approval, post: statement.post))
    }
  }

  /// Handles every event up to an instant, included.
  ///
  /// The recorder takes each fact, in order.
  ///
  /// - Throws: What the recorder throws; it ends the run.
  /// - Complexity: O(events × log events + candidates + acts).
  package mutating func run(
    to now: Instant, record: (FanOutFact) throws -> Void
  ) rethrows {
    for fact in takeBack() { try record(fact) }
    while true {
      let event = events.min.flatMap { $0.at <= now ? $0 : nil }
      if let block = acts.handle(through: now, before: event?.at, &history) {
        try record(.acts(block))
        continue
      }
      guard let event else { break }
      events.removeMin()
      while events.min == event { events.removeMin() }
      guard let post = posts[event.post] else { continue }
      for fact in handle(event, of: post) { try record(fact) }
    }
    if let block = acts.finishBlock() { try record(.acts(block)) }
    acts.dropLeavers(through: now, &history)
    if let block = acts.finishBlock() { try record(.acts(block)) }
  }

  /// Those who left the roster, whom planned acts name by a place beyond it.
  package var departed: [EmployeeID] { state.departed }

  /// The candidates of a post who wait at present.
  package func waitingCandidates(_ post: PostID) -> [WaitingGroup] { waiting[post] ?? [] }

  /// What is left to be done of a post at present.
  package func plannedActs(_ post: PostID) -> PlannedCount { acts.count(of: post) }

  /// What people took back since the last run takes effect before anything else happens.
  private mutating func takeBack() -> [FanOutFact] {
    var facts: [FanOutFact] = []
    acts.dropForgotten(&history)
    facts += dropDeclined()
    for post in posts.posts where withdrawal(of: post) != nil {
      guard firstAsked[post.id] != nil || acts.hasAny(of: post.id) else { continue }
      let groups = waiting[post.id] ?? []
      let decision = evaluator.withdraw(groups, of: post, at: state.watermark)
      waiting[post.id] = nil
      let block = acts.withdraw(post, at: state.watermark, &history)
      guard !groups.isEmpty || block != nil else { continue }
      if let earlier = acts.finishBlock() { facts.append(.acts(earlier)) }
      facts.append(.decision(decision, post))
      if let block { facts.append(.acts(block)) }
    }
    return facts
  }

  /// Who stays out by their own word waits no longer, and is in no count.
  private mutating func dropDeclined() -> [FanOutFact] {
    guard evaluator.engine.hasChoices else { return [] }
    acts.dropLeavers(through: state.watermark, &history)
    return [acts.finishBlock().map(FanOutFact.acts)].compactMap { $0 }
      + posts.posts.compactMap { dropDeclined(of: $0) }
  }

  private mutating func dropDeclined(of post: Post) -> FanOutFact? {
    let groups = (waiting[post.id] ?? []).compactMap { group in
      var own = group
      own.leavers = []
      own.employees = evaluator.engine.whoDeclines(
        post, on: group.network, among: group.employees)
      return own.isEmpty ? nil : own
    }
    guard !groups.isEmpty else { return nil }
    var left = waiting[post.id] ?? []
    left.remove(groups)
    waiting[post.id] = left.isEmpty ? nil : left
    return .decision(
      Decision(at: state.watermark, post: post.id, event: .resumed, settled: groups), post)
  }

  private mutating func handle(_ event: FanOutEvent, of post: Post) -> [FanOutFact] {
    let fact: FanOutFact? =
      switch event.kind {
      case .due: fallDue(post, at: event.at)
      case .approval:
        review(post, at: event.at, asking: .approved) { $0.outcome == .needsApproval }
      case .resume:
        review(post, at: event.at, asking: .resumed) { $0.until <= event.at }
      }
    // Acts before this event are done; so are those that its approval lets go on.
    var facts = [acts.finishBlock().map(FanOutFact.acts), fact].compactMap { $0 }
    if case .decision(let decision, _) = fact {
      for group in decision.planned { acts.add(group, since: event.at, isPlanned: true) }
    }
    if event.kind == .approval, let block = acts.approve(post, at: event.at, &history) {
      facts.append(.acts(block))
    }
    return facts
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
    let groups = waiting[post.id, default: []].filter(isConcerned)
    guard !groups.isEmpty else { return nil }
    let decision = evaluator.review(
      groups, of: post, at: instant, event: event, history: &history)
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
        FanOutEvent(at: max(instant, state.watermark), kind: .resume, post: post))
    }
  }
}
