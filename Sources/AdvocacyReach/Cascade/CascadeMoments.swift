/// Whole-number sums over replicates of what was reached and of the control.
///
/// Being integers, they don't depend on the order in which they are added.
struct CascadeMoments: Sendable, Hashable {
  /// The number of replicates: worlds, or blocks of worlds that depend on each other.
  var count = 0
  private var reached: Int128 = 0
  private var reachedSquares: Int128 = 0
  private var control: Int128 = 0
  private var controlSquares: Int128 = 0
  private var products: Int128 = 0

  /// The people that the replicates reached.
  var sum: Double { Double(reached) }

  /// The control's sum, in people.
  var controlSum: Double { Double(control) / Self.unit }

  mutating func add(reached people: Int, control value: Double) {
    let (people, value) = (Int128(people), Int128((value * Self.unit).rounded()))
    count += 1
    reached += people
    reachedSquares += people * people
    control += value
    controlSquares += value * value
    products += people * value
  }

  mutating func add(_ other: CascadeMoments) {
    count += other.count
    reached += other.reached
    reachedSquares += other.reachedSquares
    control += other.control
    controlSquares += other.controlSquares
    products += other.products
  }

  /// Σ (reached − mean)².
  private var reachedDeviations: Double {
    guard count > 0 else { return 0 }
    // Integers as far as the difference of large numbers goes: no digits are lost in it.
    let (middle, rest) = reached.quotientAndRemainder(dividingBy: Int128(count))
    let deviations = reachedSquares - 2 * middle * reached + Int128(count) * middle * middle
    return Double(deviations) - Double(rest) * Double(rest) / Double(count)
  }

  /// Σ (control − mean)²: the mean is near zero, so that no digits are lost.
  private var controlDeviations: Double {
    (Double(controlSquares) - Double(control) * Double(control) / Double(max(1, count)))
      / Self.unit / Self.unit
  }

  /// Σ (reached − mean) × (control − mean).
  private var jointDeviations: Double {
    (Double(products) - Double(reached) * Double(control) / Double(max(1, count))) / Self.unit
  }

  /// The factor of the control that leaves the least variance in these replicates.
  var factor: Double {
    controlDeviations > 0 ? jointDeviations / controlDeviations : 0
  }

  /// The variance of the sum, with the control subtracted some times.
  func variance(factor: Double) -> Double {
    guard count > 1 else { return 0 }
    let deviations =
      reachedDeviations - 2 * factor * jointDeviations + factor * factor * controlDeviations
    return max(0, deviations) / Double(count - 1) * Double(count)
  }

  /// The parts of a person that the control is kept in: 2^20, so that where a control has few
  /// values their rounding shows in no digit, and squares have room in 127 bits.
  private static let unit = 1_048_576.0
}
