import AdvocacyModel

/// Whole-number sums over replicates: a world, or a block of worlds that depend on each other.
///
/// Replicates go to two halves by their number, since the control in either is multiplied by the
/// factor that is best in the other: so the factor is independent of what it is applied to, and
/// the mean stays without a bias.
struct CascadeSums: Sendable, Hashable {
  /// The number of worlds.
  var worlds = 0
  /// The followers of people reached.
  var edges = 0
  /// The edges that were looked at.
  var looks = 0
  private var even = CascadeMoments()
  private var odd = CascadeMoments()

  /// Adds the replicate of a number, which is made of some worlds.
  mutating func add(_ outcome: CascadeOutcome, number: Int, worlds count: Int) {
    worlds += count
    edges += outcome.edges
    looks += outcome.looks
    if number.isMultiple(of: 2) {
      even.add(reached: outcome.reached, control: outcome.control)
    } else {
      odd.add(reached: outcome.reached, control: outcome.control)
    }
  }

  /// Adds the replicates of other sums.
  mutating func add(_ other: CascadeSums) {
    worlds += other.worlds
    edges += other.edges
    looks += other.looks
    even.add(other.even)
    odd.add(other.odd)
  }

  /// The mean of a world, and the spread of the replicates as its standard error.
  ///
  /// - Parameter hasControl: whether to subtract the control; it takes some replicates to pay.
  /// - Returns: the estimate, of all worlds that were added.
  func estimate(hasControl: Bool) -> CascadeEstimate {
    guard hasControl, min(even.count, odd.count) >= Self.fewest else {
      var all = even
      all.add(odd)
      return estimate(sum: all.sum, variance: all.variance(factor: 0))
    }
    let (evenFactor, oddFactor) = (odd.factor, even.factor)
    return estimate(
      sum: even.sum + odd.sum - evenFactor * even.controlSum - oddFactor * odd.controlSum,
      variance: even.variance(factor: evenFactor) + odd.variance(factor: oddFactor))
  }

  private func estimate(sum: Double, variance: Double) -> CascadeEstimate {
    // A spread of few replicates is itself uncertain: their mean has Student's distribution, whose
    // quantiles are wider than the normal one's by about (z² + 1) / 4 a degree of freedom (Fisher's
    // expansion), taken at z = 2.
    let freedom = Double(max(1, even.count + odd.count - 2))
    let widening = 1 + 1.25 / freedom
    return CascadeEstimate(
      mean: sum / Double(worlds),
      standardError: widening * variance.squareRoot() / Double(worlds),
      worlds: worlds, edges: edges, looks: looks)
  }

  /// The replicates in a half from which a factor is worth its name; assumed.
  ///
  /// Whatever the factor, mean and spread are without a bias, since it comes from the other half.
  private static let fewest = 8
}

/// Words with a given number of bits set, at random places.
struct CascadeStrata: Sendable {
  private let words: [UInt64]

  /// Makes 16 words for each number of bits from 0 to 64.
  init(_ key: RandomKey) {
    var words: [UInt64] = []
    words.reserveCapacity(65 * 16)
    for count in 0...64 {
      for entry in 0..<16 {
        var places = Array(0..<64)
        var word: UInt64 = 0
        for place in 0..<count {
          let own = key.keyed(by: UInt64(count * 16 + entry)).keyed(by: UInt64(place))
          places.swapAt(place, place + Int(own.bits % UInt64(64 - place)))
          word |= 1 << UInt64(places[place])
        }
        words.append(word)
      }
    }
    self.words = words
  }

  /// The worlds, of four times 64, in which an edge is live.
  ///
  /// Exactly ⌊256p⌋ or ⌈256p⌉ of them, the fraction by a draw, shared out evenly among the four
  /// words; in each a word of the table, turned by a draw, so that each world by itself has the
  /// edge live with probability p.
  /// - Parameters:
  ///   - threshold: p × 2^31.
  ///   - bits: 64 random bits.
  /// - Returns: nil where the edge is live in no world.
  @inline(__always)
  func live(_ threshold: UInt64, _ bits: UInt64) -> SIMD4<UInt64>? {
    // 22 bits for the fraction, 2 for who gets one more, 4 times 10 for entry and turn.
    let count = (threshold &<< 8 &+ (bits &>> 42) &<< 9) &>> 31
    guard count > 0 else { return nil }
    let turn = bits &>> 40
    return SIMD4(
      word(count &+ (turn & 3), bits), word(count &+ ((turn &+ 1) & 3), bits &>> 10),
      word(count &+ ((turn &+ 2) & 3), bits &>> 20), word(count &+ ((turn &+ 3) & 3), bits &>> 30))
  }

  /// As above, with a probability of its own for each of the four words.
  @inline(__always)
  func live(_ thresholds: SIMD4<UInt64>, _ bits: UInt64) -> SIMD4<UInt64>? {
    let counts = (thresholds &<< 6 &+ SIMD4(repeating: (bits &>> 42) &<< 9)) &>> 31
    guard counts != .zero else { return nil }
    return SIMD4(
      word(counts[0] &<< 2, bits), word(counts[1] &<< 2, bits &>> 10),
      word(counts[2] &<< 2, bits &>> 20), word(counts[3] &<< 2, bits &>> 30))
  }

  @inline(__always)
  private func word(_ count: UInt64, _ bits: UInt64) -> UInt64 {
    let word = words[Int(truncatingIfNeeded: (count &>> 2) &<< 4 | (bits & 15))]
    let turn = (bits &>> 4) & 63
    return word &<< turn | word &>> (64 &- turn)
  }
}

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
