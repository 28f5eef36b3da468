import AdvocacyModel
import StrictJSON

/// Reads an edge list, plain or gzip, on several threads.
struct GraphReader: Sendable {
  let path: String
  let parser: EdgeParser
  let limits: GraphLimits
  let threads: Int

  /// The lines of the pieces of a file.
  private typealias Lines = Parallel.Results<EdgeParser.Lines, Failure>

  /// The graph of the file; the number of threads makes no difference.
  ///
  /// - Throws: a failure at the line and column of the first line that is no edge; as reading does.
  func graph() throws(Failure) -> FollowerGraph {
    let read = try isGzip() ? expanded() : mapped()
    let lines = read.outputs
    if var failure = read.fault {
      // The lines of a piece are counted from its own beginning.
      if let line = failure.place?.line {
        failure.place?.line = line + lines.reduce(0) { $0 + $1.count }
      }
      throw failure
    }
    let edges = lines.reduce(0) { $0 + $1.builder.edgeCount }
    guard edges > 0 else {
      throw Failure(
        .badData, at: Place(file: parser.file), "expected edges, found none",
        hint: "Write an edge a line: two node numbers")
    }
    guard edges <= limits.maximumEdges else {
      throw Failure(
        .badData, at: Place(file: parser.file),
        "expected at most \(limits.maximumEdges) edges, found \(edges)",
        hint: GraphLimits.hint)
    }
    return FollowerGraph.Builder.build(lines.map(\.builder))
  }

  /// Whether the file begins as gzip files do.
  private func isGzip() throws(Failure) -> Bool {
    let file = try MappedFile(path, named: parser.file)
    guard file.size >= 2 else { return false }
    return try file.withElements(of: UInt8.self, at: 0, count: 2) { bytes in
      bytes[0] == 0x1F && bytes[1] == 0x8B
    }
  }

  /// Reads a plain file; a piece is the lines that begin in a window of it.
  private func mapped() throws(Failure) -> Lines {
    let file = try MappedFile(path, named: parser.file)
    let size = file.size
    guard size <= limits.maximumBytes else {
      throw GraphLimits.tooLarge(parser.file, limit: limits.maximumBytes)
    }
    return Parallel.map(0..<size, by: MappedFile.window, threads: threads) {
      window throws(Failure) in
      // The byte before tells whether a line begins; the last line may go on behind.
      let first = max(0, window.lowerBound - 1)
      let last = min(window.upperBound + EdgeParser.maximumLineLength + 1, size)
      return try file.withElements(of: UInt8.self, at: first, count: last - first) {
        text throws(Failure) in
        let end = window.upperBound - first
        let begin = first == window.lowerBound ? 0 : Self.lineStart(in: text, before: end)
        return try parser.lines(of: text, beginningIn: begin..<end, isFirst: first == 0)
      }
    }
  }

  /// Reads a gzip file; it is expanded in its order, while others read the lines.
  private func expanded() throws(Failure) -> Lines {
    var pieces = try GzipPieces(path, named: parser.file, maximumBytes: limits.maximumBytes)
    return Parallel.map(
      threads: threads, next: { () throws(Failure) in try pieces.next() }
    ) { piece throws(Failure) in
      let text = piece.lines.span
      return try parser.lines(of: text, beginningIn: 0..<text.count, isFirst: piece.isFirst)
    }
  }

  /// Where the first line begins that begins behind the first byte, or the end.
  private static func lineStart(in text: Span<UInt8>, before end: Int) -> Int {
    var place = 0
    while place < end, text[place] != ASCII.lineFeed { place += 1 }
    return min(place + 1, end)
  }
}
