import StrictJSON

/// Tags, references and the document type.
extension FeedMender {
  /// The names with which a feed begins.
  private static let roots: Set<Substring> = ["rss", "feed", "rdf", "channel"]
  /// Elements that hold text only, and so end where another field of the item begins.
  private static let leaves: Set<String> = [
    "title", "link", "guid", "pubdate", "id", "updated", "published", "category", "comments",
  ]
  private static let fields: Set<String> = leaves.union([
    "description", "summary", "content", "content:encoded", "author", "enclosure", "dc:date",
  ])
  /// The most attributes of a tag that are read; libxml2 compares each with each.
  private static let maximumAttributes = 64

  mutating func startTag(at start: Int) -> Int {
    let isOutside = !isInside
    guard let tag = tag(at: start) else {
      if isOutside {
        faults.note(isPastEnd ? .textAfter : .textBefore, at: start)
      } else {
        faults.note(.lessThan, at: start)
        output += "&lt;".utf8
      }
      return start + 1
    }
    let key = Self.string(source[tag.name]).lowercased()
    guard !isOutside || opensFeed(key, at: start) else {
      if !isPastEnd, foreign == nil { foreign = (key, start) }
      faults.note(isPastEnd ? .textAfter : .textBefore, at: start)
      // What a page's scripts hold is no feed, whatever it looks like.
      let closer = key == "script" || key == "style" ? find("</\(key)", from: tag.end) : nil
      return skip(from: start, to: closer ?? tag.end)
    }
    closeUnclosed(before: key, at: start)
    for fault in tag.faults { faults.note(.attribute, at: fault) }
    write(tag, key: key)
    return tag.end
  }

  mutating func endTag(at start: Int) -> Int {
    var end = start + 2
    while end < source.count, isNameByte(source[end]) { end += 1 }
    guard end > start + 2, let bracket = source[end...].firstIndex(of: UInt8(ascii: ">"))
    else {
      if isInside {
        faults.note(.lessThan, at: start)
        output += "&lt;".utf8
      }
      return start + 1
    }
    // A `<` before the `>` begins the next tag.
    let next = source[end..<bracket].firstIndex(of: UInt8(ascii: "<")) ?? bracket + 1
    guard isInside else {
      if foreign == nil || isPastEnd {
        faults.note(isPastEnd ? .textAfter : .textBefore, at: start)
      }
      return skip(from: start, to: next)
    }
    let key = Self.string(source[(start + 2)..<end]).lowercased()
    guard openCounts[key, default: 0] > 0,
      let depth = open.lastIndex(where: { $0.key == key })
    else {
      faults.note(.strayEnd, at: start)
      return skip(from: start, to: next)
    }
    if depth < open.count - 1 { faults.note(.unclosed, at: start) }
    if depth == 0 {
      close(downTo: 1)
      isPastEnd = true
    } else {
      close(downTo: depth)
    }
    return skip(from: start, to: next)
  }

  /// Whether a tag outside of the feed begins one, or goes on with one that was closed too early.
  private mutating func opensFeed(_ key: String, at start: Int) -> Bool {
    let local = key.split(separator: ":").last ?? ""
    guard Self.roots.contains(local) || Self.isItem(key), foreign?.name != "html" || local != "item"
    else { return false }
    guard isPastEnd else {
      return Self.roots.contains(local) || foreign == nil
    }
    isPastEnd = false
    faults.note(.secondFeed, at: start)
    return true
  }

  /// Closes what should have been closed before an element begins.
  private mutating func closeUnclosed(before key: String, at start: Int) {
    if Self.isItem(key) {
      items += 1
      // Far from the feed's own elements: what is between was not closed.
      if open.count > 20, openCounts[key, default: 0] == 0 {
        let place = open.lastIndex {
          Self.roots.contains($0.key.split(separator: ":").last ?? "")
        }
        faults.note(.unclosed, at: start)
        close(downTo: (place ?? 0) + 1)
      }
    }
    if Self.isItem(key), openCounts[key, default: 0] > 0,
      let depth = open.lastIndex(where: { $0.key == key })
    {
      faults.note(.unclosed, at: start)
      close(downTo: depth)
    } else if let top = open.last, Self.leaves.contains(top.key), Self.fields.contains(key),
      open.count > 1, Self.isItem(open[open.count - 2].key)
    {
      faults.note(.unclosed, at: start)
      close(downTo: open.count - 1)
    }
  }

  private mutating func write(_ tag: Tag, key: String) {
    let isWritten = open.count < Self.maximumDepth
    if !isWritten { faults.note(.depth, at: tag.start) }
    if !tag.isEmpty {
      open.append(OpenElement(key: key, name: source[tag.name], isWritten: isWritten))
      openCounts[key, default: 0] += 1
    }
    guard isWritten else {
      _ = skip(from: tag.start, to: tag.end)
      return
    }
    output.append(UInt8(ascii: "<"))
    output += source[tag.name]
    for attribute in tag.attributes {
      output.append(ASCII.space)
      output += source[attribute.name]
      output += "=\"".utf8
      var position = attribute.value.lowerBound
      while position < attribute.value.upperBound {
        position = value(at: position, upTo: attribute.value.upperBound)
      }
      output.append(ASCII.quote)
    }
    if tag.breaks > 0 { output += [UInt8](repeating: ASCII.lineFeed, count: tag.breaks) }
    output += (tag.isEmpty ? "/>" : ">").utf8
  }

  /// Writes what stands at a place of an attribute's value.
  private mutating func value(at position: Int, upTo end: Int) -> Int {
    let byte = source[position]
    switch byte {
    case UInt8(ascii: "&"): return reference(at: position, upTo: end)
    case UInt8(ascii: "<"): output += "&lt;".utf8
    case ASCII.quote: output += "&quot;".utf8
    // The line breaks of a tag stand at its end.
    case ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn: output.append(ASCII.space)
    case 0..<ASCII.space: faults.note(.control, at: position)
    case 0xEF where isNoncharacter(at: position):
      faults.note(.control, at: position)
      return min(end, position + 3)
    default: output.append(byte)
    }
    return position + 1
  }

  /// Writes what a reference stands for, or the sign itself where it begins none.
  mutating func reference(at start: Int, upTo end: Int) -> Int {
    guard let found = CharacterReference.read(source, at: start, upTo: end) else {
      faults.note(.ampersand, at: start)
      output += "&amp;".utf8
      return start + 1
    }
    switch found.kind {
    case .text(let text):
      // What has a meaning in XML, and what would move lines, stays a reference.
      let isSpecial = text.utf8.count == 1 && "&<>\"'\t\n\r".contains(text)
      output += isSpecial ? Array(source[start..<found.end]) : Array(text.utf8)
    case .noCharacter: faults.note(.number, at: start)
    case .unknown(let name):
      guard let text = entities[name], text.count <= entityBudget else {
        faults.note(.entity, at: start)
        output += "&amp;".utf8
        return start + 1
      }
      entityBudget -= text.count
      output += text
    }
    return found.end
  }

  /// Passes over a document type, and keeps the plain entities that it defines.
  mutating func declaration(at start: Int) -> Int {
    let close = end(of: ">", from: start)
    guard source[start..<close].contains(ASCII.leftBracket), entities.isEmpty, open.isEmpty,
      let finish = find("]", from: start)
    else { return skip(from: start, to: close) }
    var position = start
    while let next = find("<!ENTITY", from: position), next < finish {
      position = end(of: ">", from: next)
      let parts = Self.string(source[next..<position]).split(
        maxSplits: 2, whereSeparator: \.isWhitespace)
      guard parts.count == 3, let quote = parts[2].first, quote == "\"" || quote == "'",
        let last = parts[2].dropFirst().firstIndex(of: quote)
      else { continue }
      let text = parts[2][parts[2].index(after: parts[2].startIndex)..<last]
      // References in it would have to be resolved, and might make it grow.
      guard !text.contains("<"), !text.contains("%"), text.utf8.count <= 1000 else { continue }
      let plain = CharacterReference.decoded(String(text))
      guard !plain.contains("<") else { continue }
      let safe = plain.replacing("&", with: "&amp;").replacing("\"", with: "&quot;")
      entities[String(parts[1])] = Array(safe.utf8)
    }
    return skip(from: start, to: end(of: ">", from: finish))
  }

  // MARK: Reading a tag

  /// The parts of a start tag, as ranges of the source.
  private struct Tag {
    var start: Int
    var name: Range<Int>
    var attributes: [(name: Range<Int>, value: Range<Int>)] = []
    var isEmpty = false
    var breaks = 0
    var end = 0
    /// Where attributes are not as they should be.
    var faults: [Int] = []
  }

  /// The start tag at a place, or nil where the `<` begins none.
  private func tag(at start: Int) -> Tag? {
    var position = start + 1
    guard position < source.count, isNameStart(source[position]) else { return nil }
    while position < source.count, isNameByte(source[position]) { position += 1 }
    var tag = Tag(start: start, name: (start + 1)..<position)
    while position < source.count {
      switch source[position] {
      case UInt8(ascii: ">"):
        tag.isEmpty = source[position - 1] == UInt8(ascii: "/")
        tag.end = position + 1
        tag.breaks = source[start..<tag.end].count { $0 == ASCII.lineFeed }
        return tag
      case UInt8(ascii: "<"): return nil
      case let byte where isNameStart(byte): position = attribute(at: position, of: &tag)
      default: position += 1
      }
    }
    return nil
  }

  /// Reads an attribute, whose value may lack its quotes or be missing.
  private func attribute(at start: Int, of tag: inout Tag) -> Int {
    var position = start
    while position < source.count, isNameByte(source[position]) { position += 1 }
    let name = start..<position
    var next = spaces(from: position)
    guard next < source.count, source[next] == UInt8(ascii: "=") else {
      tag.faults.append(start)
      return position
    }
    next = spaces(from: next + 1)
    guard next < source.count else { return next }
    let quote = source[next]
    let value: Range<Int>
    if quote == ASCII.quote || quote == UInt8(ascii: "'") {
      var end = next + 1
      while end < source.count, source[end] != quote, !beginsTag(end) { end += 1 }
      if end < source.count, source[end] == quote {
        value = (next + 1)..<end
        position = end + 1
      } else {
        // A quote that is missing: the value ends with the tag.
        tag.faults.append(start)
        end = source[next...].firstIndex(of: UInt8(ascii: ">")) ?? source.count
        let isEmpty = end > next + 1 && source[end - 1] == UInt8(ascii: "/")
        value = (next + 1)..<(isEmpty ? end - 1 : max(next + 1, end))
        position = value.upperBound
      }
    } else {
      tag.faults.append(start)
      var end = next
      while end < source.count, source[end] > ASCII.space, source[end] != UInt8(ascii: ">"),
        source[end] != UInt8(ascii: "<")
      {
        end += 1
      }
      let isEmpty =
        end > next && end < source.count && source[end] == UInt8(ascii: ">")
        && source[end - 1] == UInt8(ascii: "/")
      value = next..<(isEmpty ? end - 1 : end)
      position = value.upperBound
    }
    let isKnown = tag.attributes.contains { source[$0.name].elementsEqual(source[name]) }
    if isKnown || tag.attributes.count >= Self.maximumAttributes {
      tag.faults.append(start)
    } else {
      tag.attributes.append((name, value))
    }
    return position
  }

  private func spaces(from start: Int) -> Int {
    var position = start
    while position < source.count, source[position] <= ASCII.space { position += 1 }
    return position
  }

  private func beginsTag(_ place: Int) -> Bool {
    guard source[place] == UInt8(ascii: "<"), place + 1 < source.count else { return false }
    let next = source[place + 1]
    return isNameStart(next) || next == UInt8(ascii: "/") || next == UInt8(ascii: "!")
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_")
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    ASCII.isWordByte(byte) || byte == ASCII.minus || byte == ASCII.point || byte == ASCII.colon
  }
}
