/// The chances of 0, 1, …, 9 sightings at eight points: a generating function up to the ninth power.
struct SightingSeries {
  fileprivate var terms: InlineArray<10, Lanes>
  /// The highest power that may be there.
  fileprivate var degree: Int

  private init(_ first: Lanes) {
    terms = InlineArray(repeating: .zero)
    terms[0] = first
    degree = 0
  }

  /// Nothing is seen.
  static var none: SightingSeries { SightingSeries(.all(1)) }
  /// No chance of anything, to be added to.
  static var zero: SightingSeries { SightingSeries(.zero) }

  /// The highest power that is kept.
  fileprivate static let highest = 9

  /// The chance of so many sightings, 0 to 9.
  subscript(count: Int) -> Lanes { terms[count] }

  /// Adds a sighting that happens with a chance.
  @inline(__always)
  mutating func see(_ chance: Lanes) {
    degree = min(degree + 1, Self.highest)
    for power in stride(from: degree, to: 0, by: -1) {
      terms[power] = terms[power] * (1 - chance) + terms[power - 1] * chance
    }
    terms[0] *= 1 - chance
  }

  /// The series of somebody who follows with a chance.
  func followed(_ chance: Double) -> SightingSeries {
    var series = self
    for power in 0...degree { series.terms[power] *= chance }
    series.terms[0] += 1 - chance
    return series
  }

  /// The series of the sum of two numbers that are independent.
  ///
  /// - Complexity: 55 products at most.
  mutating func multiply(by other: SightingSeries) {
    let (own, most) = (degree, min(degree + other.degree, Self.highest))
    for power in stride(from: most, through: 0, by: -1) {
      var sum = Lanes.zero
      for low in max(0, power - other.degree)...min(power, own) {
        sum += terms[low] * other.terms[power - low]
      }
      terms[power] = sum
    }
    degree = most
  }

  /// Adds a part of another.
  mutating func add(_ other: SightingSeries, times factor: Double) {
    degree = max(degree, other.degree)
    for power in 0...other.degree { terms[power] += factor * other.terms[power] }
  }

  /// Takes another with a chance.
  mutating func mix(with other: SightingSeries, share: Double) {
    degree = max(degree, other.degree)
    for power in 0...degree { terms[power] += share * (other.terms[power] - terms[power]) }
  }

  /// The series of the sum of as many independent numbers; the count may be a fraction.
  ///
  /// The recurrence of a power of a series: k·p₀·q_k = Σ (n·i − k + i)·p_i·q_(k − i). Its terms are
  /// positive for a count of 8 or more; below, where nearly everybody sees something, they are large
  /// ones of both signs, and products take their place.
  func power(_ count: Double) -> SightingSeries {
    guard count != 1 else { return self }
    var first = terms[0]
    guard count >= Double(Self.highest - 1) || first.min() > Self.leastFirst else {
      return product(count)
    }
    // Who is certain to see it leaves nobody who hasn't.
    first.replace(with: 1e-30, where: first .< 1e-30)
    var found = SightingSeries(Lanes.power(first, count))
    guard degree > 0 else { return found }
    found.degree = Self.highest
    for power in 1...Self.highest {
      var sum = Lanes.zero
      for low in 1...min(power, degree) {
        sum += (count * Double(low) - Double(power - low)) * terms[low] * found.terms[power - low]
      }
      found.terms[power] = sum / (Double(power) * first)
    }
    return found
  }

  /// Where nobody sees nothing with less than this chance powers are products (measured: at 0.02 the
  /// recurrence keeps eight digits).
  fileprivate static let leastFirst = 0.02

  /// A power as a product of as many; a fraction of one more is there with its chance.
  private func product(_ count: Double) -> SightingSeries {
    var found = SightingSeries.none
    for _ in 0..<Int(count) { found.multiply(by: self) }
    var more = found
    more.multiply(by: self)
    found.mix(with: more, share: count - count.rounded(.down))
    return found
  }

  /// The chance of more than so many sightings, 0 to 9.
  func chance(ofMoreThan count: Int) -> Lanes {
    var left = Lanes.all(1)
    for power in 0...count { left -= terms[power] }
    return left.atLeastZero
  }

  /// The series of which a logarithm is known, by the terms times their powers.
  fileprivate init(first: Lanes, slopes: InlineArray<10, Lanes>) {
    self.init(1 - Lanes.chance(-first))
    degree = Self.highest
    for power in 1...Self.highest {
      var sum = Lanes.zero
      for low in 1...power { sum += slopes[low] * terms[power - low] }
      terms[power] = sum * (1 / Double(power))
    }
  }
}

/// The logarithm of a product of series, in which as many factors as there are cost a sum each.
struct SightingLogarithm {
  private var first = Lanes.zero
  /// k times the term of z^k.
  private var slopes = InlineArray<10, Lanes>(repeating: .zero)

  /// Takes in one of some series, of somebody who follows with a chance, as many times; the count may
  /// be a fraction.
  ///
  /// The logarithm of 1 − x + x·z has terms of (x / (1 − x))^k / k, which later cancel: at a chance of
  /// 0.02 of seeing nothing the ninth power keeps eight digits. Of a series it is, term after term,
  /// k·p₀·l_k = k·p_k − Σ i·l_i·p_(k − i).
  ///
  /// - Parameters:
  ///   - all: Some series; they are read in place, since copying one takes as long as adding it.
  ///   - place: Which of them.
  ///   - chance: The chance to follow.
  ///   - count: How many alike there are.
  /// - Returns: Whether it did, which it does not where somebody is nearly certain to see something.
  /// - Complexity: 45 products at most, 10 of a single item.
  mutating func add(
    _ all: [SightingSeries], at place: Int, followed chance: Double, times count: Double
  ) -> Bool {
    let nothing = 1 - chance + chance * all[place].terms[0]
    guard nothing.min() > SightingSeries.leastFirst else { return false }
    first += count * Lanes.log(nothing)
    let degree = all[place].degree
    guard degree > 0 else { return true }
    let scale = chance / nothing
    let ratio = scale * all[place].terms[1]
    guard degree > 1 else {
      var term = count * ratio
      for power in 1...SightingSeries.highest {
        slopes[power] += term
        term *= -ratio
      }
      return true
    }
    var found = InlineArray<10, Lanes>(repeating: .zero)
    for power in 1...SightingSeries.highest {
      var sum = power > degree ? Lanes.zero : Double(power) * all[place].terms[power]
      for low in max(1, power - degree)..<power {
        sum -= found[low] * all[place].terms[power - low]
      }
      found[power] = scale * sum
      slopes[power] += count * found[power]
    }
    return true
  }

  /// All that was added, as a series again: the exponential of the sum of logarithms.
  var series: SightingSeries { SightingSeries(first: first, slopes: slopes) }
}
