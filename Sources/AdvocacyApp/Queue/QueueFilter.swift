import AdvocacyModel
import AdvocacyReport

/// Which posts of the queue to list; what isn't said leaves nothing out.
package struct QueueFilter: Sendable {
  /// States, by their names.
  package var states: [String] = []
  /// When posts fall due.
  package var period = PeriodArgument()
  /// Topics, one of which a post has.
  package var topics: [String] = []
  /// Networks, on one of which a post is published.
  package var networks: [String] = []
  /// How many posts at most; nil: all.
  package var limit: Int?
  /// Whether posts are listed that were skipped or expired long ago.
  package var isAll = false

  package init() {}

  /// After how long a post that was skipped is left out: 90 days (assumed), a quarter.
  static let longAgo = Instant.Span.days(90)

  /// The posts of a listing that are asked for.
  ///
  /// Who asks for states or a period sees the old ones as well.
  ///
  /// - Throws: `Failure` with cause `usage` for a state, network, time or limit that is none.
  func applied(
    to listing: QueueListing, _ configuration: Configuration
  ) throws(Failure) -> QueueListing {
    let states = try knownStates()
    let meaning = try period.read(calendar: configuration.calendar) { listing.at }
    var networks: Set<NetworkID> = []
    for name in self.networks { networks.insert(try configuration.network(named: name).id) }
    let comparison = LabelComparison(configuration.semantics)
    let topics = comparison.keys(of: topics)
    if let limit, limit < 1 { throw Failure(.usage, "--limit takes 1 or more") }

    var filtered = listing
    filtered.isFiltered =
      !states.isEmpty || period.isGiven || !networks.isEmpty || !topics.isEmpty
    filtered.posts = listing.posts.filter { row in
      (states.isEmpty || states.contains(row.state))
        && (!period.isGiven || row.at.map(meaning.contains) ?? false)
        && (networks.isEmpty || !networks.isDisjoint(with: row.networks))
        && (topics.isEmpty || !topics.isDisjoint(with: comparison.keys(of: row.topics)))
    }
    if !isAll, states.isEmpty, !period.isGiven {
      let shown = filtered.posts.filter { !Self.isOver($0, at: listing.at) }
      filtered.notShown = filtered.posts.count - shown.count
      filtered.posts = shown
    }
    if let limit {
      filtered.beyondLimit = max(0, filtered.posts.count - limit)
      filtered.posts = Array(filtered.posts.prefix(limit))
    }
    return filtered
  }

  /// Whether a post came to nothing, and fell due long ago.
  private static func isOver(_ row: QueueListing.Row, at now: Instant) -> Bool {
    guard row.state == .skipped || row.state == .expired, let at = row.at else { return false }
    return at < now - longAgo
  }

  private func knownStates() throws(Failure) -> Set<QueueListing.State> {
    let known = QueueListing.State.allCases.map(\.optionName)
    var states: Set<QueueListing.State> = []
    for name in self.states {
      let word = name.lowercased().replacing(" ", with: "-")
      guard
        let state = QueueListing.State.allCases.first(where: {
          $0.optionName == word || $0.rawValue == name
        })
      else {
        throw Failure(
          .usage, "--state: unknown state \"\(name)\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(word, among: known))
      }
      states.insert(state)
    }
    return states
  }
}

extension QueueListing.State {
  /// The state as an option takes it.
  fileprivate var optionName: String { word.replacing(" ", with: "-") }
}
