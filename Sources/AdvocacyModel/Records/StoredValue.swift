/// A value as the ledger keeps it: plain JSON, whose keys are a contract with ledgers already
/// written.
package enum StoredValue: Hashable, Sendable {
  /// True or false.
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// A decimal number; one without a fraction is read back as a whole one.
  case decimal(Double)
  case text(String)
  /// An employee, whom the ledger names by a random key and never by roster id.
  case employee(EmployeeID)
  /// Values in order.
  case list([StoredValue])
  /// Values by key.
  case object([String: StoredValue])

  /// The value with each employee named as a text.
  ///
  /// - Complexity: O(values).
  package func naming(_ name: (EmployeeID) -> String) -> StoredValue {
    switch self {
    case .employee(let id): .text(name(id))
    case .list(let values): .list(values.map { $0.naming(name) })
    case .object(let members): .object(members.mapValues { $0.naming(name) })
    case .bool, .integer, .decimal, .text: self
    }
  }
}

extension StoredValue: Codable {
  /// Reads any JSON but `null`, which no stored value is.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if let value = try? container.decode(Int.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .decimal(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([StoredValue].self) {
      self = .list(value)
    } else {
      self = .object(try container.decode([String: StoredValue].self))
    }
  }

  /// Writes the value; an employee who was not named is written by roster id.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .decimal(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .employee(let id): try container.encode(id.text)
    case .list(let values): try container.encode(values)
    case .object(let members): try container.encode(members)
    }
  }
}
