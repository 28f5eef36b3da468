import AdvocacyCore

/// Reads what a rule asks, by the word that names its type.
struct RuleKindDecoder {
  let context: ConfigurationContext

  func kind(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind {
    switch type {
    case "trainingRequired":
      .trainingRequired(
        course: try context.course(object.required("course")),
        graceDays: try object.optional("graceDays")?.integer(in: 0...3650) ?? 0)
    case "segment": .segment(try scopes.selector(object.required("only")))
    case "networkAllowed":
      .networkAllowed(try scopes.networks(object.required("networks")) ?? [])
    case "approval":
      .approval(
        roles: try object.required("roles").checkedList(TextChecks.label),
        count: try object.optional("count")?.integer(in: 1...100) ?? 1)
    case "embargo": .embargo(until: try context.instant(object.required("release")))
    case "expiry": .expiry(days: try object.required("days").integer(in: 1...3650))
    case "blackout": try blackout(object)
    case "quietHours": .quietHours(try quietHours(object))
    case "frequencyCap":
      .frequencyCap(
        count: try object.required("count").integer(in: 1...100_000),
        window: try object.required("window").choice("window"))
    case "onceOnly": .onceOnly
    case "disclosureRequired": .disclosureRequired(try disclosure(object))
    default:
      throw object.node.unknown(
        "type", type, known: ConfigurationKeys.ruleTypes.map(\.type))
    }
  }

  private var scopes: ScopeDecoder { ScopeDecoder(context: context) }

  private func blackout(_ object: JSONObject) throws(Failure) -> Rule.Kind {
    for end in ["starts", "ends"] { _ = try object.required(end) }
    let period = try context.period(object, from: "starts", until: "ends")
    let defers = try object.optional("then")?.choice(
      "effect", among: [("deny", false), ("defer", true)])
    return .blackout(period, defers: defers ?? false)
  }

  private func quietHours(_ object: JSONObject) throws(Failure) -> Rule.QuietHours {
    let days = try object.optional("days").map { list throws(Failure) in
      let days = try list.filled(
        list.uniqueElements { node throws(Failure) in
          try node.choice("weekday", among: Self.weekdays)
        })
      guard days.count < 7 else {
        throw list.failure(
          "all seven days are quiet, so that nobody could ever be asked",
          hint: "Leave a day out, or deny by a segment")
      }
      return days.sorted()
    }
    let hasHours = object.optional("start") != nil || object.optional("end") != nil
    guard hasHours || days != nil else { throw missingHours(object) }
    guard hasHours else {
      return Rule.QuietHours(fromMinute: 0, untilMinute: 0, days: days ?? [])
    }
    let endNode = try object.required("end")
    let hours = Rule.QuietHours(
      fromMinute: try object.required("start").checked(TextChecks.minute),
      untilMinute: try endNode.checked(TextChecks.minute), days: days ?? [])
    guard hours.fromMinute != hours.untilMinute else {
      throw endNode.failure(
        "\"start\" and \"end\" are the same", hint: "Leave both out where only days are quiet")
    }
    return hours
  }

  private func missingHours(_ object: JSONObject) -> Failure {
    object.node.failure(
      "missing the keys \"start\" and \"end\", or \"days\"",
      hint: "Write for example \"start\": \"20:00\", \"end\": \"08:00\"")
  }

  private func disclosure(_ object: JSONObject) throws(Failure) -> Rule.Disclosure {
    let text = try object.required("text").checked(PostChecks.text)
    var byLanguage: [String: String] = [:]
    for member in try object.optional("byLanguage")?.object().members ?? [] {
      let language = try member.key.checked(TextChecks.language)
      guard byLanguage[language] == nil else {
        throw member.key.failure("the language \"\(language)\" is there twice")
      }
      byLanguage[language] = try member.value.checked(PostChecks.text)
    }
    return Rule.Disclosure(text: text, byLanguage: byLanguage)
  }

  private static let weekdays = ConfigurationKeys.weekdays.enumerated().map {
    (name: $0.element, value: $0.offset + 1)
  }
}
