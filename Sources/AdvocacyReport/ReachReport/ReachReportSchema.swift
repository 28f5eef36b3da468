import AdvocacyModel

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
      ("company", .object([("type", .text("string"))])),
      ("language", choice("The language for people.", Language.self)),
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
      ("trend", nullableList("The last periods, the report's own last.", "trendPeriod")),
      ("advice", nullableList("What to do next.", "advice")),
      ("unlisted", nullable("contribution")),
      ("overlaps", nullableList("Pairs of teams or employees.", "overlap")),
      ("funnel", nullable("funnel")),
      ("voices", nullable("voices")),
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

/// The parts of a report's JSON Schema.
enum ReachReportParts {
  private typealias Schema = ReachReportSchema
  private typealias Member = (key: String, value: WrittenJSON)

  /// The definitions that the report refers to.
  static let definitions: [(key: String, value: WrittenJSON)] =
    [
      (
        "instant",
        SchemaNode.text(
          "An instant, as in RFC 3339.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T.*Z$")
      ),
      (
        "estimate",
        SchemaNode.open(
          "A mean with its interval.",
          [
            ("mean", SchemaNode.figure("The mean over all worlds; of a multiplier, the ratio.")),
            ("low", SchemaNode.figure("The low end.")),
            ("high", SchemaNode.figure("The high end.")),
          ])
      ),
      (
        "actions",
        SchemaNode.open(
          "What was done on one network.",
          [
            ("network", text("The network.")), ("employees", count("Who took part.")),
            ("likes", count("Likes.")), ("reposts", count("Reposts, quotes and shares.")),
            ("nominalMultiplier", figure("Employees × likes × reposts.")),
          ])
      ),
      ("figures", SchemaNode.open("The figures.", figures)),
      (
        "post",
        SchemaNode.open(
          "A post with its figures; of the total, the first four are null.",
          [
            ("id", SchemaNode.nullable(text("The id."))),
            ("text", SchemaNode.nullable(text("The text."))),
            ("at", Schema.nullable("instant")),
            ("campaign", SchemaNode.nullable(.object([("type", .text("string"))]))),
            ("state", SchemaNode.nullable(text("Its state, where nobody acted."))),
          ] + figures)
      ),
      (
        "voices",
        SchemaNode.open(
          "Who of the employees spoke for themselves, none of it by name.",
          [
            (
              "proposals",
              SchemaNode.open(
                "Proposals of the period.",
                [
                  ("made", count("How many.")),
                  ("people", count("How many people made them.")),
                  ("answered", count("How many were answered.")),
                  ("accepted", count("How many were accepted.")),
                  (
                    "medianDays",
                    SchemaNode.nullable(count("The days to half of the answers."))
                  ),
                ])
            ),
            ("authors", count("How many employees wrote one of the posts.")),
            ("own", Schema.nullable("together")), ("page", Schema.nullable("together")),
          ])
      ),
      (
        "together",
        SchemaNode.open(
          "Some posts together, people counted once.",
          [
            ("posts", count("How many posts.")), ("reached", Schema.reference("estimate")),
            ("additionalPeople", Schema.reference("estimate")),
          ])
      ),
      (
        "group",
        SchemaNode.open(
          "Some posts together; of a group on a network, `membership` as well.", [name] + figures)
      ),
      ("contribution", SchemaNode.open("What a team or an employee added.", contribution)),
      (
        "input",
        SchemaNode.open(
          "One parameter.",
          [
            ("name", text("The name.")), ("value", figure("The typical value.")),
            ("low", figure("The low end of its range.")),
            ("high", figure("The high end of its range.")),
            ("basis", Schema.choice("How it is known.", Basis.self)),
            ("source", .object([("type", .text("string"))])),
            ("network", SchemaNode.nullable(text("The network, if not all."))),
          ])
      ),
    ] + ReachReportExtras.definitions

  private static let name: Member = ("name", .object([("type", .text("string"))]))

  static let participation = SchemaNode.open(
    "With its denominators.",
    [
      ("took", count("Took part.")), ("allowed", count("Allowed on some network.")),
      ("roster", count("On the roster.")),
    ])

  static let reach = SchemaNode.open(
    "Distinct people.",
    [("page", Schema.nullable("estimate")), ("withEmployees", Schema.reference("estimate"))])

  private static let figures: [Member] = [
    ("networks", Schema.list("Network by network.", "actions")),
    ("employees", count("How many distinct employees took part.")),
    ("likes", count("Their likes.")), ("reposts", count("Their reposts, quotes and shares.")),
    ("nominalMultiplier", figure("The mean over pairs of post and network.")),
    ("participation", participation),
    ("potentialReach", count("Followers added up: a ceiling, never a result.")),
    ("grossReach", figure("Reach summed over sharers.")),
    ("impressions", figure("Displays.")), ("frequency", figure("Displays for each person.")),
    (
      "reachByFrequency",
      SchemaNode.list(
        "People who see posts at least once, twice, …, ten times.", of: figure("People."))
    ),
    ("reach", reach),
    ("additionalPeople", Schema.reference("estimate")),
    ("reachMultiplier", Schema.nullable("estimate")),
  ]

  private static let contribution: [Member] = [
    name, ("employees", count("How many of them took part.")),
    ("roster", SchemaNode.nullable(count("How many of them are on the roster."))),
    ("actions", count("Actions.")),
    ("likes", count("Likes.")), ("reposts", count("Reposts, quotes and shares.")),
    ("grossReach", figure("Own followers who saw it, share by share.")),
    ("additionalPeople", Schema.reference("estimate")),
    ("share", Schema.reference("estimate")),
    ("shareStandardError", figure("The simulation's own error of the share, in people.")),
    ("alone", Schema.nullable("estimate")),
  ]

  static func text(_ description: String) -> WrittenJSON { SchemaNode.text(description) }
  static func count(_ description: String) -> WrittenJSON { SchemaNode.count(description) }
  static func figure(_ description: String) -> WrittenJSON { SchemaNode.figure(description) }
}
