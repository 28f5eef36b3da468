import AdvocacyModel

/// The JSON Schema of `config.json`.
package enum ConfigurationSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:config:1")),
    ("title", .text("The configuration of advocacy: a company, its people and its policy")),
    ("$ref", .text("#/$defs/config")),
    (
      "$defs",
      .object([
        (key: "config", value: config), (key: "id", value: SchemaPatterns.id),
        (key: "time", value: SchemaPatterns.time), (key: "hour", value: SchemaPatterns.hour),
        (key: "label", value: label("A word or phrase.")),
        (key: "labels", value: list("Words or phrases.", "label")),
        (key: "ids", value: list("Ids.", "id")), (key: "country", value: country),
        (key: "language", value: SchemaPatterns.language), (key: "page", value: page),
        (key: "network", value: network), (key: "group", value: group),
        (key: "parameter", value: parameter),
        (key: "course", value: course), (key: "employee", value: EmployeeSchema.employee),
        (key: "role", value: role),
        (key: "rule", value: RuleSchema.rule), (key: "scope", value: RuleSchema.scope),
        (key: "selector", value: RuleSchema.selector), (key: "tier", value: RuleSchema.tier),
      ])
    ),
  ])

  private static let config = SchemaNode.object(
    "Only what differs from the defaults has to be here.", keys: ConfigurationKeys.top,
    required: ["company"],
    [
      "$schema": SchemaNode.text("Where editors find this schema."),
      "company": SchemaNode.object(
        "The company.", keys: ConfigurationKeys.company, required: ["name", "timeZone"],
        [
          "name": SchemaNode.reference("label"),
          "timeZone": SchemaNode.text(
            "The zone of all times that name none, for example Europe/Madrid."),
        ]),
      "language": SchemaNode.text(
        "The language of reports, explanations and previews; en otherwise.",
        choice: Language.allCases.map(\.rawValue)),
      "pages": networkMap("The company's own accounts, by network.", "page"),
      "networks": networkMap("Networks of your own, and what differs of known ones.", "network"),
      "groups": SchemaNode.list(
        "Groups on networks: posts name them as they name networks.",
        of: SchemaNode.reference("group"), atMost: GroupsDecoder.most),
      "courses": SchemaNode.list("Training courses.", of: SchemaNode.reference("course")),
      "employees": SchemaNode.oneOf(
        "The roster, or the file that holds it; employees.csv beside the config otherwise.",
        [
          SchemaNode.list("The roster.", of: SchemaNode.reference("employee")),
          SchemaNode.text("The file.", longest: 4096), EmployeeSchema.table,
        ]),
      "roles": SchemaNode.list(
        "Who may approve posts in which role; without it, whoever may write here.",
        of: SchemaNode.reference("role")),
      "policy": SchemaNode.object(
        "Who may share what, where and when.", keys: ConfigurationKeys.policy,
        [
          "version": SchemaNode.reference("label"),
          "tiers": SchemaNode.list("Tiers of training.", of: SchemaNode.reference("tier")),
          "fairPlay": RuleSchema.fairPlay,
          "rules": SchemaNode.list(
            "The rules; their order doesn't matter.", of: SchemaNode.reference("rule")),
        ]),
      "behaviour": behaviour,
      "parameters": SchemaNode.object(
        "Parameters for all networks.", keys: ConfigurationKeys.parameters,
        parameters(ParameterName.allCases)),
      "rateCard": rateCard, "links": links, "mail": mail,
      "strings": SchemaNode.map(
        "Files with what employees read in further languages, by language; `advocacy schema strings`.",
        keyPattern: SchemaPatterns.languageText, to: SchemaNode.text("The file.", longest: 4096)),
    ])

  private static let links = SchemaNode.object(
    "What becomes of links in kits.", keys: ConfigurationKeys.links,
    [
      "utm": SchemaNode.object(
        "Tags for web analytics: utm_source is the network.", keys: ConfigurationKeys.utm,
        [
          "medium": SchemaNode.text(
            "utm_medium; employee otherwise.", longest: OutreachDecoder.tagCharacters),
          "campaign": SchemaNode.text(
            "utm_campaign; the post's campaign otherwise, or its id.",
            longest: OutreachDecoder.tagCharacters),
          "perPerson": SchemaNode.flag(
            "Whether utm_content tells people apart, by a pseudonym; false otherwise."),
        ])
    ])

  private static let mail = SchemaNode.object(
    "How mail to employees is addressed.", keys: ConfigurationKeys.mail,
    required: ConfigurationKeys.mail,
    [
      "from": SchemaNode.text("The sender's address.", longest: 254),
      "to": SchemaNode.text(
        "The address of an employee, {employee} standing for their id.",
        pattern: "\\{employee\\}"),
    ])

  private static let rateCard = SchemaNode.object(
    "Prices for a media cost equivalent, which is not the value of communication.",
    keys: ConfigurationKeys.rateCard, required: ConfigurationKeys.rateCard,
    [
      "name": SchemaNode.reference("label"),
      "date": SchemaNode.text(
        "The day from which the prices are.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
      "currency": SchemaNode.text("The currency, as in ISO 4217.", pattern: "^[A-Z]{3}$"),
      "source": SchemaNode.reference("label"),
      "rates": SchemaNode.object(
        "The prices, at least one.", keys: ConfigurationKeys.rates,
        Dictionary(
          uniqueKeysWithValues: RateCard.Kind.allCases.map {
            ($0.rawValue, SchemaNode.number($0.meaning, RateCardDecoder.price))
          })),
    ])

  private static let behaviour = SchemaNode.object(
    "How employees behave in the simulation.", keys: ConfigurationKeys.behaviour,
    [
      "participation": SchemaNode.oneOf(
        "Who of the allowed takes part: a chance, a range of it, or everyone.",
        [SchemaNode.number(nil, 0...1), parameterRange, SchemaNode.constant("everyone")]),
      "topicAffinity": SchemaNode.number("Factor in topics they care about.", 1...100),
      "fatigue": SchemaNode.number("Exponent of falling willingness.", 0...10),
      "likeChance": SchemaNode.number("Chance that who takes part likes.", 0...1),
      "repostChance": SchemaNode.number("Chance that who takes part passes the post on.", 0...1),
      "minutesPerWeek": SchemaNode.integer(
        "The most minutes a week that sharing posts takes of an employee.", StatusDecoder.minutes),
      "hours": SchemaNode.object(
        "When employees act.", keys: ConfigurationKeys.hours, required: ["from", "until"],
        [
          "from": SchemaNode.reference("hour"),
          "until": SchemaNode.oneOf(
            nil, [SchemaNode.reference("hour"), SchemaNode.constant("24:00")]),
        ]),
    ])

  private static let page = SchemaNode.object(
    "A page.", keys: ConfigurationKeys.page, required: ["followers"],
    ["followers": followers, "node": graphNode])

  static let followers = SchemaNode.integer("The number of followers.", PageDecoder.followers)
  static let graphNode = SchemaNode.integer("The node in the follower graphs.", 0...Int.max)

  private static let group = SchemaNode.object(
    "A group on a network.", keys: ConfigurationKeys.group,
    required: ["id", "network", "members"],
    [
      "id": SchemaNode.reference("id"), "network": SchemaNode.reference("id"),
      "title": SchemaNode.reference("label"),
      "members": SchemaNode.oneOf(
        "How many members it has, employees included; or, where the network has an imported graph, "
          + "the file with their nodes, one a line.",
        [
          SchemaNode.integer("The number.", GroupsDecoder.memberCounts),
          SchemaNode.text("The file.", longest: 4096),
        ]),
      "closed": SchemaNode.flag(
        "Whether nobody outside sees what is said there; true otherwise."),
      "employees": SchemaNode.reference("ids"),
      "welcome": SchemaNode.text(
        "What welcomes a new colleague there, {name} standing for them.", pattern: "\\{name\\}"),
    ].merging(parameters(ParameterName.allCases.filter(\.isOfGroup))) { first, _ in first })

  private static let network = SchemaNode.object(
    "A network.", keys: ConfigurationKeys.network,
    [
      "title": SchemaNode.reference("label"),
      "actions": SchemaNode.list(
        "What accounts can do there; required of a network of your own.",
        of: SchemaNode.text("An action.", choice: Action.allCases.map(\.rawValue)), atLeast: 1),
      "textLimit": SchemaNode.integer("The longest text, in characters.", 1...10_000_000),
      "audience": SchemaNode.object(
        "An imported follower graph.", keys: ConfigurationKeys.audience, required: ["file"],
        [
          "file": SchemaNode.text("The file, relative to the workspace.", longest: 4096),
          "edges": SchemaNode.text(
            "Which way edges point.", choice: AudienceFile.Direction.allCases.map(\.rawValue)),
          "weightColumn": SchemaNode.integer("The column of an edge's probability.", 3...100),
        ]),
    ].merging(parameters(ParameterName.allCases.filter(\.isPerNetwork))) { first, _ in first })

  private static let parameter = SchemaNode.oneOf(
    "A number that is known, or a range.",
    [
      .object([(key: "type", value: .text("number"))]), parameterRange,
    ])

  private static let parameterRange = SchemaNode.object(
    nil, keys: ConfigurationKeys.parameter, required: ["typical"],
    [
      "low": .object([(key: "type", value: .text("number"))]),
      "typical": .object([(key: "type", value: .text("number"))]),
      "high": .object([(key: "type", value: .text("number"))]),
      "basis": SchemaNode.text("How it is known.", choice: Basis.allCases.map(\.rawValue)),
      "source": SchemaNode.reference("label"),
    ])

  private static let course = SchemaNode.object(
    "A training course.", keys: ConfigurationKeys.course, required: ["id"],
    [
      "id": SchemaNode.reference("id"), "title": SchemaNode.reference("label"),
      "validDays": SchemaNode.integer(
        "For how many days it counts; for ever otherwise.", 1...36_500),
    ])

  private static let role = SchemaNode.object(
    "A role in which people and teams may approve posts, for a time.",
    keys: ConfigurationKeys.roleGrant, required: ["role"],
    [
      "role": SchemaNode.reference("label"), "employees": SchemaNode.reference("ids"),
      "teams": SchemaNode.reference("labels"), "from": SchemaNode.reference("time"),
      "until": SchemaNode.reference("time"),
    ])

  private static let country = SchemaNode.text(
    "A country, as in ISO 3166-1.", pattern: "^[A-Za-z]{2}$")
  private static func parameters(_ names: [ParameterName]) -> [String: WrittenJSON] {
    Dictionary(
      names.map { name in
        let reference: [(key: String, value: WrittenJSON)] = [
          (key: "description", value: .text(name.meaning)),
          (key: "$ref", value: .text("#/$defs/parameter")),
        ]
        return (name.rawValue, .object(reference))
      }, uniquingKeysWith: { first, _ in first })
  }

  private static func label(_ description: String) -> WrittenJSON {
    SchemaNode.text(description, longest: PostLimits.labelCharacters)
  }

  private static func list(_ description: String, _ element: String) -> WrittenJSON {
    SchemaNode.list(description, of: SchemaNode.reference(element), atLeast: 1)
  }

  static func networkMap(_ description: String, _ element: String) -> WrittenJSON {
    SchemaNode.map(
      description, keyPattern: SchemaPatterns.idPattern, to: SchemaNode.reference(element))
  }
}

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
      "minutesPerWeek": SchemaNode.integer(
        "The minutes a week that they give, in place of the company's.", StatusDecoder.minutes),
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
