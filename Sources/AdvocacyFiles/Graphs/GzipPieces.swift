import AdvocacyCore
import StrictJSON

/// Expands a gzip file into pieces of whole lines.
struct GzipPieces: ~Copyable {
  /// Some lines of the text.
  struct Piece: Sendable {
    var lines: [UInt8]
    var isFirst: Bool
  }

  private var text: GzipText
  /// The beginning of a line whose end hasn't come yet.
  private var rest: [UInt8] = []
  private var isFirst = true

  init(_ path: String, named name: String, maximumBytes: Int) throws(Failure) {
    text = try GzipText(path, named: name, maximumBytes: maximumBytes)
  }

  /// The next piece, or nil at the end.
  ///
  /// - Throws: as the expansion does.
  mutating func next() throws(Failure) -> Piece? {
    var lines = rest
    rest = []
    while let more = try text.next() {
      lines += more
      // A line as long as that is refused by whoever reads it.
      guard lines.count >= MappedFile.window else { continue }
      if let end = lines.lastIndex(of: ASCII.lineFeed) {
        rest = Array(lines[(end + 1)...])
        lines.removeLast(rest.count)
      }
      break
    }
    defer { isFirst = false }
    return lines.isEmpty ? nil : Piece(lines: lines, isFirst: isFirst)
  }
}
