package import AdvocacyCore

/// Gives the text by which an employee stands in a stored policy.
typealias EmployeeNaming = (EmployeeID) -> String

/// Finds the employee of a text in a stored policy; nil where the text can't be an id.
package typealias NamedEmployee = (String) -> EmployeeID?

/// The texts by which employees stand in stored policies: the ledger's random keys, behind a
/// prefix.
enum StoredEmployeeNames {
  private static let prefix = "_employee."
  /// All who have no key, because they were on nobody's roster, look alike.
  private static let unlisted = "_unlisted"

  /// Names employees by key; without keys by roster id, for what is hashed and not kept.
  static func naming(by key: RunInputs.KeyOfEmployee?) -> EmployeeNaming {
    guard let key else { return \.text }
    return { id in key(id).map { prefix + String($0) } ?? unlisted }
  }

  /// Finds employees by the ids that keys lead to.
  ///
  /// Who was forgotten, or never had a key, keeps the text for an id, which nobody on a roster has.
  static func reading(_ ids: [Int64: EmployeeID]) -> NamedEmployee {
    { name in
      guard name.hasPrefix(prefix), let key = Int64(name.dropFirst(prefix.count)) else {
        return EmployeeID(name)
      }
      return ids[key] ?? EmployeeID(name)
    }
  }
}
