import AdvocacyModel

/// A set of employees' keys, ascending.
struct KeySet: Hashable, Sendable {
  /// The keys, ascending, none twice.
  private(set) var keys: [Int64] = []

  init() {}

  /// Makes a set of keys that are ascending already.
  init(ascending keys: [Int64]) { self.keys = keys }

  /// Makes a set of any keys.
  ///
  /// - Complexity: O(n log n).
  init(_ keys: some Sequence<Int64>) {
    for key in keys.sorted() where self.keys.last != key { self.keys.append(key) }
  }

  var count: Int { keys.count }

  var isEmpty: Bool { keys.isEmpty }

  /// The keys of this set and, apart, those that another lacks.
  ///
  /// - Complexity: O(both).
  func split(by other: Self) -> (common: Self, rest: Self) {
    if keys == other.keys { return (self, Self()) }
    var common: [Int64] = []
    var rest: [Int64] = []
    var place = 0
    for key in keys {
      while place < other.keys.count, other.keys[place] < key { place += 1 }
      if place < other.keys.count, other.keys[place] == key {
        common.append(key)
      } else {
        rest.append(key)
      }
    }
    return (Self(ascending: common), Self(ascending: rest))
  }

  /// The keys of either set.
  ///
  /// - Complexity: O(n log n) in both, O(1) where one is empty.
  func union(_ other: Self) -> Self {
    if isEmpty { return other }
    return other.isEmpty ? self : Self(keys + other.keys)
  }
}

extension KeySet {
  /// The two ways in which a set is written; the first byte tells which.
  private enum Form: UInt8 {
    /// Runs of neighbouring keys: the gap before each, and its length less one.
    case runs = 0
    /// The first key, and a bit for each from it on, the lowest bit of a byte first.
    case bitmap = 1
  }

  /// The bytes of the set: the shorter of the two forms, runs where both are as long.
  ///
  /// Numbers are LEB128; a gap counts the keys left out, from 1 on. The same set always gives the
  /// same bytes.
  ///
  /// - Complexity: O(n).
  var bytes: [UInt8] {
    let runs = runs
    guard let first = keys.first, let last = keys.last else { return runs }
    guard let reach = Int(exactly: last - first), reach / 8 < runs.count else { return runs }
    var bitmap = [Form.bitmap.rawValue]
    bitmap.appendLEB128(UInt64(first - 1))
    let start = bitmap.count
    guard start + reach / 8 + 1 < runs.count else { return runs }
    bitmap.append(contentsOf: repeatElement(0, count: reach / 8 + 1))
    for key in keys {
      let place = Int(key - first)
      bitmap[start + place >> 3] |= 1 << UInt8(place & 7)
    }
    return bitmap
  }

  private var runs: [UInt8] {
    var bytes = [Form.runs.rawValue]
    var free: Int64 = 1
    var place = 0
    while place < keys.count {
      let start = keys[place]
      var end = place + 1
      while end < keys.count, keys[end] == keys[end - 1] + 1 { end += 1 }
      bytes.appendLEB128(UInt64(start - free))
      bytes.appendLEB128(UInt64(end - place - 1))
      free = start + Int64(end - place)
      place = end
    }
    return bytes
  }

  /// Reads the bytes of a set; nil where they are none, or of more keys than may be.
  ///
  /// - Complexity: O(bytes + n).
  init?(bytes: [UInt8], limit: Int) {
    guard let form = bytes.first.flatMap(Form.init) else { return nil }
    var rest = bytes.dropFirst()
    var keys: [Int64] = []
    switch form {
    case .runs:
      var free: Int64 = 1
      while !rest.isEmpty {
        guard let gap = rest.popNumber(), let more = rest.popNumber(),
          more < Int64(limit - keys.count)
        else { return nil }
        let (start, isOver) = free.addingReportingOverflow(gap)
        guard !isOver, start <= .max - more - 1 else { return nil }
        keys.append(contentsOf: start...start + more)
        free = start + more + 1
      }
    case .bitmap:
      guard let before = rest.popNumber(), before < .max - Int64(rest.count) * 8 else {
        return nil
      }
      var base = before + 1
      for byte in rest {
        var bits = byte
        while bits != 0 {
          keys.append(base + Int64(bits.trailingZeroBitCount))
          bits &= bits - 1
        }
        base += 8
        guard keys.count <= limit else { return nil }
      }
    }
    self.init(ascending: keys)
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number of at most 2⁶³ − 1 off the front; nil where none stands there.
  fileprivate mutating func popNumber() -> Int64? { popLEB128().flatMap { Int64(exactly: $0) } }
}

extension [UInt8] {
  /// Adds a number in LEB128: seven bits a byte, the lowest first, the top bit set but in the last.
  mutating func appendLEB128(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    append(UInt8(rest))
  }
}

extension ArraySlice<UInt8> {
  /// Takes a number in LEB128 off the front; nil where none ends there within 64 bits.
  mutating func popLEB128() -> UInt64? {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      guard let byte = popFirst() else { return nil }
      let bits = UInt64(byte & 0x7f)
      guard (bits << shift) >> shift == bits else { return nil }
      number |= bits << shift
      if byte < 0x80 { return number }
    }
    return nil
  }
}
