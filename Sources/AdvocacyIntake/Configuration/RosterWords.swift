import AdvocacyCore

/// The words that the roster uses for roles, teams and the like.
///
/// A rule may name one that nobody on the roster has: rosters change overnight. One that is nearly
/// a word of the roster is taken for a slip.
struct RosterWords {
  /// What a word is for.
  enum Kind: String, CaseIterable {
    case role
    case team
    case topic
    case contract
    case seniority
  }

  private var words: [Kind: Set<String>] = [:]

  init() {}

  /// Gathers the words of a roster.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee]) {
    var teams = WordSet()
    var roles = WordSet()
    var topics = WordSet()
    var contracts = WordSet()
    var seniorities = WordSet()
    // By index: an employee is too large to be copied for a few words.
    for index in roster.indices {
      teams.insert(roster[index].team)
      roles.insert(roster[index].role)
      for given in roster[index].standing.roles { roles.insert(given.role) }
      for topic in roster[index].topics { topics.insert(topic) }
      contracts.insert(roster[index].standing.contract)
      seniorities.insert(roster[index].standing.seniority)
    }
    words = [
      .team: teams.words, .role: roles.words, .topic: topics.words,
      .contract: contracts.words, .seniority: seniorities.words,
    ]
  }

  /// The known words of a kind, sorted.
  func known(_ kind: Kind) -> [String] { words[kind, default: []].sorted() }

  /// Tells whether a word is nearly, but not quite, one that is known.
  func isSlip(_ word: String, _ kind: Kind) -> Bool {
    guard let known = words[kind], !known.contains(word) else { return false }
    return known.contains { Self.isNear(word, $0) }
  }

  /// Whether two words of five letters or more differ by one letter, or by two swapped.
  private static func isNear(_ first: String, _ second: String) -> Bool {
    let (a, b) = (Array(first.lowercased()), Array(second.lowercased()))
    guard min(a.count, b.count) >= 4, abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    let left = max(a.count, b.count) - min(head + tail, min(a.count, b.count))
    if left <= 1 { return true }
    return a.count == b.count && head + tail == a.count - 2 && a[head] == b[head + 1]
      && a[head + 1] == b[head]
  }

  /// A set of words in which one that was the last is not looked up.
  private struct WordSet {
    var words: Set<String> = []
    private var last = ""

    mutating func insert(_ word: String) {
      guard word != last, !word.isEmpty else { return }
      words.insert(word)
      last = word
    }
  }
}

extension ConfigurationContext {
  /// A list of words that the roster uses.
  ///
  /// - Throws: a failure at a word that is nearly one of them.
  func words(_ node: JSONNode, _ kind: RosterWords.Kind) throws(Failure) -> [String] {
    try node.filled(
      node.uniqueElements { element throws(Failure) in
        let word = try element.checked(TextChecks.label)
        guard !rosterWords.isSlip(word, kind) else {
          throw element.unknown(kind.rawValue, word, known: rosterWords.known(kind))
        }
        return word
      })
  }
}
