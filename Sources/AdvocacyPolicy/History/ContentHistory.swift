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
