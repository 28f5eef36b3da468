import AdvocacyCore
import Mustache

/// Text inside elements and attributes of a page, which is XML as well as HTML.
///
/// Escapes scalar by scalar: the template library's own escaping goes by what people see as one
/// character, and so lets a quotation mark pass that a combining mark follows.
struct PageText: MustacheContentType {
  /// The name under which templates ask for it.
  static let name = "PAGE"

  /// Makes a text inert: no markup, and control characters shown as escapes.
  ///
  /// - Complexity: O(length).
  func escapeText(_ text: String) -> String {
    let safe = SafeText.escape(text)
    guard safe.unicodeScalars.contains(where: { Self.replacement($0) != nil }) else { return safe }
    var result = String.UnicodeScalarView()
    for scalar in safe.unicodeScalars {
      if let replacement = Self.replacement(scalar) {
        result.append(contentsOf: replacement.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// A text cut to so many columns, however many marks its letters carry.
  static func cut(_ text: String, to columns: Int) -> String {
    let bounded = text.unicodeScalars.prefix(columns * 3)
    let isWhole = bounded.count == text.unicodeScalars.count
    return DisplayWidth.cut(
      isWhole ? text : String(String.UnicodeScalarView(bounded)) + "…", to: columns)
  }

  /// What stands for a scalar; the last two are no characters in XML.
  private static func replacement(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "&": "&amp;"
    case "<": "&lt;"
    case ">": "&gt;"
    case "\"": "&quot;"
    case "'": "&#39;"
    case "\u{FFFE}": "\\u{FFFE}"
    case "\u{FFFF}": "\\u{FFFF}"
    default: nil
    }
  }
}
