import AdvocacyModel

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
