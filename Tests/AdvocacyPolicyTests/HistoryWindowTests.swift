import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("How far back a policy looks")
struct HistoryWindowTests {
  @Test("What a policy's window leaves out of the past changes no decision")
  func isWideEnough() {
    let types = RuleCatalogue.all
    let looking = types.filter {
      ["frequencyCap", "timeBudget", "cooldown", "onceOnly", "traineeMode"].contains($0.name)
    }
    var left: [String: Int] = [:]
    for number in 0..<400 {
      let type = looking[number % looking.count]
      var scene = RandomScene(seed: UInt64(90_000 + number), largestRoster: 20, with: type)
      scene.leaveOnly(id("first"))
      let configuration = scene.configuration
      let engine = PolicyEngine(configuration: configuration)
      let instant = scene.instant()
      let past = scene.past(upTo: instant)
      for post in scene.posts {
        let window = HistoryWindow(
          of: configuration.policy, calendar: configuration.calendar, from: instant,
          span: .seconds(0), open: [post], past: scene.posts)
        var short = past
        short.participations.removeAll { past in
          past.at < window.since && !window.posts.contains(past.post.id)
        }
        left[type.name, default: 0] += past.participations.count - short.participations.count
        let reviews = [past, short].map { past in
          engine.decide(post, at: instant, history: past.history(configuration))
        }
        guard reviews[0] == reviews[1] else {
          Issue.record("seed \(90_000 + number), \(type.name), \(post.id)")
          return
        }
      }
    }
    // Something was left out, of all but trainee mode, which asks about everything.
    #expect(looking.map { $0.name }.filter { left[$0, default: 0] == 0 } == ["traineeMode"])
  }
}
