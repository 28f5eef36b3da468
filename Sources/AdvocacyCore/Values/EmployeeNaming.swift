/// Names employees otherwise than by roster id in whatever is encoded, or decoded, with it.
///
/// What is kept for long must not hold roster ids. Whatever type they stand in, coders that have a
/// naming in their `userInfo` under `key` write each `EmployeeID` by the name it gives.
package struct EmployeeNaming: Sendable {
  /// The key under which coders find it.
  package static let key = CodingUserInfoKey(rawValue: "advocacy.employeeNaming")

  /// The name for an id, or the id for a name.
  package var name: @Sendable (String) -> String

  /// Makes a naming.
  package init(_ name: @escaping @Sendable (String) -> String) { self.name = name }
}
