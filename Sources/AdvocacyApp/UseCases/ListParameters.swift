import AdvocacyCore
package import AdvocacyReport

/// Lists every parameter in effect with its range, mark and source.
package struct ListParameters {
  var workspace: Workspace

  /// Makes the use case.
  package init(workspace: Workspace) {
    self.workspace = workspace
  }

  /// Lists the parameters of the networks in use.
  ///
  /// - Throws: `Failure` where the configuration can't be read.
  package func run(in environment: Environment) throws -> ParameterListing {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let effective = configuration.parameters.effective(networks: configuration.networks.map(\.id))
    typealias Participation = Behaviour.Participation
    let participation = ParameterListing.Entry(
      Participation.name, nil, configuration.behaviour.participation.parameter,
      unit: Participation.unit, meaning: Participation.meaning)
    return ParameterListing(
      parameters: [participation]
        + effective.map { entry in
          ParameterListing.Entry(
            entry.name.rawValue, entry.network, entry.parameter, unit: entry.name.unit,
            meaning: entry.name.meaning)
        })
  }
}

/// The parameters in effect.
package struct ParameterListing: JSONReport, Sendable {
  var schema = "advocacy/parameters/1"
  var parameters: [Entry]

  /// One of them.
  struct Entry: Encodable, Sendable {
    var name: String
    var network: String?
    var low: Double
    var typical: Double
    var high: Double
    var unit: String
    var basis: String
    var source: String
    var meaning: String

    init(
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
  package func table(_ style: TerminalStyle) -> String {
    var table = TextTable(columns: [
      .init("parameter"), .init("network"), .init("low", .right), .init("typical", .right),
      .init("high", .right), .init("unit", dropRank: 2), .init("mark"),
      .init("source", isElastic: true, dropRank: 1),
    ])
    for entry in parameters {
      table.add([
        .init(entry.name), .init(entry.network ?? "all"), .init(NumberFormat.plain(entry.low)),
        .init(NumberFormat.plain(entry.typical)), .init(NumberFormat.plain(entry.high)),
        .init(entry.unit), .init(entry.basis), .init(entry.source),
      ])
    }
    return table.rendered(style)
  }
}
