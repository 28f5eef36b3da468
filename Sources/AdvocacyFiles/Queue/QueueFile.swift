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
      (.welcomes, post.welcomed.map { .text($0.text) }),
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

/// Changes or removes one post of a queue; all other bytes of the file stay as they are.
package struct QueueEdit {
  private let bytes: [UInt8]
  private let file: String
  private let form: QueueFile.Form
  private let configuration: Configuration
  private let element: Element

  /// One element of the file, its list if it is in one, and the bytes of its line if it has its own.
  private struct Element {
    var node: JSONNode
    var list: JSONNode?
    var line: Range<Int>?
  }

  /// Finds a post by its id as written, one that was set aside as well.
  ///
  /// - Parameters:
  ///   - id: The id.
  ///   - bytes: The bytes of the file.
  ///   - file: The name by which failures call it.
  ///   - form: Whether it is one document or one post a line.
  ///   - configuration: The company's networks and clock.
  /// - Throws: `Failure`: `usage` where no element has the id, or several do; `badData` where the
  ///   file as a whole can't be read.
  /// - Complexity: O(bytes).
  package init(
    of id: String, in bytes: [UInt8], file: String, form: QueueFile.Form,
    configuration: Configuration
  ) throws(Failure) {
    let found = try Self.elements(bytes, file: file, form: form)
      .filter { Self.writtenID(of: $0.node) == id }
    guard let first = found.first else {
      throw Failure(.usage, "\(file) has no post \"\(id)\"")
    }
    guard found.count == 1 else {
      let lines = found.compactMap(\.node.place.line).map(String.init)
      throw Failure(
        .usage, "\(file) has \(found.count) posts with the id \"\(id)\"",
        hint: "Give each an id of its own; they begin at lines \(lines.joined(separator: ", "))")
    }
    self.bytes = bytes
    self.file = file
    self.form = form
    self.configuration = configuration
    element = first
  }

  /// A field of a post with its new value.
  package struct Field: Sendable {
    package var key: PostKey
    fileprivate var value: WrittenJSON?

    /// A text; an empty one takes the field out.
    package static func text(_ key: PostKey, _ text: String) -> Field {
      Field(key: key, value: text.isEmpty ? nil : .text(text))
    }

    /// A list of texts; one without any takes the field out.
    package static func texts(_ key: PostKey, _ texts: [String]) -> Field {
      Field(key: key, value: texts.isEmpty ? nil : .texts(texts))
    }

    /// An instant, written on the company's clock.
    package static func instant(
      _ key: PostKey, _ instant: Instant, calendar: CompanyCalendar
    ) -> Field {
      Field(key: key, value: QueueFile.time(instant, calendar))
    }
  }

  /// The post as it stands, or what is wrong with it.
  package var post: Result<Post, Failure> { Self.post(of: element.node, configuration) }

  /// The bytes of the file with other values in some fields, and the post that they make.
  ///
  /// - Throws: `Failure`: `usage` that names the option where a new value is wrong; `badData` where
  ///   the post is wrong otherwise.
  /// - Complexity: O(bytes).
  package func setting(_ fields: [Field]) throws(Failure) -> (bytes: [UInt8], post: Post) {
    var edit = JSONEdit()
    let removed = Set(fields.filter { $0.value == nil }.map(\.key.rawValue))
    edit.remove(where: { removed.contains($0.name) }, fromObject: element.node)
    for field in fields {
      guard let value = field.value else { continue }
      edit.set(field.key.rawValue, to: value.pretty(), in: element.node)
    }
    let edited = edit.applied(to: bytes)
    let id = Self.writtenID(of: element.node)
    // The whole is read again, so that what is written is what the next run reads.
    let entries = try QueueFile.entries(
      edited, file: file, form: form, configuration: configuration)
    guard let entry = entries.first(where: { $0.writtenID == id }) else {
      throw Failure(.internal, "the post is gone from its own edit")
    }
    do throws(Failure) {
      return (edited, try entry.post.get())
    } catch {
      throw Self.named(error, by: fields.map(\.key))
    }
  }

  /// The bytes of the file without the post.
  ///
  /// - Complexity: O(bytes).
  package func removing() -> [UInt8] {
    var edit = JSONEdit()
    if let line = element.line {
      edit.remove(line)
    } else if let list = element.list {
      let range = element.node.byteRange
      edit.remove(where: { $0.byteRange == range }, from: list)
    }
    return edit.applied(to: bytes)
  }

  /// What is wrong with a value that was given, by its option and not by its place in a file that was
  /// never written.
  private static func named(_ failure: Failure, by keys: [PostKey]) -> Failure {
    let steps = (failure.place?.path ?? "").split(whereSeparator: { $0 == "." || $0 == "[" })
    guard let key = keys.first(where: { steps.contains(Substring($0.rawValue)) }) else {
      return failure
    }
    return Failure(.usage, "\(option(for: key)): \(failure.message)", hint: failure.hint)
  }

  private static func option(for key: PostKey) -> String {
    switch key {
    case .networks, .topics, .hashtags, .variants: "--\(key.rawValue.dropLast())"
    default: "--\(key.rawValue)"
    }
  }

  private static func post(
    of node: JSONNode, _ configuration: Configuration
  ) -> Result<Post, Failure> {
    do throws(Failure) {
      return .success(try PostDecoder(configuration: configuration).post(node))
    } catch {
      return .failure(error)
    }
  }

  private static func elements(
    _ bytes: [UInt8], file: String, form: QueueFile.Form
  ) throws(Failure) -> [Element] {
    switch form {
    case .json:
      let root = try JSONDocument.parse(bytes: bytes, file: file)
      let list = root.kind == .object ? try root.object().required("posts") : root
      return try QueueFile.elements(bytes, file: file).map { Element(node: $0, list: list) }
    case .ndjson:
      return try JSONLines.parse(bytes: bytes, file: file).compactMap { line in
        guard let node = try? line.document.get() else { return nil }
        // The line goes with its line break.
        let end = min(line.bytes.upperBound + 1, bytes.count)
        return Element(node: node.named("post"), line: line.bytes.lowerBound..<end)
      }
    }
  }

  private static func writtenID(of node: JSONNode) -> String? {
    guard node.kind == .object else { return nil }
    return node.rawMembers.first { $0.name == PostKey.id.rawValue && $0.value.kind == .string }?
      .value.decodedString
  }
}
