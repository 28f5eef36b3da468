package import AdvocacyModel
import StrictJSON

/// Which field of an imported file holds which field of a post.
package struct ImportMapping: Hashable, Sendable {
  /// The name in the file, by the key of a post.
  package private(set) var names: [PostKey: String]

  /// A mapping in which every field bears its own name.
  package init() { names = [:] }

  /// Reads a mapping as the command line gives it: entries such as `text=title`, several of them
  /// joined by commas.
  ///
  /// A name that holds a comma may stand in quotes; without them it ends before the next entry.
  ///
  /// - Throws: `Failure` with cause `usage` for an entry without `=`, an unknown field of a post,
  ///   or a field that is named twice.
  package init(parsing entries: [String]) throws(Failure) {
    names = [:]
    for entry in entries.flatMap(Self.entries) {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map { NameList.unquoted(String($0)) }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Failure(
          .usage, "--map: \"\(entry)\" is not of the form FIELD=NAME",
          hint: "Write for example --map text=title,link=url")
      }
      guard let key = PostKey(rawValue: parts[0]) else {
        throw Failure(
          .usage, "--map: unknown field \"\(parts[0])\" of a post; known: \(Self.known)",
          hint: Self.hint(parts))
      }
      guard names[key] == nil else {
        throw Failure(.usage, "--map: \"\(parts[0])\" is mapped twice", hint: "Keep one of them")
      }
      names[key] = parts[1]
    }
  }

  /// Whether nothing is mapped, so that the file's own names are the fields' names.
  package var isEmpty: Bool { names.isEmpty }

  /// The name in the file that holds a field of a post.
  package func name(of key: PostKey) -> String { names[key] ?? key.rawValue }

  private static let known = PostKey.allCases.map(\.rawValue).joined(separator: ", ")

  /// The entries of a list; a part without `=` belongs to the name before it.
  private static func entries(_ list: String) -> [String] {
    var entries: [String] = []
    for part in NameList.parts(list) {
      if part.contains("=") || entries.isEmpty {
        entries.append(part)
      } else {
        entries[entries.count - 1] += ",\(part)"
      }
    }
    return entries.map { String($0.trimmed(where: \.isWhitespace)) }.filter { !$0.isEmpty }
  }

  /// What was meant: the two sides exchanged, or a word nearby.
  private static func hint(_ parts: [String]) -> String? {
    guard PostKey(rawValue: parts[1]) == nil else {
      return "Did you mean \"\(parts[1])=\(parts[0])\"?"
    }
    return NearMiss.hint(parts[0], among: PostKey.allCases.map(\.rawValue))
  }

  /// Refuses names that the file doesn't have.
  ///
  /// - Throws: a failure with cause `usage` and the nearest name that it has.
  func refuseUnknown(among known: [String], of what: String) throws(Failure) {
    for key in PostKey.allCases {
      guard let name = names[key], !known.contains(name) else { continue }
      throw Failure(
        .usage,
        "--map: \(what) has no field \"\(SafeText.excerpt(name))\"; it has: "
          + known.prefix(20).joined(separator: ", "),
        hint: NearMiss.hint(name, among: known))
    }
  }
}

/// Lists of names on a command line, where a name may hold a comma.
enum NameList {
  /// The parts between commas that stand outside quotes.
  static func parts(_ list: String) -> [String] {
    var parts = [""]
    var isQuoted = false
    for character in list {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    return parts
  }

  /// A name without white space and quotes around it.
  static func unquoted(_ text: String) -> String {
    let name = text.trimmed(where: \.isWhitespace)
    guard name.count >= 2, name.first == "\"", name.last == "\"" else { return String(name) }
    return String(name.dropFirst().dropLast()).replacing("\"\"", with: "\"")
  }
}

/// How the tables of an import are to be read.
package struct TableReading: Hashable, Sendable {
  /// The headings that nobody needs, as they were named.
  package var ignored: [String]
  /// How its dates are written; nil: nobody said so.
  package var locale: CellLocale?
  /// Whether posts of a network's own export go to that network; others go where the import says.
  package var namesNetwork: Bool

  /// Reads the options of a command line.
  ///
  /// - Parameters:
  ///   - ignored: Headings, several of them joined by commas; one that holds a comma stands alone
  ///     or in quotes.
  ///   - locale: The name of a locale.
  ///   - namesNetwork: Whether posts of a network's own export go to that network.
  /// - Throws: a failure with cause `usage` for a locale that there isn't.
  package init(
    ignoring ignored: [String] = [], locale: String? = nil, namesNetwork: Bool = true
  ) throws(Failure) {
    self.ignored = ignored
    self.locale = try locale.map { name throws(Failure) in
      do throws(Failure) {
        return try CellLocale(named: name, cause: .usage)
      } catch {
        throw Failure(.usage, "--locale: \(error.message)", hint: error.hint)
      }
    }
    self.namesNetwork = namesNetwork
  }

  /// A table of which nothing is known.
  package init() {
    ignored = []
    namesNetwork = true
  }

  /// The columns of a table to be passed over.
  ///
  /// - Throws: a failure with cause `usage` where the table has no such heading.
  func ignoredColumns(of table: Table) throws(Failure) -> Set<Int> {
    var columns: Set<Int> = []
    for entry in ignored {
      if let whole = table.columns(matching: entry) {
        columns.formUnion(whole)
        continue
      }
      for name in NameList.parts(entry).map(NameList.unquoted) where !name.isEmpty {
        guard let found = table.columns(matching: name) else {
          throw Failure(
            .usage, "--ignore-columns: the table has no column \"\(SafeText.excerpt(name))\"",
            hint: NearMiss.hint(name, among: table.header)
              ?? "It has: \(table.header.prefix(20).joined(separator: ", "))")
        }
        columns.formUnion(found)
      }
    }
    return columns
  }
}

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
