import AdvocacyModel
import AdvocacySimulation
import Testing

/// What simulated employees do: a label that keys draws is a contract, since an interrupted batch
/// has to go on with the draws that it would have had.
@Suite("The behaviour's draws are a contract")
struct DrawContractTests {
  @Test("choices are drawn by seed, post, employee and network")
  func choices() throws {
    let calendar = try #require(CompanyCalendar(zoneName: "UTC"))
    let roster = try (0..<8).map { Employee(id: try #require(EmployeeID("e\($0)"))) }
    let configuration = Configuration(
      company: "Acme", calendar: calendar, roster: roster,
      behaviour: Behaviour(participation: .chance(Parameter(0.7))))
    let model = BehaviourModel(configuration: configuration, seed: 9)
    let network = try #require(Network.builtIn.first { $0.id.text == "x" })
    let at = try #require(Instant(rfc3339: "2026-11-20T21:00:00Z"))
    let post = Post(
      id: try #require(PostID("lab")), text: "A lab", networks: [network.id], at: at,
      variants: ["One", "Two"])
    var draws = model.draws(for: post, on: network)
    let choices = roster.indices.map { employee in
      model.choice(of: employee, draws: &draws, askedAt: at, recent: 1).map { choice in
        let actions = choice.actions.actions.map { "\($0)" }.joined(separator: ", ")
        return "\(actions) \(choice.at.rfc3339) \(choice.variant)"
      } ?? "-"
    }
    #expect(
      choices == [
        "like, repost 2026-11-21T08:36:49.463Z 0", "-", "like, repost 2026-11-21T08:08:21.572Z 0",
        "-", "like 2026-11-21T08:04:08.601Z 0", "repost 2026-11-21T08:06:09.578Z 1", "-", "-",
      ])
  }

  @Test("a variant with a language is drawn for those who have it only")
  func languages() throws {
    let calendar = try #require(CompanyCalendar(zoneName: "UTC"))
    let roster = try (0..<60).map { number in
      Employee(
        id: try #require(EmployeeID("e\(number)")), language: ["", "es-MX", "de"][number % 3])
    }
    let configuration = Configuration(
      company: "Acme", calendar: calendar, roster: roster,
      behaviour: Behaviour(participation: .chance(Parameter(1))))
    let model = BehaviourModel(configuration: configuration, seed: 9)
    let network = try #require(Network.builtIn.first { $0.id.text == "x" })
    let at = try #require(Instant(rfc3339: "2026-11-20T21:00:00Z"))
    let post = Post(
      id: try #require(PostID("lab")), text: "A lab", networks: [network.id], at: at,
      variants: ["Uno", "Eins", "Any"], variantLanguages: ["es", "de", nil])
    var draws = model.draws(for: post, on: network)
    var drawn: [String: Set<Int>] = [:]
    for employee in configuration.roster.indices {
      let choice = try #require(
        model.choice(of: employee, draws: &draws, askedAt: at, recent: 0))
      #expect(choice.variant == model.variant(of: employee, draws: draws))
      drawn[configuration.roster[employee].language, default: []].insert(choice.variant)
    }
    #expect(drawn == ["": [0, 3], "es-MX": [0, 1, 3], "de": [0, 2, 3]])
  }
}

@Suite("Whom a topic moves")
struct TopicAffinityTests {
  @Test("a post in other letters is of a topic that employees care about")
  func affinity() throws {
    var configuration = try SimulationScene.configuration(
      employees: 200, behaviour: #"{"participation": 0.2, "topicAffinity": 5}"#)
    func takingPart(_ topic: String) throws -> Int {
      let network = try #require(configuration.networks.first { $0.id.text == "x" })
      let post = Post(
        id: try #require(PostID("p")), text: "News", networks: [network.id],
        at: Instant(seconds: 0), topics: [topic])
      let model = BehaviourModel(configuration: configuration, seed: 1)
      var draws = model.draws(for: post, on: network)
      return configuration.roster.indices.count {
        model.choice(of: $0, draws: &draws, askedAt: post.at, recent: 0) != nil
      }
    }
    #expect(try takingPart("product") == 200)
    #expect(try takingPart("Product ") == 200)
    configuration.semantics = .first
    #expect(try takingPart("Product ") < 100)
  }
}
