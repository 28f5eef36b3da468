/// The SHA-256 (FIPS 180-4) by which a page's policy allows its style sheet.
///
/// Written out, since reports need no system library otherwise.
enum StyleDigest {
  /// The source that allows a sheet: `sha256-` and the digest in Base64.
  ///
  /// - Complexity: O(length).
  static func source(of sheet: String) -> String {
    "sha256-" + base64(digest(of: Array(sheet.utf8)))
  }

  private static func digest(of bytes: [UInt8]) -> [UInt8] {
    let bits = UInt64(bytes.count) * 8
    var padded = bytes + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = primes.prefix(8).map { fraction(of: Double($0).squareRoot()) }
    for start in stride(from: 0, to: padded.count, by: 64) {
      mix(padded[start..<start + 64], into: &state)
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = (0..<16).map { index in
      block.dropFirst(index * 4).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
      let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var round = state
    for index in 0..<64 {
      let (a, e) = (round[0], round[4])
      let choice = e & round[5] ^ ~e & round[6]
      let first =
        round[7] &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice
        &+ constants[index] &+ words[index]
      let majority = a & round[1] ^ a & round[2] ^ round[1] & round[2]
      let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
      round = [first &+ second] + round[0..<3] + [round[3] &+ first] + round[4..<7]
    }
    for index in state.indices { state[index] &+= round[index] }
  }

  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 32 bits of the fractional part: both roots leave 49 bits of a double for it.
  private static func fraction(of root: Double) -> UInt32 {
    UInt32((root - root.rounded(.down)) * 4_294_967_296)
  }

  private static let primes: [Int] = (2...311).filter { number in
    !(2..<number).contains { number.isMultiple(of: $0) }
  }

  private static let constants = primes.map { prime in
    var root = Double(prime).squareRoot()
    // Newton's way to the cube root; it stands still long before.
    for _ in 0..<60 { root -= (root * root * root - Double(prime)) / (3 * root * root) }
    return fraction(of: root)
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0...3 {
        text.append(place <= part.count ? letters[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }
}
