import AdvocacyCore
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
