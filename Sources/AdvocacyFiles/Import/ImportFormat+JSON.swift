import AdvocacyModel
import StrictJSON

extension ImportFormat {
  /// One JSON document: a list of items, or an object with one; our own queue among them.
  package static let json = ImportFormat(
    titles: ["our JSON", "JSON Feed", "other JSON"], extensions: [],
    sniff: { $0 == ASCII.leftBracket || $0 == ASCII.leftBrace }, fields: .inFile,
    reading: { file throws(Failure) in
      let root = try JSONDocument.parse(bytes: file.bytes, file: file.name)
      // By a mapping a feed is read as any other list, under the names of its own.
      guard !file.mapping.isEmpty || !JSONFeed.isFeed(root) else {
        return read(try JSONFeed.feed(root, wantsTexts: false), file: file)
      }
      return Reading(items: try JSONItems(mapping: file.mapping).items(of: root))
    },
    fuzzSeeds: [
      #"[{"id": "a", "text": "A", "networks": ["x"], "at": "2026-11-20", "tags": "a"}]"#,
      ##"{"posts": [{"text": "B", "hashtags": "#One two", "variants": ["b"], "prize": 1}]}"##,
      #"{"version": "https://jsonfeed.org/version/1.1", "home_page_url": "https://a.example/","#
        + #""items": [{"id": 1, "url": "/1", "content_html": "<p>A &amp; b", "tags": ["a"],"#
        + #""date_published": "2026-11-20T10:00:00Z"}]}"#,
    ])

  /// One JSON document a line.
  package static let ndjson = ImportFormat(
    titles: [], extensions: ["ndjson", "jsonl"], sniff: { _ in false }, fields: .inFile,
    read: { file throws(Failure) in
      try JSONItems(mapping: file.mapping).lines(file.bytes, file: file.name)
    },
    fuzzSeeds: [
      #"{"text": "A", "expires": "2026-12-01 10:00"}"# + "\n"
        + #"{"text": "B", "variants": [{"text": "b", "language": "es_mx"}]}"# + "\n"
    ])
}

/// Reads the items of JSON that other programs wrote.
private struct JSONItems {
  let mapping: ImportMapping

  /// The items of one document: a list, or an object with a list.
  func items(of root: JSONNode) throws(Failure) -> [ImportItem] {
    let elements = try list(in: root).elements(atMost: PostLimits.queuePosts, "posts")
    try refuseUnknownNames(elements)
    return elements.map(item)
  }

  /// The items of one document a line; a line that is none is an item with an error.
  func lines(_ bytes: [UInt8], file: String) throws(Failure) -> [ImportItem] {
    let lines = try JSONLines.parse(bytes: bytes, file: file)
    try refuseUnknownNames(lines.compactMap { try? $0.document.get() })
    return lines.map { line in
      switch line.document {
      case .success(let node): return item(node)
      case .failure(let failure):
        var item = ImportItem(place: failure.place ?? Place(file: file, line: line.number))
        item.error = ValidationError(failure.message, hint: failure.hint)
        return item
      }
    }
  }

  /// The list that a document is or holds: under `posts`, else the only one.
  private func list(in root: JSONNode) throws(Failure) -> JSONNode {
    guard root.kind == .object else { return root.named("items") }
    let lists = try root.members().filter { $0.value.kind == .array }
    if let posts = lists.first(where: { $0.name == "posts" }) { return posts.value }
    guard lists.count == 1, let only = lists.first else {
      throw root.failure(
        "expected an object with one list of items, found \(lists.count) lists in it",
        hint: "Leave only the list of posts in the file")
    }
    return only.value
  }

  /// Refuses a mapping to names that no item has.
  private func refuseUnknownNames(_ elements: [JSONNode]) throws(Failure) {
    guard !mapping.isEmpty, !elements.isEmpty else { return }
    var names: [String] = []
    var seen: Set<String> = []
    for element in elements {
      for member in (try? element.members()) ?? [] where seen.insert(member.name).inserted {
        names.append(member.name)
      }
    }
    try mapping.refuseUnknown(among: names, of: "the file")
  }

  private func item(_ node: JSONNode) -> ImportItem {
    var item = ImportItem(place: node.place)
    do throws(Failure) {
      let members = try node.members()
      if mapping.isEmpty { try refuseUnknownKeys(members) }
      for key in PostKey.allCases {
        let name = mapping.name(of: key)
        guard let member = members.first(where: { $0.name == name }) else { continue }
        guard key == .variants, member.value.kind == .array else {
          item.values[key] = try texts(of: member.value)
          continue
        }
        let variants = try member.value.mapElements { node throws(Failure) in
          let written = try node.variant()
          return (text: try written.text.text(), language: try written.language?.text())
        }
        item.values[key] = variants.map(\.text)
        item.variantLanguages = variants.map(\.language)
      }
    } catch {
      item.error = ValidationError(error.message, hint: error.hint)
    }
    return item
  }

  private func refuseUnknownKeys(_ members: [JSONMember]) throws(Failure) {
    let known = PostKey.allCases.map(\.rawValue)
    for member in members where !known.contains(member.name) && member.name != "$schema" {
      throw member.key.failure(
        "unknown key \"\(SafeText.excerpt(member.name))\"",
        hint: NearMiss.hint(member.name, among: known)
          ?? "Say which fields hold what, for example --map text=title,link=url")
    }
  }

  /// The texts of a value: of a list its elements, of a number its digits, of null none.
  private func texts(of node: JSONNode) throws(Failure) -> [String]? {
    switch node.kind {
    case .null: nil
    case .number: [node.literal]
    case .string: [try node.text()]
    case .array: try node.texts()
    case .object, .bool: throw node.mismatch("a text or a list of texts at \"\(node.path)\"")
    }
  }
}
