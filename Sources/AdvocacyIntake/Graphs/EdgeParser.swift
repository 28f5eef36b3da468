import AdvocacyCore

/// Reads the lines of an edge list into a graph.
struct EdgeParser {
  /// The graph so far.
  private(set) var builder = FollowerGraph.Builder()

  private let file: String
  private let edges: AudienceFile.Direction
  private let weightColumn: Int?
  private let maximumEdges: Int
  private var line = 1
  /// The beginning of a line whose end hasn't come yet.
  private var pending: [UInt8] = []

  private static let maximumLineLength = 1 << 16

  init(file: String, edges: AudienceFile.Direction, weightColumn: Int?, maximumEdges: Int) {
    self.file = file
    self.edges = edges
    self.weightColumn = weightColumn
    self.maximumEdges = maximumEdges
  }

  /// Reads a piece of the text; lines may go on in the next.
  ///
  /// - Throws: a failure at the line and column of what is no edge.
  /// - Complexity: O(bytes).
  mutating func read(_ piece: [UInt8]) throws(Failure) {
    var start = 0
    while let end = Self.lineEnd(in: piece, from: start) {
      if pending.isEmpty {
        try readLine(piece, start..<end)
      } else {
        let whole = pending + piece[start..<end]
        pending = []
        try readLine(whole, whole.indices)
      }
      line += 1
      start = end + 1
    }
    pending += piece[start...]
    guard pending.count <= Self.maximumLineLength else {
      throw failure(
        at: Self.maximumLineLength,
        "expected lines of at most \(Self.maximumLineLength) bytes, found a longer one")
    }
  }

  /// Reads the last line, which may have no line break.
  mutating func finish() throws(Failure) {
    let last = pending
    pending = []
    try readLine(last, last.indices)
    guard builder.edgeCount > 0 else {
      throw Failure(
        .badData, at: Place(file: file), "expected edges, found none",
        hint: "Write an edge a line: two node numbers")
    }
  }

  private mutating func readLine(_ bytes: [UInt8], _ range: Range<Int>) throws(Failure) {
    var position = range.lowerBound
    if line == 1, bytes[range].starts(with: UTF8Text.byteOrderMark) { position += 3 }
    Self.passSeparators(bytes, &position, range.upperBound)
    guard position < range.upperBound, bytes[position] != ASCII.hash else { return }
    let from = try node(bytes, &position, range)
    let to = try node(bytes, &position, range)
    let weight = try weightColumn.map { column throws(Failure) in
      try probability(bytes, &position, range, column: column)
    }
    switch edges {
    case .followedToFollower: builder.add(from: from, to: to, weight: weight)
    case .followerToFollowed: builder.add(from: to, to: from, weight: weight)
    }
    guard builder.edgeCount <= maximumEdges else {
      throw failure(at: 0, "expected at most \(maximumEdges) edges, found more")
    }
  }

  private func node(
    _ bytes: [UInt8], _ position: inout Int, _ range: Range<Int>
  ) throws(Failure) -> UInt64 {
    Self.passSeparators(bytes, &position, range.upperBound)
    let start = position
    var value: UInt64 = 0
    var isNumber = position < range.upperBound
    while position < range.upperBound, !Self.isSeparator(bytes[position]) {
      let digit = bytes[position] &- ASCII.zero
      let (product, tooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, tooLargeStill) = product.addingReportingOverflow(UInt64(digit))
      if digit > 9 || tooLarge || tooLargeStill { isNumber = false }
      value = sum
      position += 1
    }
    guard isNumber else {
      throw failure(
        at: start - range.lowerBound,
        "expected a node number, found \(Self.words(bytes, start..<position))",
        hint: "Nodes are whole numbers; lines that are no edges begin with #")
    }
    return value
  }

  private func probability(
    _ bytes: [UInt8], _ position: inout Int, _ range: Range<Int>, column: Int
  ) throws(Failure) -> Double {
    var start = position
    for _ in 2..<column {
      Self.passSeparators(bytes, &position, range.upperBound)
      start = position
      while position < range.upperBound, !Self.isSeparator(bytes[position]) { position += 1 }
    }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let weight = Double(text), (0...1).contains(weight) else {
      throw failure(
        at: start - range.lowerBound,
        "expected a probability from 0 to 1 in column \(column), "
          + "found \(Self.words(bytes, start..<position))")
    }
    return weight
  }

  private func failure(at offset: Int, _ message: String, hint: String? = nil) -> Failure {
    Failure(
      .badData, at: Place(file: file, line: line, column: offset + 1), message, hint: hint)
  }

  private static func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position < bytes.count {
      if bytes[position] == ASCII.lineFeed { return position }
      position += 1
    }
    return nil
  }

  private static func passSeparators(_ bytes: [UInt8], _ position: inout Int, _ end: Int) {
    while position < end, isSeparator(bytes[position]) { position += 1 }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.tab || byte == ASCII.comma || byte == ASCII.carriageReturn
  }

  private static func words(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    guard !range.isEmpty else { return "the end of the line" }
    return "\"\(Excerpt.of(String(decoding: bytes[range], as: UTF8.self)))\""
  }
}
