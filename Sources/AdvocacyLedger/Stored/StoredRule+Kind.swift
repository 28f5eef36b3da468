package import AdvocacyCore
import Foundation

// The way between the enumeration of rule types and what is stored of it. All that depends on the
// enumeration stands here.

/// Makes what a rule asks from the name of its type and what is stored under it.
package typealias RuleRestoring = (
  _ type: String, _ stored: StoredValue, _ employee: NamedEmployee
) throws(Failure) -> Rule.Kind

extension StoredRule {
  /// The name of a rule's type, and what is kept of what it asks.
  static func kept(of rule: Rule) throws -> (type: String, parameters: StoredValue) {
    let json = try JSONEncoder().encode(rule.kind)
    guard let kept = try JSONDecoder().decode([String: StoredValue].self, from: json).first else {
      throw Failure(.internal, "a rule without a type")
    }
    let parameters = kept.value.replacingSelected { value in
      guard case .text(let text) = value, let id = EmployeeID(text) else { return value }
      return .employee(id)
    }
    return (kept.key, parameters)
  }
}

extension Rule.Kind {
  /// Makes what a rule asks from the name of its type and what is stored under it.
  ///
  /// - Throws: `badData` for an unknown type, and for what the type can't be made of.
  package static func restored(
    type: String, stored: StoredValue, employee: NamedEmployee
  ) throws(Failure) -> Rule.Kind {
    let parameters = stored.replacingSelected { value in
      guard case .text(let name) = value, let id = employee(name) else { return value }
      return .employee(id)
    }
    do {
      let json = try JSONEncoder().encode([type: parameters])
      return try JSONDecoder().decode(Rule.Kind.self, from: json)
    } catch {
      throw Failure(.badData, "a rule of the type \"\(type)\" kept in the ledger is damaged")
    }
  }
}

extension StoredValue {
  /// The value with the employees of a segment replaced, the only ones that a type names.
  fileprivate func replacingSelected(_ replaced: (StoredValue) -> StoredValue) -> StoredValue {
    guard case .object(var members) = self, case .object(var selector)? = members["_0"],
      case .list(let employees)? = selector["employees"]
    else { return self }
    selector["employees"] = .list(employees.map(replaced))
    members["_0"] = .object(selector)
    return .object(members)
  }
}
