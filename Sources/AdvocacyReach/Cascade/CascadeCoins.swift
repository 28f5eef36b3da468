import AdvocacyCore

/// Keyed coins for the edges: a function of key, edge and world, never of what was drawn before.
enum CascadeCoins {
  /// The distance between the states of neighbouring edges.
  static let stride: UInt64 = 0xA076_1D64_78BD_642F

  /// 64 random bits for a state: key + edge × stride.
  ///
  /// One full-width product, its halves folded together, as in the generator wyrand of Wang Yi's
  /// wyhash: within one key the states are wyrand's sequence, read at any place.
  @inline(__always)
  static func bits(_ state: UInt64) -> UInt64 {
    let product = state.multipliedFullWidth(by: state ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
