import AdvocacyModel

/// Text of others as CommonMark shows it, letter for letter.
enum MarkdownText {
  /// Makes a text inert: no markup, no table cell, no link, no line break, no control character.
  ///
  /// Angle brackets and ampersands become entities, so that readers which pass HTML through show
  /// them too; other marks get a backslash, which CommonMark takes off. Bare addresses would
  /// become links in GitHub's dialect, so their colon and the point after `www` get one as well.
  ///
  /// - Complexity: O(length).
  static func escape(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    let scalars = Array(SafeText.escape(text).unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch scalar {
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case ">": result.append(contentsOf: "&gt;".unicodeScalars)
      case "\\", "`", "*", "_", "{", "}", "[", "]", "#", "|", "~", "!", "$", "@":
        result.append(contentsOf: ["\\", scalar])
      case ":" where scalars[(index + 1)...].starts(with: ["/", "/"]):
        result.append(contentsOf: ["\\", scalar])
      case "." where isAfterWorldWideWeb(scalars[..<index]):
        result.append(contentsOf: ["\\", scalar])
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  private static func isAfterWorldWideWeb(_ before: ArraySlice<Unicode.Scalar>) -> Bool {
    before.suffix(3).count == 3 && before.suffix(3).allSatisfy { $0 == "w" || $0 == "W" }
  }
}

extension TextTable {
  /// The table in the pipe form of GitHub's dialect, each line with its line feed.
  ///
  /// - Complexity: O(rows × columns).
  var markdown: String {
    let header = Self.markdownLine(columns.map { MarkdownText.escape($0.header) })
    let rule = Self.markdownLine(columns.map { $0.alignment == .right ? "---:" : ":---" })
    let lines = rows.map { row in
      Self.markdownLine(
        row.cells.map { cell in
          let text = MarkdownText.escape(cell.text)
          return row.isTotal && !text.isEmpty ? "**\(text)**" : text
        })
    }
    return ([header, rule] + lines).joined()
  }

  private static func markdownLine(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |\n"
  }
}
