import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Holds a policy to a table of cases that a compliance team keeps.
package struct TestPolicy {
  var workspace: Workspace
  var file: String

  package init(workspace: Workspace, file: String) {
    self.workspace = workspace
    self.file = file
  }

  /// Asks the policy of `config.json` about every case; reads neither clock nor ledger.
  ///
  /// What a case doesn't say did not happen: no approval was given and nothing passed on before.
  /// Every rule is asked, whether it holds as people are asked or as they act.
  ///
  /// - Throws: `Failure`: `badData` for a bad table, `configuration` for a bad policy.
  /// - Complexity: O(cases × (roster + rules)).
  package func run(in environment: Environment) throws -> PolicyTestReport {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let bytes = try FileReading.contents(of: environment.absolutePath(file), named: file)
    let cases = try PolicyCaseFile.decode(bytes, file: file, configuration: configuration) {
      () throws(Failure) in try reader.usablePosts(configuration, in: environment)
    }
    let engine = PolicyEngine(configuration: configuration.holdingAtBoth)
    let known = configuration.policy.rules.map(\.id) + BuiltInRule.allCases.map(\.id)
    return PolicyTestReport(
      timeZone: configuration.calendar.zoneName, policyVersion: configuration.policy.version,
      cases: cases.map { item in
        let expected = PolicyTestReport.Expectation(
          verdict: item.expected.outcome, until: item.expected.until, rules: item.expected.rules)
        let employee = configuration.position(of: item.employee)
        let history = employee.map { History(configuration, of: item, employee: $0) }
        let answers = item.networks.compactMap { network in
          guard let employee, let history else { return nil as PolicyTestReport.Answer? }
          let verdict = engine.verdict(
            item.post, employee: employee, on: network, at: item.at, moment: .either,
            history: history)
          return .init(network: network, verdict: verdict, expected: expected, known: known)
        }
        return PolicyTestReport.Case(
          name: item.name, place: item.place, post: item.post.id, employee: item.employee,
          at: item.at, expected: expected, answers: answers)
      })
  }
}

extension Configuration {
  /// The same with rules that speak at every moment.
  fileprivate var holdingAtBoth: Configuration {
    var configuration = self
    for index in policy.rules.indices { configuration.policy.rules[index].hold = .both }
    return configuration
  }
}

extension History {
  /// What a case says that took place before it.
  fileprivate init(_ configuration: Configuration, of item: PolicyCase, employee: Int) {
    self.init(configuration: configuration)
    for approval in item.approvals { record(approval) }
    for earlier in item.earlier {
      for network in item.networks {
        record(
          employee: employee, network: network, post: earlier.post, at: earlier.at,
          passesOn: true)
      }
    }
  }
}

extension WorkspaceReader {
  /// The posts of the queue that are not set aside; none where there is no queue.
  ///
  /// - Throws: `Failure` where the queue as a whole can't be read.
  func usablePosts(
    _ configuration: Configuration, in environment: Environment
  ) throws(Failure) -> [Post] {
    try entries(configuration, in: environment).compactMap { try? $0.post.get() }
  }
}
