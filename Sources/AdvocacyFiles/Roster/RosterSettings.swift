import AdvocacyModel
import StrictJSON

/// How the configuration says the roster's table is to be read.
struct RosterSettings {
  /// The table's file; nil: the one beside the configuration, which may be missing.
  var file: String?
  /// Which heading holds which field of an employee.
  var columns: [Column] = []
  /// The headings that nobody needs.
  var ignored: [JSONNode] = []
  /// How the table writes figures and dates; nil: nobody said so.
  var locale: CellLocale?

  /// A field of an employee with the heading that holds it.
  struct Column {
    /// The field, as the table's own headings would name it.
    var field: String
    var heading: JSONNode
  }

  init() {}

  /// Reads the value of `employees`: a file name, or an object that says more.
  ///
  /// - Throws: a failure with its place where it is neither.
  init(_ node: JSONNode) throws(Failure) {
    guard node.kind == .object else {
      guard node.kind == .string else {
        throw node.mismatch("a list of employees, a file name, or an object with \"file\"")
      }
      file = try node.filledText()
      return
    }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.rosterTable)
    file = try object.optional("file")?.filledText()
    for member in try object.optional("columns")?.members() ?? [] {
      _ = try member.value.filledText()
      columns.append(Column(field: member.name, heading: member.value))
    }
    ignored =
      try object.optional("ignore")?.mapElements { node throws(Failure) in
        _ = try node.filledText()
        return node
      } ?? []
    locale = try object.optional("locale").map { node throws(Failure) in
      try CellLocale(named: node.text(), cause: .configuration, at: node.place)
    }
  }

  /// Reads the table's settings of a whole configuration, of which no more is known.
  ///
  /// - Throws: a failure where it is no strict JSON.
  init(ofConfiguration bytes: [UInt8], file: String) throws(Failure) {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    guard let node = root.optional("employees"), node.kind != .array else {
      self.init()
      return
    }
    try self.init(node)
  }

  /// Reads a table with headings that a roster, or these settings, know.
  ///
  /// - Throws: a failure with the line of the first thing wrong.
  func table(
    _ bytes: [UInt8], file: String, in context: ConfigurationContext?
  ) throws(Failure) -> Table {
    var names: Set<String> = []
    for column in columns { names.insert(Heading.key(try column.heading.text())) }
    let known = RosterColumn.knownKeys(networks: context?.networks ?? [])
    return try TableFile.read(
      bytes, file: file, cause: .configuration, limits: RosterLimits.table
    ) { heading in
      let key = Heading.key(heading)
      return known.contains(key) || names.contains(key) || key.hasPrefix("training:")
    }
  }

  /// The column of ids.
  ///
  /// - Throws: a failure where there is none.
  func idColumn(of table: Table) throws(Failure) -> Int {
    if let mapped = columns.first(where: { RosterColumn.isID($0.field) }),
      let column = try table.column(named: mapped.heading.text())
    {
      return column
    }
    guard let column = table.header.firstIndex(where: RosterColumn.isID) else {
      throw RosterColumn.withoutID(table)
    }
    return column
  }
}
