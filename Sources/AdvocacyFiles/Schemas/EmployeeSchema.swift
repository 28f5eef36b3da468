import AdvocacyModel

/// The part of the configuration's schema that is about employees.
enum EmployeeSchema {
  static let employee = SchemaNode.object(
    "A person on the roster.", keys: ConfigurationKeys.employee, required: ["id"],
    [
      "id": SchemaNode.reference("id"), "name": SchemaNode.reference("label"),
      "team": SchemaNode.reference("label"), "role": SchemaNode.reference("label"),
      "country": SchemaNode.reference("country"), "language": SchemaNode.reference("language"),
      "topics": SchemaNode.list("Topics they care about.", of: SchemaNode.reference("label")),
      "consent": SchemaNode.object(
        "When they agreed to take part; without it they are never asked.",
        keys: ConfigurationKeys.consent, required: ["from"],
        [
          "from": SchemaNode.reference("time"), "until": SchemaNode.reference("time"),
          "networks": SchemaNode.reference("ids"), "actions": RuleSchema.actions,
          "uses": SchemaNode.reference("labels"), "evidence": SchemaNode.reference("label"),
        ]),
      "trainings": SchemaNode.list("Courses completed.", of: training),
      "accounts": SchemaNode.map(
        "Their accounts, by network.", keyPattern: SchemaPatterns.idPattern, to: account),
      "employed": SchemaNode.object(
        "When they work here; always otherwise.", keys: ConfigurationKeys.period,
        ["from": SchemaNode.reference("time"), "until": SchemaNode.reference("time")]),
      "seniority": SchemaNode.reference("label"), "contract": SchemaNode.reference("label"),
      "roles": SchemaNode.list("Roles given for a time.", of: datedRole),
      "leave": SchemaNode.list("When they are on leave.", of: period),
      "suspended": SchemaNode.list("When they may not take part.", of: period),
      "acknowledgements": SchemaNode.list("Documents accepted.", of: acknowledgement),
      "optOuts": SchemaNode.list("What they chose to stay out of.", of: optOut),
    ])

  /// The table that holds the roster, and how it is to be read.
  static let table = SchemaNode.object(
    "The file that holds the roster, and how to read it.", keys: ConfigurationKeys.rosterTable,
    [
      "file": SchemaNode.text(
        "The file; employees.csv beside the config otherwise.", longest: 4096),
      "columns": SchemaNode.map(
        "Which heading holds which field: id, name, team, x_followers, training:COURSE and so on.",
        keyPattern: ".+", to: SchemaNode.text("A heading.")),
      "ignore": SchemaNode.list(
        "Headings of columns that are not needed.", of: SchemaNode.text("A heading.")),
      "locale": SchemaNode.text("How dates and figures are written, for example es-ES."),
    ])

  private static let ends = [
    "from": SchemaNode.reference("time"), "until": SchemaNode.reference("time"),
  ]

  private static let period = SchemaNode.object(
    "A stretch of time.", keys: ConfigurationKeys.period, ends)

  private static let datedRole = SchemaNode.object(
    "A role for a time.", keys: ConfigurationKeys.datedRole, required: ["role"],
    ends.merging(["role": SchemaNode.reference("label")]) { first, _ in first })

  private static let acknowledgement = SchemaNode.object(
    "A document accepted.", keys: ConfigurationKeys.acknowledgement,
    required: ConfigurationKeys.acknowledgement,
    [
      "document": SchemaNode.reference("label"), "version": SchemaNode.reference("label"),
      "at": SchemaNode.reference("time"),
    ])

  private static let optOut = SchemaNode.object(
    "A free choice to stay out of posts, or of all.", keys: ConfigurationKeys.optOut,
    ends.merging([
      "topics": SchemaNode.reference("labels"), "campaigns": SchemaNode.reference("labels"),
      "networks": SchemaNode.reference("ids"),
    ]) { first, _ in first })

  private static let training = SchemaNode.object(
    "A course completed.", keys: ConfigurationKeys.training, required: ["course", "completed"],
    [
      "course": SchemaNode.reference("id"), "completed": SchemaNode.reference("time"),
      "score": SchemaNode.integer("The score reached.", 0...100),
      "level": SchemaNode.integer("The level reached.", 1...100),
    ])

  private static let account = SchemaNode.object(
    "An account.", keys: ConfigurationKeys.account, required: ["followers"],
    [
      "handle": SchemaNode.reference("label"), "followers": ConfigurationSchema.followers,
      "node": ConfigurationSchema.graphNode, "authorized": SchemaNode.reference("time"),
      "verified": SchemaNode.flag("Whether somebody verified that it is their own."),
      "automated": SchemaNode.flag("Whether a machine speaks through it."),
    ])
}
