/// Words in a row, found by the set of all beginnings that a text may be in (Baeza-Yates, Gonnet:
/// "A New Approach to Text Searching", 1992).
struct WordRow: Sendable {
  /// The words as the rule writes them.
  let written: String
  private let count: Int
  /// By token: the places in the row where it stands, a bit each.
  private let masks: [String: [UInt64]]
  /// The places that follow the one before without anything between.
  private let joined: [UInt64]

  /// Makes a row of the tokens of some words.
  init(_ written: String, _ tokens: [WordToken]) {
    self.written = written
    count = tokens.count
    let none = [UInt64](repeating: 0, count: (tokens.count + 63) / 64)
    var masks: [String: [UInt64]] = [:]
    var joined = none
    for (place, token) in tokens.enumerated() {
      let bit: UInt64 = 1 << UInt64(place % 64)
      masks[token.text, default: none][place / 64] |= bit
      if token.isJoined { joined[place / 64] |= bit }
    }
    self.masks = masks
    self.joined = joined
  }

  /// Tells whether the words occur, whatever stands between them in the text.
  ///
  /// Characters of one word have to stand together in the text as well.
  ///
  /// - Complexity: O(tokens × ⌈row / 64⌉).
  func occurs(in text: [WordToken]) -> Bool {
    guard count > 0, text.count >= count else { return false }
    let last = joined.count - 1
    let complete: UInt64 = 1 << UInt64((count - 1) % 64)
    var begun = [UInt64](repeating: 0, count: joined.count)
    for token in text {
      guard let places = masks[token.text] else {
        for index in begun.indices { begun[index] = 0 }
        continue
      }
      var carry: UInt64 = 1
      for index in begun.indices {
        let overflow = begun[index] >> 63
        var next = begun[index] << 1 | carry
        if !token.isJoined { next &= ~joined[index] }
        begun[index] = next & places[index]
        carry = overflow
      }
      if begun[last] & complete != 0 { return true }
    }
    return false
  }
}
