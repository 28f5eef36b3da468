/// The people met in a block, numbered in the order of their first meeting.
///
/// People of graphs have the first numbers, always; the followers of the roots come next and stay
/// for the block; those whom a world adds are forgotten with it.
struct PersonTable {
  /// A well-mixed word for each person, which depends on who they are and nothing else.
  private(set) var words: [UInt64]
  private var marketNumbers: [Int] = []
  private let graphPeople: Int
  private var followers = NumberTable()
  private var others = NumberTable()
  /// A bit for the word of each follower, to tell quickly that somebody is none.
  private var filter: [UInt64] = [0]

  init(graphWords: [UInt64]) {
    words = graphWords
    graphPeople = graphWords.count
  }

  /// The word of a number in the market.
  @inline(__always)
  static func word(ofNumber number: Int) -> UInt64 {
    Mixing.mix(UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// The number of people.
  var count: Int { words.count }

  /// The market's number of a person, or nil of a person of a graph.
  func marketNumber(of person: UInt32) -> Int? {
    let index = Int(person) - graphPeople
    return index >= 0 ? marketNumbers[index] : nil
  }

  /// Begins a block: forgets the people of the market.
  mutating func beginBlock() {
    followers.clear()
    forget(beyond: 0)
  }

  /// The person of a number in the market who follows a root.
  mutating func follower(_ number: Int) -> UInt32 {
    let word = Self.word(ofNumber: number)
    let new = UInt32(words.count)
    let person = followers.person(number, word: word, new: new)
    if person == new { note(number, word) }
    return person
  }

  /// Ends the listing of followers.
  ///
  /// - Complexity: O(followers).
  mutating func endFollowers() {
    var size = 1
    while size * 4 < followers.count { size *= 2 }
    filter.removeAll(keepingCapacity: true)
    filter.append(contentsOf: repeatElement(0, count: size))
    for word in words[graphPeople...] { filter[cell(word)] |= 1 << (word >> 58) }
  }

  /// Begins a world: forgets the people whom the last one added.
  mutating func beginWorld() {
    others.clear()
    forget(beyond: followers.count)
  }

  /// The person of a number in the market.
  mutating func person(_ number: Int) -> UInt32 {
    let word = Self.word(ofNumber: number)
    if filter[cell(word)] & (1 << (word >> 58)) != 0,
      let person = followers.person(number, word: word)
    {
      return person
    }
    let new = UInt32(words.count)
    let person = others.person(number, word: word, new: new)
    if person == new { note(number, word) }
    return person
  }

  private func cell(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: word >> 20) & (filter.count - 1)
  }

  private mutating func note(_ number: Int, _ word: UInt64) {
    words.append(word)
    marketNumbers.append(number)
  }

  private mutating func forget(beyond kept: Int) {
    words.removeLast(marketNumbers.count - kept)
    marketNumbers.removeLast(marketNumbers.count - kept)
  }
}
