package import AdvocacyCore
import StrictJSON

/// Reads posts from files that other programs wrote.
package enum PostImport {
  /// Reads the posts of a file: JSON (a list, or an object with one), NDJSON, CSV, RSS or Atom.
  ///
  /// The form is told by the first character, NDJSON by the name's end. A post without an id of its
  /// own gets one made of what the source says, the same at each import.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - mapping: Which field of the file holds which field of a post.
  ///   - defaults: What holds for posts that don't say it themselves.
  ///   - configuration: The company's networks and clock.
  /// - Returns: The posts, and the items that make none, each with place and reason.
  /// - Throws: a failure with cause `badData` where the file as a whole can't be read, or `usage`
  ///   where it has no such field as is mapped.
  /// - Complexity: O(bytes).
  package static func posts(
    _ bytes: [UInt8], file: String, mapping: ImportMapping, defaults: ImportDefaults,
    configuration: Configuration
  ) throws(Failure) -> ImportedItems {
    let items = try items(bytes, file: file, mapping)
    let assembler = PostAssembler(
      defaults: defaults, configuration: configuration, isMapped: !mapping.isEmpty)
    var result = ImportedItems()
    var lines: [PostID: Int] = [:]
    for item in items {
      do throws(ValidationError) {
        let post = try assembler.post(item)
        let line = item.place.line ?? 0
        if let earlier = lines.updateValue(line, forKey: post.id) {
          lines[post.id] = earlier
          throw ValidationError(
            "the same id \"\(post.id)\" as the item at line \(earlier)",
            hint: "Where they differ, name the field that tells them apart by --map id=NAME")
        }
        result.posts.append(.init(post: post, place: item.place))
      } catch {
        let reason = error.hint.map { "\(error.message). \($0)" } ?? error.message
        result.skipped.append(.init(place: item.place, reason: reason))
      }
    }
    return result
  }

  private static func items(
    _ bytes: [UInt8], file: String, _ mapping: ImportMapping
  ) throws(Failure) -> [ImportItem] {
    let spaces = [ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn]
    let start = bytes.starts(with: UTF8Text.byteOrderMark) ? 3 : 0
    let first = bytes[start...].first { !spaces.contains($0) }
    if file.hasSuffix(".ndjson") || file.hasSuffix(".jsonl") {
      return try JSONItems(mapping: mapping).lines(bytes, file: file)
    }
    switch first {
    case UInt8(ascii: "<"): return try feed(bytes, file: file, mapping)
    case ASCII.leftBracket, ASCII.leftBrace:
      return try JSONItems(mapping: mapping).document(bytes, file: file)
    default: return try table(bytes, file: file, mapping)
    }
  }

  private static func feed(
    _ bytes: [UInt8], file: String, _ mapping: ImportMapping
  ) throws(Failure) -> [ImportItem] {
    let fields = ["title", "link", "guid", "id", "published", "pubDate", "category", "categories"]
    try mapping.refuseUnknown(among: fields, of: "a feed's item")
    let standard: [PostKey: String] = [
      .id: "guid", .text: "title", .link: "link", .at: "published", .topics: "category",
    ]
    return try FeedReader.items(bytes, file: file).map { source in
      var item = ImportItem(place: Place(file: file, line: source.line))
      for key in PostKey.allCases {
        guard let name = mapping.names[key] ?? standard[key] else { continue }
        switch name {
        case "title": item.values[key] = [source.title]
        case "link": item.values[key] = source.link.map { [$0] }
        case "guid", "id": item.values[key] = [source.id]
        case "category", "categories": item.values[key] = source.categories
        default:
          item.values[key] = source.writtenDate.isEmpty ? nil : [source.writtenDate]
          if key == .at { item.published = source.published }
        }
      }
      return item
    }
  }

  private static func table(
    _ bytes: [UInt8], file: String, _ mapping: ImportMapping
  ) throws(Failure) -> [ImportItem] {
    let table = try TableFile.read(bytes, file: file)
    try mapping.refuseUnknown(among: table.header, of: "the table")
    if mapping.isEmpty {
      let known = PostKey.allCases.map(\.rawValue)
      for heading in table.header where !known.contains(heading) {
        throw Failure(
          .badData, at: Place(file: file, line: 1, path: heading), "unknown column",
          hint: NearMiss.hint(heading, among: known)
            ?? "Say what it holds, for example --map text=\(heading)")
      }
    }
    let columns = PostKey.allCases.compactMap { key in
      table.column(mapping.name(of: key)).map { (key: key, index: $0) }
    }
    return table.rows.map { row in
      var item = ImportItem(place: table.place(of: row))
      for column in columns {
        let field = row.fields[column.index]
        let parts =
          column.key.isList && column.key != .variants
          ? field.split(separator: ";").map(String.init) : [field]
        item.values[column.key] = parts
      }
      return item
    }
  }
}

extension ImportMapping {
  /// Refuses names that the file doesn't have.
  ///
  /// - Throws: a failure with cause `usage` and the nearest name that it has.
  func refuseUnknown(among known: [String], of what: String) throws(Failure) {
    for key in PostKey.allCases {
      guard let name = names[key], !known.contains(name) else { continue }
      throw Failure(
        .usage,
        "--map: \(what) has no field \"\(SafeText.excerpt(name))\"; it has: "
          + known.prefix(20).joined(separator: ", "),
        hint: NearMiss.hint(name, among: known))
    }
  }
}
