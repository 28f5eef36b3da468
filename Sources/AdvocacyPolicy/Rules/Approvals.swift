import AdvocacyCore

/// What people have said about one post up to an instant.
struct PostWords: Sendable {
  private let words: [Word]
  private let author: EmployeeID?

  /// Makes the words of a post, leaving out what was said later than an instant.
  init(_ words: [Word], of post: Post, at instant: Instant) {
    self.words = words.filter { $0.at <= instant }
    author = post.author
  }

  /// The first withdrawal, if there is one.
  var withdrawal: Word? { words.filter { $0.kind == .withdrawal }.min { $0.at < $1.at } }

  /// How many different people approved in one of some roles.
  ///
  /// The author never counts. A word without a name counts once a role, and only where nobody
  /// with a name approved in that role, since it may be the same person.
  ///
  /// - Complexity: O(words × roles).
  func approvals(in roles: [String]) -> Int {
    let valid = words.filter { $0.kind == .approval && roles.contains($0.role) }
    let named = valid.filter { $0.employee != nil && $0.employee != author }
    let namedRoles = Set(named.map(\.role))
    let unnamedRoles = Set(valid.filter { $0.employee == nil }.map(\.role))
    return Set(named.compactMap(\.employee)).count + unnamedRoles.subtracting(namedRoles).count
  }
}
