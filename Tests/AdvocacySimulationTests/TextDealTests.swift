import AdvocacyModel
import AdvocacySimulation
import Testing

@Suite("Texts dealt out to colleagues")
struct TextDealTests {
  private static let languages = [nil, "es", "es-ES", "en", "en-GB"]
  private static let people = ["es", "es-ES", "es-MX", "en", "en-GB", "fr", ""]
  private let labels = LabelComparison(.current)

  private func post(_ languages: [String?]) throws -> Post {
    Post(
      id: try #require(PostID("p")), text: "Own", networks: [], at: Instant(milliseconds: 0),
      variants: languages.indices.map { "Variant \($0)" }, variantLanguages: languages)
  }

  @Test("Nobody gets a text that a colleague has while one is free that they may say")
  func distinct() throws {
    for seed in 0..<400 as Range<UInt64> {
      var dice = SeededGenerator(seed: seed)
      let languages = (0..<Int.random(in: 0...6, using: &dice)).map { _ in
        Self.languages.randomElement(using: &dice) ?? nil
      }
      let post = try post(languages)
      let people = (0..<Int.random(in: 1...12, using: &dice)).compactMap { _ in
        Self.people.randomElement(using: &dice)
      }
      var deal = TextDeal(post, by: labels)
      let suitable = people.map { post.texts(for: $0, by: labels) }
      let dealt = suitable.map { deal.deal(among: $0) }
      for (own, text) in zip(suitable, dealt) { #expect(own.contains(text), "seed \(seed)") }
      // As many different texts go out as any way of dealing them could bring out.
      #expect(Set(dealt).count == most(suitable), "seed \(seed): \(people) of \(languages)")
    }
  }

  @Test("Once all are out, each is said as often as the others, give or take one")
  func even() throws {
    let post = try post([nil, nil, nil])
    var deal = TextDeal(post, by: labels)
    let dealt = (0..<1001).map { _ in deal.deal(among: [0, 1, 2, 3]) }
    let counts = (0...3).map { text in dealt.count { $0 == text } }
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
    #expect(dealt.prefix(4) == [1, 2, 3, 0])
  }

  @Test("A text that somebody has already counts")
  func noted() throws {
    var deal = TextDeal(try post([nil, nil]), by: labels)
    deal.note(1)
    deal.note(9)
    #expect((0..<2).map { _ in deal.deal(among: [0, 1, 2]) } == [2, 1])
    #expect(deal.deal(among: []) == 0)
  }

  /// The greatest number of people who can have different texts: by augmenting paths (Kuhn).
  private func most(_ suitable: [[Int]]) -> Int {
    var owners: [Int: Int] = [:]
    func augment(_ person: Int, _ seen: inout Set<Int>) -> Bool {
      for text in suitable[person] where seen.insert(text).inserted {
        let owner = owners[text]
        if owner.map({ augment($0, &seen) }) ?? true {
          owners[text] = person
          return true
        }
      }
      return false
    }
    return suitable.indices.count { person in
      var seen: Set<Int> = []
      return augment(person, &seen)
    }
  }
}
