import AdvocacyModel

/// One employee, post, network and instant about which the reference is asked.
struct ReferenceCandidate {
  let world: ReferenceWorld
  let post: Post
  let network: Network
  let index: Int
  let at: Instant
  /// The rule that asks.
  var rule: RuleID = BuiltInRule.action.id

  var employee: Employee { world.configuration.roster[index] }
  var account: Account? { employee.account(on: network.id) }
  var labels: ReferenceLabels { world.labels }
  var calendar: CompanyCalendar { world.calendar }

  /// What the account took part in up to the instant, and what it has planned, whenever that is.
  var participations: [Past.Participation] {
    world.participations(of: index, on: network.id).filter { $0.at <= at }
      + world.planned(of: index, on: network.id)
  }

  /// A deferral; one without end, or to the end of the post or later, is a denial.
  func deferred(until end: Instant?) -> ReferenceDecision {
    guard let end, end < post.end else { return .deny }
    return ReferenceDecision(outcome: .defer, until: end)
  }

  /// A change of what the employee does; one that leaves nothing to do is a denial, and one that
  /// changes nothing there is silence.
  func rewritten(_ effect: Verdict.Effect) -> ReferenceDecision? {
    guard effect.leavesAction(on: network) else { return .deny }
    let own = ActionSet(network.actions)
    guard effect.addsWords || effect.actions(of: own, on: network) != own else { return nil }
    return ReferenceDecision(outcome: .rewrite, effect: effect)
  }

  /// Words added to the employee's own.
  var addingWords: ReferenceDecision? { rewritten(.words) }

  /// Whether one of some roles approved.
  func isApproved(byOneOf roles: [String]) -> Bool {
    ReferenceApprovals(self).people(in: roles) >= 1
  }

  /// An answer that is the same for all candidates of the post on the network.
  func perPost<Answer>(_ answer: () -> Answer) -> Answer {
    let question = ReferenceWorld.Question(rule: rule, post: post.id, network: network.id)
    return world.recall(question, answer)
  }

  /// An answer that is the same for all candidates at the instant.
  func perInstant<Answer>(_ answer: () -> Answer) -> Answer {
    world.recall(ReferenceWorld.Question(rule: rule, instant: at), answer)
  }
}
