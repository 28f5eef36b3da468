import AdvocacyCore

/// An enumeration whose cases the ledger keeps by name.
///
/// The names are contracts with ledgers already written: they stay when a case is renamed.
protocol StoredByName: CaseIterable, Sendable {
  /// The name that the ledger keeps for the case.
  var storedName: String { get }
}

extension StoredByName {
  /// Finds the case of a name; nil where there is none such.
  ///
  /// - Complexity: O(cases).
  init?(storedName: String) {
    guard let known = Self.allCases.first(where: { $0.storedName == storedName }) else {
      return nil
    }
    self = known
  }
}

/// A case of an enumeration, kept by its name.
struct StoredName<Value: StoredByName>: StoredForm {
  private let value: Value

  init(_ value: Value) { self.value = value }

  func restored() -> Value { value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let value = Value(storedName: name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an unknown word: \(name)")
    }
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.storedName)
  }
}
