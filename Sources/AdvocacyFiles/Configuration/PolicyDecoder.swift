import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

/// Reads the policy with its rules.
struct PolicyDecoder {
  let context: ConfigurationContext

  func policy(_ node: JSONNode?) throws(Failure) -> Policy {
    guard let object = try node?.object() else { return Policy(fairPlay: .usual) }
    try object.refuseUnknownKeys(known: ConfigurationKeys.policy)
    let tiers = try TierDecoder(context: context).tiers(object.optional("tiers"))
    let fairPlay = try FairPlayDecoder(context: context).fairPlay(object.optional("fairPlay"))
    var lines: [RuleID: Int] = [:]
    var rules: [Rule] = []
    for node in try object.optional("rules")?.elements() ?? [] {
      let (rule, idNode) = try rule(node.object(), tiers.map(\.id))
      if let other = lines.updateValue(idNode.place.line ?? 0, forKey: rule.id) {
        throw idNode.failure(
          "duplicate rule \"\(rule.id)\"; the other is at line \(other)",
          hint: "Give each rule its own id")
      }
      rules.append(rule)
    }
    let version = try object.optional("version")?.checked(TextChecks.label)
    return Policy(
      version: version ?? Policy().version, tiers: tiers, fairPlay: fairPlay, rules: rules)
  }

  private func rule(
    _ object: JSONObject, _ tiers: [TierID]
  ) throws(Failure) -> (Rule, JSONNode) {
    let typeNode = try object.required("type")
    let type = try typeNode.text()
    guard let entry = RuleCatalogue.entry(named: type) else {
      throw typeNode.unknown("type", type, known: RuleCatalogue.names)
    }
    try object.refuseUnknownKeys(known: ConfigurationKeys.rule + entry.keys.map(\.name))
    let idNode = try object.required("id")
    let id: RuleID = try idNode.id()
    guard !Rule.reservedIDs.contains(id.text) else {
      throw idNode.failure(
        "the id \"\(id)\" belongs to a built-in rule", hint: "Give the rule another id")
    }
    let period = try context.period(object)
    let source = ConfiguredRule(object: object, context: context, tiers: tiers, period: period)
    let rule = Rule(
      id: id, try entry.read(source),
      scope: try ScopeDecoder(context: context).scope(object.optional("when")), period: period,
      hold: try object.optional("hold").map { node throws(Failure) in try hold(node, of: entry) },
      sentence: try object.optional("sentence")?.checked(PostChecks.text))
    return (rule, idNode)
  }

  /// The moments at which a rule speaks, of those that its type can have.
  private func hold(_ node: JSONNode, of entry: RuleCatalogue.Entry) throws(Failure) -> Hold {
    let hold: Hold = try node.choice("hold")
    guard entry.holds.contains(hold) else {
      let allowed = entry.holds.map(\.rawValue).joined(separator: ", ")
      throw node.failure(
        "a rule of type \"\(entry.name)\" can't hold at \"\(hold.rawValue)\"; allowed: \(allowed)",
        hint: "Leave \"hold\" out, or write \"\(entry.defaultHold.rawValue)\"")
    }
    return hold
  }
}

/// Reads what guards against many accounts speaking as one.
struct FairPlayDecoder {
  let context: ConfigurationContext

  /// The guards; `false` switches all or one of them off.
  func fairPlay(_ node: JSONNode?) throws(Failure) -> Policy.FairPlay {
    guard let node else { return .usual }
    guard try !isOff(node) else { return .off }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.fairPlay)
    var fairPlay = Policy.FairPlay.usual
    if let node = object.optional(Policy.FairPlay.Guard.stagger.rawValue) {
      fairPlay.stagger = try rule(.stagger, node)
    }
    if let node = object.optional(Policy.FairPlay.Guard.textUniqueness.rawValue) {
      fairPlay.textUniqueness = try rule(.textUniqueness, node)
    }
    return fairPlay
  }

  private func rule(
    _ guarding: Policy.FairPlay.Guard, _ node: JSONNode
  ) throws(Failure) -> (any RuleParameters)? {
    guard try !isOff(node) else { return nil }
    let object = try node.object()
    let keys = RuleCatalogue.entry(named: guarding.rawValue)?.keys ?? []
    try object.refuseUnknownKeys(known: keys.map(\.name))
    let source = ConfiguredRule(object: object, context: context, tiers: [], period: Period())
    return try Policy.FairPlay.reading(guarding, source)
  }

  private func isOff(_ node: JSONNode) throws(Failure) -> Bool {
    guard node.kind == .bool else { return false }
    guard try !node.bool() else {
      throw node.mismatch("false or an object", hint: "Fair play is on without being asked for")
    }
    return true
  }
}

/// Reads the tiers of training.
struct TierDecoder {
  let context: ConfigurationContext

  /// The tiers; those included must be there, and none may include itself by way of others.
  func tiers(_ node: JSONNode?) throws(Failure) -> [Tier] {
    guard let node else { return [] }
    var tiers: [Tier] = []
    var inclusions: [(tier: TierID, nodes: [JSONNode])] = []
    for element in try node.elements() {
      let object = try element.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.tier)
      let idNode = try object.required("id")
      let tier = try tier(object, id: idNode.id())
      guard !tiers.contains(where: { $0.id == tier.id }) else {
        throw idNode.failure("duplicate tier \"\(tier.id)\"", hint: "Give each tier its own id")
      }
      tiers.append(tier)
      inclusions.append((tier.id, try object.optional("includes")?.elements() ?? []))
    }
    for inclusion in inclusions {
      for node in inclusion.nodes { try check(node, of: inclusion.tier, among: tiers) }
    }
    return tiers
  }

  private func tier(_ object: JSONObject, id: TierID) throws(Failure) -> Tier {
    Tier(
      id: id, title: try object.optional("title")?.checked(TextChecks.label) ?? id.text,
      courses: try object.optional("courses")?.uniqueElements { node throws(Failure) in
        try context.course(node)
      } ?? [],
      includes: try object.optional("includes")?.uniqueElements { node throws(Failure) in
        try node.id()
      } ?? [],
      grants: try object.optional("allows")?.mapElements { node throws(Failure) in
        try grant(node.object())
      } ?? [])
  }

  private func grant(_ object: JSONObject) throws(Failure) -> Tier.Grant {
    try object.refuseUnknownKeys(known: ConfigurationKeys.grant)
    return Tier.Grant(
      actions: try object.optional("actions").map { node throws(Failure) in try node.actions() },
      networks: try ScopeDecoder(context: context).networks(object.optional("networks")),
      topics: try object.optional("topics").map { node throws(Failure) in
        try context.labels(node, .topic)
      })
  }

  /// Refuses a tier included that isn't there, or that leads back to the one that includes it.
  private func check(_ node: JSONNode, of tier: TierID, among tiers: [Tier]) throws(Failure) {
    let included: TierID = try node.id()
    guard tiers.contains(where: { $0.id == included }) else {
      throw node.unknown("tier", included.text, known: tiers.map(\.id.text))
    }
    guard let path = Self.path(from: included, to: tier, among: tiers) else { return }
    let round = ([tier] + path).map(\.text).joined(separator: " → ")
    throw node.failure(
      "the tiers include each other in a round: \(round)", hint: "Take one of them out")
  }

  /// The tiers passed on the way from one to another; nil: it leads not there.
  private static func path(
    from start: TierID, to goal: TierID, among tiers: [Tier]
  ) -> [TierID]? {
    var paths = [[start]]
    var seen: Set<TierID> = []
    while let path = paths.popLast(), let last = path.last {
      if last == goal { return path }
      guard seen.insert(last).inserted else { continue }
      let next = tiers.first { $0.id == last }?.includes ?? []
      paths += next.map { path + [$0] }
    }
    return nil
  }
}

extension JSONNode {
  /// A list of actions, one at least.
  func actions() throws(Failure) -> [Action] {
    try filled(uniqueElements { node throws(Failure) in try node.choice("action") })
  }
}

/// A rule, or a guard of fair play, as `config.json` writes it.
struct ConfiguredRule: RuleSource {
  let object: JSONObject
  let context: ConfigurationContext
  let tiers: [TierID]
  let period: Period

  var calendar: CompanyCalendar { context.calendar }

  func has(_ key: String) -> Bool { object.optional(key) != nil }

  func missing(_ key: String) -> Failure { object.missing(key) }

  func failure(at key: String?, _ message: String, hint: String?) -> Failure {
    let node = key.flatMap { object.optional($0) } ?? object.node
    return node.failure(message, hint: hint)
  }

  func period(from: String, until: String) throws(Failure) -> Period {
    try context.period(object, from: from, until: until)
  }

  func value(of key: String, as shape: RuleShape) throws(Failure) -> StoredValue? {
    guard let node = object.optional(key) else { return nil }
    return try value(node, shape)
  }

  private func value(_ node: JSONNode, _ shape: RuleShape) throws(Failure) -> StoredValue {
    switch shape {
    case .flag: .bool(try node.bool())
    case .integer(let range): .integer(try node.integer(in: range))
    case .decimal(let range): .decimal(try node.decimal(in: range))
    case .choice(let noun, let choices):
      try node.choice(noun, among: choices.map { ($0.word, $0.value) })
    case .label: .text(try node.checked(TextChecks.label))
    case .labels: .texts(try node.checkedList(TextChecks.label))
    case .roles: .texts(try context.labels(node, .role))
    case .singleWords: .texts(try node.checkedList(TextChecks.word))
    case .globs: .texts(try node.checkedList(TextChecks.glob))
    case .domains: .texts(try node.checkedList(TextChecks.domain))
    case .text: .text(try node.checked(PostChecks.text))
    case .texts(let key): try texts(node, by: key)
    case .course: .text(try context.course(node).text)
    case .networks: .texts(try scopes.networks(node)?.map(\.text) ?? [])
    case .actions: .texts(try node.actions().map(\.rawValue))
    case .selector: .stored(try scopes.selector(node))
    case .time: .text(try context.instant(node).rfc3339)
    case .days: try days(node)
    case .minute: .integer(try node.checked(TextChecks.minute))
    case .weekdays: try weekdays(node)
    case .tierCounts(let range): try tierCounts(node, range)
    }
  }

  private var scopes: ScopeDecoder { ScopeDecoder(context: context) }

  /// Texts by keys of one kind.
  private func texts(_ node: JSONNode, by kind: RuleShape.TextKey) throws(Failure) -> StoredValue {
    var texts: [String: StoredValue] = [:]
    for member in try node.object().members {
      let key =
        switch kind {
        case .language: try member.key.checked(TextChecks.language)
        case .country: try member.key.checked(TextChecks.country)
        case .network: try context.network(of: member).text
        }
      guard texts[key] == nil else { throw member.key.failure("\"\(key)\" is there twice") }
      texts[key] = .text(try member.value.checked(PostChecks.text))
    }
    return .object(texts)
  }

  private func days(_ list: JSONNode) throws(Failure) -> StoredValue {
    let days = try list.filled(
      list.uniqueElements { node throws(Failure) in
        let start = context.calendar.instant(of: try node.checked(TextChecks.day))
        return Period(from: start, until: context.calendar.startOfNextDay(at: start))
      })
    return .stored(days.sorted { ($0.from ?? .distantPast) < ($1.from ?? .distantPast) })
  }

  private func weekdays(_ list: JSONNode) throws(Failure) -> StoredValue {
    let days = try list.filled(
      list.uniqueElements { node throws(Failure) in
        try node.choice("weekday", among: Self.weekdays)
      })
    return .list(days.sorted().map(StoredValue.integer))
  }

  private func tierCounts(
    _ node: JSONNode, _ range: ClosedRange<Int>
  ) throws(Failure) -> StoredValue {
    var counts: [(tier: TierID, count: Int)] = []
    for member in try node.object().members {
      guard let tier = tiers.first(where: { $0.text == member.name }) else {
        guard !tiers.isEmpty else {
          throw member.key.failure("there are no tiers", hint: "Add them to \"tiers\"")
        }
        throw member.key.unknown("tier", member.name, known: tiers.map(\.text))
      }
      counts.append((tier, try member.value.integer(in: range)))
    }
    return .list(
      counts.sorted { $0.tier < $1.tier }.map { own in
        .object(["tier": .text(own.tier.text), "count": .integer(own.count)])
      })
  }

  private static let weekdays = ConfigurationKeys.weekdays.enumerated().map {
    (name: $0.element, value: $0.offset + 1)
  }
}

extension StoredValue {
  /// A list of texts.
  fileprivate static func texts(_ texts: [String]) -> StoredValue {
    .list(texts.map(StoredValue.text))
  }
}

/// Reads what rules speak about.
struct ScopeDecoder {
  let context: ConfigurationContext

  func scope(_ node: JSONNode?) throws(Failure) -> Scope {
    guard let object = try node?.object() else { return Scope() }
    try object.refuseUnknownKeys(known: ConfigurationKeys.scope)
    return Scope(
      networks: try places(of: object),
      topics: try object.optional("topics").map { node throws(Failure) in
        try context.labels(node, .topic)
      },
      campaigns: try object.optional("campaigns")?.checkedList(TextChecks.label),
      hashtags: try object.optional("hashtags")?.checkedList(PostChecks.hashtag),
      tags: try object.optional("tags")?.checkedList(TextChecks.label),
      employees: try lists(of: object))
  }

  /// A selector of employees that stands alone; it must say something.
  func selector(_ node: JSONNode) throws(Failure) -> Selector {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.selector)
    guard !object.members.isEmpty else {
      throw node.failure(
        "expected at least one of \(ConfigurationKeys.selector.joined(separator: ", "))")
    }
    return try lists(of: object)
  }

  /// The networks and groups that an object names, by either key.
  private func places(of object: JSONObject) throws(Failure) -> [NetworkID]? {
    let (networks, groups) = (object.optional("networks"), object.optional("groups"))
    guard let groups else { return try self.networks(networks) }
    let named = try groups.filled(
      groups.uniqueElements { node throws(Failure) in try context.group(node) })
    return Set(try self.networks(networks) ?? []).union(named).sorted()
  }

  func networks(_ node: JSONNode?) throws(Failure) -> [NetworkID]? {
    guard let node else { return nil }
    return try node.filled(
      node.uniqueElements { node throws(Failure) in try context.network(node) })
  }

  private func lists(of object: JSONObject) throws(Failure) -> Selector {
    Selector(
      employees: try object.optional("employees").map { node throws(Failure) in
        try context.employees(node)
      },
      teams: try words(object, "teams", .team), roles: try words(object, "roles", .role),
      countries: try object.optional("countries")?.checkedList(TextChecks.country),
      languages: try object.optional("languages")?.checkedList(TextChecks.language),
      contracts: try words(object, "contracts", .contract),
      seniorities: try words(object, "seniorities", .seniority))
  }

  private func words(
    _ object: JSONObject, _ key: String, _ kind: RosterLabels.Kind
  ) throws(Failure) -> [String]? {
    try object.optional(key).map { node throws(Failure) in try context.labels(node, kind) }
  }
}
