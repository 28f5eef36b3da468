import AdvocacyCore

extension RuleKindDecoder {
  func frequency(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "frequencyCap":
      .frequencyCap(
        count: try object.required("count").integer(in: 1...100_000),
        window: try object.required("window").choice("window"), byTier: try tierCounts(object))
    case "cooldown": .cooldown(hours: try object.required("hours").integer(in: 1...8760))
    case "onceOnly": .onceOnly
    case "stagger": .stagger(try FairPlayDecoder.stagger(object, forEveryPost: true))
    case "textUniqueness":
      .textUniqueness(try FairPlayDecoder.textUniqueness(object, includesShares: true))
    case "podGuard": try podGuard(object)
    case "autoRepostLimit":
      .autoRepostLimit(accounts: try object.required("accounts").integer(in: 0...1_000_000))
    case "noAutoLike": .noAutoLike
    default: nil
    }
  }

  func wording(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "disclosureRequired": .disclosureRequired(try words(object))
    case "adLabel": .adLabel(byCountry: try labelsByCountry(object))
    case "incentiveDisclosure":
      .incentiveDisclosure(try words(object), accepted: try labels(object, "accepted") ?? [])
    case "ownOpinion":
      .ownOpinion(
        try words(object),
        exceptRoles: try object.optional("exceptRoles").map { node throws(Failure) in
          try context.words(node, .role)
        } ?? [])
    case "undisclosableAction":
      .undisclosableAction(
        try object.required("actions").actions(),
        becomeQuotes: try object.optional("then")?.choice(
          "effect", among: [("withhold", false), ("quote", true)]) ?? false)
    case "editRights": .editRights(try editRights(object))
    default: nil
    }
  }

  /// The words that a rule adds.
  func words(_ object: JSONObject) throws(Failure) -> Rule.Disclosure {
    Rule.Disclosure(
      text: try object.required("text").checked(PostChecks.text),
      byLanguage: try texts(object.optional("byLanguage")) { member throws(Failure) in
        try member.key.checked(TextChecks.language)
      } ?? [:],
      byNetwork: try texts(object.optional("byNetwork")) { member throws(Failure) in
        try context.network(of: member).text
      },
      position: try object.optional("position")?.choice("position"),
      within: try object.optional("within")?.integer(in: 0...100_000))
  }

  private func labelsByCountry(_ object: JSONObject) throws(Failure) -> [String: String] {
    let node = try object.required("byCountry")
    let labels =
      try texts(node) { member throws(Failure) in
        try member.key.checked(TextChecks.country)
      } ?? [:]
    guard !labels.isEmpty else { throw node.failure("expected at least one country") }
    return labels
  }

  /// Texts by keys of one kind; nil where there is no object.
  private func texts(
    _ node: JSONNode?, key read: (JSONMember) throws(Failure) -> String
  ) throws(Failure) -> [String: String]? {
    guard let node else { return nil }
    var texts: [String: String] = [:]
    for member in try node.object().members {
      let key = try read(member)
      guard texts[key] == nil else { throw member.key.failure("\"\(key)\" is there twice") }
      texts[key] = try member.value.checked(PostChecks.text)
    }
    return texts
  }

  private func tierCounts(_ object: JSONObject) throws(Failure) -> [Rule.TierCount]? {
    guard let node = object.optional("byTier") else { return nil }
    var counts: [Rule.TierCount] = []
    for member in try node.object().members {
      guard let tier = tiers.first(where: { $0.text == member.name }) else {
        guard !tiers.isEmpty else {
          throw member.key.failure("there are no tiers", hint: "Add them to \"tiers\"")
        }
        throw member.key.unknown("tier", member.name, known: tiers.map(\.text))
      }
      counts.append(
        Rule.TierCount(tier: tier, count: try member.value.integer(in: 1...100_000)))
    }
    return counts.sorted { $0.tier < $1.tier }
  }

  private func podGuard(_ object: JSONObject) throws(Failure) -> Rule.Kind {
    .podGuard(
      share: try object.required("share").decimal(in: 0.01...1),
      hours: try object.required("hours").integer(in: 1...8760))
  }

  private func editRights(_ object: JSONObject) throws(Failure) -> Rule.EditRights {
    let freedom: Rule.EditRights.Freedom = try object.required("freedom").choice("freedom")
    let needsComment = try object.optional("needsComment")?.bool() ?? false
    guard freedom != .locked || !needsComment else {
      throw try object.required("freedom").failure(
        "fixed words and a comment asked for contradict each other",
        hint: "Write \"append\", or leave \"needsComment\" out")
    }
    return Rule.EditRights(freedom: freedom, needsComment: needsComment)
  }
}
