import AdvocacyCore

/// A post on a network at an instant: all that rules may ask besides the employee.
struct EvaluationContext: Sendable {
  let post: Post
  /// Its labels, as they compare.
  let labels: PostLabels
  let network: Network
  /// The position of the network among those configured; nil: it is not configured.
  let position: Int?
  let at: Instant
  /// Whether somebody is asked, or acts.
  let moment: Moment
  let approvals: PostApprovals
  let calendar: CompanyCalendar
  let semantics: Semantics
  /// The words of each text that employees may pass on; none where no rule looks for words.
  let texts: [[WordToken]]

  /// Whether passing the post on there always takes words.
  var isWordy: Bool { network.passingOn?.hasWords ?? false }

  /// The same post and network at another instant.
  func at(_ instant: Instant) -> EvaluationContext {
    EvaluationContext(
      post: post, labels: labels, network: network, position: position, at: instant,
      moment: moment, approvals: approvals, calendar: calendar, semantics: semantics, texts: texts)
  }

  /// The decision to wait until an instant, held within the post.
  func wait(until end: Instant) -> RuleDecision { .wait(until: end, within: post) }

  /// The decision to add words to whatever the employee does; nil: there is nothing to add to.
  var addingWords: RuleDecision? { .rewrite(.words, on: network) }

  /// That somebody in one of some roles approved, else a request for that; where no role is named, a
  /// denial.
  func unlessApproved(by roles: [String]) -> RuleAnswer {
    guard !roles.isEmpty else { return .everyone(.deny) }
    return unless(count: 1) { $0.count(in: roles) }
  }

  /// That so many approvals were given, else a request for them.
  func unless(count wanted: Int, given: (PostApprovals) -> Int) -> RuleAnswer {
    let until = approvals.next(after: at)
    return given(approvals.through(at)) >= wanted
      ? satisfied(until: until) : .everyone(.ask, until: until)
  }

  /// That what the rule asks for was given: a finding of its own, which the first semantics pass
  /// over in silence.
  func satisfied(until end: Instant?) -> RuleAnswer {
    var answer = RuleAnswer.silent(until: end)
    answer.isSatisfied = semantics.tellsWhatSatisfied
    return answer
  }
}
