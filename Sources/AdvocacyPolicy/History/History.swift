package import AdvocacyCore

/// What took place before an event: who took part in what, and what people said of posts.
///
/// Record everything that comes before an event in the order (instant, post, employee, network)
/// and nothing else; rules then see exactly that. Employees are indices on the roster.
package struct History: Sendable {
  /// One account's participations, by the instants of their events, in rising order.
  typealias Participations = [Instant]

  let rosterCount: Int
  let networks: [NetworkID]
  private(set) var accounts: [[Participations]]
  /// Who passed on which content; nil where no rule of the policy asks.
  private(set) var content: ContentHistory?
  /// One for each kind of window that a cap of the policy counts in.
  private(set) var windows: [WindowCounts]
  /// The latest instant recorded.
  private(set) var latest = Instant.distantPast
  private var words: [PostID: [Word]] = [:]

  /// Makes the empty history for the engine of the same configuration.
  ///
  /// It keeps what the rules of that policy ask about and leaves out the rest.
  package init(configuration: Configuration) {
    rosterCount = configuration.roster.count
    networks = configuration.networks.map(\.id)
    accounts = Array(
      repeating: Array(repeating: [], count: configuration.roster.count),
      count: configuration.networks.count)
    let rules = configuration.policy.rules
    if rules.contains(where: { $0.kind == .onceOnly }) {
      content = ContentHistory(
        rosterCount: configuration.roster.count, networkCount: configuration.networks.count)
    }
    windows = Rule.Window.allCases.filter { window in
      rules.contains { $0.kind.window == window }
    }.map {
      WindowCounts(
        $0, calendar: configuration.calendar, networks: configuration.networks.count,
        rosterCount: configuration.roster.count)
    }
  }

  /// Records that an account took part in a post.
  ///
  /// - Parameters:
  ///   - employee: The index on the roster.
  ///   - network: The network of the account; one that is not configured is passed over.
  ///   - post: The post as it was then.
  ///   - instant: The instant of the event that decided it, not that of the action.
  ///   - passesOn: Whether an action passed the post on; a like alone does not.
  /// - Complexity: O(1) where instants rise, as they do in event order.
  package mutating func record(
    employee: Int, network: NetworkID, post: Post, at instant: Instant, passesOn: Bool
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    append(instant, employee: employee, network: index)
    guard passesOn else { return }
    content?.record(CollectionOfOne(employee), network: index, post: post)
  }

  /// Records that many accounts of a network took part in a post at one event.
  ///
  /// - Complexity: O(takers + roster / 64).
  package mutating func record(
    takers: EmployeeSet, passingOn: EmployeeSet, network: NetworkID, post: Post, at instant: Instant
  ) {
    guard let index = networks.firstIndex(of: network) else { return }
    for employee in takers { append(instant, employee: employee, network: index) }
    guard !passingOn.isEmpty else { return }
    content?.record(passingOn, network: index, post: post)
  }

  /// Records an approval or a withdrawal.
  package mutating func record(_ word: Word) { words[word.post, default: []].append(word) }

  /// What people said of a post, in the order recorded.
  package func words(on post: PostID) -> [Word] { words[post] ?? [] }

  /// How often an account took part from an instant on and up to another, both included.
  ///
  /// - Complexity: O(log participations).
  package func participations(
    employee: Int, network: NetworkID, from: Instant, through: Instant
  ) -> Int {
    guard let index = networks.firstIndex(of: network) else { return 0 }
    let instants = accounts[index][employee]
    guard let last = instants.last, last >= from else { return 0 }
    let end = last <= through ? instants.count : instants.firstPosition { $0 > through }
    return Swift.max(0, end - instants.firstPosition { $0 >= from })
  }

  /// When an account took part last, up to an instant; nil: never.
  ///
  /// - Complexity: O(log participations).
  func lastParticipation(
    of employee: Int, network: NetworkID, through: Instant
  ) -> Instant? {
    guard let index = networks.firstIndex(of: network) else { return nil }
    let instants = accounts[index][employee]
    let end = instants.firstPosition { $0 > through }
    return end > 0 ? instants[end - 1] : nil
  }

  private mutating func append(_ instant: Instant, employee: Int, network: Int) {
    latest = max(latest, instant)
    for index in windows.indices {
      windows[index].add(employee: employee, network: network, at: instant)
    }
    guard let last = accounts[network][employee].last, last > instant else {
      accounts[network][employee].append(instant)
      return
    }
    let position = accounts[network][employee].firstPosition { $0 > instant }
    accounts[network][employee].insert(instant, at: position)
  }
}

extension Rule.Kind {
  /// The window in which a cap counts.
  fileprivate var window: Rule.Window? {
    guard case .frequencyCap(_, let window, _) = self else { return nil }
    return window
  }
}

extension Array {
  /// The first position whose element satisfies a condition that holds from there on.
  ///
  /// - Complexity: O(log n).
  func firstPosition(where holds: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
