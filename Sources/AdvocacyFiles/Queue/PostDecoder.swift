import AdvocacyModel
import StrictJSON

/// Reads one post of the queue.
struct PostDecoder {
  private let calendar: CompanyCalendar
  private let validator: PostValidator

  init(configuration: Configuration) {
    calendar = configuration.calendar
    validator = PostValidator(configuration)
  }

  /// The entry of an element; `lines` holds the line of every id met before.
  func entry(_ node: JSONNode, _ lines: inout [String: Int]) -> QueueEntry {
    let idNode = node.kind == .object ? (try? node.object())?.optional("id") : nil
    let writtenID = idNode.flatMap { try? $0.text() } ?? ""
    let place = node.place
    let earlier = writtenID.isEmpty ? nil : lines[writtenID]
    if !writtenID.isEmpty, earlier == nil { lines[writtenID] = place.line ?? 0 }
    return QueueEntry(
      post: result(node, idNode: idNode, earlier: earlier), writtenID: writtenID, place: place,
      bytes: node.rawBytes)
  }

  private func result(
    _ node: JSONNode, idNode: JSONNode?, earlier: Int?
  ) -> Result<Post, Failure> {
    do throws(Failure) {
      let post = try post(node)
      if let idNode, let earlier {
        throw idNode.failure(
          "duplicate of the post at line \(earlier)", hint: "Give each post its own id")
      }
      return .success(post)
    } catch {
      return .failure(error)
    }
  }

  /// The post of an object.
  ///
  /// - Throws: a failure at the first thing wrong with it.
  func post(_ node: JSONNode) throws(Failure) -> Post {
    let object = try node.object()
    try object.refuseUnknownKeys(known: PostKey.allCases.map(\.rawValue))
    return try validator.post(of: QueuePost(object: object, calendar: calendar))
  }
}

/// The fields of a post as an object of the queue has them.
private struct QueuePost: PostSource {
  let object: JSONObject
  let calendar: CompanyCalendar

  func id() throws(Failure) -> PostID { try object.required(PostKey.id.rawValue).id() }

  func instant(_ key: PostKey) throws(Failure) -> Instant? {
    guard let node = node(key) else { return nil }
    let time = try node.checked(TextChecks.time)
    return key == .expires ? calendar.end(of: time) : calendar.instant(of: time)
  }

  func text(_ key: PostKey) throws(Failure) -> JSONNode? { node(key) }

  func list(_ key: PostKey) throws(Failure) -> [JSONNode] {
    guard let node = node(key) else { return [] }
    let elements = try node.elements(atMost: PostLimits.listEntries)
    guard key == .networks else { return elements }
    for element in elements where element.kind != .string { throw element.mismatch("a network") }
    return try node.filled(elements)
  }

  func variants() throws(Failure) -> [(text: JSONNode, language: JSONNode?)] {
    var variants: [(text: JSONNode, language: JSONNode?)] = []
    for node in try list(.variants) { variants.append(try node.variant()) }
    return variants
  }

  func flag(_ key: PostKey) throws(Failure) -> Bool { try node(key)?.bool() ?? false }

  func checked<Value>(
    _ text: JSONNode, _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> Value { try text.checked(check) }

  func fault(_ key: PostKey, _ error: ValidationError) -> Failure {
    (node(key) ?? object.node).failure(error.message, hint: error.hint)
  }

  func missing(_ key: PostKey) -> Failure { object.missing(key.rawValue) }

  private func node(_ key: PostKey) -> JSONNode? { object.optional(key.rawValue) }
}

extension JSONNode {
  /// The text and the language of a suggested text, neither of them checked.
  func variant() throws(Failure) -> (text: JSONNode, language: JSONNode?) {
    guard kind == .object else { return (self, nil) }
    let object = try object()
    try object.refuseUnknownKeys(known: SuggestedText.Key.allCases.map(\.rawValue))
    let text = try object.required(SuggestedText.Key.text.rawValue)
    return (text, object.optional(SuggestedText.Key.language.rawValue))
  }
}

/// The fields of a post, by their keys in the queue, in the order in which they are written.
package enum PostKey: String, CaseIterable, Hashable, Sendable {
  case id
  case text
  case networks
  case at
  case expires
  case link
  case campaign
  case topics
  case hashtags
  case variants
  case author
  case tags
  case prize
  case interactive
  case welcomes

  /// The keys that every post has.
  static let required: [PostKey] = [.id, .text, .networks, .at]

  /// Whether the key holds a list of texts.
  var isList: Bool {
    switch self {
    case .networks, .topics, .hashtags, .variants, .tags: true
    default: false
    }
  }
}

/// A text that a post suggests to employees: a text alone, or an object with its language.
struct SuggestedText: Hashable {
  /// The keys of the object.
  enum Key: String, CaseIterable {
    case text
    case language
  }

  var text: String
  /// The language, as BCP 47; nil: everybody may say it.
  var language: String?

  /// The variants of a post as they are read again: each with a language an object, others texts.
  static func written(_ post: Post) -> WrittenJSON? {
    guard !post.variants.isEmpty else { return nil }
    return .list(
      post.variants.enumerated().map { place, text in
        guard let language = post.language(ofVariant: place + 1) else { return .text(text) }
        return .object([
          (key: Key.text.rawValue, value: .text(text)),
          (key: Key.language.rawValue, value: .text(language)),
        ])
      })
  }
}

/// How much a post may hold; bounds against input that was not meant, not rules of any network.
package enum PostLimits {
  /// The longest text or variant, in characters; the longest of any known network is 63,206.
  package static let textCharacters = 65_536
  /// The longest link, in bytes.
  package static let linkBytes = 2048
  /// The longest campaign, topic or hashtag, in characters.
  package static let labelCharacters = 200
  /// The most entries of a list.
  package static let listEntries = 100
  /// The most posts of a queue or of a file to import; 250,000 (assumed: 100 a day for 7 years;
  /// measured: 800,000 small posts take 0.6 GB).
  package static let queuePosts = 250_000
}

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
    // It welcomes the employee, for whose name {name} stands in its texts.
    case .id, .author, .welcomes: SchemaNode.reference("id")
    case .at, .expires: SchemaNode.reference("time")
    case .text:
      SchemaNode.text("What the post says.", longest: PostLimits.textCharacters)
    case .networks:
      SchemaNode.list(
        "The networks and groups it is published on: "
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
