import AdvocacyModel
import StrictJSON

/// Makes plain text of the titles and texts of feeds.
enum PlainText {
  /// How a text is written.
  enum Markup {
    /// As text, says the feed; many write HTML all the same.
    case plain
    /// As HTML.
    case html
  }

  /// The text without markup, its references resolved, its white space folded.
  ///
  /// Only elements that HTML has are markup: `Vec<T>` stays. In a text that is plain by its feed's
  /// word they are markup where one of them is closed, so that `the <video> element` stays as well.
  /// A no-break space stays one.
  ///
  /// - Complexity: O(characters).
  static func of(_ text: String, _ markup: Markup) -> String {
    let hasMarks = text.utf8.contains { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }
    guard hasMarks else { return folded(text) }
    var text = text
    if markup == .html || hasClosedElement(text) { text = stripped(text) }
    text = CharacterReference.decoded(text)
    // Escaped twice, as many do with titles.
    if markup == .plain, hasClosedElement(text) { text = stripped(text) }
    return folded(CharacterReference.decoded(text))
  }

  /// The text with its white space, as HTML knows it, folded.
  static func folded(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if byte <= ASCII.space {
        if output.last != ASCII.space, !output.isEmpty { output.append(ASCII.space) }
      } else {
        output.append(byte)
      }
    }
    return String(String(decoding: output, as: UTF8.self).trimmed(where: \.isWhitespace))
  }

  /// Whether some element of HTML is closed in a text, or can have no end.
  private static func hasClosedElement(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    var position = 0
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      if let tag = Tag(bytes, at: start), tag.isEnd || Self.empty.contains(tag.name) { return true }
      position = start + 1
    }
    return false
  }

  /// The text without tags, comments, scripts and styles.
  private static func stripped(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    var position = 0
    var hidden: String?
    var lastEnds: [String: Int] = [:]
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        if hidden == nil { output.append(bytes[position]) }
        position += 1
        continue
      }
      if bytes[position...].starts(with: "<!--".utf8) {
        position = commentEnd(bytes, from: position)
      } else if let tag = Tag(bytes, at: position) {
        if let name = hidden {
          if tag.isEnd, tag.name == name { hidden = nil }
        } else if !tag.isEnd, Self.hidden.contains(tag.name) {
          // One that is never closed hides nothing.
          let last = lastEnds[tag.name] ?? lastEnd(of: tag.name, in: bytes)
          lastEnds[tag.name] = last
          if last > position { hidden = tag.name }
        } else if !Self.inline.contains(tag.name) {
          output.append(ASCII.space)
        }
        position = tag.end
      } else {
        if hidden == nil { output.append(bytes[position]) }
        position += 1
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Where an element is closed last; -1: nowhere.
  private static func lastEnd(of name: String, in bytes: [UInt8]) -> Int {
    let starts = bytes.indices.reversed().lazy.filter { bytes[$0] == UInt8(ascii: "<") }
    return starts.first { Tag(bytes, at: $0).map { $0.isEnd && $0.name == name } ?? false } ?? -1
  }

  private static func commentEnd(_ bytes: [UInt8], from start: Int) -> Int {
    var position = start + 4
    while position + 2 < bytes.count {
      if bytes[position...].starts(with: "-->".utf8) { return position + 3 }
      position += 1
    }
    return bytes.count
  }

  /// A tag of an element that HTML has.
  private struct Tag {
    var name: String
    var isEnd: Bool
    var end: Int

    init?(_ bytes: [UInt8], at start: Int) {
      var position = start + 1
      let isEnd = position < bytes.count && bytes[position] == UInt8(ascii: "/")
      if isEnd { position += 1 }
      let first = position
      while position < bytes.count, position - first < 12, ASCII.isWordByte(bytes[position]) {
        position += 1
      }
      guard position > first, position < bytes.count,
        bytes[position] <= ASCII.space || bytes[position] == UInt8(ascii: ">")
          || bytes[position] == UInt8(ascii: "/")
      else { return nil }
      let name = String(decoding: bytes[first..<position], as: UTF8.self).lowercased()
      guard PlainText.known.contains(name) else { return nil }
      let head = position
      var quote: UInt8?
      while position < bytes.count, quote != nil || bytes[position] != UInt8(ascii: ">") {
        let byte = bytes[position]
        if byte == quote {
          quote = nil
        } else if quote == nil, byte == ASCII.quote || byte == UInt8(ascii: "'"),
          bytes[position - 1] == UInt8(ascii: "=")
        {
          quote = byte
        } else if quote == nil, byte == UInt8(ascii: "<") {
          break
        }
        position += 1
      }
      // A quote that is never closed is none.
      if quote != nil {
        position = head
        while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
      }
      self.name = name
      self.isEnd = isEnd
      end = position < bytes.count && bytes[position] == UInt8(ascii: ">") ? position + 1 : position
    }
  }

  /// Elements whose text is not for readers.
  private static let hidden: Set<String> = ["script", "style", "template", "noscript", "iframe"]
  /// Elements that have no end.
  private static let empty: Set<String> = ["br", "img", "hr", "wbr"]
  /// Elements that don't part words.
  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "img",
  ]
  private static let known: Set<String> = inline.union(hidden).union([
    "address", "article", "aside", "audio", "blockquote", "body", "br", "button", "caption",
    "center", "col", "colgroup", "dd", "details", "dir", "div", "dl", "dt", "embed", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "input", "legend", "li", "link", "main", "meta", "nav", "object", "ol", "option",
    "p", "param", "picture", "pre", "section", "select", "source", "summary", "svg", "table",
    "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "track", "ul", "video",
  ])
}
