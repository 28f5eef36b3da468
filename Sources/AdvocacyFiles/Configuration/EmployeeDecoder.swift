import AdvocacyModel
import StrictJSON

/// Reads employees that stand in the configuration itself.
enum EmployeeDecoder {
  static func employees(
    _ node: JSONNode, in context: inout ConfigurationContext
  ) throws(Failure) -> [Employee] {
    var employees: [Employee] = []
    for element in try node.elements(atMost: RosterLimits.employees, "employees") {
      employees.append(try employee(element, in: &context))
    }
    return employees
  }

  private static func employee(
    _ node: JSONNode, in context: inout ConfigurationContext
  ) throws(Failure) -> Employee {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.employee)
    let idNode = try object.required("id")
    let id: EmployeeID = try idNode.id()
    if let error = context.claim(id, line: idNode.place.line ?? 0) {
      throw idNode.failure(error.message, hint: error.hint)
    }
    return Employee(
      id: id,
      name: try object.optional("name")?.checked(TextChecks.label) ?? "",
      team: try object.optional("team")?.checked(TextChecks.label) ?? "",
      role: try object.optional("role")?.checked(TextChecks.label) ?? "",
      country: try object.optional("country")?.checked(TextChecks.country) ?? "",
      language: try object.optional("language")?.checked(TextChecks.language) ?? "",
      topics: try object.optional("topics")?.checkedOptionalList(TextChecks.label) ?? [],
      consent: try consent(object.optional("consent"), context),
      trainings: try trainings(object.optional("trainings"), context),
      accounts: try accounts(object.optional("accounts"), of: id, in: &context),
      employed: try employed(object.optional("employed"), context),
      status: try StatusDecoder(context: context).status(object))
  }

  private static func consent(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> Consent? {
    guard let node else { return nil }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.consent)
    _ = try object.required("from")
    let networks = try object.optional("networks").map { list throws(Failure) in
      try list.filled(
        list.uniqueElements { node throws(Failure) in try context.network(node) })
    }
    return Consent(
      period: try context.period(object), networks: networks,
      actions: try object.optional("actions").map { node throws(Failure) in try node.actions() },
      uses: try object.optional("uses")?.checkedList(TextChecks.label),
      evidence: try object.optional("evidence")?.checked(TextChecks.label))
  }

  private static func trainings(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> [Training] {
    guard let node else { return [] }
    return try node.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.training)
      return Training(
        course: try context.course(object.required("course")),
        completed: try context.instant(object.required("completed")),
        score: try object.optional("score")?.integer(in: 0...100),
        level: try object.optional("level")?.integer(in: 1...100))
    }
  }

  private static func accounts(
    _ node: JSONNode?, of owner: EmployeeID, in context: inout ConfigurationContext
  ) throws(Failure) -> [Account] {
    guard let node else { return [] }
    var accounts: [Account] = []
    for member in try node.object().members {
      let network = try context.network(of: member)
      let object = try member.value.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.account)
      accounts.append(
        Account(
          network: network,
          handle: try object.optional("handle")?.checked(TextChecks.label),
          followers: try object.required("followers").integer(in: PageDecoder.followers),
          node: try PageDecoder.graphNode(
            object.optional("node"), of: "employee \"\(owner)\"", in: &context),
          authorized: try object.optional("authorized").map { node throws(Failure) in
            try context.instant(node)
          },
          isVerified: try object.optional("verified")?.bool(),
          isAutomated: try object.optional("automated")?.bool()))
    }
    return accounts
  }

  private static func employed(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> Period {
    guard let node else { return Period() }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.period)
    return try context.period(object)
  }
}

/// Reads what only some rules ask about an employee.
struct StatusDecoder {
  let context: ConfigurationContext

  func status(_ object: JSONObject) throws(Failure) -> EmploymentStatus {
    EmploymentStatus(
      seniority: try object.optional("seniority")?.checked(TextChecks.label) ?? "",
      contract: try object.optional("contract")?.checked(TextChecks.label) ?? "",
      roles: try list(object, "roles", ConfigurationKeys.datedRole) { object throws(Failure) in
        EmploymentStatus.DatedRole(
          role: try object.required("role").checked(TextChecks.label),
          period: try context.period(object))
      },
      leave: try periods(object, "leave"), suspended: try periods(object, "suspended"),
      acknowledgements: try list(object, "acknowledgements", ConfigurationKeys.acknowledgement) {
        object throws(Failure) in
        EmploymentStatus.Acknowledgement(
          document: try object.required("document").checked(TextChecks.label),
          version: try object.required("version").checked(TextChecks.label),
          at: try context.instant(object.required("at")))
      },
      optOuts: try list(object, "optOuts", ConfigurationKeys.optOut) { object throws(Failure) in
        try optOut(object)
      },
      minutesPerWeek: try object.optional("minutesPerWeek")?.integer(in: Self.minutes))
  }

  /// The minutes that somebody may give in a week: up to a working week.
  static let minutes = 1...2400

  private func optOut(_ object: JSONObject) throws(Failure) -> EmploymentStatus.OptOut {
    EmploymentStatus.OptOut(
      topics: try object.optional("topics")?.checkedList(TextChecks.label),
      campaigns: try object.optional("campaigns")?.checkedList(TextChecks.label),
      networks: try ScopeDecoder(context: context).networks(object.optional("networks")),
      period: try context.period(object))
  }

  private func periods(_ object: JSONObject, _ key: String) throws(Failure) -> [Period] {
    try list(object, key, ConfigurationKeys.period) { object throws(Failure) in
      try context.period(object)
    }
  }

  private func list<Value>(
    _ object: JSONObject, _ key: String, _ keys: [String],
    _ read: (JSONObject) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    try object.optional(key)?.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: keys)
      return try read(object)
    } ?? []
  }
}

/// Reads who may approve posts in which role.
struct RolesDecoder {
  let context: ConfigurationContext

  /// The most entries (assumed): some for each role and year.
  private static let limit = 10_000

  func roles(_ node: JSONNode?) throws(Failure) -> [RoleGrant] {
    var grants: [RoleGrant] = []
    for node in try node?.elements(atMost: Self.limit) ?? [] { grants.append(try grant(node)) }
    return grants
  }

  private func grant(_ node: JSONNode) throws(Failure) -> RoleGrant {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.roleGrant)
    let grant = RoleGrant(
      role: try object.required("role").checked(TextChecks.label),
      employees: try object.optional("employees").map { node throws(Failure) in
        try context.employees(node)
      } ?? [],
      teams: try object.optional("teams").map { node throws(Failure) in
        try context.labels(node, .team)
      } ?? [],
      period: try context.period(object))
    guard !grant.employees.isEmpty || !grant.teams.isEmpty else {
      throw node.failure(
        "nobody has the role \"\(SafeText.excerpt(grant.role))\"",
        hint: "Name people under \"employees\", or teams under \"teams\"")
    }
    return grant
  }
}

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
