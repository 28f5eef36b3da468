import AdvocacyModel
import Foundation

/// A column of a stored roster: its distinct values, and for each row the number of its value.
///
/// Values are those of the domain; only the distinct ones are put into their form.
struct StoredColumn<Form: RestorableForm>: Sendable where Form.Value: Hashable & Sendable {
  typealias Value = Form.Value

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
  /// Filling a column in memory order avoids cache misses; picking then takes the order of the
  /// roster out of that of the distinct values.
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

extension StoredColumn: Decodable {
  private enum CodingKeys: String, CodingKey {
    case values = "values"
    case rows = "rows"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    values = try container.decode([Form].self, forKey: .values).restored()
    rows = try container.decode(PackedNumbers.self, forKey: .rows).numbers
  }
}

extension StoredColumn: Encodable where Form: StoredForm {
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode([Form](values), forKey: .values)
    try container.encode(PackedNumbers(rows), forKey: .rows)
  }
}

/// A column of lists: how long each row's is, and the elements of all of them.
///
/// Lists of a few common elements are seldom the same.
struct StoredListColumn<Form: StoredForm>: Codable, Sendable
where Form.Value: Hashable & Sendable {
  private var counts: [Int] = []
  private var elements = StoredColumn<Form>()

  private enum CodingKeys: String, CodingKey {
    case counts = "counts"
    case elements = "elements"
  }

  init() {}

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    counts = try container.decode(PackedNumbers.self, forKey: .counts).numbers
    elements = try container.decode(StoredColumn<Form>.self, forKey: .elements)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(PackedNumbers(counts), forKey: .counts)
    try container.encode(elements, forKey: .elements)
  }

  /// Adds the list of the next row.
  ///
  /// - Complexity: O(elements) on average.
  mutating func add(_ list: [Form.Value]) {
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
  func lists(count: Int) throws(Failure) -> [[Form.Value]] {
    guard counts.count == count else { throw StoredRoster.damaged }
    var lists: [[Form.Value]] = []
    lists.reserveCapacity(counts.count)
    var place = 0
    for count in counts {
      guard (0...elements.count - place).contains(count) else { throw StoredRoster.damaged }
      var list: [Form.Value] = []
      for element in place..<place + count { list.append(try elements.value(element)) }
      lists.append(list)
      place += count
    }
    return lists
  }
}

/// Whole numbers as one text in JSON: Base64 of the differences between neighbours, zigzag LEB128.
///
/// A roster has a few numbers for each employee, which as JSON numbers took longer to write than
/// all the rest. A plain list, as release 0.1.0 wrote it, is read as well.
struct PackedNumbers: Codable, Sendable {
  let numbers: [Int]

  init(_ numbers: [Int]) { self.numbers = numbers }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([Int].self) {
      numbers = list
      return
    }
    guard let numbers = Self.unpacked(Array(try container.decode(Data.self))) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no list of whole numbers")
    }
    self.numbers = numbers
  }

  func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 2)
    var last = 0
    for number in numbers {
      let step = number &- last
      last = number
      bytes.appendLEB128(UInt64(bitPattern: Int64((step << 1) ^ (step >> 63))))
    }
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes))
  }

  /// The numbers of packed bytes; nil where those end in the middle of one.
  private static func unpacked(_ bytes: [UInt8]) -> [Int]? {
    var rest = bytes[...]
    var numbers: [Int] = []
    var last = 0
    while !rest.isEmpty {
      guard let word = rest.popLEB128() else { return nil }
      last &+= Int(Int64(bitPattern: word >> 1)) ^ -Int(word & 1)
      numbers.append(last)
    }
    return numbers
  }
}
