import AdvocacyCore
package import AdvocacyReport

/// Lets somebody who was forgotten come back on the roster.
package struct ReadmitEmployee {
  var workspace: Workspace
  var employee: String

  /// Makes the use case.
  package init(workspace: Workspace, employee: String) {
    self.workspace = workspace
    self.employee = employee
  }

  /// Takes the person off the list of the forgotten; what they did before stays nobody's.
  ///
  /// - Throws: `Failure`: `usage` for somebody who was not forgotten, `busy`, `inputOutput`.
  package func run(in environment: Environment) throws -> ReadmittedEmployee {
    let wasForgotten = try LedgerAccess(workspace: workspace).whileLocked(
      wait: 10, in: environment
    ) {
      try EmployeeID(employee).map { try ForgottenList(workspace: workspace).remove($0) } ?? false
    }
    guard wasForgotten else {
      throw Failure(.usage, "employee \"\(employee)\" was not forgotten here")
    }
    return ReadmittedEmployee(employee: employee)
  }
}

/// Who may come back.
package struct ReadmittedEmployee: JSONReport, Sendable {
  var schema = "advocacy/roster-readmit/1"
  var employee: String

  /// The value as a line for people.
  package func table(_ style: TerminalStyle) -> String {
    "\(SafeText.escape(employee)) may be on the roster again, and begins anew.\n"
  }
}
