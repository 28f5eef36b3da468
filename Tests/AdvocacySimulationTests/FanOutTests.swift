import AdvocacyModel
import AdvocacySimulation
import Testing

@Suite("A fan-out without a ledger")
struct FanOutTests {
  private static let rules = [
    #"{"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"}"#,
    #"{"id": "cap", "type": "frequencyCap", "count": 1, "window": "day", "hold": "both"}"#,
    #"{"id": "dead", "type": "expiry", "days": 2}"#,
  ]

  /// Posts at any hour of four days.
  private static func scene(seed: UInt64) throws -> SimulationScene {
    let posts = try (0..<9).map { number in
      let hours = RandomKey(seed).keyed(by: UInt64(number)).bits % 96
      return try SimulationScene.post("p\(number)", at: start + .hours(Int64(hours)))
    }
    return SimulationScene(
      configuration: try SimulationScene.configuration(rules: rules), posts: posts, seed: seed)
  }

  private static let start = SimulationScene.start
  private static let end = start + .days(20)

  /// What an act came to, whatever block it is in.
  private struct Act: Hashable {
    var post: PostID
    var network: NetworkID
    var employee: Int
    var at: Instant
    /// What was done; nil: a rule prevented it.
    var actions: ActionSet?
  }

  private func acts(_ facts: [FanOutFact]) -> Set<Act> {
    Set(
      facts.flatMap { fact -> [Act] in
        guard case .acts(let block) = fact else { return [] }
        let done = block.recorded.flatMap { recorded in
          recorded.acts.map {
            Act(
              post: recorded.post, network: recorded.network, employee: $0.employee, at: $0.at,
              actions: $0.actions)
          }
        }
        return done
          + block.prevented.map {
            Act(post: $0.post, network: $0.network, employee: $0.employee, at: $0.at)
          }
      })
  }

  private func decisions(_ facts: [FanOutFact]) -> [Decision] {
    facts.compactMap { fact in
      if case .decision(let decision, _) = fact { decision } else { nil }
    }
  }

  @Test(
    "a run to one instant and on to another decides as one run",
    arguments: 1...5 as ClosedRange<UInt64>)
  func parts(seed: UInt64) throws {
    let scene = try Self.scene(seed: seed)
    let whole = scene.facts(to: Self.end)
    try #require(acts(whole).contains { $0.actions != nil })
    try #require(acts(whole).contains { $0.actions == nil })
    for minutes in [500, 2_881, 4_000] as [Int64] {
      let parts = scene.facts(to: Self.start + .minutes(minutes), Self.end)
      #expect(decisions(parts) == decisions(whole), "\(minutes) minutes, seed \(seed)")
      #expect(acts(parts) == acts(whole), "\(minutes) minutes, seed \(seed)")
    }
  }

  @Test("facts come in the order of time, and nothing is left at the end")
  func order() throws {
    let scene = try Self.scene(seed: 7)
    var fanOut = scene.fanOut()
    var instants: [Instant] = []
    fanOut.run(to: Self.end) { fact in
      switch fact {
      case .decision(let decision, _): instants.append(decision.at)
      case .skip(let skip, _): instants.append(skip.at)
      case .acts(let block): instants += [block.since, block.until]
      }
    }
    #expect(instants == instants.sorted() && !instants.isEmpty)
    for post in scene.posts {
      #expect(fanOut.waitingCandidates(post.id).isEmpty)
      #expect(fanOut.plannedActs(post.id).instants.isEmpty)
    }
  }

  @Test("a post that is early, over or withdrawn is skipped, and the reason is told")
  func skips() throws {
    let late = try SimulationScene.post("over", at: Self.start - .days(2), life: .days(1))
    let stopped = try SimulationScene.post("stopped", at: Self.start + .hours(9))
    var scene = SimulationScene(
      configuration: try SimulationScene.configuration(),
      posts: [late, stopped, try SimulationScene.post("zero", at: Self.start, life: .seconds(0))])
    scene.statements = [
      PostStatement(.withdrawal, post: stopped.id, role: "", employee: nil, at: Self.start)
    ]
    let reasons = scene.facts(to: Self.end).compactMap { fact in
      if case .skip(let skip, _) = fact { "\(skip.post) \(skip.reason.rawValue)" } else { nil }
    }
    #expect(reasons == ["over beforeStart", "zero expired", "stopped withdrawn"])
  }
}
