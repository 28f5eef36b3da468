package import AdvocacyModel

/// Finds the employees whom other programs name as authors: by id, by name or by handle.
///
/// A name counts only where one employee has it.
package struct ImportAuthors: Hashable, Sendable {
  private var employees: [String: EmployeeID] = [:]

  /// Gathers what a roster's people are called.
  ///
  /// - Complexity: O(roster).
  package init(_ roster: [Employee]) {
    var several: Set<String> = []
    // By index: an employee is too large to be copied for a few names.
    for index in roster.indices {
      let id = roster[index].id
      let handles = roster[index].accounts.compactMap(\.handle)
      for name in [roster[index].name] + handles {
        let key = Self.key(name)
        guard !key.isEmpty else { continue }
        if let other = employees[key], other != id { several.insert(key) }
        employees[key] = id
      }
    }
    for key in several { employees[key] = nil }
    // An id comes before whatever else is written the same.
    for index in roster.indices { employees[Self.key(roster[index].id.text)] = roster[index].id }
  }

  /// The employee whom a byline names, such as `Ana Ruiz`, `ana` or `ana@acme.example (Ana Ruiz)`.
  package func employee(_ byline: String) -> EmployeeID? {
    var names = [byline[...]]
    if let open = byline.firstIndex(of: "("), let close = byline.lastIndex(of: ")"), open < close {
      names += [byline[byline.index(after: open)..<close], byline[..<open]]
    }
    if let sign = byline.firstIndex(of: "@"), sign > byline.startIndex {
      names.append(byline[..<sign])
    }
    return names.lazy.compactMap { employees[Self.key(String($0))] }.first
  }

  private static func key(_ name: String) -> String {
    let key = LabelComparison(.current).key(of: name)
    return key.hasPrefix("@") ? String(key.dropFirst()) : key
  }
}
