import AdvocacyCore

/// A form from which a value of the domain is restored.
protocol RestorableForm: Decodable, Sendable {
  /// The type of the domain.
  associatedtype Value

  /// The value that the form stands for.
  ///
  /// - Throws: `badData` where it stands for none.
  func restored() throws(Failure) -> Value
}

/// The form in which the ledger keeps a type of the domain.
///
/// Keys and names of a form are contracts with ledgers already written: they stay when the type of
/// the domain, its properties or its cases are renamed. An id and an instant have one text
/// everywhere, so that forms hold them as they are; employees never stand by id.
protocol StoredForm: RestorableForm, Encodable {
  /// Stores a value.
  init(_ value: Value)
}

extension String: StoredForm {
  func restored() -> String { self }
}

extension Instant: StoredForm {
  init(_ value: Instant) { self = value }

  func restored() -> Instant { self }
}

extension Optional: RestorableForm where Wrapped: RestorableForm {
  func restored() throws(Failure) -> Wrapped.Value? { try self?.restored() }
}

extension Optional: StoredForm where Wrapped: StoredForm {
  init(_ value: Wrapped.Value?) { self = value.map(Wrapped.init) }
}

extension Array: RestorableForm where Element: RestorableForm {
  func restored() throws(Failure) -> [Element.Value] {
    try map { form throws(Failure) in try form.restored() }
  }
}

extension Array: StoredForm where Element: StoredForm {
  init(_ value: [Element.Value]) { self = value.map(Element.init) }
}
