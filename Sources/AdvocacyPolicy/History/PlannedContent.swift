import AdvocacyCore

/// Who will pass on which texts and links, as long as they have not done it.
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

  /// Makes an empty plan.
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
