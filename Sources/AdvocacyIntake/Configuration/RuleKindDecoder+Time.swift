import AdvocacyCore

extension RuleKindDecoder {
  func time(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "embargo": .embargo(until: try context.instant(object.required("release")))
    case "expiry": .expiry(days: try object.required("days").integer(in: 1...3650))
    case "blackout": try blackout(object)
    case "quietHours": .quietHours(try quietHours(object))
    case "paidTimeOnly": .paidTimeOnly(try unpaidHours(object))
    case "leave": .leave
    case "holidays": .holidays(try holidays(object))
    default: nil
    }
  }

  private func blackout(_ object: JSONObject) throws(Failure) -> Rule.Kind {
    for end in ["starts", "ends"] { _ = try object.required(end) }
    let window = try context.period(object, from: "starts", until: "ends")
    guard window.meets(period) else {
      throw try object.required("ends").failure(
        "the window and the time in which the rule is in force have nothing in common",
        hint: "Correct \"starts\" and \"ends\", or \"from\" and \"until\"")
    }
    let defers = try object.optional("then")?.choice(
      "effect", among: [("deny", false), ("defer", true)])
    return .blackout(window, defers: defers ?? false)
  }

  private func holidays(_ object: JSONObject) throws(Failure) -> [Period] {
    let list = try object.required("dates")
    let days = try list.filled(
      list.uniqueElements { node throws(Failure) in
        let start = context.calendar.instant(of: try node.checked(TextChecks.day))
        return Period(from: start, until: context.calendar.startOfNextDay(at: start))
      })
    guard days.contains(where: { $0.meets(period) }) else {
      throw list.failure(
        "none of the days lies in the time in which the rule is in force",
        hint: "Correct the days, or \"from\" and \"until\"")
    }
    return days.sorted { ($0.from ?? .distantPast) < ($1.from ?? .distantPast) }
  }

  private func quietHours(_ object: JSONObject) throws(Failure) -> Rule.QuietHours {
    let days = try object.optional("days").map { list throws(Failure) in
      let days = try weekdays(list)
      guard days.count < 7 else {
        throw list.failure(
          "all seven days are quiet, so that nobody could ever be asked",
          hint: "Leave a day out, or deny by a segment")
      }
      return days
    }
    let hasHours = object.optional("start") != nil || object.optional("end") != nil
    guard hasHours || days != nil else { throw missingHours(object) }
    guard hasHours else {
      return Rule.QuietHours(fromMinute: 0, untilMinute: 0, days: days ?? [])
    }
    let (start, end) = try bounds(
      object, hint: "Leave both out where only days are quiet")
    return Rule.QuietHours(fromMinute: start, untilMinute: end, days: days ?? [])
  }

  /// The hours that aren't paid: from the end of work to its start, and on all other days.
  private func unpaidHours(_ object: JSONObject) throws(Failure) -> Rule.QuietHours {
    let working = try object.optional("days").map(weekdays) ?? Array(1...5)
    let (start, end) = try bounds(object, hint: "Say when work begins and ends")
    return Rule.QuietHours(
      fromMinute: end, untilMinute: start, days: (1...7).filter { !working.contains($0) })
  }

  private func bounds(
    _ object: JSONObject, hint: String
  ) throws(Failure) -> (start: Int, end: Int) {
    let endNode = try object.required("end")
    let start = try object.required("start").checked(TextChecks.minute)
    let end = try endNode.checked(TextChecks.minute)
    guard start != end else {
      throw endNode.failure("\"start\" and \"end\" are the same", hint: hint)
    }
    return (start, end)
  }

  private func weekdays(_ list: JSONNode) throws(Failure) -> [Int] {
    try list.filled(
      list.uniqueElements { node throws(Failure) in
        try node.choice("weekday", among: Self.weekdays)
      }
    ).sorted()
  }

  private func missingHours(_ object: JSONObject) -> Failure {
    object.node.failure(
      "missing the keys \"start\" and \"end\", or \"days\"",
      hint: "Write for example \"start\": \"20:00\", \"end\": \"08:00\"")
  }

  private static let weekdays = ConfigurationKeys.weekdays.enumerated().map {
    (name: $0.element, value: $0.offset + 1)
  }
}
