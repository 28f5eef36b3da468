import AdvocacyModel
import Foundation

/// Points at which the reach of some items is worked out: how strongly each item pulls a person.
///
/// The mean over them, by weight, stands for the mean over all people and all posts. Every draw of
/// the parameters uses the same ones.
struct AppealPoints {
  /// The weights; they sum to 1.
  let weights: [Lanes]
  /// By item of the group, the pull: how often a person looks times the item's appeal.
  let pulls: [[Lanes]]
  /// What the rates on each network are multiplied by, by the logarithm of a rate, since a few
  /// appeals are seen a little more than all that they stand for; nil: nothing.
  let corrections: [RateCorrection?]

  /// Whoever looks less than this often sees so little that few appeals do: what is seen is then
  /// nearly in proportion to appeal, and each appeal is the mean of those that it stands for.
  private static let rareLook = 0.1

  /// Points of one item that are known.
  init(weights: [Lanes], pulls: [Lanes], networks: Int) {
    self.weights = weights
    self.pulls = [pulls]
    corrections = Array(repeating: nil, count: networks)
  }

  /// Makes points for the items of a draw.
  ///
  /// - Parameters:
  ///   - places: Which appeals come together.
  ///   - draw: The parameters.
  ///   - rates: What a rate means, by network.
  ///   - corrections: What was worked out for the draw before, by number of strata.
  /// - Complexity: O(looks × items × points).
  init(
    _ places: AppealPlaces, _ draw: CountsDraw, _ rates: [SeenRates],
    _ corrections: inout [AppealStrata: [RateCorrection?]]
  ) {
    let items = places.items
    guard items.count > 1 || !places.strata.isCorrected else {
      // A post by itself has its own classes, of looks and appeal in one.
      let nodes = items.first.map { rates[$0.network].nodes }
      weights = nodes?.weights ?? []
      pulls = nodes.map { [$0.values] } ?? []
      self.corrections = draw.networks.map { _ in nil }
      return
    }
    let classes = draw.looks
    let isRare = classes.values.map { $0 < Self.rareLook }
    let counts = isRare.map { $0 ? places.strata.few : places.strata.count }
    let size = (counts.reduce(0, +) + 7) / 8
    var weights = [Lanes](repeating: .zero, count: size)
    var place = 0
    for (weight, count) in zip(classes.weights, counts) {
      for _ in 0..<count {
        weights[place / 8][place % 8] = weight / Double(count)
        place += 1
      }
    }
    let many = draw.networks.map {
      places.strata.appeals(places.strata.count, spread: $0.appealSpread)
    }
    let few = draw.networks.map {
      places.strata.appeals(places.strata.few, spread: $0.appealSpread)
    }
    let ranks = places.ranks(correlation: draw.appealCorrelation)
    pulls = items.indices.map { item in
      let network = items[item].network
      var pulls = [Lanes](repeating: .zero, count: size)
      var place = 0
      for (look, value) in classes.values.enumerated() {
        let strata = isRare[look] ? few[network] : many[network]
        let own = isRare[look] ? ranks.few : ranks.many
        let first = (item * AppealPlaces.mostClasses + look) * counts[look]
        for rank in own[first..<first + counts[look]] {
          pulls[place / 8][place % 8] = value * strata[Int(rank)]
          place += 1
        }
      }
      return pulls
    }
    self.weights = weights
    let known =
      corrections[places.strata]
      ?? draw.networks.indices.map { [pulls] network in
        guard places.strata.isCorrected, draw.networks[network].appealSpread > 0,
          let item = items.firstIndex(where: { $0.network == network })
        else { return nil }
        return RateCorrection(rates[network], pulls: pulls[item], weights: weights)
      }
    corrections[places.strata] = known
    self.corrections = known
  }
}

/// Appeals that stand for the distribution of a post's appeal: log-normal, with mean 1.
///
/// Each stands for as many posts and is their mean.
struct AppealStrata: Sendable, Hashable {
  /// How many, for people who look often enough to see posts twice.
  let count: Int
  /// Whether rates are corrected for what a few appeals leave out, and fewer do for others.
  let isCorrected: Bool
  /// How many for others.
  var few: Int { isCorrected ? min(count, 4) : count }

  /// As many as a group of some items takes: fewer where many items average out anyway, or where
  /// there are many accounts and each point takes long.
  init(items: Int, isLarge: Bool) {
    isCorrected = true
    if isLarge {
      count = items <= 10 ? 16 : items <= 100 ? 8 : 4
    } else {
      count = items <= 6 ? 61 : items <= 15 ? 31 : items <= 40 ? 16 : items <= 400 ? 8 : 4
    }
  }

  /// As many as do where shares of people are asked for, not people.
  static let coarse = AppealStrata(exact: 8)

  /// So many: uncorrected for whoever tests the choice and asks for many more.
  init(exact count: Int, isCorrected: Bool = true) {
    self.count = count
    self.isCorrected = isCorrected
  }

  /// So many appeals, ascending.
  ///
  /// Spread: the standard deviation of an appeal's logarithm.
  func appeals(_ count: Int, spread: Double) -> [Double] {
    guard spread > 0 else { return Array(repeating: 1, count: count) }
    // The part of all appeal that lies below a quantile is a normal probability as well.
    var ends: [Double] = [0]
    for number in 1..<count {
      let z = Normal.quantile(Double(number) / Double(count))
      ends.append(Normal.probability(below: z - spread))
    }
    ends.append(1)
    return zip(ends, ends.dropFirst()).map { ($1 - $0) * Double(count) }
  }
}
