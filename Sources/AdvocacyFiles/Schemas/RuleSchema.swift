import AdvocacyModel
import AdvocacyPolicy

/// The part of the configuration's schema that is about rules.
enum RuleSchema {
  static let rule = SchemaNode.oneOf(
    "A rule of the policy.", RuleCatalogue.entries.map(schema))

  static let scope = SchemaNode.object(
    "The posts and employees that a rule speaks about; all otherwise.",
    keys: ConfigurationKeys.scope,
    selectorNodes.merging([
      "networks": SchemaNode.reference("ids"), "groups": SchemaNode.reference("ids"),
      "topics": SchemaNode.reference("labels"),
      "campaigns": SchemaNode.reference("labels"), "hashtags": SchemaNode.reference("labels"),
      "tags": SchemaNode.reference("labels"),
    ]) { first, _ in first })

  static let selector = SchemaNode.object(
    "Employees, who must be in every list given.", keys: ConfigurationKeys.selector,
    selectorNodes)

  private static let selectorNodes = [
    "employees": SchemaNode.reference("ids"), "teams": SchemaNode.reference("labels"),
    "roles": SchemaNode.reference("labels"),
    "countries": SchemaNode.list("Countries.", of: SchemaNode.reference("country"), atLeast: 1),
    "languages": SchemaNode.list("Languages.", of: SchemaNode.reference("language"), atLeast: 1),
    "contracts": SchemaNode.reference("labels"), "seniorities": SchemaNode.reference("labels"),
  ]

  static let actions = SchemaNode.list(
    "Actions.", of: SchemaNode.text("An action.", choice: Action.allCases.map(\.rawValue)),
    atLeast: 1)

  static let tier = SchemaNode.object(
    "A tier of training.", keys: ConfigurationKeys.tier, required: ["id"],
    [
      "id": SchemaNode.reference("id"), "title": SchemaNode.reference("label"),
      "courses": SchemaNode.list("The courses it asks for.", of: SchemaNode.reference("id")),
      "includes": SchemaNode.list("The tiers below.", of: SchemaNode.reference("id")),
      "allows": SchemaNode.list(
        "What it allows besides.",
        of: SchemaNode.object(
          "Actions on networks about topics; all of what isn't given.",
          keys: ConfigurationKeys.grant,
          [
            "actions": actions, "networks": SchemaNode.reference("ids"),
            "topics": SchemaNode.reference("labels"),
          ])),
    ])

  static let fairPlay = switchable(
    "What guards against many accounts speaking as one; on unless false.",
    SchemaNode.object(
      nil, keys: ConfigurationKeys.fairPlay,
      Dictionary(
        ConfigurationKeys.fairPlay.map { type in
          let keys = RuleCatalogue.entry(named: type)?.keys ?? []
          return (
            type,
            switchable(
              "See the rule.", SchemaNode.object(nil, keys: keys.map(\.name), nodes(keys)))
          )
        }, uniquingKeysWith: { first, _ in first })))

  private static func switchable(_ description: String, _ node: WrittenJSON) -> WrittenJSON {
    SchemaNode.oneOf(description, [.object([(key: "const", value: .boolean(false))]), node])
  }

  private static func schema(_ entry: RuleCatalogue.Entry) -> WrittenJSON {
    let common = [
      "id": SchemaNode.reference("id"), "type": SchemaNode.constant(entry.name),
      "sentence": SchemaNode.text("What the rule says, for people."),
      "from": SchemaNode.reference("time"), "until": SchemaNode.reference("time"),
      "when": SchemaNode.reference("scope"),
      "hold": SchemaNode.text(
        "When it speaks: as people are asked, as they act, or both; \(entry.defaultHold.rawValue) "
          + "otherwise.", choice: entry.holds.map(\.rawValue)),
    ]
    return SchemaNode.object(
      nil, keys: ConfigurationKeys.rule + entry.keys.map(\.name),
      required: ["id", "type"] + entry.keys.filter(\.isRequired).map(\.name),
      common.merging(nodes(entry.keys)) { first, _ in first })
  }

  private static func nodes(_ keys: [RuleCatalogue.Key]) -> [String: WrittenJSON] {
    Dictionary(keys.map { ($0.name, RuleShapeSchema.node($0.shape, $0.meaning)) }) { first, _ in
      first
    }
  }
}

/// What the values of rules' keys look like in the schema, by their shapes.
enum RuleShapeSchema {
  /// The node of a shape; those that have a definition of their own need no meaning.
  static func node(_ shape: RuleShape, _ meaning: String) -> WrittenJSON {
    switch shape {
    case .flag: SchemaNode.flag(meaning)
    case .integer(let range): SchemaNode.integer(meaning, range)
    case .decimal(let range): SchemaNode.number(meaning, range)
    case .choice(_, let choices): SchemaNode.text(meaning, choice: choices.map(\.word))
    case .label: SchemaNode.reference("label")
    case .labels, .roles, .singleWords, .domains: SchemaNode.reference("labels")
    case .globs:
      SchemaNode.list(
        meaning, of: SchemaNode.text("A glob.", longest: RuleShape.longestGlob), atLeast: 1)
    case .text: SchemaNode.text(meaning, longest: PostLimits.textCharacters)
    case .texts(let key): texts(meaning, by: key)
    case .course: SchemaNode.reference("id")
    case .networks: SchemaNode.reference("ids")
    case .actions: RuleSchema.actions
    case .selector: SchemaNode.reference("selector")
    case .time: SchemaNode.reference("time")
    case .days:
      SchemaNode.list(
        meaning, of: SchemaNode.text("A day.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        atLeast: 1)
    case .minute: SchemaNode.reference("hour")
    case .weekdays(let most):
      SchemaNode.list(
        meaning, of: SchemaNode.text("A weekday.", choice: ConfigurationKeys.weekdays),
        atLeast: 1, atMost: most)
    case .tierCounts(let range):
      SchemaNode.map(
        meaning, keyPattern: SchemaPatterns.idPattern, to: SchemaNode.integer("How often.", range))
    }
  }

  private static func texts(_ meaning: String, by key: RuleShape.TextKey) -> WrittenJSON {
    let keyPattern: String? =
      switch key {
      case .language: nil
      case .network: SchemaPatterns.idPattern
      case .country: "^[A-Za-z]{2}$"
      }
    return SchemaNode.map(
      meaning, keyPattern: keyPattern,
      to: SchemaNode.text("The words.", longest: PostLimits.textCharacters))
  }
}
