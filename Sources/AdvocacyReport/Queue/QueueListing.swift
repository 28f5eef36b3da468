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
    guard !posts.isEmpty else {
      return "The queue is empty. Add a post: advocacy post \"…\"\n"
    }
    let hasNotes = posts.contains { $0.note != nil }
    var table = TextTable(
      columns: [
        .init("id"), .init("state"), .init("at", dropRank: 2), .init("networks", dropRank: 3),
        .init("text", isElastic: true),
      ] + (hasNotes ? [.init("note")] : []))
    for row in posts {
      table.add([
        .init(row.id.isEmpty ? "–" : row.id), .init(row.stateInWords, row.state.ink),
        .init(row.at.map(shown) ?? "–"), .init(row.networks.map(\.text).joined(separator: ", ")),
        .init(row.text ?? "–"), .init(row.note ?? ""),
      ])
    }
    let leftOut = table.leftOut(style)
    guard !leftOut.isEmpty else { return table.rendered(style) }
    let note = "Left out for want of width: \(leftOut.joined(separator: ", "))."
    return table.rendered(style) + style.paint(note, .dim) + "\n"
  }
}

extension QueueListing.Row {
  /// The state with its detail in brackets.
  package var stateInWords: String { detail.map { "\(state.word) (\($0))" } ?? state.word }
}
