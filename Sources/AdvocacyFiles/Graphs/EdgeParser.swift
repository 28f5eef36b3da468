import AdvocacyModel
import StrictJSON

/// Reads the lines of an edge list.
struct EdgeParser: Sendable {
  /// The file as people know it.
  let file: String
  let edges: AudienceFile.Direction
  let weightColumn: Int?

  /// The edges of some lines.
  struct Lines: Sendable {
    var builder = FollowerGraph.Builder()
    /// The number of lines, the last one without its end included.
    var count = 0
  }

  /// The bytes that a line may have.
  static let maximumLineLength = 1 << 16

  /// Reads the lines that begin in a range of some text; the last may go on behind it.
  ///
  /// - Parameters:
  ///   - text: the bytes; lines end with a line feed or with the text.
  ///   - range: where the lines begin.
  ///   - isFirst: whether they are the first of the file, which may have a byte order mark and a
  ///     header.
  /// - Returns: the edges, and the number of lines.
  /// - Throws: a failure at the first line that is no edge, lines counted from the range's.
  /// - Complexity: O(bytes).
  func lines(
    of text: Span<UInt8>, beginningIn range: Range<Int>, isFirst: Bool
  ) throws(Failure) -> Lines {
    var lines = Lines()
    lines.builder.reserveCapacity(range.count / Self.bytesPerEdge)
    var line = LineCursor(file: file, start: range.lowerBound)
    if isFirst { try line.passMarkAndHeader(in: text) }
    while line.start < range.upperBound {
      line.passSeparators(in: text)
      if let byte = line.byte(in: text), byte != ASCII.hash {
        let from = try line.node(in: text)
        let to = try line.node(in: text)
        let weight = try weightColumn.map { column throws(Failure) in
          try line.probability(in: text, column: column)
        }
        switch edges {
        case .followedToFollower: lines.builder.add(from: from, to: to, weight: weight)
        case .followerToFollowed: lines.builder.add(from: to, to: from, weight: weight)
        }
      }
      try line.passLine(in: text)
    }
    lines.count = line.number
    return lines
  }

  /// By which room for edges is made; assumed: two ids of three digits and more, as in most files.
  private static let bytesPerEdge = 12
}

/// A place in a text that is read line by line, field by field; the text comes with each call.
struct LineCursor {
  /// Where the line begins.
  private(set) var start: Int
  /// The number of the line, from 0, among those read.
  private(set) var number = 0
  private var position: Int
  private let file: String

  init(file: String, start: Int) {
    self.file = file
    self.start = start
    position = start
  }

  /// Passes over spaces, tabs, commas and carriage returns.
  @inline(__always)
  mutating func passSeparators(in text: Span<UInt8>) {
    while position < text.count, Self.isSeparator(text[position]) { position += 1 }
  }

  /// The byte here; nil where the line ends.
  @inline(__always)
  func byte(in text: Span<UInt8>) -> UInt8? {
    guard position < text.count, text[position] != ASCII.lineFeed else { return nil }
    return text[position]
  }

  /// Passes over the byte order mark and the header that a table may begin with: a line with a
  /// comma whose first field is no number and no comment.
  mutating func passMarkAndHeader(in text: Span<UInt8>) throws(Failure) {
    let mark = UTF8Text.byteOrderMark
    if text.count >= mark.count, mark.indices.allSatisfy({ text[$0] == mark[$0] }) {
      position = mark.count
    }
    guard let byte = byte(in: text), byte == ASCII.quote || ASCII.isWordByte(byte),
      !ASCII.isDigit(byte)
    else { return }
    var place = position
    while place < text.count, text[place] != ASCII.lineFeed, text[place] != ASCII.comma {
      place += 1
    }
    if place < text.count, text[place] == ASCII.comma { try passLine(in: text) }
  }

  /// Reads a node's number.
  @inline(__always)
  mutating func node(in text: Span<UInt8>) throws(Failure) -> UInt64 {
    passSeparators(in: text)
    let first = position
    var value: UInt64 = 0
    while position < text.count {
      let digit = text[position] &- ASCII.zero
      guard digit <= 9 else { break }
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    // 19 digits can't be too large.
    let isWhole = position == text.count || Self.endsField(text[position])
    guard isWhole, position > first, position - first <= 19 else {
      return try unusualNode(in: text, from: first)
    }
    return value
  }

  /// A number of 20 digits or more, or none at all.
  private mutating func unusualNode(
    in text: Span<UInt8>, from first: Int
  ) throws(Failure) -> UInt64 {
    position = first
    let field = passField(in: text)
    let isNumber = field.utf8.allSatisfy(ASCII.isDigit)
    guard isNumber, let value = UInt64(field) else {
      throw failure(
        at: first, "expected a node number, found \(Self.words(field))",
        hint: "Nodes are whole numbers; lines that are no edges begin with #")
    }
    return value
  }

  /// Reads the probability in a column, from 3, once the two nodes are read.
  mutating func probability(
    in text: Span<UInt8>, column: Int
  ) throws(Failure) -> Double {
    var first = position
    var field = ""
    for _ in 2..<column {
      passSeparators(in: text)
      first = position
      field = passField(in: text)
    }
    guard let weight = Double(field), (0...1).contains(weight) else {
      throw failure(
        at: first,
        "expected a probability from 0 to 1 in column \(column), found \(Self.words(field))")
    }
    return weight
  }

  /// Passes over the rest of the line and its end.
  @inline(__always)
  mutating func passLine(in text: Span<UInt8>) throws(Failure) {
    while position < text.count, text[position] != ASCII.lineFeed { position += 1 }
    guard position - start <= EdgeParser.maximumLineLength else {
      throw failure(
        at: start + EdgeParser.maximumLineLength,
        "expected lines of at most \(EdgeParser.maximumLineLength) bytes, found a longer one")
    }
    position += 1
    start = position
    number += 1
  }

  private mutating func passField(in text: Span<UInt8>) -> String {
    let first = position
    while position < text.count, !Self.endsField(text[position]) { position += 1 }
    let length = min(position - first, EdgeParser.maximumLineLength)
    return String(decoding: (first..<first + length).map { text[$0] }, as: UTF8.self)
  }

  private func failure(at place: Int, _ message: String, hint: String? = nil) -> Failure {
    Failure(
      .badData, at: Place(file: file, line: number + 1, column: place - start + 1), message,
      hint: hint)
  }

  @inline(__always)
  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.comma || byte == ASCII.carriageReturn
  }

  @inline(__always)
  private static func endsField(_ byte: UInt8) -> Bool {
    isSeparator(byte) || byte == ASCII.lineFeed
  }

  private static func words(_ field: String) -> String {
    field.isEmpty ? "the end of the line" : "\"\(SafeText.excerpt(field))\""
  }
}
