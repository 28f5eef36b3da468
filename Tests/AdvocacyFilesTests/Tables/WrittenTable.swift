import AdvocacyModel
import Foundation

/// A table written as one of the many programs that write tables does.
struct WrittenTable: CustomStringConvertible {
  enum Encoding: CaseIterable {
    case utf8, utf8WithMark, utf16Little, utf16Big, utf16Bare, windows1252

    func bytes(_ text: String) -> [UInt8]? {
      switch self {
      case .utf8: Array(text.utf8)
      case .utf8WithMark: [0xEF, 0xBB, 0xBF] + text.utf8
      case .utf16Little: [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .utf16Big: [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      case .utf16Bare: text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      case .windows1252: text.data(using: .windowsCP1252).map { Array($0) }
      }
    }
  }

  enum Quoting: CaseIterable {
    case always, whereNeeded
  }

  var encoding: Encoding
  var separator: Character
  var quoting: Quoting
  var lineEnd: String
  var namesSeparator: Bool
  var titleLines: Int
  var emptyColumns: Int
  var emptyRows: Int

  var description: String {
    "\(encoding) \(separator.debugDescription) \(quoting) \(lineEnd.debugDescription) "
      + "\(namesSeparator) \(titleLines) \(emptyColumns) \(emptyRows)"
  }

  /// One of each by a seed.
  init(using random: inout SeededGenerator) {
    encoding = Encoding.allCases.randomElement(using: &random) ?? .utf8
    separator = [",", ";", "\t", "|"].randomElement(using: &random) ?? ","
    quoting = Quoting.allCases.randomElement(using: &random) ?? .always
    lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    namesSeparator = Bool.random(using: &random)
    titleLines = Int.random(in: 0...2, using: &random)
    emptyColumns = Int.random(in: 0...2, using: &random)
    emptyRows = Int.random(in: 0...2, using: &random)
  }

  /// The bytes of a table, or nil where the encoding hasn't all its characters.
  func bytes(_ header: [String], _ rows: [[String]]) -> [UInt8]? {
    let width = header.count + emptyColumns
    func record(_ fields: [String]) -> String {
      let all = fields + [String](repeating: "", count: width - fields.count)
      return all.map(field).joined(separator: String(separator)) + lineEnd
    }
    var text = namesSeparator ? "sep=\(separator)\(lineEnd)" : ""
    for number in 0..<titleLines { text += field("Title, number \(number)") + lineEnd }
    text += record(header)
    for row in rows { text += record(row) }
    for _ in 0..<emptyRows { text += record([]) }
    return encoding.bytes(text)
  }

  private func field(_ text: String) -> String {
    let special: [Character] = [",", ";", "\t", "|", "\"", "\n", "\r\n", "\r", " ", "\u{A0}"]
    guard quoting == .always || text.contains(where: special.contains) else { return text }
    return "\"\(text.replacing("\"", with: "\"\""))\""
  }
}
