package import AdvocacyModel
import StrictJSON

/// Reads and writes the posts of `queue.json` and `queue.ndjson`.
package enum QueueFile {
  /// The forms of the queue.
  package enum Form: Hashable, Sendable {
    /// One document: a list of posts, or an object with the list under `posts`.
    case json
    /// One post on each line.
    case ndjson
  }

  /// The keys of the object that a queue may be.
  static let documentKeys = ["$schema", "posts"]

  /// Reads the entries of a queue, each a post or what is wrong with it.
  ///
  /// A post that repeats an earlier id is set aside, even where the earlier one is set aside too.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - form: Whether it is one document or one a line.
  ///   - configuration: The company's networks and clock.
  /// - Returns: The entries in the order of the file.
  /// - Throws: a failure with cause `badData` where the file as a whole can't be read; of NDJSON,
  ///   a line that is no JSON is one bad entry.
  /// - Complexity: O(bytes).
  package static func entries(
    _ bytes: [UInt8], file: String, form: Form = .json, configuration: Configuration
  ) throws(Failure) -> [QueueEntry] {
    let decoder = PostDecoder(configuration: configuration)
    var lines: [String: Int] = [:]
    switch form {
    case .json:
      return try elements(bytes, file: file).map { decoder.entry($0, &lines) }
    case .ndjson:
      return try JSONLines.parse(bytes: bytes, file: file).map { line in
        switch line.document {
        case .success(let node): decoder.entry(node.named("post"), &lines)
        case .failure(let failure):
          QueueEntry(
            post: .failure(failure), writtenID: "",
            place: Place(file: file, line: line.number, column: 1),
            bytes: Array(bytes[line.bytes]))
        }
      }
    }
  }

  /// The elements of a queue of one document.
  static func elements(_ bytes: [UInt8], file: String) throws(Failure) -> [JSONNode] {
    let root = try JSONDocument.parse(bytes: bytes, file: file)
    let list = root.kind == .object ? try posts(of: root) : root.named("posts")
    return try list.elements(atMost: PostLimits.queuePosts, "posts")
  }

  private static func posts(of root: JSONNode) throws(Failure) -> JSONNode {
    let object = try root.object()
    try object.refuseUnknownKeys(known: documentKeys)
    return try object.required("posts")
  }

  /// A post as JSON text: its keys in their order, those without a value left out.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - calendar: The company's clock; times are written at its offset.
  /// - Returns: An object over several lines, indented by two spaces, without a line break at the
  ///   end.
  package static func encode(_ post: Post, calendar: CompanyCalendar) -> String {
    let members: [(PostKey, WrittenJSON?)] = [
      (.id, .text(post.id.text)), (.text, .text(post.text)),
      (.networks, .texts(post.networks.map(\.text))), (.at, time(post.at, calendar)),
      (.expires, post.expires.map { time($0, calendar) }), (.link, post.link.map { .text($0) }),
      (.campaign, post.campaign.map { .text($0) }), (.topics, list(post.topics)),
      (.hashtags, list(post.hashtags)), (.variants, SuggestedText.written(post)),
      (.author, post.author.map { .text($0.text) }), (.tags, list(post.tags)),
      (.prize, post.prize.map { .text($0) }),
      (.interactive, post.isInteractive ? .boolean(true) : nil),
    ]
    return WrittenJSON.object(
      members.compactMap { key, value in value.map { (key: key.rawValue, value: $0) } }
    ).pretty()
  }

  private static func list(_ texts: [String]) -> WrittenJSON? {
    texts.isEmpty ? nil : .texts(texts)
  }

  /// A time at the company's offset; in UTC where the offset isn't whole minutes (before 1900).
  static func time(_ instant: Instant, _ calendar: CompanyCalendar) -> WrittenJSON {
    let isWhole = calendar.offsetSeconds(at: instant).isMultiple(of: 60)
    return .text(isWhole ? calendar.format(instant) : instant.rfc3339)
  }
}

extension QueueFile {
  /// Reads a file that holds one post: an object, or a list of one.
  ///
  /// - Throws: a failure with cause `badData` at the first thing wrong with it.
  /// - Complexity: O(bytes).
  package static func single(
    _ bytes: [UInt8], file: String, configuration: Configuration
  ) throws(Failure) -> Post {
    let root = try JSONDocument.parse(bytes: bytes, file: file)
    let decoder = PostDecoder(configuration: configuration)
    if root.kind == .object, try root.object().optional("posts") == nil {
      return try decoder.post(root.named("post"))
    }
    let elements = try elements(bytes, file: file)
    guard elements.count == 1, let element = elements.first else {
      throw Failure(
        .badData, at: Place(file: file), "\(elements.count) posts where one is wanted",
        hint: "`advocacy queue import` adds many")
    }
    return try decoder.post(element)
  }
}
