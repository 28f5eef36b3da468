/// The people met in a block, numbered in the order of their first meeting.
///
/// People of graphs have the first numbers, always; the followers of the roots come next and stay
/// for the block; those whom a world adds are forgotten with it.
struct PersonTable {
  /// The people.
  var people: [Person]
  private var marketNumbers: [Int] = []
  private let graphPeople: Int
  private var followers = NumberTable()
  private var others = NumberTable()
  /// A bit for the word of each follower, to tell quickly that somebody is none.
  private var filter: [UInt64] = [0]

  init(graphWords: [UInt64]) {
    people = graphWords.map { Person(word: $0, weight: 1) }
    graphPeople = graphWords.count
  }

  /// The word of a number in the market.
  @inline(__always)
  static func word(ofNumber number: Int) -> UInt64 {
    Mixing.mix(UInt64(truncatingIfNeeded: number) &+ 0x9E37_79B9_7F4A_7C15)
  }

  /// The number of people.
  var count: Int { people.count }

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
  mutating func follower(_ number: Int, weight: Int) -> UInt32 {
    let word = Self.word(ofNumber: number)
    let new = UInt32(people.count)
    let person = followers.person(number, word: word, new: new)
    if person == new { note(number, word, weight) }
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
    for person in people[graphPeople...] {
      filter[cell(person.word)] |= 1 << (person.word >> 58)
    }
  }

  /// Begins a world: forgets the people whom the last one added.
  mutating func beginWorld() {
    others.clear()
    forget(beyond: followers.count)
  }

  /// The person of a number in the market.
  mutating func person(_ number: Int, weight: Int) -> UInt32 {
    let word = Self.word(ofNumber: number)
    if filter[cell(word)] & (1 << (word >> 58)) != 0,
      let person = followers.person(number, word: word)
    {
      return person
    }
    let new = UInt32(people.count)
    let person = others.person(number, word: word, new: new)
    if person == new { note(number, word, weight) }
    return person
  }

  private func cell(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: word >> 20) & (filter.count - 1)
  }

  private mutating func note(_ number: Int, _ word: UInt64, _ weight: Int) {
    people.append(Person(word: word, weight: UInt16(truncatingIfNeeded: weight)))
    marketNumbers.append(number)
  }

  private mutating func forget(beyond kept: Int) {
    people.removeLast(marketNumbers.count - kept)
    marketNumbers.removeLast(marketNumbers.count - kept)
  }
}

/// A person and what their sightings in the latest pass come to.
struct Person {
  /// A well-mixed word, which depends on who they are and nothing else.
  let word: UInt64
  /// How many people they stand for.
  let weight: UInt16
  /// The sightings so far, up to the most that fatigue knows.
  var sightings: UInt8 = 0
  /// Whether they passed it on.
  var hasShared = false
  /// The pass that the rest speaks of.
  var epoch: UInt32 = 0
}
