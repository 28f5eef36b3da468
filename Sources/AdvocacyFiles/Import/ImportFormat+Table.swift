import AdvocacyModel
import StrictJSON

extension ImportFormat {
  /// CSV and what spreadsheets and networks make of it: a row a post.
  ///
  /// Its texts begin with any byte: a text that no other format claims is read as a table.
  package static let table = ImportFormat(
    titles: ["CSV"], extensions: [], sniff: { _ in false }, fields: .inFile,
    reading: { file throws(Failure) in
      let names = Set(file.mapping.names.values.map(Heading.key) + PostKey.allCases.map(\.rawValue))
      let table = try TableFile.read(file.bytes, file: file.name) { heading in
        names.contains(Heading.key(heading)) || NetworkExport.knows(heading)
      }
      let plan = try TablePlan(table, file)
      return Reading(items: table.rows.map(plan.item), notices: table.notices + plan.notices)
    },
    fuzzSeeds: [
      "id,text,url,date\n1,\"Hello, world\",https://a.example/1,2026-11-20\n"
        + "2,Two,,20/11/2026 10:00\n",
      "text;at;networks\nEins;2026-11-20T10:00:00Z;x|linkedin\n",
      "sep=|\nPosts of July\n id |Text|at|interactive|\n1|=\"0\"|Sat, Aug 22, 2026|TRUE|\n||||\n"
        + "Total|3||\n",
      "Post id,Date,Post text,Post Link,Likes\n9,\"Tue, Jul 14, 2026\",\"A\nB\","
        + "https://x.example/9,1\n",
      "\"Posts (a description)\"\rPost title,Post link,Created date\r"
        + "A,https://l.example/1,07/14/2026\r",
    ])
}

/// Where in a table the fields of posts are: found out once, not for each row.
private struct TablePlan {
  /// A field of a post, with the columns that may hold it.
  private struct Field {
    var key: PostKey
    var columns: [Int]
  }

  private let table: Table
  private var fields: [Field] = []
  private var locale: CellLocale?
  /// The network that a network's own export names by being one.
  private var network: String?
  /// What was assumed or passed over.
  private(set) var notices: [String] = []

  init(_ table: Table, _ file: ImportFormat.File) throws(Failure) {
    self.table = table
    locale = file.table.locale
    let ignored = try file.table.ignoredColumns(of: table)
    let export = file.mapping.isEmpty ? NetworkExport.of(table) : nil
    if let export {
      try export.refuseFigures(table)
      guard case .posts(let posts) = export.content else { return }
      take(posts, of: export.title, file.table)
    } else {
      try takeFields(file.mapping)
    }
    let dates = fields.filter { $0.key == .at || $0.key == .expires }.flatMap(\.columns)
    if let notice = CellDate.shortYears(in: table, dates, locale) { notices.append(notice) }
    let used = Set(fields.flatMap(\.columns))
    let others = table.header.indices.filter { !used.contains($0) && !ignored.contains($0) }
    guard !others.isEmpty else { return }
    if file.mapping.isEmpty, export == nil { try refuse(unknown: others) }
    noteUnused(others.map { table.header[$0] })
  }

  /// Takes the fields where a network's own export has them.
  private mutating func take(
    _ posts: NetworkExport.Posts, of title: String, _ reading: TableReading
  ) {
    for key in PostKey.allCases {
      let columns = (posts.fields[key] ?? []).compactMap { table.columns(matching: $0)?.first }
      if !columns.isEmpty { fields.append(Field(key: key, columns: columns)) }
    }
    network = reading.namesNetwork ? posts.network : nil
    var notice = "read as \(title)"
    if locale == nil, let own = posts.locale {
      locale = own
      notice += ", dates as month/day/year (--locale says otherwise)"
    }
    notices.append(notice)
    let replies = table.rows.count { row in
      fields.first { $0.key == .text }.map { text(of: $0, row).hasPrefix("@") } == true
    }
    guard replies > 0 else { return }
    notices.append(
      replies == 1
        ? "1 post begins with @: it is a reply to somebody"
        : "\(replies) posts begin with @: they are replies to somebody")
  }

  /// Takes the fields by the mapping, and by their own names.
  private mutating func takeFields(_ mapping: ImportMapping) throws(Failure) {
    let missing = mapping.names.values.filter { table.columns(matching: $0) == nil }
    if !missing.isEmpty { try mapping.refuseUnknown(among: table.header, of: "the table") }
    for key in PostKey.allCases {
      guard let column = try table.column(named: mapping.name(of: key)) else { continue }
      fields.append(Field(key: key, columns: [column]))
    }
  }

  /// Refuses columns that nobody has named: their content would be lost.
  private func refuse(unknown columns: [Int]) throws(Failure) {
    try NetworkExport.refuseDailyFigures(table)
    let known = PostKey.allCases.map(\.rawValue)
    guard let heading = columns.first.map({ table.header[$0] }) else { return }
    let quoted = heading.contains(where: { $0.isWhitespace || $0 == "," })
    let entry = heading.contains(",") ? "text=\"\(heading)\"" : "text=\(heading)"
    throw Failure(
      .badData, at: Place(file: table.file, line: table.headerLine, path: heading),
      "unknown column",
      hint: NearMiss.hint(heading, among: known)
        ?? "Say what it holds, for example --map \(quoted ? "'\(entry)'" : entry), or pass over it "
        + "by --ignore-columns")
  }

  private mutating func noteUnused(_ headings: [String]) {
    let shown = headings.prefix(5).joined(separator: ", ")
    let rest = headings.count - 5
    notices.append("columns not used: \(shown)" + (rest > 0 ? " and \(rest) more" : ""))
  }

  /// The post of a row.
  func item(_ row: Table.Row) -> ImportItem {
    var item = ImportItem(place: table.place(of: row))
    if let network { item.values[.networks] = [network] }
    do throws(ValidationError) {
      for field in fields {
        for column in field.columns {
          if let error = CellText.error(in: row.fields[column]) {
            throw error.prefixed(table.header[column])
          }
        }
        item.values[field.key] = try values(of: field, row)
      }
    } catch {
      item.error = error
    }
    return item
  }

  private func values(of field: Field, _ row: Table.Row) throws(ValidationError) -> [String] {
    let text = text(of: field, row)
    let value = CellText.value(text)
    let heading = table.header[field.columns[0]]
    switch field.key {
    case .text, .variants: return [text]
    case .id:
      if let error = CellText.rounded(value) { throw error.prefixed(heading) }
      return [value]
    case .at, .expires:
      guard !value.isEmpty else { return [] }
      do throws(ValidationError) {
        return [try CellDate.canonical(value, locale) ?? value]
      } catch {
        throw error.prefixed(heading)
      }
    case .interactive:
      return [CellText.answer(value).map { $0 ? "true" : "false" } ?? value]
    default:
      guard field.key.isList else { return [value] }
      return text.split(separator: ";").map { CellText.value(String($0)) }
    }
  }

  /// The text of the first column that is filled; of a title and a text beside it, both.
  private func text(of field: Field, _ row: Table.Row) -> String {
    guard field.columns.count > 1 else { return row.fields[field.columns[0]] }
    var texts: [String] = []
    for column in field.columns {
      let text = CellText.trimmed(row.fields[column])
      if !text.isEmpty, !texts.contains(where: { $0.hasPrefix(text) }) { texts.append(text) }
    }
    if texts.count == 2, texts[1].hasPrefix(texts[0]) { texts.removeFirst() }
    return texts.joined(separator: "\n\n")
  }
}

extension ValidationError {
  /// The error with the column that it is about.
  fileprivate func prefixed(_ heading: String) -> ValidationError {
    ValidationError("\(SafeText.excerpt(heading)): \(message)", hint: hint)
  }
}

/// What networks call what they export, so that lists of posts are taken as they are and other
/// files are refused by name.
struct NetworkExport: Sendable {
  /// What people call it.
  let title: String
  /// Keys of headings that all are there, and tell it from every other.
  let marks: [String]
  /// What it is.
  let content: Content

  enum Content {
    /// A post a row.
    case posts(Posts)
    /// No posts: what it has instead, and which export has them.
    case figures(String, hint: String)
  }

  /// Where the posts of an export are.
  struct Posts {
    /// The network that they were published on; nil: one that no company has without configuring it.
    var network: String?
    /// The headings of each field; of several the first that is filled.
    var fields: [PostKey: [String]]
    /// How its dates are written, whoever exports it; nil: with names of months.
    var locale: CellLocale?
  }

  /// The export that a table is, if it is one.
  static func of(_ table: Table) -> NetworkExport? {
    let keys = Set(table.header.map(Heading.key))
    return all.first { $0.marks.allSatisfy(keys.contains) }
  }

  /// Tells whether some export has a heading.
  static func knows(_ heading: String) -> Bool { knownKeys.contains(Heading.key(heading)) }

  private static let knownKeys = Set(all.flatMap(\.marks))

  /// Refuses a table without posts: by its name, or because it has a row a day and figures.
  ///
  /// - Throws: a failure that says what the file is, and which one has posts.
  func refuseFigures(_ table: Table) throws(Failure) {
    guard case .figures(let what, let hint) = content else {
      return try refuseDays(table)
    }
    throw Self.refusal(table, "this is \(title): \(what), and no posts", hint)
  }

  /// Refuses an export of posts that has each of them once a day.
  private func refuseDays(_ table: Table) throws(Failure) {
    guard marks.contains("publish_time"), let date = table.columns(matching: "Date")?.first,
      let row = table.rows.first(where: { row in
        let text = CellText.value(row.fields[date])
        return ((try? CellDate.canonical(text, .unitedStates)) ?? nil) != nil
      })
    else { return }
    throw Failure(
      .badData, at: table.place(of: row, column: table.header[date]),
      "this is \(title) by day: one row per post and day",
      hint: "Export it again with the data as \"Lifetime\", which has one row per post")
  }

  /// Refuses a table of which all columns but a date are figures.
  ///
  /// - Throws: a failure that says so.
  static func refuseDailyFigures(_ table: Table) throws(Failure) {
    guard !table.rows.isEmpty, table.header.count > 1,
      let date = table.header.firstIndex(where: { Heading.key($0) == "date" })
    else { return }
    let others = table.header.indices.filter { $0 != date }
    let areFigures = table.rows.allSatisfy { row in
      others.allSatisfy { column in
        let text = CellText.trimmed(row.fields[column])
        return text.allSatisfy { $0.isNumber || ".,-%".contains($0) }
      }
    }
    guard areFigures else { return }
    throw refusal(
      table, "this is an overview: one row a day with figures, and no posts",
      "Export the list of posts, which has a column with their texts")
  }

  private static func refusal(_ table: Table, _ message: String, _ hint: String) -> Failure {
    Failure(.badData, at: Place(file: table.file, line: table.headerLine), message, hint: hint)
  }

  /// The exports, those of posts first.
  private static let all = [
    NetworkExport(
      title: "X's export of posts", marks: ["post_id", "post_text", "post_link"],
      content: .posts(
        Posts(
          network: "x",
          fields: [
            .id: ["Post id"], .text: ["Post text"], .link: ["Post Link"], .at: ["Date"],
          ]))),
    NetworkExport(
      title: "X's older export of posts", marks: ["tweet_id", "tweet_text"],
      content: .posts(
        Posts(
          network: "x",
          fields: [
            .id: ["Tweet id"], .text: ["Tweet text"], .link: ["Tweet permalink"], .at: ["time"],
          ]))),
    NetworkExport(
      title: "LinkedIn's export of posts", marks: ["post_title", "post_link", "created_date"],
      content: .posts(
        Posts(
          network: "linkedin",
          fields: [.text: ["Post title"], .link: ["Post link"], .at: ["Created date"]],
          locale: .unitedStates))),
    NetworkExport(
      title: "LinkedIn's older export of posts",
      marks: ["update_title", "update_link", "created_date"],
      content: .posts(
        Posts(
          network: "linkedin",
          fields: [.text: ["Update title"], .link: ["Update link"], .at: ["Created date"]],
          locale: .unitedStates))),
    NetworkExport(
      title: "Meta's export of Instagram posts",
      marks: ["post_id", "account_username", "publish_time", "permalink", "description"],
      content: .posts(Posts(network: nil, fields: metaFields, locale: .unitedStates))),
    NetworkExport(
      title: "Meta's export of posts", marks: ["post_id", "publish_time", "permalink", "title"],
      content: .posts(Posts(network: "facebook", fields: metaFields, locale: .unitedStates))),
    NetworkExport(
      title: "LinkedIn's overview of a page's content", marks: ["date", "impressions_(organic)"],
      content: .figures("one row a day", hint: "The posts are in the sheet \"All posts\"")),
    NetworkExport(
      title: "LinkedIn's overview of a page's content", marks: ["date", "impressions_(total)"],
      content: .figures("one row a day", hint: "The posts are in the sheet \"All posts\"")),
    NetworkExport(
      title: "LinkedIn's list of a person's best posts",
      marks: ["post_url", "post_publish_date", "engagements"],
      content: .figures("links and figures without texts", hint: "Export the page's posts")),
    NetworkExport(
      title: "X's account overview", marks: ["date", "impressions", "engagements", "new_follows"],
      content: .figures(
        "one row a day", hint: "The posts are in the file account_analytics_content_….csv")),
    NetworkExport(
      title: "Meta's overview of a page", marks: ["date", "primary"],
      content: .figures(
        "one row a day", hint: "Export the posts: Insights, Content, Export data, Posts")),
  ]

  private static let metaFields: [PostKey: [String]] = [
    .id: ["Post ID"], .text: ["Title", "Description"], .link: ["Permalink"],
    .at: ["Publish time"],
  ]
}
