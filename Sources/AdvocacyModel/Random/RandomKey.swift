/// A stateless source of randomness: every draw is a function of a key and nothing else.
///
/// Results therefore don't depend on the order of draws, on batching, threads or repetition.
/// Mixing is the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom
/// Number Generators", OOPSLA 2014). Not for secrets. Public, so that other modules can inline it.
public struct RandomKey: Hashable, Sendable {
  /// The 64 bits of the key.
  public let bits: UInt64

  /// Makes a key of 64 bits, commonly a seed.
  @inlinable
  public init(_ bits: UInt64) { self.bits = bits }

  /// The key derived from this one by a word.
  @inlinable @inline(__always)
  public func keyed(by word: UInt64) -> RandomKey {
    RandomKey(Self.mix(bits ^ Self.mix(word &+ 0x9E37_79B9_7F4A_7C15)))
  }

  /// The key derived from this one by a text, by its UTF-8 bytes.
  ///
  /// - Complexity: O(length).
  public func keyed(by text: String) -> RandomKey {
    var key = keyed(by: UInt64(text.utf8.count))
    var word: UInt64 = 0
    var filled = 0
    for byte in text.utf8 {
      word |= UInt64(byte) << UInt64(filled * 8)
      filled += 1
      if filled == 8 {
        key = key.keyed(by: word)
        word = 0
        filled = 0
      }
    }
    return filled == 0 ? key : key.keyed(by: word)
  }

  /// A uniform number in [0, 1), with 53 random bits.
  @inlinable @inline(__always)
  public var uniform: Double { Double(bits >> 11) * 0x1p-53 }

  /// Tells whether an event of some probability happens; 0 never does and 1 always does.
  @inlinable @inline(__always)
  public func happens(withProbability probability: Double) -> Bool { uniform < probability }

  /// The mixing function: a bijection of 64-bit words with full avalanche.
  @inlinable @inline(__always)
  public static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

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
