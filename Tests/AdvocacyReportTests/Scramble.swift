/// Texts made of what breaks documents, the same for the same seed.
struct Scramble: RandomNumberGenerator {
  private static let pieces = [
    "<", ">", "&", "\"", "'", "|", "\\", "\n", "\r", "\t", "`", "*", "{{", "}}", "{{{style}}}",
    "</td>", "<script>", "]]>", "<!--", "-->", "&#39;", "&lt;", "\u{0}", "\u{1B}[31m", "\u{7F}",
    "\u{9B}2J", "\u{301}", "\u{200D}", "\u{202E}", "\u{2028}", "\u{2066}", "\u{FEFF}",
    "\u{FFFE}", "\u{FFFF}", "\u{1FFFE}", "\u{FE0F}", "é", "東", "א", "👩‍🔬", "a", " ", "=1+1",
  ]
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  // SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// One to twelve pieces.
  mutating func text() -> String {
    let count = Int.random(in: 1...12, using: &self)
    return (0..<count).map { _ in Self.pieces.randomElement(using: &self) ?? "" }.joined()
  }
}
