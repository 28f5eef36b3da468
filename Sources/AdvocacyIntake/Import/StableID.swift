package import AdvocacyCore
import Foundation

/// Makes the id of an imported post from what the source says of it, always the same one.
package enum StableID {
  /// The longest id made, in bytes; long enough for a headline.
  private static let longest = 100

  /// The id of an item: its day, where it has one, and the words of its name.
  ///
  /// The name is the first that has letters of: the item's own id, the end of its link, its text.
  /// The day is that of UTC, so that it doesn't hang on the company's zone. A name that has to be
  /// cut gets a number made of the whole, so that two long names stay apart.
  ///
  /// - Returns: nil where nothing of the item has a letter or digit of ASCII.
  package static func make(written: String?, link: String?, text: String, at: Instant?) -> PostID? {
    let names = [written.map(lastPart), link.map(lastPart), text].compactMap { $0 }
    guard let name = names.first(where: { !slug($0).isEmpty }) else { return nil }
    let words = slug(name)
    let day = at.map { String($0.rfc3339.prefix(10)) }
    let whole = day.map { words.hasPrefix($0) ? words : "\($0)-\(words)" } ?? words
    guard whole.utf8.count > longest else { return PostID(whole) }
    let number = RandomKey(0).keyed(by: name).bits
    return PostID("\(whole.prefix(longest - 17))-\(String(number, radix: 16))")
  }

  /// What names a thing in a link: the last part of its path with its query, else the host.
  private static func lastPart(_ text: String) -> String {
    guard let scheme = text.firstRange(of: "://") else { return text }
    let rest = text[scheme.upperBound...].prefix { $0 != "#" }
    return rest.split(separator: "/").last.map(String.init) ?? text
  }

  /// The words of a text in lower-case ASCII, joined by hyphens; dots stay inside a word.
  private static func slug(_ text: String) -> String {
    var words: [UInt8] = []
    for byte in text.lowercased().utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        words.append(byte)
      case UInt8(ascii: "'"): continue
      case UInt8(ascii: "."), UInt8(ascii: "_"): words.append(byte)
      default: if words.last != UInt8(ascii: "-") { words.append(UInt8(ascii: "-")) }
      }
    }
    let edges = [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")]
    let isEdge: (UInt8) -> Bool = { edges.contains($0) }
    let trimmed = words.drop(while: isEdge).reversed().drop(while: isEdge).reversed()
    return String(decoding: trimmed, as: UTF8.self)
  }
}
