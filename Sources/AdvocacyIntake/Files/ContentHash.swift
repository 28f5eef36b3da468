/// 128 bits that tell contents apart, made for speed: not proof against somebody who looks for
/// collisions.
///
/// Two lanes, each of which folds a full-width product, as wyhash by Wang Yi does.
struct ContentHash: Hashable, Sendable {
  private(set) var first: UInt64 = 0x2D35_8DCC_AA6C_78A5
  private(set) var second: UInt64 = 0x8BB8_4B93_962E_ACC9

  /// Adds two words.
  @inline(__always)
  mutating func add(_ word: UInt64, _ next: UInt64) {
    let lane = Self.fold(first ^ word, next ^ 0x4B33_A62E_D433_D4A3)
    first = second
    second = lane
  }

  /// Adds the words of an array, and how many they are.
  mutating func add(_ words: [UInt64]) { add(words.count) { words[$0] } }

  /// Adds the numbers of an array, and how many they are.
  mutating func add(_ numbers: [UInt32]) {
    add((numbers.count + 1) / 2) { place in
      let high = 2 * place + 1 < numbers.count ? UInt64(numbers[2 * place + 1]) : 0
      return high << 32 | UInt64(numbers[2 * place])
    }
    add(UInt64(numbers.count), 1)
  }

  @inline(__always)
  mutating func add(_ count: Int, _ word: (Int) -> UInt64) {
    var place = 0
    while place + 1 < count {
      add(word(place), word(place + 1))
      place += 2
    }
    if place < count { add(word(place), 0) }
    add(UInt64(count), 2)
  }

  @inline(__always)
  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}
