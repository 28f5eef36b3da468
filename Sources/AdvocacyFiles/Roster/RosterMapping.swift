import AdvocacyModel
import StrictJSON

/// Reads which column of an HR system's table holds which field of an employee, as the command line
/// gives it.
enum RosterMapping {
  /// A column with the field that it holds.
  struct Entry {
    var column: String
    var field: String
  }

  /// Reads entries such as `Abteilung=team`, several of them joined by commas; a name that holds a
  /// comma may stand in quotes.
  ///
  /// - Throws: a failure with cause `usage` for an entry of another form.
  static func entries(_ lists: [String]) throws(Failure) -> [Entry] {
    var entries: [Entry] = []
    for part in lists.flatMap(NameList.parts) {
      let text = part.trimmed(where: \.isWhitespace)
      guard !text.isEmpty else { continue }
      guard let mark = text.lastIndex(of: "=") else {
        throw Failure(
          .usage, "--map: \"\(SafeText.excerpt(String(text)))\" is not of the form COLUMN=FIELD",
          hint: "Write for example --map \"Department=team,Start date=joined\"")
      }
      let column = NameList.unquoted(String(text[..<mark]))
      let field = NameList.unquoted(String(text[text.index(after: mark)...]))
      guard !column.isEmpty, !field.isEmpty else {
        throw Failure(
          .usage, "--map: \"\(SafeText.excerpt(String(text)))\" is not of the form COLUMN=FIELD",
          hint: "Write for example --map \"Department=team,Start date=joined\"")
      }
      entries.append(Entry(column: column, field: field))
    }
    return entries
  }

  /// The field of `--map` that says from when a row holds.
  static let effective = "effective"

  /// Refuses entries whose two sides were exchanged: `queue import` has the field first.
  ///
  /// - Throws: a failure with cause `usage`.
  static func refuseExchanged(
    _ entries: [Entry], in table: Table, networks: [NetworkID]
  ) throws(Failure) {
    let known = RosterColumn.knownKeys(networks: networks)
    let isField = { (word: String) in
      let key = Heading.key(word)
      return key == effective || known.contains(key) || key.hasPrefix("training:")
    }
    for entry in entries
    where isField(entry.column) && !isField(entry.field)
      && table.columns(matching: entry.field) != nil
    {
      let (column, field) = (SafeText.excerpt(entry.column), SafeText.excerpt(entry.field))
      throw Failure(
        .usage, "--map: an employee has no field \"\(field)\"",
        hint: "Did you mean \"\(field)=\(column)\"? The column comes first")
    }
  }

  /// How a table is to be read by such entries.
  ///
  /// - Throws: a failure with cause `usage`.
  static func settings(
    _ entries: [Entry], ignored: [String], locale: String?
  ) throws(Failure) -> RosterSettings {
    var settings = RosterSettings()
    for (entry, heading) in zip(entries, try texts(entries.map(\.column))) {
      settings.columns.append(.init(field: entry.field, heading: heading))
    }
    let names = ignored.flatMap(NameList.parts).map(NameList.unquoted).filter { !$0.isEmpty }
    settings.ignored = try texts(names)
    settings.locale = try TableReading(locale: locale).locale
    return settings
  }

  /// Texts as the values of a document, which is what settings are made of.
  static func texts(_ texts: [String]) throws(Failure) -> [JSONNode] {
    let bytes = Array(WrittenJSON.texts(texts).line.utf8)
    return try JSONDocument.parse(bytes: bytes, file: option, cause: .usage).elements(
      atMost: 1000, option)
  }

  /// A failure in the words of a command line: what is wrong with the options names no place, and
  /// what is wrong with the table is data.
  static func failure(_ failure: Failure, of file: String) -> Failure {
    var failure = failure
    if failure.place?.file == option {
      failure.cause = .usage
      failure.place = nil
      failure.message = "\(option): \(failure.message)"
    } else if failure.cause == .configuration {
      failure.cause = .badData
      if failure.hint?.contains("config.json") == true {
        failure.hint =
          "Say what it holds by --map COLUMN=FIELD, or pass over it by "
          + "--ignore-columns"
      }
    }
    return failure
  }

  /// What is wrong with a column that the table doesn't have.
  static func unknown(_ column: String, _ table: Table) -> Failure {
    Failure(
      .usage,
      "--map: \(table.file) has no column \"\(SafeText.excerpt(column))\"; it has: "
        + table.header.prefix(20).joined(separator: ", "),
      hint: NearMiss.hint(column, among: table.header))
  }

  private static let option = "--map"
}
