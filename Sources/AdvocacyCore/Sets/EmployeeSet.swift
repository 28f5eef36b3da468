/// A set of employees by their index on the roster, one bit each.
///
/// Public, as `RandomKey` is: Swift 6.3 inlines no `package` function into another module, and these
/// are in the inmost loops of policy and reach.
public struct EmployeeSet: Hashable, Sendable {
  @usableFromInline var words: [UInt64]

  /// The number of employees on the roster.
  public let rosterCount: Int

  /// Makes an empty set over a roster.
  public init(rosterCount: Int) {
    self.rosterCount = rosterCount
    words = [UInt64](repeating: 0, count: (rosterCount + 63) / 64)
  }

  /// Makes the set of some employees of a roster; indices beyond it are left out.
  public init(rosterCount: Int, members: some Sequence<Int>) {
    self.init(rosterCount: rosterCount)
    for member in members where member >= 0 && member < rosterCount { insert(member) }
  }

  /// Makes the set of all employees of a roster.
  public static func everyone(rosterCount: Int) -> Self {
    var set = Self(rosterCount: rosterCount)
    for index in set.words.indices { set.words[index] = .max }
    let used = rosterCount % 64
    if used != 0 { set.words[set.words.count - 1] = (1 << UInt64(used)) - 1 }
    return set
  }

  /// Whether nobody is in the set.
  ///
  /// - Complexity: O(roster / 64).
  public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

  /// How many are in the set.
  ///
  /// - Complexity: O(roster / 64).
  public var count: Int {
    var total = 0
    for word in words { total += word.nonzeroBitCount }
    return total
  }

  /// Tells whether an employee is in the set.
  @inlinable public func contains(_ employee: Int) -> Bool {
    words[employee >> 6] >> UInt64(employee & 63) & 1 == 1
  }

  /// Puts an employee into the set.
  @inlinable public mutating func insert(_ employee: Int) {
    words[employee >> 6] |= 1 << UInt64(employee & 63)
  }

  /// Puts an employee into the set and tells whether they were not there before.
  @inlinable public mutating func insertNew(_ employee: Int) -> Bool {
    guard !contains(employee) else { return false }
    insert(employee)
    return true
  }

  /// Takes an employee out of the set.
  @inlinable public mutating func remove(_ employee: Int) {
    words[employee >> 6] &= ~(1 << UInt64(employee & 63))
  }

  /// Adds the members of another set over the same roster.
  ///
  /// - Complexity: O(roster / 64).
  public mutating func formUnion(_ other: Self) {
    let theirs = other.words.span
    var own = words.mutableSpan
    for index in 0..<Swift.min(own.count, theirs.count) { own[index] |= theirs[index] }
  }

  /// Keeps the members that another set over the same roster has too.
  ///
  /// - Complexity: O(roster / 64).
  public mutating func formIntersection(_ other: Self) {
    let theirs = other.words.span
    var own = words.mutableSpan
    for index in 0..<Swift.min(own.count, theirs.count) { own[index] &= theirs[index] }
  }

  /// Takes out the members of another set over the same roster.
  ///
  /// - Complexity: O(roster / 64).
  public mutating func subtract(_ other: Self) {
    let theirs = other.words.span
    var own = words.mutableSpan
    for index in 0..<Swift.min(own.count, theirs.count) { own[index] &= ~theirs[index] }
  }

  /// The members that satisfy a condition.
  ///
  /// - Complexity: O(roster / 64 + members).
  @inlinable public func filtered(_ holds: (Int) -> Bool) -> Self {
    var result = self
    for index in words.indices {
      var rest = words[index]
      var kept: UInt64 = 0
      while rest != 0 {
        let bit = rest.trailingZeroBitCount
        rest &= rest - 1
        if holds(index << 6 | bit) { kept |= 1 << UInt64(bit) }
      }
      result.words[index] = kept
    }
    return result
  }

  /// The members of either set.
  public func union(_ other: Self) -> Self {
    var result = self
    result.formUnion(other)
    return result
  }

  /// The members of both sets.
  public func intersection(_ other: Self) -> Self {
    var result = self
    result.formIntersection(other)
    return result
  }

  /// The members that another set lacks.
  public func subtracting(_ other: Self) -> Self {
    var result = self
    result.subtract(other)
    return result
  }
}

extension EmployeeSet: Sequence {
  /// Goes through the members in roster order.
  public struct Iterator: IteratorProtocol, Sendable {
    @usableFromInline let words: [UInt64]
    @usableFromInline var index = 0
    @usableFromInline var rest: UInt64

    /// Begins before the first of the members that words stand for.
    @inlinable public init(_ words: [UInt64]) {
      self.words = words
      rest = words.first ?? 0
    }

    /// The next member in roster order.
    @inlinable public mutating func next() -> Int? {
      while rest == 0 {
        index += 1
        guard index < words.count else { return nil }
        rest = words[index]
      }
      let bit = rest.trailingZeroBitCount
      rest &= rest - 1
      return index << 6 | bit
    }
  }

  /// Goes through the members in roster order.
  @inlinable public func makeIterator() -> Iterator { Iterator(words) }

  /// Nought: counting takes a pass over the words.
  public var underestimatedCount: Int { 0 }
}
