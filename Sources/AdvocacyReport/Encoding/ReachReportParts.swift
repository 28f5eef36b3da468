import AdvocacyCore

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
      ("group", SchemaNode.open("Some posts together.", [name] + figures)),
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

  private static let figures: [Member] = [
    ("networks", Schema.list("Network by network.", "actions")),
    ("employees", count("How many distinct employees took part.")),
    ("likes", count("Their likes.")), ("reposts", count("Their reposts, quotes and shares.")),
    ("nominalMultiplier", figure("The mean over pairs of post and network.")),
    (
      "participation",
      SchemaNode.open(
        "With its denominators.",
        [
          ("took", count("Took part.")), ("allowed", count("Allowed on some network.")),
          ("roster", count("On the roster.")),
        ])
    ),
    ("potentialReach", count("Followers added up: a ceiling, never a result.")),
    ("grossReach", figure("Reach summed over sharers.")),
    ("impressions", figure("Displays.")), ("frequency", figure("Displays for each person.")),
    (
      "reachByFrequency",
      SchemaNode.list(
        "People who see posts at least once, twice, …, ten times.", of: figure("People."))
    ),
    (
      "reach",
      SchemaNode.open(
        "Distinct people.",
        [
          ("page", Schema.nullable("estimate")),
          ("withEmployees", Schema.reference("estimate")),
        ])
    ),
    ("additionalPeople", Schema.reference("estimate")),
    ("reachMultiplier", Schema.nullable("estimate")),
  ]

  private static let contribution: [Member] = [
    name, ("employees", count("How many of them took part.")), ("actions", count("Actions.")),
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
