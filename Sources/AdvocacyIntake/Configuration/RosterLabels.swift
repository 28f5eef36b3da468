import AdvocacyCore

/// The labels that the roster uses: roles, teams, topics, contracts and seniorities.
///
/// A rule may name one that nobody on the roster has: rosters change overnight. One that is nearly
/// a label of the roster is taken for a slip.
struct RosterLabels {
  /// What a label is for.
  enum Kind: String, CaseIterable {
    case role
    case team
    case topic
    case contract
    case seniority
  }

  private var labels: [Kind: Set<String>] = [:]

  init() {}

  /// Gathers the labels of a roster.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee]) {
    var teams = LabelSet()
    var roles = LabelSet()
    var topics = LabelSet()
    var contracts = LabelSet()
    var seniorities = LabelSet()
    // By index: an employee is too large to be copied for a few words.
    for index in roster.indices {
      teams.insert(roster[index].team)
      roles.insert(roster[index].role)
      for given in roster[index].status.roles { roles.insert(given.role) }
      for topic in roster[index].topics { topics.insert(topic) }
      contracts.insert(roster[index].status.contract)
      seniorities.insert(roster[index].status.seniority)
    }
    labels = [
      .team: teams.labels, .role: roles.labels, .topic: topics.labels,
      .contract: contracts.labels, .seniority: seniorities.labels,
    ]
  }

  /// The known labels of a kind, sorted.
  func known(_ kind: Kind) -> [String] { labels[kind, default: []].sorted() }

  /// Tells whether a label is nearly, but not quite, one that is known.
  func isSlip(_ label: String, _ kind: Kind) -> Bool {
    guard let known = labels[kind], !known.contains(label) else { return false }
    return known.contains { Self.isNear(label, $0) }
  }

  /// Whether two labels of five letters or more differ by one letter, or by two swapped.
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

  /// A set of labels in which one that was the last is not looked up.
  private struct LabelSet {
    var labels: Set<String> = []
    private var last = ""

    mutating func insert(_ label: String) {
      guard label != last, !label.isEmpty else { return }
      labels.insert(label)
      last = label
    }
  }
}

extension ConfigurationContext {
  /// A list of labels that the roster uses.
  ///
  /// - Throws: a failure at a label that is nearly one of them.
  func labels(_ node: JSONNode, _ kind: RosterLabels.Kind) throws(Failure) -> [String] {
    try node.filled(
      node.uniqueElements { element throws(Failure) in
        let label = try element.checked(TextChecks.label)
        guard !rosterLabels.isSlip(label, kind) else {
          throw element.unknown(kind.rawValue, label, known: rosterLabels.known(kind))
        }
        return label
      })
  }
}
