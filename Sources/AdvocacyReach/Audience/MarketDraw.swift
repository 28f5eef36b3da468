import AdvocacyCore

/// The followers of an ordinary person: people of the market, each at most once.
///
/// The market is cut into as many equal parts as there are followers, beginning at a random place;
/// each follower is somebody of one part. So nobody comes twice, everybody is as likely as anybody
/// else, and a follower costs one draw.
struct MarketDraw {
  private let market: Stratum
  private let width: UInt64
  private let offset: Int
  private let key: UInt64

  /// Makes the followers of a person, no more than there are people.
  init(followers count: Int, of market: Stratum, key: RandomKey) {
    self.market = market
    let size = market.count
    width = UInt64(size / max(1, count))
    offset = Int(key.keyed(by: 1).bits.multipliedFullWidth(by: UInt64(size)).high)
    self.key = key.keyed(by: 2).bits
  }

  /// How many people a follower stands for.
  var weight: Int { market.weight }

  /// The market's number of a follower.
  @inline(__always)
  func callAsFunction(_ follower: Int) -> Int {
    let word = Mixing.mix(key &+ UInt64(follower) &* 0x9E37_79B9_7F4A_7C15)
    let place = Int(UInt64(follower) * width + word.multipliedFullWidth(by: width).high) + offset
    return market.number(place >= market.count ? place - market.count : place)
  }
}
