/// 128 bits that tell contents apart, made for speed: not proof against somebody who looks for
/// collisions.
///
/// Two lanes, each of which folds a full-width product, as wyhash by Wang Yi does.
package struct ContentHash: Hashable, Sendable {
  /// The first 64 bits.
  package private(set) var first: UInt64
  /// The other 64 bits.
  package private(set) var second: UInt64

  /// Both in hexadecimal, for files and messages.
  package var text: String {
    "\(String(first, radix: 16))-\(String(second, radix: 16))"
  }

  package init() {
    first = 0x2D35_8DCC_AA6C_78A5
    second = 0x8BB8_4B93_962E_ACC9
  }

  /// Adds two words.
  @inline(__always)
  package mutating func add(_ word: UInt64, _ next: UInt64) {
    let lane = Self.fold(first ^ word, next ^ 0x4B33_A62E_D433_D4A3)
    first = second
    second = lane
  }

  /// Adds the words of an array, and how many they are.
  package mutating func add(_ words: [UInt64]) {
    add(words.span)
  }

  /// Adds words, and how many they are.
  package mutating func add(_ words: Span<UInt64>) {
    add(count: words.count) { words[$0] }
  }

  /// Adds the numbers of an array, and how many they are.
  package mutating func add(_ numbers: [UInt32]) {
    add(count: (numbers.count + 1) / 2) { place in
      let high = 2 * place + 1 < numbers.count ? UInt64(numbers[2 * place + 1]) : 0
      return high << 32 | UInt64(numbers[2 * place])
    }
    add(UInt64(numbers.count), 1)
  }

  /// Adds the numbers of an array, and how many they are.
  package mutating func add(_ numbers: [Double]) {
    add(count: numbers.count) { numbers[$0].bitPattern }
  }

  /// Adds whole numbers, and how many they are.
  package mutating func add(_ numbers: [Int]) {
    add(count: numbers.count) { UInt64(bitPattern: Int64(numbers[$0])) }
  }

  /// Adds a text by its UTF-8 bytes, and how many they are.
  package mutating func add(_ text: String) {
    let bytes = Array(text.utf8)
    add(count: bytes.count) { UInt64(bytes[$0]) }
  }

  @inline(__always)
  private mutating func add(count: Int, _ word: (Int) -> UInt64) {
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
