import AdvocacyCore
import AdvocacyPolicy
import AdvocacyReport

/// Tells what one policy lets each employee do with one post on one network.
///
/// Employees about whom the same rules speak have the same rights, so that each such group is
/// worked out once.
struct RightsReader {
  private let engine: PolicyEngine
  private let positions: [EmployeeID: Int]
  private let empty: History
  private let roster: [Employee]

  init(_ configuration: Configuration) {
    engine = PolicyEngine(configuration: configuration)
    empty = History(configuration: configuration)
    roster = configuration.roster
    positions = Dictionary(
      configuration.roster.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// What the policy says of everybody in a situation, as sets.
  func review(_ probe: PolicyProbe, on network: NetworkID) -> NetworkReview {
    engine.review(
      probe.post, on: network, at: probe.at, moment: .either, history: history(of: probe))
  }

  /// The rights of employees by their place in a list; none for whom the roster lacks.
  ///
  /// - Complexity: O(employees × rules that speak).
  func rights(of employees: [EmployeeID], _ probe: PolicyProbe, on network: NetworkID)
    -> [PolicyDiff.Rights]
  {
    let history = history(of: probe)
    let review = engine.review(
      probe.post, on: network, at: probe.at, moment: .either, history: history)
    var known: [[Int]: PolicyDiff.Rights] = [:]
    return employees.map { id in
      guard let position = positions[id] else { return .absent }
      let isCandidate = review.candidates.contains(position)
      let spoke = review.findings.indices.filter {
        review.findings[$0].employees.contains(position)
      }
      // Of those who are no candidates each has reasons of their own.
      if isCandidate, let rights = known[spoke] { return rights }
      let verdict = engine.verdict(
        probe.post, employee: position, on: network, at: probe.at, moment: .either,
        history: history)
      let deciding = verdict.findings.filter {
        $0.outcome == verdict.outcome && $0.outcome != .allow
      }.map(\.rule)
      let rights = PolicyDiff.Rights(
        verdict: verdict.outcome, until: verdict.until, rules: deciding,
        actions: engine.actions(for: verdict, on: network, wanted: Action.allCases))
      if isCandidate { known[spoke] = rights }
      return rights
    }
  }

  /// What a situation takes to have happened before.
  private func history(of probe: PolicyProbe) -> History {
    guard probe.past != ProbePast() else { return empty }
    var history = empty
    for number in stride(from: probe.past.earlierPosts, to: 0, by: -1) {
      guard let id = PostID("earlier-\(number)") else { continue }
      let at = probe.at - .minutes(Int64(number))
      let post = Post(
        id: id, text: probe.past.hasSameText ? probe.post.text : id.text,
        networks: probe.post.networks, at: at)
      for network in post.networks {
        for index in roster.indices where roster[index].account(on: network) != nil {
          history.record(employee: index, network: network, post: post, at: at, passesOn: true)
        }
      }
    }
    for (number, role) in probe.past.approvals.enumerated() {
      history.record(
        ApprovalRecord(
          post: probe.post.id, role: role, employee: EmployeeID("_approver.\(number)"),
          at: probe.at))
    }
    return history
  }
}
