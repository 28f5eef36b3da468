import AdvocacyCore

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
          "networks": SchemaNode.reference("ids"),
        ]),
      "trainings": SchemaNode.list("Courses completed.", of: training),
      "accounts": SchemaNode.map(
        "Their accounts, by network.", keyPattern: SchemaPatterns.idPattern, to: account),
      "employed": SchemaNode.object(
        "When they work here; always otherwise.", keys: ConfigurationKeys.period,
        ["from": SchemaNode.reference("time"), "until": SchemaNode.reference("time")]),
    ])

  private static let training = SchemaNode.object(
    "A course completed.", keys: ConfigurationKeys.training, required: ["course", "completed"],
    ["course": SchemaNode.reference("id"), "completed": SchemaNode.reference("time")])

  private static let account = SchemaNode.object(
    "An account.", keys: ConfigurationKeys.account, required: ["followers"],
    [
      "handle": SchemaNode.reference("label"), "followers": ConfigurationSchema.followers,
      "node": ConfigurationSchema.graphNode,
    ])
}
