package import AdvocacyModel

extension Rule {
  /// What a later form of the rule has otherwise, key by key, such as `end: 08:00 → 09:00`.
  ///
  /// Keys whose values are too long or too deep for a line stand alone. Rules of different types
  /// have no keys in common.
  package func differences(to later: Rule, calendar: CompanyCalendar) -> [String] {
    let words = DifferenceWords(calendar: calendar)
    let own = (parameters as? any RuleType).map { words.keys(of: $0, later.parameters) } ?? []
    let lists: [(String, [String]?, [String]?)] = [
      ("networks", scope.networks?.map(\.text), later.scope.networks?.map(\.text)),
      ("topics", scope.topics, later.scope.topics),
      ("campaigns", scope.campaigns, later.scope.campaigns),
      ("hashtags", scope.hashtags, later.scope.hashtags), ("tags", scope.tags, later.scope.tags),
    ]
    let labels = lists + words.lists(scope.employees, later.scope.employees)
    let scopes = labels.compactMap { name, then, now in
      words.difference("when \(name)", then?.joined(separator: ", "), now?.joined(separator: ", "))
    }
    let dates = [
      ("from", period.from, later.period.from), ("until", period.until, later.period.until),
    ].compactMap { name, then, now in
      words.difference(name, then.map(calendar.format), now.map(calendar.format))
    }
    return own + scopes + dates + (sentence == later.sentence ? [] : ["sentence"])
  }
}

/// Puts into words how values differ.
private struct DifferenceWords {
  let calendar: CompanyCalendar

  /// The longest value that is quoted (assumed: two fit on a line).
  private static let longest = 40

  func keys<Parameters: RuleType>(
    of then: Parameters, _ now: any RuleParameters
  ) -> [String] {
    guard let now = now as? Parameters else { return [] }
    return Parameters.keys.flatMap { key -> [String] in
      let (before, after) = (key.get(then), key.get(now))
      guard before != after else { return [] }
      if case .selector = key.shape { return selectors(before, after) }
      guard let before = words(before, key.shape), let after = words(after, key.shape) else {
        return [key.name]
      }
      return [difference(key.name, before, after) ?? key.name]
    }
  }

  func difference(_ name: String, _ then: String?, _ now: String?) -> String? {
    guard then != now else { return nil }
    let (then, now) = (then ?? "none", now ?? "none")
    guard max(then.count, now.count) <= Self.longest else { return name }
    return "\(name): \(then) → \(now)"
  }

  func lists(_ then: Selector, _ now: Selector) -> [(String, [String]?, [String]?)] {
    [
      ("employees", then.employees?.map(\.text), now.employees?.map(\.text)),
      ("teams", then.teams, now.teams), ("roles", then.roles, now.roles),
      ("countries", then.countries, now.countries), ("languages", then.languages, now.languages),
      ("contracts", then.contracts, now.contracts),
      ("seniorities", then.seniorities, now.seniorities),
    ]
  }

  /// The lists of a selector that differ, each by its own name.
  private func selectors(_ then: StoredValue?, _ now: StoredValue?) -> [String] {
    func names(_ value: StoredValue?) -> [String] {
      if case .object(let members) = value { Array(members.keys) } else { [] }
    }
    return Set(names(then) + names(now)).sorted().compactMap { name in
      difference(name, words(then?[name], .labels), words(now?[name], .labels))
    }
  }

  /// A value in words; nil where it is too deep.
  private func words(_ value: StoredValue?, _ shape: RuleShape?) -> String? {
    switch value {
    case nil: "none"
    case .bool(let flag): flag ? "yes" : "no"
    case .integer(let number): shape == .minute ? Self.time(number) : "\(number)"
    case .decimal(let number): "\(number)"
    case .text(let text): Instant(rfc3339: text).map(calendar.format) ?? text
    case .employee(let id): id.text
    case .list(let values): listed(values.map { words($0, nil) })
    case .object: nil
    }
  }

  private func listed(_ words: [String?]) -> String? {
    let known = words.compactMap { $0 }
    return known.count == words.count ? known.joined(separator: ", ") : nil
  }

  private static func time(_ minute: Int) -> String {
    func digits(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    return "\(digits(minute / 60)):\(digits(minute % 60))"
  }
}

/// What a comparison of policies has to make up for a rule to speak.
extension Rule {
  /// What has to have happened before.
  package enum PastNeeded: Hashable, Sendable {
    /// Accounts took part so often: each number tells cases apart.
    case participations([Int])
    /// Accounts passed on the same text under another id.
    case sameText
  }

  /// The largest number of earlier posts that is made up (assumed: larger caps are seldom met).
  private static let mostEarlierPosts = 20

  /// What has to have happened before; nil where the rule asks about no past.
  package var pastNeeded: PastNeeded? {
    switch lookback {
    case .nowhere: nil
    case .content: .sameText
    case .window, .span, .everything:
      .participations(
        Set(parameters.stored.wholeNumbers).union([1])
          .filter { (1...Self.mostEarlierPosts).contains($0) }.sorted())
    }
  }

  /// The roles in which approvals count, and how many are asked for; nil where none is.
  package var approvalsNeeded: (roles: [String], count: Int)? {
    wantedApprovals.map { ($0.roles, $0.count) }
  }

  /// The approvals that the rule asks for; nil where it asks for none.
  var wantedApprovals: WantedApprovals? {
    (parameters as? any RuleType).map(\.wanted).flatMap { $0.roles.isEmpty ? nil : $0 }
  }
}

extension StoredValue {
  /// All whole numbers in the value, in no order.
  fileprivate var wholeNumbers: [Int] {
    switch self {
    case .integer(let number): [number]
    case .list(let values): values.flatMap(\.wholeNumbers)
    case .object(let members): members.values.flatMap(\.wholeNumbers)
    case .bool, .decimal, .text, .employee: []
    }
  }
}
