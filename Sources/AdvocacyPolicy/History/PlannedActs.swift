import AdvocacyModel

/// The acts that people were asked to and have not done yet, at the instants at which they will.
///
/// Rules that speak when people are asked count them as done.
struct PlannedActs: Sendable {
  /// By network and employee, the instant of the first act; that of nobody's where there is none.
  ///
  /// Few accounts have two planned, so one number each spares lists of their own.
  private var first: [[Instant]]
  /// By network, the instants of the acts after the first, ascending, of those who have more.
  private var more: [[Int: [Instant]]]
  /// By network, whose account has one at least.
  private(set) var holders: [EmployeeSet]
  /// Who will pass on which content; nil where nobody is asked about that.
  private(set) var content: PlannedContent?

  private static let none = Instant.distantFuture

  init(networks: Int, rosterCount: Int, keepsContent: Bool) {
    first = Array(repeating: Array(repeating: Self.none, count: rosterCount), count: networks)
    more = Array(repeating: [:], count: networks)
    holders = Array(repeating: EmployeeSet(rosterCount: rosterCount), count: networks)
    if keepsContent { content = PlannedContent(networks: networks, rosterCount: rosterCount) }
  }

  /// Adds an act.
  ///
  /// - Complexity: O(acts planned of the account), most often one or two.
  mutating func add(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    if first[network][employee] == Self.none {
      first[network][employee] = instant
      holders[network].insert(employee)
    } else {
      var instants = instants(employee, network)
      instants.insert(instant, at: instants.firstPosition { $0 > instant })
      keep(instants, employee, network)
    }
    if passesOn { content?.add(employee, network: network, post: post) }
  }

  /// Takes an act out; one that was not planned leaves everything as it is.
  ///
  /// - Complexity: O(acts planned of the account).
  mutating func remove(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    if first[network][employee] == instant, more[network][employee] == nil {
      first[network][employee] = Self.none
      holders[network].remove(employee)
    } else {
      var instants = instants(employee, network)
      guard let position = instants.firstIndex(of: instant) else { return }
      instants.remove(at: position)
      keep(instants, employee, network)
    }
    if passesOn { content?.remove(employee, network: network, post: post) }
  }

  /// How many acts an account has planned from an instant on and before another.
  ///
  /// - Complexity: O(acts planned of the account).
  func count(employee: Int, network: Int, from: Instant, before end: Instant) -> Int {
    let next = first[network][employee]
    guard next != Self.none else { return 0 }
    let isIn = next >= from && next < end ? 1 : 0
    guard !more[network].isEmpty, let rest = more[network][employee] else { return isIn }
    return isIn + rest.count { $0 >= from && $0 < end }
  }

  /// The latest instant at which an account will act; nil: nothing is planned.
  func last(employee: Int, network: Int) -> Instant? {
    let next = first[network][employee]
    return next == Self.none ? nil : more[network][employee]?.last ?? next
  }

  private func instants(_ employee: Int, _ network: Int) -> [Instant] {
    let next = first[network][employee]
    return next == Self.none ? [] : [next] + (more[network][employee] ?? [])
  }

  private mutating func keep(_ instants: [Instant], _ employee: Int, _ network: Int) {
    first[network][employee] = instants.first ?? Self.none
    more[network][employee] = instants.count > 1 ? Array(instants.dropFirst()) : nil
    if instants.isEmpty { holders[network].remove(employee) }
  }
}

/// The employees who will pass on texts and links, as long as they have not done it.
struct PlannedContent: Sendable {
  /// The planned passing on of one post.
  private struct Entry: Sendable {
    let post: PostID
    /// By network, who will pass the post on.
    var takers: [EmployeeSet?]
  }

  private let networkCount: Int
  private let rosterCount: Int
  private var entries: [Entry] = []
  private var entryOfPost: [PostID: Int] = [:]
  private var entriesOfContent: [ContentHistory.Content: [Int]] = [:]

  init(networks: Int, rosterCount: Int) {
    networkCount = networks
    self.rosterCount = rosterCount
  }

  /// Adds that an employee will pass a post on; its content is what it was when first planned.
  mutating func add(_ employee: Int, network: Int, post: Post) {
    let index = entry(of: post)
    if entries[index].takers[network] == nil {
      entries[index].takers[network] = EmployeeSet(rosterCount: rosterCount)
    }
    entries[index].takers[network]?.insert(employee)
  }

  /// Takes back that an employee will pass a post on.
  mutating func remove(_ employee: Int, network: Int, post: Post) {
    guard let index = entryOfPost[post.id] else { return }
    entries[index].takers[network]?.remove(employee)
  }

  /// The employees who will pass on the text or the link of a post under another id, if any.
  ///
  /// - Complexity: O(posts that share it × roster / 64).
  func willPassOn(_ question: ContentHistory.Question, network: Int) -> EmployeeSet? {
    twins(of: question).reduce(into: nil) { found, entry in
      guard let takers = entry.takers[network] else { return }
      if found?.formUnion(takers) == nil { found = takers }
    }
  }

  /// The first post planned under which an employee will pass on the text or the link of another.
  ///
  /// - Complexity: O(posts that share it).
  func firstTwin(
    of question: ContentHistory.Question, employee: Int, network: Int
  ) -> PostID? {
    twins(of: question).first { $0.takers[network]?.contains(employee) ?? false }?.post
  }

  private func twins(of question: ContentHistory.Question) -> some Sequence<Entry> {
    question.contents.lazy.flatMap { entriesOfContent[$0] ?? [] }.map { entries[$0] }
      .filter { $0.post != question.post }
  }

  /// The place of a post's entry, made where there is none.
  private mutating func entry(of post: Post) -> Int {
    if let index = entryOfPost[post.id] { return index }
    let index = entries.count
    let contents = ContentHistory.contents(of: post)
    entries.append(
      Entry(
        post: post.id, takers: [EmployeeSet?](repeating: nil, count: networkCount)))
    entryOfPost[post.id] = index
    for content in contents { entriesOfContent[content, default: []].append(index) }
    return index
  }
}
