/// A set of 256 worlds, a bit each.
typealias WorldMask = SIMD4<UInt64>

extension SIMD4<UInt64> {
  /// All worlds.
  static let everyWorld = Self(repeating: .max)

  /// Whether there is a world in the set.
  @inline(__always)
  var hasWorlds: Bool { (self[0] | self[1]) | (self[2] | self[3]) != 0 }

  /// The number of worlds in the set.
  @inline(__always)
  var worldCount: UInt64 {
    let bytes = byteCounts
    return Self.sum((bytes[0] &+ bytes[1]) &+ (bytes[2] &+ bytes[3]))
  }

  /// The number of worlds in each of the four words.
  @inline(__always)
  var wordCounts: Self {
    let bytes = byteCounts
    return Self(
      Self.sum(bytes[0]), Self.sum(bytes[1]), Self.sum(bytes[2]), Self.sum(bytes[3]))
  }

  /// The number of bits in each byte, which the instruction set of vectors has no word for.
  @inline(__always)
  private var byteCounts: Self {
    var pairs = self &- ((self &>> 1) & Self(repeating: 0x5555_5555_5555_5555))
    let twos = Self(repeating: 0x3333_3333_3333_3333)
    pairs = (pairs & twos) &+ ((pairs &>> 2) & twos)
    let fours = Self(repeating: 0x0F0F_0F0F_0F0F_0F0F)
    return (pairs & fours) &+ ((pairs &>> 4) & fours)
  }

  /// The sum of the bytes of a word, each at most 32.
  @inline(__always)
  private static func sum(_ bytes: UInt64) -> UInt64 {
    let wide = (bytes & 0x00FF_00FF_00FF_00FF) &+ ((bytes &>> 8) & 0x00FF_00FF_00FF_00FF)
    return (wide &* 0x0001_0001_0001_0001) &>> 48
  }
}
