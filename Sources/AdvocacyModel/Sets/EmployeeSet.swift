/// A set of employees by their index on the roster, one bit each.
///
/// Public, as `RandomKey` is: Swift 6.3 inlines no `package` function into another module, and these
/// are in the inmost loops of policy and reach.
public struct EmployeeSet: Hashable, Sendable {
  @usableFromInline var words: [UInt64]

  /// The number of employees on the roster.
  public let rosterCount: Int

  /// An empty set over a roster.
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
  /// - Complexity: O(roster / 64), less where somebody is found early.
  public var isEmpty: Bool { isDisjoint(with: self) }

  /// Whether nobody is in both sets, which are over the same roster.
  ///
  /// - Complexity: O(roster / 64), less where somebody is found early.
  public func isDisjoint(with other: Self) -> Bool {
    words.areZero(with: other.words) { $0 & $1 }
  }

  /// Whether everybody in the set is in another over the same roster too.
  ///
  /// - Complexity: O(roster / 64), less where somebody is missing early.
  public func isSubset(of other: Self) -> Bool {
    words.areZero(with: other.words) { $0 & ~$1 }
  }

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

  /// Puts in those employees who are not in the set and takes out those who are, one after the other.
  ///
  /// - Complexity: O(employees).
  public mutating func flip(_ employees: ArraySlice<Int32>) {
    var own = words.mutableSpan
    for employee in employees { own[Int(employee >> 6)] ^= 1 << UInt64(employee & 63) }
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
  public func union(_ other: Self) -> Self { combined(with: other) { $0 | $1 } }

  /// The members of both sets.
  public func intersection(_ other: Self) -> Self { combined(with: other) { $0 & $1 } }

  /// The members that another set lacks.
  public func subtracting(_ other: Self) -> Self { combined(with: other) { $0 & ~$1 } }

  /// A set made in one pass over two, over the same roster.
  @inline(__always) private func combined(
    with other: Self, _ combine: (UInt64, UInt64) -> UInt64
  ) -> Self {
    let count = words.count
    let common = Swift.min(count, other.words.count)
    let combined = unsafe [UInt64](unsafeUninitializedCapacity: count) { buffer, initialized in
      let (own, theirs) = (words.span, other.words.span)
      for index in 0..<common {
        unsafe buffer.initializeElement(at: index, to: combine(own[index], theirs[index]))
      }
      for index in common..<count {
        unsafe buffer.initializeElement(at: index, to: combine(own[index], 0))
      }
      initialized = count
    }
    return Self(rosterCount: rosterCount, words: combined)
  }

  private init(rosterCount: Int, words: [UInt64]) {
    self.rosterCount = rosterCount
    self.words = words
  }
}

extension [UInt64] {
  /// Whether two rows of words combine to 0 everywhere; what the other lacks counts as 0.
  ///
  /// It works in stretches, since the compiler vectorizes only a loop without an early exit.
  @inline(__always) fileprivate func areZero(
    with other: Self, _ combine: (UInt64, UInt64) -> UInt64
  ) -> Bool {
    let (own, theirs) = (span, other.span)
    let common = Swift.min(own.count, theirs.count)
    for start in stride(from: 0, to: common, by: 64) {
      var found: UInt64 = 0
      for index in start..<Swift.min(start + 64, common) {
        found |= combine(own[index], theirs[index])
      }
      guard found == 0 else { return false }
    }
    return (common..<own.count).allSatisfy { combine(own[$0], 0) == 0 }
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

  /// 0, since counting takes a pass over the words.
  public var underestimatedCount: Int { 0 }
}
