import AdvocacyCore
import AdvocacyPolicy

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
