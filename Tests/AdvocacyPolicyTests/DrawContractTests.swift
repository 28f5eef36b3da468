import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

/// What rules deal and draw: a label or a salt that keys draws is a contract, since `explain` has to
/// say of a post what was decided when it fell due.
@Suite("The policy's draws are a contract")
struct DrawContractTests {
  @Test("who may repost is dealt by post and network")
  func reposts() {
    let engine = PolicyEngine(configuration: configuration(AutoRepostLimit { $0.accounts = 4 }))
    let review = engine.review(post, on: id("x"), at: post.at, history: history)
    let withheld = review.findings.flatMap { Array($0.employees) }.sorted()
    #expect(withheld == [0, 2, 5, 6, 7, 8, 9, 11])
  }

  @Test("who gets which words is dealt by post and network")
  func words() {
    let uniqueness = TextUniqueness {
      $0.accountsPerText = 2
      $0.includesShares = true
    }
    let engine = PolicyEngine(configuration: configuration(uniqueness))
    let review = engine.review(post, on: id("blog"), at: post.at, history: history)
    let withheld = review.findings.flatMap { Array($0.employees) }.sorted()
    #expect(withheld == [4, 6, 7, 9, 10, 11])
  }

  @Test("a text falls to those who have its language, the narrower language first")
  func wordsByLanguage() {
    let uniqueness = TextUniqueness { $0.includesShares = true }
    var post = post
    post.variants = ["Ven a ver el laboratorio", "Un laboratorio para todos", "Ein Labor für alle"]
    post.variantLanguages = ["es-ES", "es", "de"]
    let languages = ["es", "es-ES", "es-ES", "en", "", "es-MX"]
    var configuration = configuration(uniqueness)
    configuration.roster = languages.enumerated().map {
      Scene.employee("e\($0)", "", team: "a", country: "ES", language: $1)
    }
    let engine = PolicyEngine(configuration: configuration)
    let dealt = engine.texts(of: post, on: id("blog"), at: post.at, history: history) ?? [:]
    let narrow = dealt.filter { $0.value == 1 }.keys
    let wide = dealt.filter { $0.value == 2 }.keys
    #expect(narrow.count == 1 && narrow.allSatisfy([1, 2].contains))
    #expect(wide.count == 1 && wide.allSatisfy([0, 1, 2, 5].contains))
    // Nobody has the third one's language, and what has none is for all who are left.
    #expect(dealt.filter { $0.value == 3 }.isEmpty)
    #expect(dealt.filter { $0.value == 0 }.count == 1)
    #expect(dealt.count == 3)
  }

  @Test("colleagues are grouped by seed, and their turns drawn by post and network")
  func groups() {
    let groups = ColleagueGroups(count: 5, rosterCount: 23, seed: 7)
    let network = Network(id: id("x"), title: "X", actions: [], textLimit: nil)
    let draw = groups.draw(for: post, on: network)
    #expect([draw.layout, draw.shift] == [0, 0])
    #expect(
      (0..<23).map { groups.group(of: $0, for: draw) }
        == [1, 4, 2, 2, 0, 3, 3, 1, 4, 4, 2, 0, 0, 3, 1, 1, 4, 2, 2, 0, 0, 3, 1])
  }

  private let post = Post(
    id: id("lab"), text: "We open our lab", networks: [id("x"), id("blog")],
    at: time("2026-11-20T10:00"), variants: ["Come and see the new lab", "A lab for everybody"])

  private var history: History { History(configuration: configuration(OnceOnly())) }

  private func configuration(_ parameters: any RuleParameters) -> Configuration {
    Configuration(
      company: "Acme", calendar: madrid,
      roster: (10..<22).map {
        Scene.employee("e\($0)", "", team: "a", country: "ES", language: "es")
      },
      policy: Policy(fairPlay: .off, rules: [Rule(id: id("some"), parameters)]))
  }
}
