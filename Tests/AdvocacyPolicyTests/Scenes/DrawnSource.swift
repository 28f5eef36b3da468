import AdvocacyModel

@testable import AdvocacyPolicy

/// One rule of a configuration whose values are drawn, each from the shape of its key.
///
/// Words come from a small vocabulary by the name of the key, numbers from near their lower bound,
/// so that what is drawn speaks of the posts and people of random scenes.
final class DrawnSource: RuleSource {
  let period = Period()
  let calendar: CompanyCalendar
  let tiers: [TierID] = [id("low"), id("high")]

  private var draws: RandomDraws
  private let required: Set<String>
  private var isThere: [String: Bool] = [:]
  private var values: [String: StoredValue] = [:]

  private init(_ draws: RandomDraws, calendar: CompanyCalendar, required: Set<String>) {
    self.draws = draws
    self.calendar = calendar
    self.required = required
  }

  /// Draws a rule of a type, again where the type's own check refuses what was drawn.
  static func parameters<Kind: RuleType>(
    of _: Kind.Type, _ draws: inout RandomDraws, calendar: CompanyCalendar
  ) -> any RuleType {
    let required = Set(Kind.keys.filter(\.isRequired).map(\.name))
    for _ in 0..<200 {
      let source = DrawnSource(draws.branch(), calendar: calendar, required: required)
      if let rule = try? Kind(reading: source) { return rule }
    }
    preconditionFailure("\(Kind.name) refuses whatever is drawn")
  }

  func has(_ key: String) -> Bool {
    if let known = isThere[key] { return known }
    let answer = required.contains(key) || draws.below(2) == 0
    isThere[key] = answer
    return answer
  }

  func value(of key: String, as shape: RuleShape) throws(Failure) -> StoredValue? {
    guard has(key) else { return nil }
    if let known = values[key] { return known }
    let value = drawn(key, shape)
    values[key] = value
    return value
  }

  func period(from: String, until: String) throws(Failure) -> Period {
    let period = Period(
      from: has(from) ? draws.instant() : nil, until: has(until) ? draws.instant() : nil)
    if let from = period.from, let until = period.until, until <= from {
      throw failure(at: nil, "not in order", hint: nil)
    }
    return period
  }

  func missing(_ key: String) -> Failure { failure(at: key, "is missing", hint: nil) }

  func failure(at key: String?, _ message: String, hint: String?) -> Failure {
    Failure(.configuration, "\(key ?? "") \(message)", hint: hint)
  }

  private func drawn(_ key: String, _ shape: RuleShape) -> StoredValue {
    switch shape {
    case .flag: .bool(draws.below(2) == 0)
    case .integer(let bounds): .integer(integer(key, bounds))
    case .decimal(let bounds):
      .decimal(draws.pick([0.1, 0.25, 0.3, 0.5, 0.8, 1].filter(bounds.contains)))
    case .choice(_, let choices): draws.pick(choices).value
    case .label, .text: .text(draws.pick(words(key)))
    case .labels, .roles, .singleWords, .globs, .domains: texts(draws.oneOrMore(words(key)))
    case .texts(let dimension): .object(texts(by: dimension))
    case .course: .text(draws.pick(["basics", "advanced"]))
    case .networks: texts(draws.oneOrMore(["x", "linkedin", "facebook", "blog"]))
    case .actions: texts(draws.oneOrMore(Action.allCases.map(\.rawValue)))
    case .selector: stored(draws.selector())
    case .time: .text(draws.instant().rfc3339)
    case .days: .list([civilDay(), civilDay()].sorted { $0.from < $1.from }.map(\.stored))
    case .minute: .integer(draws.below(24) * 60)
    case .weekdays(let most): weekdays(atMost: most)
    case .tierCounts(let bounds):
      .list(
        draws.oneOrMore(["low", "high"]).map {
          .object(["tier": .text($0), "count": .integer(integer(key, bounds))])
        })
    }
  }

  /// A number near the lower bound.
  private func integer(_ key: String, _ bounds: ClosedRange<Int>) -> Int {
    let number =
      switch key {
      case "gapMinutes": draws.pick([15, 60, 120])
      case "hours": 1 + draws.below(60)
      case "accounts": draws.below(12)
      case "posts": 1 + draws.below(16)
      case "minimumScore": draws.below(3) * 50
      case "days": draws.below(8)
      default: bounds.lowerBound + draws.below(3)
      }
    return min(max(number, bounds.lowerBound), bounds.upperBound)
  }

  private func words(_ key: String) -> [String] {
    switch key {
    case "roles": ["legal", "press"]
    case "exceptRoles": ["r", "s"]
    case "tags": ["G", "k"]
    case "tokens": ["#h", "#spon"]
    case "accepted", "words": ["two", "機密"]
    case "phrases": ["word text", "see our", "機 密"]
    case "globs": ["f?u*", "*thers", "機?で*"]
    case "domains": ["a.example"]
    case "document": ["code"]
    case "version": ["3", "4"]
    case "use": ["ranking"]
    default: ["some", "more"]
    }
  }

  private func texts(by dimension: RuleShape.TextKey) -> [String: StoredValue] {
    switch dimension {
    case .language: ["es": .text("algo")]
    case .network: ["x": .text("on x")]
    case .country: ["DE": .text("Werbung")]
    }
  }

  private func weekdays(atMost most: Int) -> StoredValue {
    let days = (1...7).filter { _ in draws.below(3) == 0 }
    return .list((days.isEmpty ? [6] : days.prefix(most)).map { .integer($0) })
  }

  /// A civil day as the period that it lasts.
  private func civilDay() -> (from: Instant, stored: StoredValue) {
    let instant = draws.instant()
    let (from, until) = (
      calendar.startOfDay(at: instant), calendar.startOfNextDay(at: instant)
    )
    return (from, .object(["from": .text(from.rfc3339), "until": .text(until.rfc3339)]))
  }

  private func texts(_ texts: [String]) -> StoredValue { .list(texts.map { .text($0) }) }

  private func stored(_ selector: Selector) -> StoredValue {
    var members: [String: StoredValue] = [:]
    members["employees"] = selector.employees.map { .list($0.map { .employee($0) }) }
    members["teams"] = selector.teams.map(texts)
    members["roles"] = selector.roles.map(texts)
    members["countries"] = selector.countries.map(texts)
    members["languages"] = selector.languages.map(texts)
    members["contracts"] = selector.contracts.map(texts)
    members["seniorities"] = selector.seniorities.map(texts)
    return .object(members)
  }
}
