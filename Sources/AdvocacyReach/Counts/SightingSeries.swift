/// The chances of 0, 1, …, 9 sightings at eight points: a generating function up to the ninth power.
struct SightingSeries {
  private var terms: [Lanes]

  /// Nothing is seen.
  static let none = SightingSeries(terms: [.all(1)] + Array(repeating: .zero, count: 9))
  /// No chance of anything, to be added to.
  static let zero = SightingSeries(terms: Array(repeating: .zero, count: 10))

  /// Adds a sighting that happens with a chance.
  @inline(__always)
  mutating func see(_ chance: Lanes) {
    for power in terms.indices.reversed() {
      terms[power] = terms[power] * (1 - chance) + (power > 0 ? terms[power - 1] * chance : .zero)
    }
  }

  /// The series of somebody who follows with a chance.
  func followed(_ chance: Double) -> SightingSeries {
    var series = self
    for power in terms.indices { series.terms[power] *= chance }
    series.terms[0] += 1 - chance
    return series
  }

  /// The series of the sum of two numbers that are independent.
  ///
  /// - Complexity: 55 products.
  mutating func multiply(by other: SightingSeries) {
    for power in terms.indices.reversed() {
      var sum = Lanes.zero
      for low in 0...power { sum += terms[low] * other.terms[power - low] }
      terms[power] = sum
    }
  }

  /// Adds a part of another.
  mutating func add(_ other: SightingSeries, times factor: Double) {
    for power in terms.indices { terms[power] += factor * other.terms[power] }
  }

  /// Takes another with a chance.
  mutating func mix(with other: SightingSeries, share: Double) {
    for power in terms.indices {
      terms[power] += share * (other.terms[power] - terms[power])
    }
  }

  /// The series of the sum of as many independent numbers; the count may be a fraction.
  ///
  /// The recurrence of a power of a series: k·p₀·q_k = Σ (n·i − k + i)·p_i·q_(k − i).
  func power(_ count: Double) -> SightingSeries {
    guard count != 1 else { return self }
    var first = terms[0]
    // Who is certain to see it leaves nobody who hasn't.
    first.replace(with: 1e-30, where: first .< 1e-30)
    var found = SightingSeries.zero
    found.terms[0] = Lanes.power(first, count)
    for power in 1..<terms.count {
      var sum = Lanes.zero
      for low in 1...power {
        sum += (count * Double(low) - Double(power - low)) * terms[low] * found.terms[power - low]
      }
      found.terms[power] = sum / (Double(power) * first)
    }
    return found
  }

  /// The chance of more than so many sightings, 0 to 9.
  func chance(ofMoreThan count: Int) -> Lanes {
    var left = Lanes.all(1)
    for power in 0...count { left -= terms[power] }
    left.replace(with: 0, where: left .< 0)
    return left
  }
}
