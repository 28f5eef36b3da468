import AdvocacyModel

/// Finds posts by id: as they were where they were decided, else as they stand in the queue.
struct PostLookup {
  private let queue: [QueueEntry]
  private let ledger: [PostID: Post]

  init(queue: [QueueEntry], ledger: [PostID: Post]) {
    self.queue = queue
    self.ledger = ledger
  }

  /// The post of an id.
  ///
  /// - Throws: `Failure`: `badData` for one that was set aside, `usage` for an unknown one.
  func post(_ text: String) throws(Failure) -> Post {
    if let id = PostID(text), let post = ledger[id] { return post }
    for entry in queue {
      switch entry.post {
      case .success(let post) where post.id.text == text: return post
      case .failure(let failure) where entry.writtenID == text: throw failure
      default: continue
      }
    }
    let known = queue.map(\.writtenID) + ledger.keys.map(\.text).sorted()
    throw Failure(
      .usage, "unknown post \"\(text)\"",
      hint: NearMiss.hint(text, among: known) ?? "`advocacy queue list` lists the posts")
  }
}

extension Configuration {
  /// The employee of an id as written.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func employee(named text: String) throws(Failure) -> Employee {
    if let id = EmployeeID(text), let position = position(of: id) { return roster[position] }
    throw Failure(
      .usage, "unknown employee \"\(text)\"",
      hint: NearMiss.hint(text, among: roster.map(\.id.text))
        ?? "The roster of config.json lists the employees")
  }

  /// The network of an id as written.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func network(named text: String) throws(Failure) -> Network {
    if let id = NetworkID(text), let network = network(id) { return network }
    let known = networks.map(\.id.text)
    throw Failure(
      .usage, "unknown network \"\(text)\"; known: \(known.joined(separator: ", "))",
      hint: NearMiss.hint(text, among: known))
  }
}
