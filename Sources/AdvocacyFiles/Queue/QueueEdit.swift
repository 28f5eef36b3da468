package import AdvocacyModel
import StrictJSON

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
