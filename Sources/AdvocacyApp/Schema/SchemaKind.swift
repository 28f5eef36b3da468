import AdvocacyFiles
import AdvocacyReport

/// The files that have a JSON Schema.
package enum SchemaKind: String, CaseIterable, Sendable {
  /// `config.json`.
  case config
  /// `queue.json`.
  case queue
  /// The table of cases that `policy test` reads.
  case policyTest = "policy-test"
  /// What `reach-report --format json` prints.
  case reachReport = "reach-report"

  /// The schema as text, with a line feed at its end.
  package var text: String {
    switch self {
    case .config: ConfigurationSchema.text
    case .queue: QueueSchema.text
    case .policyTest: PolicyCaseSchema.text
    case .reachReport: ReachReportSchema.text
    }
  }
}
