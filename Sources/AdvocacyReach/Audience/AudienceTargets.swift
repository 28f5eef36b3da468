import AdvocacyCore

/// The overlaps that a synthetic audience is to have.
struct AudienceTargets {
  /// The overlaps on each network.
  var networks: [Network]
  /// The share of an employee's followers on one network who follow them on a second.
  var secondNetwork: Double
  /// The share of an audience that comes from pools.
  var poolShare: Double
  /// The number of people in the market.
  var marketSize: Int

  /// The overlaps on one network.
  struct Network {
    var team: Double
    var company: Double
    var page: Double
  }

  init(_ source: ParameterSource) {
    networks = source.networks.map {
      Network(
        team: source.value(.teamOverlap, $0), company: source.value(.companyOverlap, $0),
        page: source.value(.pageOverlap, $0))
    }
    secondNetwork = source.shared(.secondNetworkOverlap)
    poolShare = source.shared(.poolShare)
    marketSize = Int(source.shared(.marketSize))
  }
}
