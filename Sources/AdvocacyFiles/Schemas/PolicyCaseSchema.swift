import AdvocacyModel

/// The JSON Schema of a table of policy cases.
package enum PolicyCaseSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:policy-test:1")),
    ("title", .text("Cases by which a policy is held: what it is to say of whom")),
    ("$ref", .text("#/$defs/table")),
    (
      "$defs",
      .object(
        [(key: "table", value: table), (key: "case", value: policyCase)]
          + [(key: "subject", value: subject)] + QueueSchema.postDefinitions)
    ),
  ])

  private static let table = SchemaNode.object(
    "A table of cases.", keys: PolicyCaseKeys.top, required: ["cases"],
    [
      "$schema": SchemaNode.text("Where editors find this schema."),
      "posts": SchemaNode.list(
        "Posts that cases name by id, besides those of the queue.",
        of: SchemaNode.reference("post")),
      "cases": SchemaNode.list("The cases.", of: SchemaNode.reference("case"), atLeast: 1),
    ])

  private static let subject = SchemaNode.oneOf(
    "A post, or the id of one.", [SchemaNode.reference("id"), SchemaNode.reference("post")])

  private static let policyCase = SchemaNode.object(
    "One case.", keys: PolicyCaseKeys.policyCase, required: PolicyCaseKeys.required,
    [
      "name": SchemaNode.reference("label"), "post": SchemaNode.reference("subject"),
      "employee": SchemaNode.reference("id"),
      "networks": SchemaNode.list(
        "The networks to look at; all of the post's otherwise.", of: SchemaNode.reference("id"),
        atLeast: 1),
      "at": SchemaNode.reference("time"),
      "approvals": SchemaNode.list(
        "Who approved the post before.",
        of: SchemaNode.object(
          "An approval.", keys: PolicyCaseKeys.approval, required: ["as"],
          [
            "as": SchemaNode.reference("label"), "by": SchemaNode.reference("id"),
            "at": SchemaNode.reference("time"),
          ])),
      "earlier": SchemaNode.list(
        "What the employee passed on before, on the same networks.",
        of: SchemaNode.object(
          "A post passed on; at its own instant unless another is given.",
          keys: PolicyCaseKeys.earlier, required: ["post"],
          ["post": SchemaNode.reference("subject"), "at": SchemaNode.reference("time")])),
      "verdict": SchemaNode.text(
        "What the policy is to say.", choice: Verdict.Outcome.allCases.map(\.rawValue)),
      "until": SchemaNode.reference("time"),
      "rules": SchemaNode.list(
        "All rules that are to speak, built-in ones included.", of: SchemaNode.reference("id")),
    ])
}
