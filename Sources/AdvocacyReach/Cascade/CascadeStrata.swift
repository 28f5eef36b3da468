import AdvocacyCore

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
