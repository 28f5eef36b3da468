import AdvocacyCore

/// A column of a stored roster: its distinct values, and for each row the number of its value.
struct StoredColumn<Value: Codable & Hashable & Sendable>: Sendable {
  private var values: [Value] = []
  private var rows: [Int] = []
  private var numbers: [Value: Int] = [:]

  /// Adds the value of the next row.
  ///
  /// - Complexity: O(1) on average; a value as in the row before is not even hashed.
  mutating func add(_ value: Value) {
    if let last = rows.last, values[last] == value {
      rows.append(last)
    } else if let number = numbers[value] {
      rows.append(number)
    } else {
      rows.append(values.count)
      numbers[value] = values.count
      values.append(value)
    }
  }

  /// The column as if it had been filled from some of its rows, in their order.
  ///
  /// Who fills a column in the order in which values lie in memory is done sooner; the order of its
  /// distinct values then still says nothing of that one.
  ///
  /// - Complexity: O(rows + values).
  func picked(_ places: some Collection<Int>) -> Self {
    var picked = Self()
    picked.rows.reserveCapacity(places.count)
    var numberOf = [Int](repeating: -1, count: values.count)
    for place in places {
      let number = rows[place]
      if numberOf[number] < 0 {
        numberOf[number] = picked.values.count
        picked.values.append(values[number])
      }
      picked.rows.append(numberOf[number])
    }
    return picked
  }

  /// The number of rows.
  var count: Int { rows.count }

  /// The value of a row.
  ///
  /// - Throws: `Failure` where the column has no such row.
  func value(_ row: Int) throws(Failure) -> Value {
    guard rows.indices.contains(row), values.indices.contains(rows[row]) else {
      throw StoredRoster.damaged
    }
    return values[rows[row]]
  }
}

extension StoredColumn: Codable {
  private enum CodingKeys: CodingKey { case values, rows }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try container.decode([Value].self, forKey: .values)
    rows = try container.decode(PackedNumbers.self, forKey: .rows).numbers
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(values, forKey: .values)
    try container.encode(PackedNumbers(rows), forKey: .rows)
  }
}

/// A column of lists: how long each row's is, and the elements of all of them.
///
/// Lists of a few common elements are seldom the same.
struct StoredListColumn<Element: Codable & Hashable & Sendable>: Codable, Sendable {
  private var counts: [Int] = []
  private var elements = StoredColumn<Element>()

  private enum CodingKeys: CodingKey { case counts, elements }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    counts = try container.decode(PackedNumbers.self, forKey: .counts).numbers
    elements = try container.decode(StoredColumn<Element>.self, forKey: .elements)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(PackedNumbers(counts), forKey: .counts)
    try container.encode(elements, forKey: .elements)
  }

  /// Adds the list of the next row.
  ///
  /// - Complexity: O(elements) on average.
  mutating func add(_ list: [Element]) {
    counts.append(list.count)
    for element in list { elements.add(element) }
  }

  /// The column as if it had been filled from some of its rows, in their order.
  ///
  /// - Complexity: O(rows + elements).
  func picked(_ places: some Collection<Int>) -> Self {
    var starts: [Int] = []
    starts.reserveCapacity(counts.count)
    var start = 0
    for count in counts {
      starts.append(start)
      start += count
    }
    var picked = Self()
    picked.counts = places.map { counts[$0] }
    picked.elements = elements.picked(
      places.flatMap { starts[$0]..<starts[$0] + counts[$0] })
    return picked
  }

  /// The lists of all rows, of which there have to be so many.
  ///
  /// - Throws: `Failure` where rows, lists and their elements don't match.
  /// - Complexity: O(rows + elements).
  func lists(count: Int) throws(Failure) -> [[Element]] {
    guard counts.count == count else { throw StoredRoster.damaged }
    var lists: [[Element]] = []
    lists.reserveCapacity(counts.count)
    var place = 0
    for count in counts {
      guard (0...elements.count - place).contains(count) else { throw StoredRoster.damaged }
      var list: [Element] = []
      for element in place..<place + count { list.append(try elements.value(element)) }
      lists.append(list)
      place += count
    }
    return lists
  }
}
