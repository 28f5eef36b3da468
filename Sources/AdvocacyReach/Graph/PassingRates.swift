import AdvocacyCore
import Foundation

/// The rates at which the followers of ordinary people of a graph see what these pass on, for one
/// draw: a repost's, by the size of the audience.
struct PassingRates: Sendable {
  private let sizes: [Int]
  private let rates: [Double]
  /// The rate of an imported probability, both as logarithms.
  private let table: MonotoneTable?

  /// Solves the rates of all audience sizes.
  ///
  /// - Complexity: O(sizes).
  init(
    _ graph: GraphPeople.Graph, _ draw: CountsDraw, _ network: Int, _ seen: SeenRates
  ) {
    sizes = graph.sizes
    guard graph.source.probabilities == nil else {
      rates = []
      table = MonotoneTable(
        from: log(seen.rate(for: Self.least)), to: log(seen.rate(for: SeenRates.ceiling))
      ) { log(seen.chance(rate: exp($0))) }
      return
    }
    table = nil
    let chances = graph.sizes.map {
      draw.networks[network].visibility(
        of: Double($0), factor: draw.factor(of: .repost, on: network))
    }
    // Where visibility is the same for many sizes it is solved once.
    let distinct = Set(chances).sorted()
    let solved = Dictionary(uniqueKeysWithValues: zip(distinct, seen.rates(for: distinct)))
    rates = chances.map { $0 >= 1 ? GraphRates.certain : solved[$0] ?? 0 }
  }

  /// The rate for an audience of a size.
  ///
  /// - Complexity: O(log sizes).
  func rate(_ followers: Int) -> Double {
    var (low, high) = (0, sizes.count)
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] < followers { low = middle + 1 } else { high = middle }
    }
    return low < rates.count ? rates[low] : 0
  }

  /// The rate of an imported probability.
  func rate(ofProbability chance: Double) -> Double {
    guard let table, chance > 0 else { return 0 }
    guard chance < 1 else { return GraphRates.certain }
    return exp(table.place(of: log(min(max(chance, Self.least), SeenRates.ceiling))))
  }

  /// Probabilities below it count as this.
  private static let least = 1e-6
}
