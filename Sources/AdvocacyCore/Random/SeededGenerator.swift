import AdvocacyCore

/// Random numbers for tests, the same for the same seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private let key: RandomKey
  private var count: UInt64 = 0

  /// Begins at a seed, which a failing test prints.
  package init(seed: UInt64) { key = RandomKey(seed) }

  package mutating func next() -> UInt64 {
    count &+= 1
    return key.keyed(by: count).bits
  }
}
