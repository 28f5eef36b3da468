import AdvocacyCore
import AdvocacyLedger

extension Configuration {
  /// The configuration with those who acted and are no longer on the roster.
  ///
  /// They stand as the last run that had them knew them, so that what was reached through somebody
  /// doesn't shrink when they leave or are forgotten.
  ///
  /// - Throws: `Failure` of the ledger.
  /// - Complexity: O(roster) where nobody left, else O(bytes of the rosters kept).
  func withDeparted(of actors: [EmployeeID], from ledger: Ledger) throws -> Configuration {
    var missing = Set(actors).subtracting(roster.lazy.map(\.id))
    guard !missing.isEmpty else { return self }
    let ids = try ledger.employeesByKey()
    var departed: [Employee] = []
    try ledger.rosters { bytes in
      for employee in try StoredInputsCoder.employees(bytes, ids: ids)
      where missing.remove(employee.id) != nil {
        var employee = employee
        // Whoever left is in no row of a report, as if they had taken back their consent.
        employee.consent = nil
        departed.append(employee)
      }
      return missing.isEmpty
    }
    var whole = self
    whole.roster = (roster + departed).sorted { $0.id < $1.id }
    return whole
  }
}
