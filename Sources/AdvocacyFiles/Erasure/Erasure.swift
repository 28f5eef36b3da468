package import AdvocacyModel
import StrictJSON

/// Takes an employee out of the files that people keep, all other bytes of which stay as they are.
package enum Erasure {
  /// A file without the employee.
  package struct Edited: Hashable, Sendable {
    /// Its new bytes.
    package var bytes: [UInt8]
    /// In how many places the employee stood.
    package var count: Int
  }

  /// Takes an employee off the roster of a `config.json`, and out of the lists of rules and roles.
  ///
  /// A list that named nobody else then names `_forgotten`, who is on no roster: an empty one would
  /// be refused, and without it the rule would speak about everybody.
  ///
  /// - Throws: a failure with cause `configuration` where the file is not strict JSON.
  /// - Complexity: O(bytes).
  package static func configuration(
    _ bytes: [UInt8], of employee: EmployeeID, file: String
  ) throws(Failure) -> (roster: Bool, edited: Edited) {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    var removal = JSONEdit()
    if let list = root.optional("employees") {
      removal.remove(where: { hasID(employee, $0) }, from: list)
    }
    let wasOnRoster = removal.count > 0
    for list in ["policy", "roles"].compactMap({ root.optional($0) }) {
      removeNames(of: employee, below: list, &removal)
    }
    let edited = Edited(bytes: removal.applied(to: bytes), count: removal.count)
    return (wasOnRoster, edited)
  }

  /// Takes an employee out of every list under a key `employees`, however deep.
  private static func removeNames(
    of employee: EmployeeID, below node: JSONNode, _ removal: inout JSONEdit
  ) {
    for element in node.kind == .array ? node.elementNodes : [] {
      removeNames(of: employee, below: element, &removal)
    }
    for member in node.kind == .object ? node.rawMembers : [] {
      if member.name == "employees" {
        removal.remove(
          where: { isText(employee.text, $0) }, from: member.value,
          leaving: Array(#""_forgotten""#.utf8))
      } else {
        removeNames(of: employee, below: member.value, &removal)
      }
    }
  }

  /// Takes an employee's authorship out of a queue.
  ///
  /// - Throws: a failure where the file is not strict JSON; of NDJSON, bad lines stay.
  /// - Complexity: O(bytes).
  package static func queue(
    _ bytes: [UInt8], form: QueueFile.Form, of employee: EmployeeID, file: String
  ) throws(Failure) -> Edited {
    let posts: [JSONNode]
    switch form {
    case .json: posts = try QueueFile.elements(bytes, file: file)
    case .ndjson:
      posts = try JSONLines.parse(bytes: bytes, file: file).compactMap { try? $0.document.get() }
    }
    var removal = JSONEdit()
    for post in posts {
      removal.remove(
        where: { $0.name == PostKey.author.rawValue && isText(employee.text, $0.value) },
        fromObject: post)
    }
    return Edited(bytes: removal.applied(to: bytes), count: removal.count)
  }

  /// Takes an employee's rows out of a roster's table, which stays in its encoding.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - employee: The employee.
  ///   - file: The name by which failures call the table.
  ///   - configuration: The text of `config.json`, which may say which column holds ids.
  /// - Returns: The table without them.
  /// - Throws: a failure with cause `configuration` where the table can't be read.
  /// - Complexity: O(bytes).
  package static func roster(
    _ bytes: [UInt8], of employee: EmployeeID, file: String, configuration: [UInt8]? = nil
  ) throws(Failure) -> Edited {
    let settings =
      try configuration.map { bytes throws(Failure) in
        try RosterSettings(ofConfiguration: bytes, file: "config.json")
      } ?? RosterSettings()
    let table = try settings.table(bytes, file: file, in: nil)
    let column = try settings.idColumn(of: table)
    let isMeant = { (row: Table.Row) in CellText.value(row.fields[column]) == employee.text }
    let lines = Set(table.rows.filter(isMeant).map(\.line))
    let written = try TableText(bytes, file: file, cause: .configuration)
    let bytes = written.decoded.text
    var scanner = written.scanner
    let records = try scanner.records(limits: RosterLimits.table)
    var kept = Array(bytes[..<written.start])
    for (place, record) in records.enumerated() {
      let end = place + 1 < records.count ? records[place + 1].offset : bytes.count
      let isKept = lines.isEmpty || !lines.contains(record.line)
      if isKept { kept += bytes[record.offset..<end] }
    }
    return Edited(bytes: written.decoded.encoding.encode(kept), count: lines.count)
  }

  /// Tells whether a configuration holds its roster itself.
  package static func hasRosterInside(_ configuration: [UInt8]) -> Bool {
    let root = try? JSONDocument.parse(
      bytes: configuration, file: "config.json", cause: .configuration
    ).object()
    return root?.optional("employees")?.kind == .array
  }

  private static func hasID(_ employee: EmployeeID, _ node: JSONNode) -> Bool {
    guard node.kind == .object else { return false }
    return node.rawMembers.contains { $0.name == "id" && isText(employee.text, $0.value) }
  }

  private static func isText(_ text: String, _ node: JSONNode) -> Bool {
    node.kind == .string && node.decodedString.utf8.elementsEqual(text.utf8)
  }
}
