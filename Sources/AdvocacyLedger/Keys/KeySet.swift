/// A set of employees' keys, ascending.
struct KeySet: Hashable, Sendable {
  /// The keys, ascending, none twice.
  private(set) var keys: [Int64] = []

  /// Makes an empty set.
  init() {}

  /// Makes a set of keys that are ascending already.
  init(ascending keys: [Int64]) { self.keys = keys }

  /// Makes a set of any keys.
  ///
  /// - Complexity: O(n log n).
  init(_ keys: some Sequence<Int64>) {
    for key in keys.sorted() where self.keys.last != key { self.keys.append(key) }
  }

  /// How many keys.
  var count: Int { keys.count }

  /// Whether there is none.
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
