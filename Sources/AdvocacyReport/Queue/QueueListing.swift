package import AdvocacyModel

/// The queue's posts with their states.
package struct QueueListing: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/queue/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// The instant as of which the states are told.
  package var at: Instant
  /// The posts in the order of the queue.
  package var posts: [Row]
  /// How many posts that were skipped or expired long ago are left out.
  package var notShown = 0
  /// How many posts there are beyond a limit.
  package var beyondLimit = 0
  /// Whether only some of the posts were asked for.
  package var isFiltered = false

  package init(at: Instant, posts: [Row]) {
    self.at = at
    self.posts = posts
  }

  /// Where a post is on its way.
  package enum State: String, Codable, Hashable, Sendable, CaseIterable {
    /// Its instant is still to come.
    case scheduled
    /// The next run of the fan-out handles it.
    case due
    /// Candidates wait, for an approval or for an instant.
    case waiting
    /// People were asked, and acts are to come.
    case asked
    /// Nothing waits and no act is to come.
    case done
    /// It is over, and nobody ever acted.
    case expired
    /// It will never be fanned out.
    case skipped
    /// Somebody stopped it.
    case withdrawn
    /// It can't be used until it is corrected.
    case setAside

    /// The state as people read it.
    package var word: String {
      self == .setAside ? "set aside" : rawValue
    }

    /// The colour that goes with it.
    package var ink: Ink {
      switch self {
      case .done: .green
      case .waiting, .expired, .skipped: .yellow
      case .setAside: .red
      case .withdrawn: .dim
      case .scheduled, .due, .asked: .plain
      }
    }
  }

  /// One post of the queue.
  package struct Row: Codable, Hashable, Sendable {
    /// The id as written; may be empty where set aside.
    package var id: String
    /// The text; null where it can't be read.
    @Nullable package var text: String?
    /// When it falls due.
    @Nullable package var at: Instant?
    /// When it is over.
    @Nullable package var expires: Instant?
    /// The networks it is published on.
    package var networks: [NetworkID]
    /// The campaign it belongs to.
    @Nullable package var campaign: String?
    /// What it is about.
    package var topics: [String]
    /// Where it is on its way.
    package var state: State
    /// More of that: how many acted, until when somebody waits, why it was skipped.
    @Nullable package var detail: String?
    /// How far the acts are; null where nobody was asked.
    @Nullable package var progress: Progress?
    /// What else there is to say: that it was edited afterwards, or left the queue.
    @Nullable package var note: String?

    package init(_ post: Post, state: State, detail: String? = nil, note: String? = nil) {
      self.detail = detail
      id = post.id.text
      text = post.text
      at = post.at
      expires = post.end
      networks = post.networks
      campaign = post.campaign
      topics = post.topics
      self.state = state
      self.note = note
    }

    /// Makes the row of an element that is no post.
    package init(setAside id: String, note: String) {
      self.id = id
      text = nil
      at = nil
      expires = nil
      networks = []
      campaign = nil
      topics = []
      state = .setAside
      self.note = note
    }
  }

  /// How far the acts of a post are.
  package struct Progress: Codable, Hashable, Sendable {
    /// How many acts happened.
    package var acted: Int
    /// How many are to come.
    package var planned: Int
    /// When the next is.
    @Nullable package var next: Instant?

    package init(acted: Int, planned: Int, next: Instant?) {
      self.acted = acted
      self.planned = planned
      self.next = next
    }
  }

  /// The listing for people.
  package func render(_ style: TerminalStyle) -> String {
    let more = leftOutLines.map { style.paint($0, .dim) + "\n" }.joined()
    guard !posts.isEmpty else {
      if isFiltered { return "No post is like that.\n" + more }
      return notShown > 0 ? more : "The queue is empty. Add a post: advocacy post \"…\"\n"
    }
    let hasNotes = posts.contains { $0.note != nil }
    var table = TextTable(
      columns: [
        .init("id", fit: .cutInMiddle), .init("state", fit: .wrappedAtLast), .init("date"),
        .init("networks", dropRank: 2), .init("text", fit: .cut),
      ] + (hasNotes ? [.init("note", fit: .wrappedAtLast, dropRank: 1)] : []))
    for row in posts {
      table.add([
        .init(row.id.isEmpty ? "–" : row.id), .init(row.stateInWords, row.state.ink),
        .init(row.at.map(date) ?? "–"), .init(row.networks.map(\.text).joined(separator: ", ")),
        .init(row.text ?? "–"), .init(row.note ?? ""),
      ])
    }
    let leftOut = table.leftOut(style)
    guard !leftOut.isEmpty else { return table.rendered(style) + more }
    let note = "Hidden, terminal too narrow: \(leftOut.joined(separator: ", "))."
    return table.rendered(style) + style.paint(note, .dim) + "\n" + more
  }

  /// An instant on the company's clock, the year only where it isn't that of the listing.
  private func date(_ instant: Instant) -> String {
    (CompanyCalendar(zoneName: timeZone) ?? .utc).wallTime(instant, present: at)
  }

  /// What the list leaves out, and how to see it.
  private var leftOutLines: [String] {
    let old = NumberFormat.count(notShown, "post")
    return [
      beyondLimit > 0
        ? "Not shown: \(NumberFormat.count(beyondLimit)) more; raise --limit to see them." : nil,
      notShown > 0
        ? "Not shown: \(old) skipped or expired more than 90 days ago; --all shows them." : nil,
    ].compactMap { $0 }
  }
}

extension QueueListing.Row {
  /// The state with its detail in brackets.
  package var stateInWords: String { detail.map { "\(state.word) (\($0))" } ?? state.word }
}

/// The ids of a listing's posts, one a line: for scripts.
package struct QueueIDs: CommandOutput {
  private let ids: [String]

  /// Takes the ids; a post that was set aside without one has no line.
  package init(_ listing: QueueListing) {
    ids = listing.posts.map(\.id).filter { !$0.isEmpty }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(ids)
  }

  package func render(_ style: TerminalStyle) -> String {
    ids.map { SafeText.escape($0) + "\n" }.joined()
  }
}

/// Some fields of a listing's posts, as a JSON array.
package struct QueueFields: CommandOutput {
  private let rows: [QueueListing.Row]
  private let fields: [Field]

  /// The fields that a post of a listing has.
  package enum Field: String, CodingKey, CaseIterable, Sendable {
    case id
    case text
    case at
    case expires
    case networks
    case campaign
    case topics
    case state
    case detail
    case progress
    case note
  }

  /// Takes the fields of all posts.
  ///
  /// - Throws: `Failure` with cause `usage` for an unknown field, and where none is named.
  package init(_ listing: QueueListing, _ names: [String]) throws(Failure) {
    rows = listing.posts
    let known = Field.allCases.map(\.rawValue)
    var fields: [Field] = []
    for name in names {
      guard let field = Field(rawValue: name) else {
        throw Failure(
          .usage, "--json: unknown field \"\(name)\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(name, among: known))
      }
      fields.append(field)
    }
    guard !fields.isEmpty else {
      throw Failure(
        .usage, "--json: no field is named; known: \(known.joined(separator: ", "))",
        hint: "For example --json id,state,at")
    }
    self.fields = fields
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for row in rows {
      var object = list.nestedContainer(keyedBy: Field.self)
      for field in fields {
        switch field {
        case .id: try object.encode(row.id, forKey: field)
        case .text: try object.encode(row.text, forKey: field)
        case .at: try object.encode(row.at, forKey: field)
        case .expires: try object.encode(row.expires, forKey: field)
        case .networks: try object.encode(row.networks, forKey: field)
        case .campaign: try object.encode(row.campaign, forKey: field)
        case .topics: try object.encode(row.topics, forKey: field)
        case .state: try object.encode(row.state, forKey: field)
        case .detail: try object.encode(row.detail, forKey: field)
        case .progress: try object.encode(row.progress, forKey: field)
        case .note: try object.encode(row.note, forKey: field)
        }
      }
    }
  }

  package func render(_ style: TerminalStyle) -> String { (try? json) ?? "[]\n" }
}
