import AdvocacyCore

/// The mixing function of keyed draws, where the compiler can see it from the inner loop.
enum Mixing {
  /// The same function as `RandomKey.mix`: the finaliser of SplitMix64.
  @inline(__always)
  static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
