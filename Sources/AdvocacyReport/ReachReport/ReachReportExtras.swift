import AdvocacyModel

/// The parts of a report's JSON Schema that are null unless asked for.
enum ReachReportExtras {
  private typealias Schema = ReachReportSchema
  private typealias Parts = ReachReportParts

  /// The definitions that the report refers to.
  static let definitions: [(key: String, value: WrittenJSON)] = [
    (
      "overlap",
      SchemaNode.open(
        "Whom two would both bring.",
        [("first", anyText), ("second", anyText), ("people", Parts.figure("People."))])
    ),
    (
      "funnel",
      SchemaNode.open(
        "From the roster to those who took part.",
        ["roster", "trained", "consented", "allowed", "took"].map {
          (key: $0, value: Parts.count("Employees."))
        } + [("stopped", Schema.list("The rules that held candidates back.", "stop"))])
    ),
    (
      "outlook",
      SchemaNode.open(
        "What is still to come: a forecast, never counted.",
        [
          ("acted", Parts.count("Acts that happened.")),
          ("planned", Parts.count("Acts to come.")), ("next", Schema.reference("instant")),
          ("expected", Schema.nullable("estimate")),
        ])
    ),
    (
      "stop",
      SchemaNode.open(
        "A rule that held candidates back.",
        [
          ("rule", Parts.text("The rule's id.")), ("type", optionalText),
          ("outcome", Schema.choice("What it said.", Verdict.Outcome.self)),
          ("candidates", Parts.count("How often.")), ("sentence", anyText),
        ])
    ),
    (
      "trendPeriod",
      SchemaNode.open(
        "What the posts of a period brought.",
        [
          ("since", Schema.reference("instant")), ("until", Schema.reference("instant")),
          ("posts", Parts.count("Its posts.")), ("shared", Parts.count("Those acted on.")),
          ("participation", Parts.participation), ("reach", Parts.reach),
          ("additionalPeople", Schema.reference("estimate")),
          ("reachMultiplier", Schema.nullable("estimate")),
        ])
    ),
    (
      "advice",
      SchemaNode.open(
        "Something to do next.",
        [
          ("kind", Schema.choice("What is to be done.", ReachReport.Advice.Kind.self)),
          ("rule", optionalText), ("ruleType", optionalText), ("post", optionalText),
          ("subject", optionalText),
          ("roles", SchemaNode.list("Whose approval is asked for.", of: anyText)),
          ("count", Parts.count("Employees, or times.")),
          ("days", SchemaNode.nullable(Parts.count("How long a post waited."))),
          ("key", optionalText), ("people", Schema.nullable("estimate")),
          ("measured", Schema.nullable("estimate")),
        ])
    ),
    (
      "moment",
      SchemaNode.open(
        "Reach by some time after the posts.",
        [
          ("seconds", Parts.count("The time.")),
          ("page", SchemaNode.nullable(Parts.figure("By the page alone."))),
          ("withEmployees", Parts.figure("With the employees.")),
        ])
    ),
    (
      "comparison",
      SchemaNode.open(
        "The total against that of another period.",
        [
          ("since", Schema.reference("instant")), ("until", Schema.reference("instant")),
          ("posts", Parts.count("Its posts.")), ("figures", Schema.nullable("figures")),
          ("changes", Schema.list("How the figures changed.", "change")),
        ])
    ),
    (
      "change",
      SchemaNode.open(
        "How one figure changed.",
        [
          ("figure", Schema.choice("Which.", ReachReport.ChangedFigure.self)),
          ("before", Schema.reference("estimate")), ("after", Schema.reference("estimate")),
          ("difference", Schema.reference("estimate")),
        ])
    ),
    (
      "vendor",
      SchemaNode.open(
        "Another product's formula on the same facts.",
        [
          ("method", Schema.choice("The formula.", VendorMethod.self)),
          ("products", anyText), ("formula", anyText), ("source", anyText),
          ("unit", Schema.choice("What it counts.", VendorMethod.Unit.self)),
          ("figure", Parts.figure("What it gives.")),
          ("ours", Parts.figure("What we estimate.")),
          ("inflation", SchemaNode.nullable(Parts.figure("The one ÷ the other."))),
        ])
    ),
    (
      "mediaCost",
      SchemaNode.open(
        "What the exposure would have cost; not its value.",
        [
          ("card", anyText), ("date", Parts.text("The day of the prices.")),
          ("currency", Parts.text("As in ISO 4217.")), ("source", anyText),
          ("lines", Schema.list("Price by price.", "costLine")),
          ("total", Parts.figure("Their sum.")),
          (
            "uncounted",
            SchemaNode.list(
              "Prices without a count.", of: Schema.choice("A price.", RateCard.Kind.self))
          ), ("caution", anyText),
        ])
    ),
    (
      "costLine",
      SchemaNode.open(
        "A price times its count.",
        [
          ("kind", Schema.choice("What is counted.", RateCard.Kind.self)),
          ("count", Parts.figure("How many.")), ("price", Parts.figure("The price.")),
          ("cost", Parts.figure("The cost.")),
        ])
    ),
    (
      "sensitivity",
      SchemaNode.open(
        "Which assumption moves the result most.",
        [
          ("figure", Schema.choice("The figure moved.", ReachReport.ChangedFigure.self)),
          ("center", Parts.figure("The figure of the report.")),
          ("worlds", Parts.count("Worlds or draws of each estimate.")),
          ("swings", Schema.list("Greatest first.", "swing")),
        ])
    ),
    (
      "swing",
      SchemaNode.open(
        "What one parameter does.",
        [
          ("input", Parts.text("Its name.")),
          (
            "keys",
            SchemaNode.list("Where config.json sets it: parameters.NAME.", of: anyText)
          ), ("meaning", anyText),
          ("atLow", Parts.figure("At its low end.")),
          ("atHigh", Parts.figure("At its high end.")),
          ("standardError", Parts.figure("The simulation's own error of the difference.")),
        ])
    ),
  ]

  private static let anyText = WrittenJSON.object([("type", .text("string"))])
  private static let optionalText = SchemaNode.nullable(anyText)
}
