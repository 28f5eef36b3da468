import AdvocacyModel

/// A keyed permutation of 0 ..< size that is computed, never stored.
///
/// A Feistel network on pairs (row, column) with cycle walking for the few pairs beyond the size
/// (Black and Rogaway, "Ciphers with Arbitrary Finite Domains", 2002).
struct Permutation {
  private let shape: Shape
  private let keys: (UInt64, UInt64, UInt64, UInt64)

  /// The part that depends on the size only.
  struct Shape: Sendable {
    let size: UInt64
    let rows: UInt64
    let columns: UInt64

    init(size: Int) {
      self.size = UInt64(max(1, size))
      let root = UInt64(Double(self.size).squareRoot())
      columns = root * root >= self.size ? root : root + 1
      rows = (self.size + columns - 1) / columns
    }
  }

  init(_ shape: Shape, key: RandomKey) {
    self.shape = shape
    keys = (
      key.keyed(by: 1).bits, key.keyed(by: 2).bits, key.keyed(by: 3).bits, key.keyed(by: 4).bits
    )
  }

  /// How many numbers it is a permutation of.
  var size: Int { Int(shape.size) }

  /// The image of a number below the size.
  func callAsFunction(_ number: Int) -> Int {
    var value = UInt64(number)
    repeat {
      var row = value / shape.columns
      var column = value % shape.columns
      row = Self.shifted(row, by: keys.0 ^ column, below: shape.rows)
      column = Self.shifted(column, by: keys.1 ^ row, below: shape.columns)
      row = Self.shifted(row, by: keys.2 ^ column, below: shape.rows)
      column = Self.shifted(column, by: keys.3 ^ row, below: shape.columns)
      value = row * shape.columns + column
    } while value >= shape.size
    return Int(value)
  }

  @inline(__always)
  private static func shifted(_ value: UInt64, by word: UInt64, below bound: UInt64) -> UInt64 {
    let sum = value + Mixing.mix(word).multipliedFullWidth(by: bound).high
    return sum >= bound ? sum - bound : sum
  }
}

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
