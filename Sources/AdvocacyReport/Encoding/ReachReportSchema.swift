import AdvocacyCore

/// The JSON Schema of what `reach-report --format json` prints.
///
/// A contract: later versions of `advocacy/reach-report/2` may add keys, and take none away.
package enum ReachReportSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:reach-report:2")),
    ("title", .text("How many people posts reached alone and with the employees")),
    ("$ref", .text("#/$defs/report")),
    ("$defs", .object([(key: "report", value: report)] + ReachReportParts.definitions)),
  ])

  private static let report = SchemaNode.open(
    "The report; every key is always there, null where nothing is.",
    [
      ("schema", SchemaNode.constant(ReachReport.schemaName)),
      ("timeZone", SchemaNode.text("The company's zone; instants here are in UTC.")),
      ("by", choice("What the groups are.", Breakdown.self)),
      ("asOf", reference("instant")),
      ("since", nullable("instant")), ("until", nullable("instant")),
      ("total", reference("post")),
      ("posts", list("The posts in the order of their instants.", "post")),
      (
        "groups",
        .object([
          ("description", .text("Groups, or teams or employees; empty by post.")),
          ("type", .text("array")),
          ("items", SchemaNode.oneOf(nil, [reference("group"), reference("contribution")])),
        ])
      ),
      ("unlisted", nullable("contribution")),
      ("overlaps", nullableList("Pairs of teams or employees.", "overlap")),
      ("funnel", nullable("funnel")),
      ("outlook", nullable("outlook")),
      ("timeline", nullableList("Reach over time.", "moment")),
      ("comparison", nullable("comparison")),
      ("vendors", nullableList("Other products' formulas.", "vendor")),
      ("mediaCost", nullable("mediaCost")),
      ("sensitivity", nullable("sensitivity")),
      ("formula", SchemaNode.text("The formulas in words.")),
      ("seed", SchemaNode.count("The seed of every draw.")),
      ("worlds", SchemaNode.count("How many worlds were simulated.")),
      ("blocks", SchemaNode.count("How many draws of the assumed inputs.")),
      (
        "relativeStandardError",
        SchemaNode.nullable(SchemaNode.figure("The simulation's own error."))
      ),
      ("intervalLevel", SchemaNode.number("What intervals cover.", 0...1)),
      ("inputs", list("Every parameter that went in.", "input")),
      ("inputsHash", SchemaNode.text("The hash of all that went in, ledger and seed aside.")),
      (
        "ledgerHead",
        SchemaNode.nullable(SchemaNode.text("The head of the ledger's chain."))
      ),
      (
        "notes",
        SchemaNode.list(
          "What to know beside the figures.", of: .object([("type", .text("string"))]))
      ),
    ])

  static func reference(_ name: String) -> WrittenJSON { SchemaNode.reference(name) }

  static func nullable(_ name: String) -> WrittenJSON { SchemaNode.nullable(reference(name)) }

  static func list(_ description: String, _ name: String) -> WrittenJSON {
    SchemaNode.list(description, of: reference(name))
  }

  static func nullableList(_ description: String, _ name: String) -> WrittenJSON {
    SchemaNode.nullable(list(description, name))
  }

  static func choice<Kind: CaseIterable & RawRepresentable<String>>(
    _ description: String, _: Kind.Type
  ) -> WrittenJSON {
    SchemaNode.text(description, choice: Kind.allCases.map(\.rawValue))
  }
}
