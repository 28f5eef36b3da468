import AdvocacyCore

/// An enumeration whose cases the ledger keeps as words.
///
/// The words are contracts with ledgers already written: they stay when a case is renamed.
protocol StoredAsWord: CaseIterable, Sendable {
  /// The word that the ledger keeps for the case.
  var storedWord: String { get }
}

extension StoredAsWord {
  /// Finds the case of a word; nil where there is none such.
  ///
  /// - Complexity: O(cases).
  init?(storedWord: String) {
    guard let known = Self.allCases.first(where: { $0.storedWord == storedWord }) else {
      return nil
    }
    self = known
  }
}

/// A case of an enumeration, kept as its word.
struct StoredWord<Value: StoredAsWord>: StoredForm {
  private let value: Value

  init(_ value: Value) { self.value = value }

  func restored() -> Value { value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let word = try container.decode(String.self)
    guard let value = Value(storedWord: word) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "an unknown word: \(word)")
    }
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(value.storedWord)
  }
}
