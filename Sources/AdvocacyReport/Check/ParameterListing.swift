package import AdvocacyCore

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

  /// The value as a table for people.
  package func render(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      .init("parameter"), .init("network"), .init("low", .right), .init("typical", .right),
      .init("high", .right), .init("unit", dropRank: 2), .init("mark"),
      .init("source", isElastic: true, dropRank: 1),
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
