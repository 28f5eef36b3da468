import AdvocacyCore
import AdvocacyPolicy

/// Asks policy and behaviour about the candidates of one post at one event.
struct CandidateEvaluator {
  let configuration: Configuration
  let engine: PolicyEngine
  let behaviour: BehaviourModel

  /// The stretch of time before an event in which participation tires.
  static let fatigueWindow = Instant.Span.days(7)

  /// Decides all candidates of a post that falls due, and adds what they did to the history.
  func fallDue(_ post: Post, at instant: Instant, history: inout History) -> Decision {
    var draft = DecisionDraft(post: post, at: instant, roster: configuration.roster)
    for network in post.networks {
      let review = engine.review(post, on: network, at: instant, history: history)
      add(review, of: post, at: instant, to: &draft, history: &history)
    }
    return draft.decision(event: .due, settled: [])
  }

  /// Decides waiting candidates again; nil where all of them wait on as before.
  ///
  /// First asked is when the post fell due, if known: an employee who was allowed then on another
  /// network is not counted as allowed anew.
  func review(
    _ waiting: [Waiting], of post: Post, at instant: Instant, event: Decision.Event,
    firstAsked: Instant?, history: inout History
  ) -> Decision? {
    var draft = DecisionDraft(post: post, at: instant, roster: configuration.roster)
    var settled: [Candidate] = []
    for network in post.networks {
      let own = waiting.filter { $0.network == network }
      guard !own.isEmpty else { continue }
      let (here, gone) = positions(of: own)
      let first = engine.review(
        post, on: network, at: instant, history: history,
        among: members(here.map(\.index)))
      let moved = here.filter { waits in
        first.outcome(of: waits.index) != waits.candidate.outcome
          || waits.candidate.outcome == .defer
            && first.until(of: waits.index) != waits.candidate.until
      }
      settled += (moved.map(\.candidate) + gone).map {
        Candidate(post: post.id, employee: $0.employee, network: network)
      }
      draft.addLeavers(gone.count, on: network)
      guard !moved.isEmpty else { continue }
      let review = engine.review(
        post, on: network, at: instant, history: history,
        among: members(moved.map(\.index)))
      add(
        review, of: post, at: instant, to: &draft, history: &history, firstAsked: firstAsked)
    }
    guard !settled.isEmpty else { return nil }
    return draft.decision(event: event, settled: settled.sorted())
  }

  /// Adds a network's review to a draft: who waits, who takes part and how.
  private func add(
    _ review: NetworkReview, of post: Post, at instant: Instant, to draft: inout DecisionDraft,
    history: inout History, firstAsked: Instant? = nil
  ) {
    draft.add(review, end: post.end)
    guard let network = configuration.network(review.network) else { return }
    let allowed = review.mayTakePart
    draft.countAllowed(allowed) { employee in
      guard let firstAsked else { return false }
      return post.networks.contains { other in
        other != network.id
          && engine.verdict(
            post, employee: employee, on: other, at: firstAsked, history: history
          ).outcome.isAllowed
      }
    }
    let draws = behaviour.draws(for: post, on: network)
    let texts = engine.texts(of: post, on: network.id, at: instant, history: history)
    var takers = EmployeeSet(rosterCount: configuration.roster.count)
    var passing = takers
    var turned: [TurnedActions: [Action]] = [:]
    for employee in allowed {
      let recent = recentParticipations(of: employee, on: network.id, at: instant, history)
      guard
        let choice = behaviour.choice(
          of: employee, draws: draws, askedAt: instant, recent: recent)
      else { continue }
      let isRewritten = review.rewritten.contains(employee)
      let effect = isRewritten ? review.effect(of: employee) : Verdict.Effect()
      let key = TurnedActions(effect: effect, wanted: choice.actions)
      let actions =
        turned[key] ?? engine.actions(after: effect, on: network.id, wanted: choice.actions)
      turned[key] = actions
      guard !actions.isEmpty else { continue }
      takers.insert(employee)
      if actions.contains(where: \.passesOn) { passing.insert(employee) }
      draft.add(
        actions, of: employee, on: network.id, at: choice.at,
        variant: texts.map { $0[employee] ?? 0 } ?? choice.variant,
        isDisclosed: effect.addsWords)
    }
    history.record(
      takers: takers, passingOn: passing, network: network.id, post: post, at: instant)
  }

  private func recentParticipations(
    of employee: Int, on network: NetworkID, at instant: Instant, _ history: History
  ) -> Int {
    guard configuration.behaviour.fatigue > 0,
      case .chance = configuration.behaviour.participation
    else { return 0 }
    return history.participations(
      employee: employee, network: network, from: instant - Self.fatigueWindow, through: instant)
  }

  /// The roster positions of waiting candidates, and those who are on it no more.
  private func positions(
    of waiting: [Waiting]
  ) -> (here: [(index: Int, candidate: Waiting)], gone: [Waiting]) {
    var here: [(index: Int, candidate: Waiting)] = []
    var gone: [Waiting] = []
    for candidate in waiting {
      if let index = configuration.position(of: candidate.employee) {
        here.append((index, candidate))
      } else {
        gone.append(candidate)
      }
    }
    return (here, gone)
  }

  private func members(_ indices: [Int]) -> EmployeeSet {
    EmployeeSet(rosterCount: configuration.roster.count, members: indices)
  }
}

/// What turning wanted actions depends on.
private struct TurnedActions: Hashable {
  var effect: Verdict.Effect
  var wanted: [Action]
}

extension Configuration {
  /// The position of an employee on the roster, which is sorted by id.
  ///
  /// - Complexity: O(log roster).
  func position(of employee: EmployeeID) -> Int? {
    var low = 0
    var high = roster.count
    while low < high {
      let middle = (low + high) / 2
      if roster[middle].id < employee { low = middle + 1 } else { high = middle }
    }
    return low < roster.count && roster[low].id == employee ? low : nil
  }
}
