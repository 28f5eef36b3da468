/// The parameters of the model: the defaults with a company's own values on top.
package struct ParameterSet: Sendable, Hashable {
  /// The values that replace defaults, sorted by name and network.
  package private(set) var overrides: [EffectiveParameter]

  package init() { overrides = [] }

  /// The value of a parameter on a network.
  ///
  /// The first that exists of: the network's own override, the override for all networks, the
  /// network's default, the default for any network.
  package subscript(_ name: ParameterName, _ network: NetworkID) -> Parameter {
    guard name.isPerNetwork else { return self[name] }
    return override(name, network) ?? override(name, nil)
      ?? ParameterDefaults.value(of: name, on: network)
  }

  /// The value of a shared parameter, or of a network's own one where the network is unknown.
  package subscript(_ name: ParameterName) -> Parameter {
    override(name, nil) ?? ParameterDefaults.value(of: name, on: nil)
  }

  /// Replaces a value, on one network or (nil) on all.
  ///
  /// - Complexity: O(overrides).
  package mutating func override(
    _ name: ParameterName, on network: NetworkID? = nil, with parameter: Parameter
  ) {
    let place = name.isPerNetwork ? network : nil
    overrides.removeAll { $0.name == name && $0.network == place }
    overrides.append(EffectiveParameter(network: place, name: name, parameter: parameter))
    overrides.sort { $0.precedes($1) }
  }

  /// A copy in which a value is replaced, on one network or (nil) on all.
  package func overriding(
    _ name: ParameterName, on network: NetworkID? = nil, with parameter: Parameter
  ) -> ParameterSet {
    var copy = self
    copy.override(name, on: network, with: parameter)
    return copy
  }

  /// The values in force: the shared ones in the order of their names' declaration, then each
  /// network's.
  ///
  /// - Complexity: O(networks × parameters × overrides).
  package func effective(networks: [NetworkID]) -> [EffectiveParameter] {
    let shared = ParameterName.allCases.filter { !$0.isPerNetwork }.map {
      EffectiveParameter(network: nil, name: $0, parameter: self[$0])
    }
    let own = networks.flatMap { network in
      ParameterName.allCases.filter(\.isPerNetwork).map {
        EffectiveParameter(network: network, name: $0, parameter: self[$0, network])
      }
    }
    return shared + own
  }

  private func override(_ name: ParameterName, _ network: NetworkID?) -> Parameter? {
    overrides.first { $0.name == name && $0.network == network }?.parameter
  }
}

/// A parameter's value in force on a network, or (nil) on all.
package struct EffectiveParameter: Sendable, Hashable {
  /// The network; nil where the value holds for all.
  package var network: NetworkID?
  /// The parameter.
  package var name: ParameterName
  /// The value.
  package var parameter: Parameter

  package init(network: NetworkID?, name: ParameterName, parameter: Parameter) {
    self.network = network
    self.name = name
    self.parameter = parameter
  }

  fileprivate func precedes(_ other: EffectiveParameter) -> Bool {
    (name.rawValue, network?.text ?? "") < (other.name.rawValue, other.network?.text ?? "")
  }
}
