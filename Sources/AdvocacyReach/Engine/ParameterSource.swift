import AdvocacyCore

/// Where a draw's parameters come from: a fixed place in their range, or a draw for each.
struct ParameterSource {
  let networks: [NetworkID]
  let parameters: ParameterSet
  let place: Place

  enum Place {
    /// The typical values.
    case typical
    /// A block's draws, one for each network and name.
    case drawn(RandomKey, block: Int)
  }

  func value(_ name: ParameterName, _ network: NetworkID) -> Double {
    resolve(parameters[name, network], name, network.text)
  }

  func shared(_ name: ParameterName) -> Double { resolve(parameters[name], name, "") }

  /// Whether a shared parameter has a value of its own in each draw.
  func isOpen(_ name: ParameterName) -> Bool {
    guard case .drawn = place else { return false }
    return !parameters[name].isFixed
  }

  /// Whether a network's parameter has a value of its own in each draw.
  func isOpen(_ name: ParameterName, _ network: NetworkID) -> Bool {
    guard case .drawn = place else { return false }
    return !parameters[name, network].isFixed
  }

  private func resolve(_ parameter: Parameter, _ name: ParameterName, _ network: String) -> Double {
    guard case .drawn(let key, let block) = place, !parameter.isFixed else {
      return parameter.typical
    }
    var normal = normal(name, network, key, block)
    let causes = name.causes
    if !causes.isEmpty {
      // What the causes leave open is its own.
      normal *= (1 - causes.reduce(0) { $0 + $1.loading * $1.loading }).squareRoot()
      for cause in causes {
        normal += cause.loading * self.normal(cause.name, network, key, block)
      }
    }
    return parameter.value(atNormal: normal, of: name)
  }

  /// A standard normal for a parameter of a network, or of all.
  private func normal(
    _ name: ParameterName, _ network: String, _ key: RandomKey, _ block: Int
  ) -> Double {
    let own = single(name, network, key, block)
    guard name.isPerNetwork, networks.count > 1 else { return own }
    // What is unknown of one network is unknown of the others in part for the same reasons.
    let correlation = shared(.networkCorrelation)
    let common = single(name, "", key, block)
    return correlation.squareRoot() * common + (1 - correlation).squareRoot() * own
  }

  private func single(
    _ name: ParameterName, _ network: String, _ key: RandomKey, _ block: Int
  ) -> Double {
    let place = network.isEmpty ? nil : networks.firstIndex { $0.text == network }
    let direction = ParameterPoints.direction(of: name, network: place, of: networks.count)
    return Normal.quantile(
      ParameterPoints.quantile(
        of: block, direction: direction, key: key.keyed(by: network).keyed(by: name.rawValue)))
  }
}
