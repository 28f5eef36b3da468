import AdvocacyModel

/// Who passed on which texts and links, kept as sets so that a post costs a few set operations.
struct ContentHistory: Sendable {
  /// What two posts can have in common.
  enum Content: Hashable, Sendable {
    case text(String)
    case link(String)
  }

  /// A post of which is asked who passed on its text or link under another id, prepared once.
  struct Question: Hashable, Sendable {
    let post: PostID
    let contents: [Content]

    /// Prepares the question about a post.
    ///
    /// - Complexity: O(characters).
    init(_ post: Post) {
      self.post = post.id
      contents = ContentHistory.contents(of: post)
    }
  }

  /// The employees who passed a content on under one post at least, and under two at least.
  private struct Passers: Sendable {
    var once: EmployeeSet
    var twice: EmployeeSet?

    mutating func add(_ employee: Int) {
      guard !once.insertNew(employee) else { return }
      if twice == nil { twice = EmployeeSet(rosterCount: once.rosterCount) }
      twice?.insert(employee)
    }
  }

  private struct Entry: Sendable {
    let post: PostID
    let contents: [Int]
    var takers: [EmployeeSet?]
  }

  private let rosterCount: Int
  private let networkCount: Int
  private var entries: [Entry] = []
  private var entryOfPost: [PostID: Int] = [:]
  private var contentIndex: [Content: Int] = [:]
  private var passers: [[Passers?]] = []

  init(rosterCount: Int, networkCount: Int) {
    self.rosterCount = rosterCount
    self.networkCount = networkCount
  }

  /// Records who passed a post on; its content is what it was when first recorded.
  ///
  /// - Complexity: O(employees).
  mutating func record(_ employees: some Sequence<Int>, network: Int, post: Post) {
    let index = entry(of: post)
    let contents = entries[index].contents
    if entries[index].takers[network] == nil {
      entries[index].takers[network] = EmployeeSet(rosterCount: rosterCount)
    }
    for content in contents where passers[content][network] == nil {
      passers[content][network] = Passers(once: EmployeeSet(rosterCount: rosterCount))
    }
    for employee in employees {
      guard entries[index].takers[network]?.insertNew(employee) ?? false else { continue }
      for content in contents {
        passers[content][network]?.add(employee)
      }
    }
  }

  /// The employees who passed on the text or the link of a post under another id, if any.
  ///
  /// - Complexity: O(roster / 64).
  func passedOnBefore(_ question: Question, network: Int) -> EmployeeSet? {
    let own = entryOfPost[question.post].map { entries[$0] }
    var result: EmployeeSet?
    for content in question.contents {
      guard let index = contentIndex[content], let here = passers[index][network] else { continue }
      var others = here.once
      if let own, own.contents.contains(index), let takers = own.takers[network] {
        others.subtract(takers)
        if let twice = here.twice { others.formUnion(twice) }
      }
      result = result.map { $0.union(others) } ?? others
    }
    return result
  }

  /// Tells whether an employee passed on the text or the link of a post under another id.
  ///
  /// - Complexity: O(1) on average.
  func passedOnBefore(_ question: Question, employee: Int, network: Int) -> Bool {
    let own = entryOfPost[question.post]
    return question.contents.contains { content in
      guard let index = contentIndex[content], let here = passers[index][network],
        here.once.contains(employee)
      else { return false }
      guard let own, entries[own].contents.contains(index),
        entries[own].takers[network]?.contains(employee) ?? false
      else { return true }
      return here.twice?.contains(employee) ?? false
    }
  }

  /// The first post recorded under which an employee passed on the text or the link of another.
  ///
  /// - Complexity: O(posts); for explanations.
  func firstTwin(of post: Post, employee: Int, network: Int) -> PostID? {
    let contents = Set(Self.contents(of: post).compactMap { contentIndex[$0] })
    return entries.first { entry in
      entry.post != post.id && !contents.isDisjoint(with: entry.contents)
        && entry.takers[network]?.contains(employee) ?? false
    }?.post
  }

  /// The posts that share a text or a link with another one.
  static func kin(of posts: [Post], among others: some Sequence<Post>) -> Set<PostID> {
    let asked = Set(posts.flatMap(contents))
    return Set(others.filter { !asked.isDisjoint(with: contents(of: $0)) }.map(\.id))
  }

  /// The position of a post's entry, made where there is none.
  private mutating func entry(of post: Post) -> Int {
    if let index = entryOfPost[post.id] { return index }
    var contents: [Int] = []
    for content in Self.contents(of: post) {
      let index = contentIndex[content] ?? passers.count
      if index == passers.count {
        contentIndex[content] = index
        passers.append([Passers?](repeating: nil, count: networkCount))
      }
      contents.append(index)
    }
    let takers = [EmployeeSet?](repeating: nil, count: networkCount)
    entryOfPost[post.id] = entries.count
    entries.append(Entry(post: post.id, contents: contents, takers: takers))
    return entries.count - 1
  }

  /// The text with its blanks made single, and the link.
  static func contents(of post: Post) -> [Content] {
    let text = post.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return [.text(text)] + [post.link.map(Content.link)].compactMap { $0 }
  }
}

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
