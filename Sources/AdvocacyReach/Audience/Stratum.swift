/// Those people of a range of the market's numbers who are simulated, each for as many as the
/// weight says: every so many-th from a random one on.
///
/// Whatever the range and the weight, everybody is in it with probability 1 ÷ weight.
struct Stratum: Equatable {
  /// The number of the first person.
  let first: Int
  /// How many people there are.
  let count: Int
  /// How many people each stands for.
  let weight: Int

  /// Makes the sample of a range; one offset serves all ranges, so that small ones balance out.
  @inline(__always)
  init(of numbers: Range<Int>, weight: Int, offset: Int) {
    self.weight = weight
    guard weight > 1 else {
      first = numbers.lowerBound
      count = numbers.count
      return
    }
    let phase = (offset - numbers.lowerBound) % weight
    let skip = phase < 0 ? phase + weight : phase
    first = numbers.lowerBound + skip
    count = max(0, (numbers.count - skip + weight - 1) / weight)
  }

  /// The market's number of a person.
  @inline(__always)
  func number(_ index: Int) -> Int { first + index * weight }

  /// The people whose numbers, counted from a base, lie in a range.
  func places(of range: Range<Int>, from base: Int) -> Range<Int> {
    func place(_ bound: Int) -> Int {
      let distance = base + bound - first
      return distance <= 0 ? 0 : min(count, (distance + weight - 1) / weight)
    }
    return place(range.lowerBound)..<max(place(range.lowerBound), place(range.upperBound))
  }

  /// The places in a random order that fall on a range of a pool's slots.
  ///
  /// The people of the stratum are spread evenly over all slots of the pool from a random slot
  /// on, so that each is as likely to have any slot as any other, as everybody of the pool is.
  @inline(__always)
  func places(onSlots slots: Range<Int>, of size: Int, start: Double) -> Range<Int> {
    guard count != size else { return slots }
    let density = Double(count) / Double(size)
    func place(_ slot: Int) -> Int {
      min(count, max(0, Int((Double(slot) * density - start).rounded(.up))))
    }
    return place(slots.lowerBound)..<place(slots.upperBound)
  }
}
