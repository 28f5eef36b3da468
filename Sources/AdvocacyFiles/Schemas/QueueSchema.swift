import AdvocacyModel

/// The JSON Schema of `queue.json`.
package enum QueueSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:queue:1")),
    ("title", .text("The queue of advocacy: the posts of a company")),
    (
      "oneOf",
      .list([
        SchemaNode.list("The posts.", of: SchemaNode.reference("post")),
        SchemaNode.object(
          "The posts under a key.", keys: QueueFile.documentKeys, required: ["posts"],
          [
            "$schema": SchemaNode.text("Where editors find this schema."),
            "posts": SchemaNode.list("The posts.", of: SchemaNode.reference("post")),
          ]),
      ])
    ),
    ("$defs", .object(postDefinitions)),
  ])

  /// A post with all that its definition refers to.
  static let postDefinitions = [
    (key: "post", value: post), (key: "id", value: SchemaPatterns.id),
    (key: "time", value: SchemaPatterns.time),
    (key: "label", value: SchemaNode.text("A label.", longest: PostLimits.labelCharacters)),
  ]

  private static let post = SchemaNode.object(
    "A corporate message. In queue.ndjson one stands on each line.",
    keys: PostKey.allCases.map(\.rawValue), required: PostKey.required.map(\.rawValue),
    Dictionary(
      PostKey.allCases.map { ($0.rawValue, node(for: $0)) }, uniquingKeysWith: { first, _ in first }
    ))

  private static func node(for key: PostKey) -> WrittenJSON {
    switch key {
    case .id, .author: SchemaNode.reference("id")
    case .at, .expires: SchemaNode.reference("time")
    case .text:
      SchemaNode.text("What the post says.", longest: PostLimits.textCharacters)
    case .networks:
      SchemaNode.list(
        "The networks it is published on: "
          + Network.builtIn.map { "\($0.id), " }.joined() + "or one of the config.",
        of: SchemaNode.reference("id"), atLeast: 1, atMost: PostLimits.listEntries)
    case .link:
      SchemaNode.text(
        "The page it points to.", pattern: "^[Hh][Tt][Tt][Pp][Ss]?://[^/]",
        longest: PostLimits.linkBytes)
    case .campaign: SchemaNode.reference("label")
    case .topics: labels("What it is about.")
    case .hashtags: labels("Its hashtags, with or without the leading #.")
    case .tags: labels("What policy asks about, such as customer-data or testimonial.")
    case .prize:
      SchemaNode.text(
        "What there is to be won by passing it on.", longest: PostLimits.labelCharacters)
    case .interactive:
      SchemaNode.flag("Whether it is part of a live exchange; prepared beforehand otherwise.")
    case .variants:
      SchemaNode.list(
        "Suggested texts for employees' own words.",
        of: SchemaNode.oneOf(nil, [suggestedText, textWithLanguage]),
        atMost: PostLimits.listEntries)
    }
  }

  private static let suggestedText = SchemaNode.text(
    "A text.", longest: PostLimits.textCharacters)

  private static let textWithLanguage = SchemaNode.object(
    "A text for those who have its language; es is for those with es-ES as well.",
    keys: SuggestedText.Key.allCases.map(\.rawValue), required: [SuggestedText.Key.text.rawValue],
    [
      SuggestedText.Key.text.rawValue: suggestedText,
      SuggestedText.Key.language.rawValue: SchemaPatterns.language,
    ])

  private static func labels(_ description: String) -> WrittenJSON {
    SchemaNode.list(
      description, of: SchemaNode.reference("label"), atMost: PostLimits.listEntries)
  }
}

/// The nodes that both schemas share.
enum SchemaPatterns {
  /// The alphabet of ids.
  static let idPattern = "^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$"

  static let id = SchemaNode.text(
    "An id: 1 to 128 of A–Z a–z 0–9 . _ -, not beginning with . or -.", pattern: idPattern)

  /// A time of any of the absolute forms, dates of mails among them.
  static let time = SchemaNode.text(
    "A date, or a date and time; without a zone it is the company's. "
      + "A date given as an end is the last day.",
    pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}"
      + "(([Tt]| +)[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,9})?)?)?"
      + "( *([Zz]|UTC|GMT|[+-][0-9]{2}(:?[0-9]{2})?))?( *\\[?[A-Z][A-Za-z0-9_+/-]+\\]?)?$"
      + "|^([A-Z][a-z]{2}, *)?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{2,4} [0-9:]{5,8} [A-Z+-][A-Z0-9]*$")

  static let language = SchemaNode.text("A language, as in BCP 47.", pattern: languageText)
  static let languageText = "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$"

  /// A time of day.
  static let hour = SchemaNode.text(
    "A time of day.", pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$")
}
