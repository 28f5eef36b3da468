package import AdvocacyModel

/// What the doctor found, check by check.
package struct CheckReport: CommandOutput, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/check/1"
  /// The checks in the order they were made.
  package var checks: [Check]
  /// The exit code that goes with them; 0: the next run would work.
  package var exitCode: Int32 = 0

  package var counts: [String: Int] {
    ["ok": count(.ok), "warnings": count(.warning), "failed": count(.failed)]
  }

  /// What to do next, where all is well and nothing was done yet.
  package var next: String?

  private enum CodingKeys: String, CodingKey { case schema, checks }

  package init(checks: [Check], exitCode: Int32 = 0, next: String? = nil) {
    self.next = next
    self.checks = checks
    self.exitCode = exitCode
  }

  /// How a check went, in rising weight.
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// Nothing to complain about.
    case ok
    /// Works, but deserves a look.
    case warning
    /// Doesn't work.
    case failed

    var ink: Ink {
      switch self {
      case .ok: .green
      case .warning: .yellow
      case .failed: .red
      }
    }
  }

  /// One check.
  package struct Check: Codable, Hashable, Sendable {
    /// What was looked at.
    package var name: String
    /// How it went.
    package var outcome: Outcome
    /// What was found.
    package var message: String
    /// What to do about it, if anything.
    @Nullable package var hint: String?

    package init(name: String, outcome: Outcome, message: String, hint: String? = nil) {
      self.name = name
      self.outcome = outcome
      self.message = message
      self.hint = hint
    }
  }

  /// How many checks went a certain way.
  ///
  /// - Complexity: O(checks).
  package func count(_ outcome: Outcome) -> Int { checks.count { $0.outcome == outcome } }

  /// The report for people: a line for each check, its hint below, and a sentence.
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [.init(""), .init(""), .init("", fit: .wrapped)])
    for check in checks {
      table.add([
        .init(check.outcome.rawValue, check.outcome.ink), .init(check.name), .init(check.message),
      ])
      if let hint = check.hint { table.add(["", "", .init("→ \(hint)", .dim)]) }
    }
    return "\(table.rendered(style))\n\(sentence)\n"
  }

  private var sentence: String {
    let failed = count(.failed)
    let warnings = count(.warning)
    guard failed + warnings > 0 else { return "All is well." }
    let warned = warnings > 0 ? [NumberFormat.count(warnings, "warning")] : []
    let found = (failed > 0 ? ["\(NumberFormat.count(failed)) failed"] : []) + warned
    return "\(found.joined(separator: ", ")), \(NumberFormat.count(count(.ok))) ok."
  }
}

/// The parameters in effect.
package struct ParameterListing: CommandOutput {
  package private(set) var schema = "advocacy/parameters/1"
  package var parameters: [Entry]

  package init(parameters: [Entry]) {
    self.parameters = parameters
  }

  /// One of them.
  package struct Entry: Encodable, Sendable {
    package var name: String
    package var network: String?
    package var low: Double
    package var typical: Double
    package var high: Double
    package var unit: String
    package var basis: String
    package var source: String
    package var meaning: String

    package init(
      _ name: String, _ network: NetworkID?, _ parameter: Parameter, unit: String, meaning: String
    ) {
      self.name = name
      self.network = network?.text
      (low, typical, high) = (parameter.low, parameter.typical, parameter.high)
      self.unit = unit
      basis = parameter.basis.rawValue
      source = parameter.source
      self.meaning = meaning
    }
  }
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      .init("parameter"), .init("network"), .init("low", .right), .init("typical", .right),
      .init("high", .right), .init("unit", dropRank: 2), .init("mark"),
      .init("source", fit: .wrapped, dropRank: 1),
    ])
    for entry in parameters {
      table.add([
        .init(entry.name), .init(entry.network ?? "all"), .init(Figure(entry.low, .exact)),
        .init(Figure(entry.typical, .exact)), .init(Figure(entry.high, .exact)),
        .init(entry.unit), .init(entry.basis), .init(entry.source),
      ])
    }
    return table.rendered(style)
  }
}
