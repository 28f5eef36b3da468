/// Random numbers in a row, the same for the same seed: for shuffles, and for tests.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private let key: RandomKey
  private var count: UInt64 = 0

  /// Begins at a seed, which a failing test prints.
  package init(seed: UInt64) { key = RandomKey(seed) }

  /// The next number.
  package mutating func next() -> UInt64 {
    count &+= 1
    return key.keyed(by: count).bits
  }
}
