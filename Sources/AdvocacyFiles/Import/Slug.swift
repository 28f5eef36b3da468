package import AdvocacyModel
import Foundation
import StrictJSON

/// Makes the id of an imported post from what the source says of it, always the same one.
package enum Slug {
  /// The longest id made, in bytes; long enough for a headline.
  private static let longest = 100

  /// The id of an item: its day, where it has one, and the words of its name.
  ///
  /// The name is the first that has letters of: the item's own id, the end of its link, its text.
  /// The day is the company's, as people read the date of the item. A name that has to be
  /// cut gets a number made of the whole, so that two long names stay apart.
  ///
  /// - Returns: nil where nothing of the item has a letter or digit of ASCII.
  package static func id(
    written: String?, link: String?, text: String, at: Instant?, calendar: CompanyCalendar
  ) -> PostID? {
    let names = [written.map(lastPart), link.map(lastPart), text].compactMap { $0 }
    guard let name = names.first(where: { !Self.hyphenated($0).isEmpty }) else { return nil }
    let words = hyphenated(name)
    let day = at.map { String(calendar.format($0).prefix(10)) }
    let whole = day.map { words.hasPrefix($0) ? words : "\($0)-\(words)" } ?? words
    guard whole.utf8.count > longest else { return PostID(whole) }
    let number = RandomKey(0).keyed(by: name).bits
    return PostID("\(whole.prefix(longest - 17))-\(String(number, radix: 16))")
  }

  /// What names a thing in a link: the last part of its path with its query; a host names nothing.
  private static func lastPart(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let parts = text[scheme.upperBound...].prefix { $0 != "#" }.split(separator: "/").dropFirst()
    return parts.last.map(String.init) ?? ""
  }

  /// The words of a text in small letters of ASCII, joined by hyphens; dots stay inside a word.
  ///
  /// Letters lose their accents, apostrophes go, and whatever else isn't ASCII parts words.
  private static func hyphenated(_ text: String) -> String {
    var words: [UInt8] = []
    for scalar in text.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9", ".", "_": words.append(UInt8(ascii: scalar))
      case "'", "\u{2019}", "\u{300}"..."\u{36F}": continue
      default: if words.last != ASCII.minus { words.append(ASCII.minus) }
      }
    }
    let edges = [ASCII.minus, ASCII.point, UInt8(ascii: "_")]
    return String(decoding: words.trimmed(where: edges.contains), as: UTF8.self)
  }
}
