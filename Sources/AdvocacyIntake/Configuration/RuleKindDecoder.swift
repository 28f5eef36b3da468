import AdvocacyCore

/// Reads what a rule asks, by the word that names its type.
struct RuleKindDecoder {
  let context: ConfigurationContext
  /// The ids of the tiers.
  let tiers: [TierID]
  /// When the rule is in force.
  let period: Period

  func kind(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind {
    let readers = [standing, content, consultation, time, frequency, wording, reminder]
    for read in readers {
      if let kind = try read(type, object) { return kind }
    }
    throw object.node.unknown("type", type, known: RuleForm.all.map(\.type))
  }

  var scopes: ScopeDecoder { ScopeDecoder(context: context) }

  private func standing(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "trainingRequired":
      .trainingRequired(
        course: try context.course(object.required("course")),
        graceDays: try object.optional("graceDays")?.integer(in: 0...3650) ?? 0,
        minimumScore: try object.optional("minimumScore")?.integer(in: 0...100),
        minimumLevel: try object.optional("minimumLevel")?.integer(in: 1...100),
        maximumAgeDays: try object.optional("maximumAgeDays")?.integer(in: 1...36_500))
    case "tierCapability": try tierCapability(object)
    case "traineeMode":
      .traineeMode(
        posts: try object.required("posts").integer(in: 1...1000), roles: try roles(object) ?? [])
    case "policyAcknowledgement":
      .policyAcknowledgement(
        document: try object.required("document").checked(TextChecks.label),
        version: try object.required("version").checked(TextChecks.label))
    case "consentRequired":
      .consentRequired(use: try object.required("use").checked(TextChecks.label))
    case "segment": .segment(try scopes.selector(object.required("only")))
    case "expertiseScope": .expertiseScope
    case "authenticAccount":
      .authenticAccount(mustBeVerified: try object.optional("verified")?.bool() ?? false)
    case "tokenValid": .tokenValid(days: try object.required("days").integer(in: 1...3650))
    default: nil
    }
  }

  private func content(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "networkAllowed": .networkAllowed(try scopes.networks(object.required("networks")) ?? [])
    case "wordBlock": .wordBlock(try wordBlock(object))
    case "confidentialClass":
      .confidentialClass(tags: try labels(object, "tags") ?? Self.confidentialTags)
    case "killSwitch": .killSwitch
    case "disclosureReject":
      .disclosureReject(
        tokens: try labels(object, "tokens") ?? Self.unclearTokens,
        mostHashtags: try object.optional("mostHashtags")?.integer(in: 0...1000))
    default: nil
    }
  }

  private func consultation(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "approval": try approval(object)
    case "principalPreapproval":
      .principalPreapproval(
        roles: try roles(object) ?? [],
        count: try object.optional("count")?.integer(in: 1...100) ?? 1)
    case "adoptionCheck":
      .adoptionCheck(
        domains: try object.required("domains").checkedList(TextChecks.domain),
        roles: try roles(object) ?? [])
    case "testimonial":
      .testimonial(
        try words(object), roles: try roles(object) ?? [],
        tags: try labels(object, "tags") ?? ["testimonial"])
    default: nil
    }
  }

  private func reminder(_ type: String, _ object: JSONObject) throws(Failure) -> Rule.Kind? {
    switch type {
    case "retention":
      .retention(
        years: try object.required("years").integer(in: 1...100),
        what: try object.required("what").checkedList(TextChecks.label))
    case "manualOnly": .manualOnly
    case "protectedSpeech": .protectedSpeech
    default: nil
    }
  }

  private func tierCapability(_ object: JSONObject) throws(Failure) -> Rule.Kind {
    guard !tiers.isEmpty else {
      throw object.node.failure(
        "there are no tiers, so that nobody could do anything", hint: "Add them to \"tiers\"")
    }
    return .tierCapability
  }

  private func approval(_ object: JSONObject) throws(Failure) -> Rule.Kind {
    let roles = try object.required("roles").checkedList(TextChecks.label)
    let manner: Rule.ApprovalManner? = try object.optional("manner")?.choice("manner")
    let countNode = object.optional("count")
    let isByRole = manner == .eachRole || manner == .inOrder
    let count = try countNode?.integer(in: 1...100) ?? (isByRole ? roles.count : 1)
    if isByRole, let countNode, count > roles.count {
      throw countNode.failure(
        "asks for \(count) roles of \(roles.count)", hint: "Name more roles, or ask for fewer")
    }
    return .approval(roles: roles, count: count, manner: manner)
  }

  private func wordBlock(_ object: JSONObject) throws(Failure) -> Rule.WordBlock {
    let block = Rule.WordBlock(
      words: try object.optional("words")?.checkedList(TextChecks.word) ?? [],
      phrases: try labels(object, "phrases") ?? [],
      globs: try object.optional("globs")?.checkedList(TextChecks.glob) ?? [],
      roles: try roles(object) ?? [])
    guard !block.words.isEmpty || !block.phrases.isEmpty || !block.globs.isEmpty else {
      throw object.node.failure("expected at least one of words, phrases, globs")
    }
    return block
  }

  /// What companies keep to themselves (Best Buy, IBM).
  private static let confidentialTags = [
    "unpublished-numbers", "promotions", "customer-data", "legal",
  ]
  /// What regulators did not accept as a disclosure (Loeb; Mondaq 404076).
  private static let unclearTokens = ["#spon", "#ee"]
}

extension RuleKindDecoder {
  func roles(_ object: JSONObject) throws(Failure) -> [String]? {
    try labels(object, "roles")
  }

  func labels(_ object: JSONObject, _ key: String) throws(Failure) -> [String]? {
    try object.optional(key)?.checkedList(TextChecks.label)
  }
}
