package import AdvocacyModel

/// The proposals and what became of them.
package struct ProposalListing: CommandOutput, InLanguage {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposals/1"
  package var rows: [Row]
  /// All proposals in figures.
  package var summary: Summary
  /// Whether some are left out.
  package var isFiltered: Bool
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, summary
    case rows = "proposals"
  }

  package init(rows: [Row], summary: Summary, isFiltered: Bool, language: Language) {
    self.rows = rows
    self.summary = summary
    self.isFiltered = isFiltered
    self.language = language
  }

  /// Who spoke up, and how they were answered; none of it by name.
  package struct Summary: Encodable, Hashable, Sendable {
    /// How many there are.
    package var proposals: Int
    /// How many different people made them.
    package var voices: Int
    package var answered: Int
    package var accepted: Int
    /// The days to an answer, half of them being shorter; nil: none was answered.
    package var medianDays: Int?

    /// Counts rows.
    package init(_ rows: [Row]) {
      let answered = rows.filter { $0.state != .waiting }
      proposals = rows.count
      voices = Set(rows.map(\.author)).count
      self.answered = answered.count
      accepted = answered.count { $0.state == .accepted }
      let days = answered.map(\.days).sorted()
      medianDays = days.isEmpty ? nil : days[(days.count - 1) / 2]
    }
  }

  /// One proposal.
  package struct Row: Encodable, Hashable, Sendable {
    package var name: String
    package var state: Proposal.State
    package var author: String
    /// The title as it was accepted, else as proposed; nil: erased with its author.
    package var title: String?
    package var networks: [String]
    /// The days to the answer, or that it waits; 0: the same day.
    package var days: Int
    /// The id of the post that came of it.
    package var post: String?

    package init(
      name: String, state: Proposal.State, author: String, title: String?, networks: [String],
      days: Int, post: String?
    ) {
      self.name = name
      self.state = state
      self.author = author
      self.title = title
      self.networks = networks
      self.days = days
      self.post = post
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    guard !rows.isEmpty else {
      return words(isFiltered ? \.people.noneLikeThat : \.people.noProposals) + "\n"
    }
    var table = TextTable(
      columns: [
        .init(""), .init(""), .init(""), .init("", fit: .cut), .init("", dropRank: 2),
        .init("", dropRank: 1),
      ])
    for row in rows {
      table.add([
        .init(row.name), .init(words.name(of: row.state)), .init(row.author),
        .init(row.title ?? words(\.people.erased)), .init(row.networks.joined(separator: ", ")),
        .init(words.time(of: row)),
      ])
    }
    let values: [String: Spoken] = [
      "voices": .count(summary.voices), "proposals": .count(summary.proposals),
      "answered": .count(summary.answered), "accepted": .count(summary.accepted),
      "days": .count(summary.medianDays ?? 0),
    ]
    let sentences = [
      words(\.people.voices, values),
      summary.answered == 0
        ? nil
        : words(
          summary.medianDays == 0 ? \.people.answeredAtOnce : \.people.answeredInDays, values),
    ].compactMap { $0 }
    return table.rendered(style)
      + Wrapping.wrap(sentences.joined(separator: " "), to: style.width) + "\n"
  }

  package var next: String? {
    rows.last { $0.state == .waiting }.map { "Next: advocacy proposals show \($0.name)" }
  }
}

/// One proposal with the editor's answer and changes.
package struct ShownProposal: CommandOutput, InLanguage {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/proposal-show/1"
  package var proposal: ProposalListing.Row
  /// When it was proposed, on the company's clock.
  package var proposedAt: String
  /// The text as it was proposed; nil: erased with its author.
  package var text: String?
  package var link: String?
  package var answer: Answer?
  package var changes: [Change] = []
  package var language: Language

  private enum CodingKeys: String, CodingKey {
    case schema, proposal, proposedAt, text, link, answer, changes
  }

  package init(
    row: ProposalListing.Row, proposedAt: String, text: String?, link: String?, language: Language
  ) {
    proposal = row
    self.proposedAt = proposedAt
    self.text = text
    self.link = link
    self.language = language
  }

  /// An editor's answer.
  package struct Answer: Encodable, Hashable, Sendable {
    package var by: String
    package var role: String
    /// When, on the company's clock.
    package var at: String
    package var note: String?
    package var post: String?

    package init(by person: String, role: String, at: String, note: String?, post: String?) {
      by = person
      self.role = role
      self.at = at
      self.note = note
      self.post = post
    }
  }

  /// What an editor changed.
  package struct Change: Encodable, Hashable, Sendable {
    package var field: String
    package var before: String
    package var after: String

    package init(field: String, before: String, after: String) {
      self.field = field
      self.before = before
      self.after = after
    }
  }

  package func render(_ style: TerminalStyle) -> String {
    let words = Words(language)
    let values: [String: Spoken] = [
      "name": .text(proposal.name), "state": .text(words.name(of: proposal.state)),
      "author": .text(proposal.author), "at": .text(proposedAt.minuteOnWall),
      "networks": .list(proposal.networks), "title": .quoted(proposal.title ?? ""),
    ]
    var lines = [words(\.people.shown, values)]
    if let link { lines.append("  \(link)") }
    lines +=
      text.map {
        $0.split(separator: "\n", omittingEmptySubsequences: false)
          .map { $0.isEmpty ? "" : "  \($0)" }
      }
      ?? [words(\.people.erased)]
    if let answer {
      let said: [String: Spoken] = [
        "by": .text(answer.by), "role": .text(answer.role), "at": .text(answer.at.minuteOnWall),
        "state": .text(words.name(of: proposal.state)), "post": .text(answer.post ?? ""),
        "note": .quoted(answer.note ?? ""),
      ]
      lines.append(words(\.people.answered, said))
      if answer.note != nil { lines.append("  " + words(\.people.answeredNote, said)) }
      if answer.post != nil { lines.append("  " + words(\.people.answeredPost, said)) }
    }
    for change in changes {
      let values: [String: Spoken] = ["field": .text(words.field(change.field))]
      lines.append(words(\.people.changedField, values))
      lines += change.before.split(separator: "\n").map { "  - \($0)" }
      lines += change.after.split(separator: "\n").map { "  + \($0)" }
    }
    return lines.map { SafeText.escape($0) + "\n" }.joined()
  }

  package var next: String? {
    guard proposal.state == .waiting else { return nil }
    return "Next: advocacy proposals accept \(proposal.name) --by EMPLOYEE"
  }
}

/// The employees' own posts as a feed, for a blog to include.
///
/// Texts are plain, so that nothing in them is markup to a reader.
package struct ProposalFeed: Sendable {
  /// The forms of a feed.
  package enum Format: String, Sendable, CaseIterable {
    /// Atom (RFC 4287).
    case atom
    /// JSON Feed 1.1.
    case jsonfeed
  }

  /// One post.
  package struct Entry: Sendable {
    package var id: PostID
    package var title: String
    package var text: String
    package var link: String?
    /// When it was published, on the company's clock.
    package var at: String
    package var instant: Instant
    package var topics: [String]
    /// The author's name; nil where they are on the roster no more.
    package var author: String?

    package init(
      id: PostID, title: String, text: String, link: String?, at: String, instant: Instant,
      topics: [String], author: String?
    ) {
      self.id = id
      self.title = title
      self.text = text
      self.link = link
      self.at = at
      self.instant = instant
      self.topics = topics
      self.author = author
    }
  }

  package var format: Format
  package var company: String
  package var language: Language
  /// The id of the ledger, which makes the feed's own.
  package var ledger: String
  /// When the ledger starts, for a feed that is still empty.
  package var start: String
  package var entries: [Entry]

  package init(
    format: Format, company: String, language: Language, ledger: String, start: String,
    entries: [Entry]
  ) {
    self.format = format
    self.company = company
    self.language = language
    self.ledger = ledger
    self.start = start
    self.entries = entries
  }

  /// The text of the feed.
  ///
  /// - Throws: `Failure` with the cause `internal`.
  package var text: String {
    get throws { format == .atom ? atom : try json }
  }

  private var title: String {
    Words(language)(\.people.feedTitle, ["company": .text(company)])
  }

  private var code: String { language == .spanish ? "es" : "en" }

  private var atom: String {
    var lines = [
      #"<?xml version="1.0" encoding="UTF-8"?>"#,
      #"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\#(code)">"#,
      "  <title>\(XMLText.escaped(title))</title>",
      "  <id>\(Self.prefix)feed:\(ledger)</id>",
      "  <updated>\(entries.first?.at ?? start)</updated>",
      "  <author><name>\(XMLText.escaped(company))</name></author>",
    ]
    for entry in entries {
      lines += [
        "  <entry>", "    <title>\(XMLText.escaped(entry.title))</title>",
        "    <id>\(Self.prefix)post:\(entry.id)</id>",
        "    <published>\(entry.at)</published>", "    <updated>\(entry.at)</updated>",
        "    <author><name>\(XMLText.escaped(entry.author ?? company))</name></author>",
      ]
      if let link = entry.link {
        lines.append("    <link rel=\"alternate\" href=\"\(XMLText.escaped(link))\"/>")
      }
      lines += entry.topics.map { "    <category term=\"\(XMLText.escaped($0))\"/>" }
      let text = XMLText.escaped(entry.text.isEmpty ? entry.title : entry.text)
      lines += ["    <content type=\"text\">\(text)</content>", "  </entry>"]
    }
    return (lines + ["</feed>"]).map { $0 + "\n" }.joined()
  }

  /// What the ids of feeds and posts begin with.
  package static let prefix = PostID.feedPrefix

  private var json: String {
    get throws {
      try Document(
        title: title, language: code,
        items: entries.map { entry in
          Item(
            id: "\(Self.prefix)post:\(entry.id)", url: entry.link, title: entry.title,
            contentText: entry.text.isEmpty ? entry.title : entry.text, published: entry.at,
            tags: entry.topics, authors: entry.author.map { [Author(name: $0)] })
        }
      ).json
    }
  }

  private struct Document: JSONReport {
    var version = "https://jsonfeed.org/version/1.1"
    var title: String
    var language: String
    var items: [Item]
  }

  private struct Item: Encodable {
    var id: String
    var url: String?
    var title: String
    var contentText: String
    var published: String
    var tags: [String]
    var authors: [Author]?

    enum CodingKeys: String, CodingKey {
      case id, url, title, tags, authors
      case contentText = "content_text"
      case published = "date_published"
    }
  }

  private struct Author: Encodable {
    var name: String
  }
}

/// Text in XML.
enum XMLText {
  /// The text as character data or in an attribute; what XML 1.0 can't hold is left out.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "\t", "\n": result.unicodeScalars.append(scalar)
      case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": continue
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
