import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

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
      networks: try networks(object.optional("networks")),
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
