import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import AdvocacySimulation
import Testing

/// A company in memory, as its configuration would be read, and fan-outs of its posts.
struct SimulationScene {
  let configuration: Configuration
  let posts: [Post]
  var seed: UInt64 = 1
  /// What people said of the posts.
  var statements: [PostStatement] = []

  /// The start of the ledger that is not there.
  static let start = Instant(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z

  /// Employees on X and LinkedIn in Madrid, all of whom consented and care about products.
  static func configuration(
    employees: Int = 12, rules: [String] = [], behaviour: String = #"{"participation": 0.6}"#
  ) throws -> Configuration {
    let people = (0..<employees).map { number in
      """
      {"id": "e\(number.padded(3))", "topics": ["product"], "consent": {"from": "2026-01-01"},
       "accounts": {"x": {"followers": 100}, "linkedin": {"followers": 200}}}
      """
    }
    let text = """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "employees": [\(people.joined(separator: ",\n"))],
       "policy": {"rules": [\(rules.joined(separator: ",\n"))]}, "behaviour": \(behaviour)}
      """
    return try ConfigurationFile.decode(Array(text.utf8))
  }

  /// A post of the networks that everybody is on.
  static func post(_ id: String, at instant: Instant, life: Instant.Span = .days(3)) throws -> Post
  {
    Post(
      id: try #require(PostID(id)), text: "Text of \(id)",
      networks: try ["x", "linkedin"].map { try #require(NetworkID($0)) }, at: instant,
      expires: instant + life)
  }

  /// A fan-out at its beginning.
  func fanOut() -> FanOut {
    FanOut(
      configuration: configuration, engine: PolicyEngine(configuration: configuration),
      behaviour: BehaviourModel(configuration: configuration, seed: seed),
      history: History(configuration: configuration),
      state: FanOutState(
        start: Self.start, watermark: Self.start, newPosts: posts, statements: statements))
  }

  /// What a fan-out hands over that runs to each of some instants.
  func facts(to instants: Instant...) -> [FanOutFact] {
    var fanOut = fanOut()
    var facts: [FanOutFact] = []
    for instant in instants { fanOut.run(to: instant) { facts.append($0) } }
    return facts
  }
}
