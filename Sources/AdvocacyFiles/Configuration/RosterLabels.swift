import AdvocacyModel
import StrictJSON

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
  private let roster: [Employee]

  init() { roster = [] }

  /// Gathers the labels of a roster.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee]) {
    self.roster = roster
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

  /// Tells whether a label is nearly, but not quite, one that is known; topics as they compare.
  ///
  /// - Complexity: O(known).
  func isSlip(_ label: String, _ kind: Kind) -> Bool {
    guard let known = labels[kind], !known.contains(label) else { return false }
    guard kind == .topic else { return known.contains { NearMiss.isSlip(label, of: $0) } }
    let comparison = LabelComparison(.current)
    return NearMiss.slip(comparison.key(of: label), among: comparison.keys(of: Array(known))) != nil
  }

  /// The employee on the roster for whose id another is most likely a slip; nil where the id is on
  /// the roster, or near none.
  ///
  /// - Complexity: O(roster).
  func slip(_ id: EmployeeID) -> EmployeeID? {
    // By index: an employee is too large to be copied for an id.
    guard !roster.indices.contains(where: { roster[$0].id == id }) else { return nil }
    return roster.indices.first { NearMiss.isSlip(id.text, of: roster[$0].id.text) }
      .map { roster[$0].id }
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

  /// A list of employees by id.
  ///
  /// - Throws: a failure at an id that is nearly one of the roster's.
  func employees(_ node: JSONNode) throws(Failure) -> [EmployeeID] {
    try node.filled(
      node.uniqueElements { element throws(Failure) in
        let id: EmployeeID = try element.checked(TextChecks.id)
        if let meant = rosterLabels.slip(id) {
          throw element.failure(
            "unknown employee \"\(id)\"", hint: "Did you mean \"\(meant)\"?")
        }
        return id
      })
  }
}
