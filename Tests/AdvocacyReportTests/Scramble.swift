import AdvocacyModel
import AdvocacyTestSupport

/// Texts made of what breaks documents, the same for the same seed.
struct Scramble: RandomNumberGenerator {
  private static let pieces = [
    "<", ">", "&", "\"", "'", "|", "\\", "\n", "\r", "\t", "`", "*", "{{", "}}", "{{{style}}}",
    "</td>", "<script>", "]]>", "<!--", "-->", "&#39;", "&lt;", "\u{0}", "\u{1B}[31m", "\u{7F}",
    "\u{9B}2J", "\u{301}", "\u{200D}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}",
    "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{FE0F}", "é", "東", "א", "👩‍🔬", "a", " ", "=1+1",
  ]
  private var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { random.next() }

  /// One to twelve pieces.
  mutating func text() -> String {
    let count = Int.random(in: 1...12, using: &self)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
