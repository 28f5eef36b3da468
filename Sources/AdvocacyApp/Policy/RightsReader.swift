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
  private let history: History

  init(_ configuration: Configuration) {
    engine = PolicyEngine(configuration: configuration)
    history = History(configuration: configuration)
    positions = Dictionary(
      configuration.roster.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  /// The rights of employees by their place in a list; none for whom the roster lacks.
  ///
  /// - Complexity: O(employees × rules that speak).
  func rights(of employees: [EmployeeID], _ probe: PolicyProbe, on network: NetworkID)
    -> [PolicyDiff.Rights]
  {
    let review = engine.review(probe.post, on: network, at: probe.at, moment: .either, history: history)
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
        probe.post, employee: position, on: network, at: probe.at, moment: .either, history: history)
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
}
