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
