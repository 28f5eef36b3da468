import AdvocacyCore

/// The part of the configuration's schema that is about rules.
enum RuleSchema {
  static let rule = SchemaNode.oneOf(
    "A rule of the policy.", ConfigurationKeys.ruleTypes.map { kind($0.type, keys: $0.keys) })

  static let scope = SchemaNode.object(
    "The posts and employees that a rule speaks about; all otherwise.",
    keys: ConfigurationKeys.scope,
    selectorNodes.merging([
      "networks": SchemaNode.reference("ids"), "topics": SchemaNode.reference("labels"),
      "campaigns": SchemaNode.reference("labels"), "hashtags": SchemaNode.reference("labels"),
    ]) { first, _ in first })

  static let selector = SchemaNode.object(
    "Employees, who must be in every list given.", keys: ConfigurationKeys.selector,
    selectorNodes)

  private static let selectorNodes = [
    "employees": SchemaNode.reference("ids"), "teams": SchemaNode.reference("labels"),
    "roles": SchemaNode.reference("labels"),
    "countries": SchemaNode.list("Countries.", of: SchemaNode.reference("country"), atLeast: 1),
    "languages": SchemaNode.list("Languages.", of: SchemaNode.reference("language"), atLeast: 1),
  ]

  private static func kind(_ type: String, keys: [String]) -> WrittenJSON {
    let common = [
      "id": SchemaNode.reference("id"), "type": SchemaNode.constant(type),
      "sentence": SchemaNode.text("What the rule says, for people."),
      "from": SchemaNode.reference("time"), "until": SchemaNode.reference("time"),
      "when": SchemaNode.reference("scope"),
    ]
    return SchemaNode.object(
      nil, keys: ConfigurationKeys.rule + keys, required: ["id", "type"] + required(type),
      common.merging(nodes(type)) { first, _ in first })
  }

  private static func required(_ type: String) -> [String] {
    switch type {
    case "trainingRequired": ["course"]
    case "segment": ["only"]
    case "networkAllowed": ["networks"]
    case "approval": ["roles"]
    case "embargo": ["release"]
    case "expiry": ["days"]
    case "blackout": ["starts", "ends"]
    case "frequencyCap": ["count", "window"]
    case "disclosureRequired": ["text"]
    default: []
    }
  }

  private static func nodes(_ type: String) -> [String: WrittenJSON] {
    switch type {
    case "trainingRequired":
      [
        "course": SchemaNode.reference("id"),
        "graceDays": SchemaNode.integer("Days for which a lapsed course still counts.", 0...3650),
      ]
    case "segment": ["only": SchemaNode.reference("selector")]
    case "networkAllowed": ["networks": SchemaNode.reference("ids")]
    case "approval":
      [
        "roles": SchemaNode.reference("labels"),
        "count": SchemaNode.integer("How many different people; 1 otherwise.", 1...100),
      ]
    case "embargo": ["release": SchemaNode.reference("time")]
    case "expiry": ["days": SchemaNode.integer("Days after a post fell due.", 1...3650)]
    case "blackout":
      [
        "starts": SchemaNode.reference("time"), "ends": SchemaNode.reference("time"),
        "then": SchemaNode.text("What happens; deny otherwise.", choice: ["deny", "defer"]),
      ]
    case "quietHours":
      [
        "start": SchemaNode.reference("hour"), "end": SchemaNode.reference("hour"),
        "days": SchemaNode.list(
          "Days that are quiet altogether.",
          of: SchemaNode.text("A weekday.", choice: ConfigurationKeys.weekdays), atLeast: 1,
          atMost: 6),
      ]
    case "frequencyCap":
      [
        "count": SchemaNode.integer("How often an account takes part.", 1...100_000),
        "window": SchemaNode.text("In which time.", choice: Rule.Window.allCases.map(\.rawValue)),
      ]
    case "disclosureRequired":
      [
        "text": SchemaNode.text("The words to add.", longest: PostLimits.textCharacters),
        "byLanguage": SchemaNode.map(
          "The words by the employee's language.", keyPattern: nil,
          to: SchemaNode.text("The words.", longest: PostLimits.textCharacters)),
      ]
    default: [:]
    }
  }
}
