package import AdvocacyCore

/// One rule as a configuration writes it, key by key.
package protocol RuleSource {
  /// When the rule is in force.
  var period: Period { get }
  /// The company's clock.
  var calendar: CompanyCalendar { get }
  /// The tiers of training that there are.
  var tiers: [TierID] { get }

  /// The value of a key, as the ledger would keep it; nil where the key is not there.
  ///
  /// - Throws: `configuration` where the value is not what the shape says.
  func value(of key: String, as shape: RuleShape) throws(Failure) -> StoredValue?

  /// The stretch of time between the instants of two keys.
  ///
  /// - Throws: `configuration` where one is no time, or they are not in order.
  func period(from: String, until: String) throws(Failure) -> Period

  /// Tells whether a key is there.
  func has(_ key: String) -> Bool

  /// The failure that a key is missing.
  func missing(_ key: String) -> Failure

  /// A failure at a key's value; at the rule itself where the key is nil or not there.
  func failure(at key: String?, _ message: String, hint: String?) -> Failure
}

extension RuleSource {
  /// The value of a key that has to be there.
  ///
  /// - Throws: `configuration` where it is missing or not what the shape says.
  func required<Value: RuleValue>(
    _ key: String, _ shape: RuleShape, as type: Value.Type = Value.self
  ) throws(Failure) -> Value {
    guard let value: Value = try optional(key, shape) else { throw missing(key) }
    return value
  }

  /// The value of a key that may be there.
  ///
  /// - Throws: `configuration` where it is not what the shape says.
  func optional<Value: RuleValue>(
    _ key: String, _ shape: RuleShape, as type: Value.Type = Value.self
  ) throws(Failure) -> Value? {
    guard let stored = try value(of: key, as: shape) else { return nil }
    guard let value = Value(stored: stored, employee: { EmployeeID($0) }) else {
      throw Failure(.internal, "the key \"\(key)\" of a rule holds another kind of value")
    }
    return value
  }

  /// A failure at a key's value; at the rule itself where the key is nil or not there.
  func failure(at key: String?, _ message: String) -> Failure {
    failure(at: key, message, hint: nil)
  }
}
