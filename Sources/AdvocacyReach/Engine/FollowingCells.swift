import Foundation

/// How a figure of a group follows that of a wider one from draw to draw: as a power of it.
///
/// Where nearly everybody sees something of a month of posts, its reach hardly grows with visibility,
/// while that of one post does. So the ratio of the two differs from draw to draw, and a straight line
/// through their logarithms takes that up. Some draws then tell the figure's mean over all of them (the
/// ratio estimator of two-phase sampling: Cochran, "Sampling Techniques", 3rd edition, 1977,
/// section 12.9).
struct PowerRatio {
  /// The power.
  let exponent: Double

  /// In proportion.
  static let plain = PowerRatio(exponent: 1)

  /// No power is larger (assumed): a few draws may show a larger one by chance.
  private static let most = 3.0
  /// Fewer draws don't tell a power (assumed): the figures are then taken to be in proportion.
  private static let least = 20

  private init(exponent: Double) { self.exponent = exponent }

  /// The power by which a figure follows another in the same draws, by least squares on logarithms.
  init(of own: [Double], following other: [Double]) {
    let pairs = zip(other, own).filter { $0 > 0 && $1 > 0 }.map { (log($0), log($1)) }
    guard pairs.count >= Self.least else {
      self = .plain
      return
    }
    let count = Double(pairs.count)
    let x = pairs.reduce(0) { $0 + $1.0 } / count
    let y = pairs.reduce(0) { $0 + $1.1 } / count
    let squares = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.0 - x) }
    let products = pairs.reduce(0) { $0 + ($1.0 - x) * ($1.1 - y) }
    exponent = squares > 1e-12 ? min(max(0, products / squares), Self.most) : 1
  }

  /// What the other figure says.
  func value(_ other: Double) -> Double {
    exponent == 1 ? other : pow(max(0, other), exponent)
  }

  /// The part of each draw in the figure's sum, less its part in what the other says: what is left
  /// to chance where some draws only are looked at.
  func rests(_ own: [Double], _ other: [Double]) -> [Double] {
    let said = other.map(value)
    let sums = (own: own.reduce(0, +), said: said.reduce(0, +))
    guard sums.own > 0, sums.said > 0 else { return own.map { _ in 0 } }
    return zip(own, said).map { $0 / sums.own - $1 / sums.said }
  }
}

/// A group's sums in all draws, of which some worked it out: the others take the sums of one of
/// these, as much larger or smaller as a wider group that all have says.
struct FollowingCells {
  /// The sums, draw by draw.
  let cells: [BlockSums.Cell]

  /// Makes the sums.
  ///
  /// - Parameters:
  ///   - own: The sums of the draws that worked the group out; one at least.
  ///   - places: Which draws these are, ascending.
  ///   - wider: The wider group's sums in all draws.
  /// - Complexity: O(draws).
  init(_ own: [BlockSums.Cell], at places: [Int], _ wider: [BlockSums.Cell]) {
    let givers = Self.givers(places, of: wider.count)
    let page = Following(own, places, givers, wider) { $0.page }
    let rest = Following(own, places, givers, wider) { $0.with - $0.page }
    cells = zip(givers.indices, givers).map { draw, giver in
      own[giver].scaled(
        page: page.factor(from: places[giver], to: draw),
        additional: rest.factor(from: places[giver], to: draw))
    }
  }

  /// Whose sums each draw takes: its own where it has any, else those of the others in turn.
  private static func givers(_ places: [Int], of count: Int) -> [Int] {
    var givers = [Int?](repeating: nil, count: count)
    for (number, place) in places.enumerated() { givers[place] = number }
    var next = 0
    return givers.map { own in
      if let own { return own }
      defer { next = (next + 1) % places.count }
      return next
    }
  }

  /// By what a draw's figure is multiplied to stand for another draw's.
  private struct Following {
    private let said: [Double]
    /// What brings the mean of all to that of the ratio estimator.
    private var level = 1.0

    init(
      _ own: [BlockSums.Cell], _ places: [Int], _ givers: [Int], _ wider: [BlockSums.Cell],
      _ figure: (BlockSums.Cell) -> Double
    ) {
      let other = wider.map(figure)
      let values = own.map(figure)
      let ratio = PowerRatio(of: values, following: places.map { other[$0] })
      let said = other.map(ratio.value)
      self.said = said
      let chosen = places.reduce(0) { $0 + said[$1] }
      guard chosen > 0 else { return }
      let wanted = values.reduce(0, +) * said.reduce(0, +) / chosen
      let sum = zip(givers.indices, givers).reduce(0) { sum, pair in
        sum + values[pair.1] * factor(from: places[pair.1], to: pair.0)
      }
      level = sum > 0 ? wanted / sum : 1
    }

    func factor(from giver: Int, to draw: Int) -> Double {
      giver == draw ? level : said[giver] > 0 ? level * said[draw] / said[giver] : level
    }
  }
}
