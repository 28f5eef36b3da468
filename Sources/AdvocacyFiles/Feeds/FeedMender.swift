import StrictJSON

/// Makes XML of what feeds hold where XML should be, before libxml2 reads it.
///
/// libxml2 recovers by leaving out: `&utm=2` becomes `=2`, any end tag closes whichever element is
/// open, and what follows a document is lost. So what feeds are known to get wrong is mended here,
/// with every line break kept, so that what follows stays on its line.
struct FeedMender {
  let source: [UInt8]
  var output: [UInt8] = []
  /// What was mended.
  var faults = FeedFaults()
  /// The elements that are open.
  var open: [OpenElement] = []
  /// The names and texts of the entities that the document defines itself.
  var entities: [String: [UInt8]] = [:]
  /// How many bytes entities of the document's own may still become.
  var entityBudget = 1 << 20
  /// Whether a feed has begun.
  private(set) var hasFeed = false
  /// The name of the first element that begins no feed, and where it stands.
  var foreign: (name: String, offset: Int)?
  /// Whether the feed has been closed, so that what follows is no part of it.
  var isPastEnd = false
  /// How many items have begun.
  var items = 0
  /// Whether the text ended inside an item.
  private(set) var isCutInItem = false

  /// How many elements of each name are open.
  var openCounts: [String: Int] = [:]
  /// Where each text that was looked for was found last, so that no stretch is searched twice.
  private var found: [String: (from: Int, at: Int?)] = [:]

  /// An element that is open.
  struct OpenElement {
    /// The name in small letters, by which end tags find it.
    var key: String
    /// The name as it was written.
    var name: ArraySlice<UInt8>
    /// Whether it stands in the output; what is nested too deep doesn't.
    var isWritten: Bool
  }

  /// Nobody nests deeper; libxml2 takes memory for each.
  static let maximumDepth = 250

  private init(_ source: [UInt8]) { self.source = source }

  /// Mends a text in UTF-8.
  ///
  /// - Complexity: O(bytes).
  static func mend(_ source: [UInt8]) -> FeedMender {
    var mender = FeedMender(source)
    mender.output.reserveCapacity(source.count + source.count / 16)
    mender.run()
    return mender
  }

  /// Whether a feed has begun and not ended.
  var isInside: Bool { !open.isEmpty && !isPastEnd }

  private mutating func run() {
    var position = 0
    while position < source.count {
      let byte = source[position]
      switch byte {
      case UInt8(ascii: "<"): position = markup(at: position)
      case UInt8(ascii: "&") where isInside: position = reference(at: position, upTo: source.count)
      default: position = text(from: position)
      }
    }
    hasFeed = !open.isEmpty
    if hasFeed, !isPastEnd {
      faults.note(.cutOff, at: source.count)
      isCutInItem = open.contains { Self.isItem($0.key) }
    }
    close(downTo: 0)
  }

  /// Writes text up to the next markup, without the characters that XML doesn't have.
  private mutating func text(from start: Int) -> Int {
    var position = start
    var copied = start
    while position < source.count {
      let byte = source[position]
      if byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") && isInside { break }
      if !isInside {
        if byte == ASCII.lineFeed {
          output.append(byte)
        } else if byte > ASCII.space {
          faults.note(isPastEnd ? .textAfter : .textBefore, at: position)
        }
      } else if byte < ASCII.space && byte != ASCII.tab && byte != ASCII.lineFeed
        && byte != ASCII.carriageReturn || isNoncharacter(at: position)
      {
        output += source[copied..<position]
        faults.note(.control, at: position)
        if byte >= 0x80 { position += 2 }
        copied = position + 1
      } else if byte == UInt8(ascii: ">"), position >= 2, source[position - 1] == ASCII.rightBracket
      {
        output += source[copied..<position]
        output += "&gt;".utf8
        copied = position + 1
      }
      position += 1
    }
    if isInside, copied < position { output += source[copied..<position] }
    return position
  }

  /// Whether U+FFFE or U+FFFF stands at a place.
  func isNoncharacter(at place: Int) -> Bool {
    source[place] == 0xEF && place + 2 < source.count && source[place + 1] == 0xBF
      && source[place + 2] >= 0xBE
  }

  private mutating func markup(at start: Int) -> Int {
    if starts("<!--", at: start) { return comment(at: start) }
    if starts("<![CDATA[", at: start) { return section(at: start) }
    if starts("<?", at: start) { return skip(from: start, to: end(of: "?>", from: start + 2)) }
    if starts("<!", at: start) { return declaration(at: start) }
    if starts("</", at: start) { return endTag(at: start) }
    return startTag(at: start)
  }

  private mutating func comment(at start: Int) -> Int {
    if let end = search("-->", from: start + 4) { return skip(from: start, to: end + 3) }
    faults.note(.unclosedComment, at: start)
    return skip(from: start, to: end(of: ">", from: start + 4))
  }

  /// A CDATA section: text as it is.
  private mutating func section(at start: Int) -> Int {
    let inner = start + 9
    let finish = search("]]>", from: inner)
    // One that was never closed would swallow the next one, behind the end tag of its element.
    if let name = open.last?.name, let endTag = find("</" + Self.string(name), from: inner),
      endTag < finish ?? .max,
      search("<![CDATA[", from: inner) ?? .max < finish ?? .max
        || finish == nil, endTag < search("<![CDATA[", from: inner) ?? .max
    {
      faults.note(.unclosedSection, at: start)
      writeSection(inner..<endTag)
      return endTag
    }
    if finish == nil { faults.note(.unclosedSection, at: start) }
    writeSection(inner..<(finish ?? source.count))
    return finish.map { $0 + 3 } ?? source.count
  }

  private mutating func writeSection(_ range: Range<Int>) {
    guard isInside else {
      _ = skip(from: range.lowerBound, to: range.upperBound)
      return
    }
    output += "<![CDATA[".utf8
    var copied = range.lowerBound
    for position in range {
      let byte = source[position]
      guard byte < ASCII.space || byte == 0xEF else { continue }
      let isSpace =
        byte == ASCII.tab || byte == ASCII.lineFeed || byte == ASCII.carriageReturn
      guard !isSpace, byte < ASCII.space || isNoncharacter(at: position) else { continue }
      guard position >= copied else { continue }
      output += source[copied..<position]
      faults.note(.control, at: position)
      copied = min(range.upperBound, position + (byte < ASCII.space ? 1 : 3))
    }
    output += source[copied..<range.upperBound]
    output += "]]>".utf8
  }

  /// Leaves out a piece, all but its line breaks.
  mutating func skip(from start: Int, to end: Int) -> Int {
    for position in start..<end where source[position] == ASCII.lineFeed {
      output.append(ASCII.lineFeed)
    }
    return end
  }

  /// Closes elements until so many are open; those are told as a fault by the caller.
  mutating func close(downTo depth: Int) {
    while open.count > depth {
      let element = open.removeLast()
      openCounts[element.key, default: 1] -= 1
      guard element.isWritten else { continue }
      output += "</".utf8
      output += element.name
      output.append(UInt8(ascii: ">"))
    }
  }

  // MARK: Looking ahead

  func starts(_ text: String, at start: Int) -> Bool {
    source[start...].starts(with: text.utf8)
  }

  /// Where a text next stands.
  func find(_ text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var position = start
    while position + wanted.count <= source.count,
      let found = source[position...].firstIndex(of: wanted[0])
    {
      if source[found...].starts(with: wanted) { return found }
      position = found + 1
    }
    return nil
  }

  /// Where a text next stands, in time that all searches for it share.
  private mutating func search(_ text: String, from start: Int) -> Int? {
    if let known = found[text], known.from <= start, (known.at ?? .max) >= start { return known.at }
    let place = find(text, from: start)
    found[text] = (start, place)
    return place
  }

  /// The offset behind the next closer, or the end of the text.
  func end(of closer: String, from start: Int) -> Int {
    find(closer, from: min(start, source.count)).map { $0 + closer.utf8.count } ?? source.count
  }

  static func string(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a name in small letters is an item's, whatever its prefix.
  static func isItem(_ key: String) -> Bool {
    key == "item" || key == "entry" || key.hasSuffix(":item") || key.hasSuffix(":entry")
  }
}

/// What was wrong with the XML of a feed and was mended: how often, and where first.
struct FeedFaults {
  /// A kind of fault.
  enum Kind: String {
    case ampersand = "an & that begins no entity"
    case entity = "an unknown entity, kept as it is written"
    case number = "a reference to no character"
    case control = "a control character, left out"
    case lessThan = "a < that begins no tag"
    case attribute = "an attribute that is not of the form name=\"value\""
    case strayEnd = "an end tag without a start tag"
    case unclosed = "an element that is not closed"
    case unclosedComment = "a comment that is not closed"
    case unclosedSection = "a CDATA section that is not closed"
    case textBefore = "text before the feed"
    case textAfter = "text after the feed"
    case secondFeed = "a second feed after the end, read as well"
    case cutOff = "the feed ends too early"
    case depth = "elements nested more than 250 deep"
  }

  private(set) var count = 0
  private(set) var first: (kind: Kind, offset: Int)?
  private var last: (kind: Kind, offset: Int)?

  /// Counts a fault; text in one piece counts once.
  mutating func note(_ kind: Kind, at offset: Int) {
    if kind == .textBefore || kind == .textAfter, last?.kind == kind {
      last = (kind, offset)
      return
    }
    count += 1
    if first == nil { first = (kind, offset) }
    last = (kind, offset)
  }
}
