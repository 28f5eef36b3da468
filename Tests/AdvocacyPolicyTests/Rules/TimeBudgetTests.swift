import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension TimeBudget: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let configuration = candidate.world.configuration
    let minutes =
      candidate.employee.status.minutesPerWeek ?? minutes ?? configuration.behaviour.minutesPerWeek
    guard let most = minutes.map({ $0 * 60 }) else { return nil }
    func seconds(_ post: Post, _ networks: Int) -> Int {
      TimeNeeded.seconds(for: post, networks: networks)
    }
    guard seconds(candidate.post, 1) <= most else { return .deny }
    let week = FrequencyCap.Window.week
    let all =
      candidate.world.past.participations.filter { $0.at <= candidate.at }
      + (candidate.world.moment == .asking ? candidate.world.past.planned : [])
    let known = Set(configuration.networks.map(\.id))
    let own = all.filter {
      $0.employee == candidate.index && known.contains($0.network)
        && week.holds($0.at, candidate.at, candidate.calendar)
    }
    var parts = Dictionary(grouping: own, by: \.post.id)
    var posts = [(candidate.post, 1 + (parts.removeValue(forKey: candidate.post.id)?.count ?? 0))]
    posts += parts.values.compactMap { parts in parts.first.map { ($0.post, parts.count) } }
    guard posts.reduce(0, { $0 + seconds($1.0, $1.1) }) > most else { return nil }
    return candidate.deferred(
      until: candidate.perInstant { week.next(after: candidate.at, candidate.calendar) })
  }

  static let rows = [
    CatalogueRow(
      number: 40, title: "time budget", policy: rule("timeBudget", #""minutes": 2"#),
      outcome: .defer,
      reason: "Ana Ruiz gives 2 min a week, 2 are taken and this post needs 2; "
        + "next week begins Mon 23 Nov 2026 00:00",
      remedy: "the next week begins",
      fires: Situation(took: ["2026-11-20T08:00"]), silent: Situation(took: ["2026-11-15T23:59"]))
  ]
}

@Suite("Time budget")
struct TimeBudgetTests {
  /// Ana in a company whose rule gives some minutes; a post of a few words takes 93 s on a network.
  private func scene(minutes: Int?, own: Int? = nil, taken: [String] = []) -> Scene {
    var scene = Scene(TimeBudget { $0.minutes = minutes })
    scene.configuration.roster[Scene.ana].status.minutesPerWeek = own
    scene.moment = .acting
    for instant in taken {
      var other = scene.post
      other.id = id("other-\(instant.filter(\.isNumber))")
      scene.record(Scene.ana, post: other, at: instant)
    }
    return scene
  }

  @Test("What fits into the week is allowed; what does not waits for Monday")
  func week() {
    let taken = ["2026-11-16T00:00", "2026-11-20T08:00"]
    #expect(scene(minutes: 5, taken: taken).outcome() == .allow)
    let verdict = scene(minutes: 4, taken: taken).verdict()
    #expect(verdict.outcome == .defer)
    #expect(verdict.until == time("2026-11-23T00:00"))
    #expect(scene(minutes: 4, taken: taken).outcome(at: "2026-11-23T00:00") == .allow)
    #expect(scene(minutes: 4, taken: ["2026-11-15T23:59"] + taken.suffix(1)).outcome() == .allow)
  }

  @Test("A person's own minutes take the place of the rule's, and the rule's of the company's")
  func own() {
    let taken = ["2026-11-20T08:00"]
    #expect(scene(minutes: 2, own: 60, taken: taken).outcome() == .allow)
    #expect(scene(minutes: 60, own: 2, taken: taken).outcome() == .defer)
    var scene = scene(minutes: nil, taken: taken)
    #expect(scene.outcome() == .allow)
    scene.configuration.behaviour.minutesPerWeek = 2
    #expect(scene.outcome() == .defer)
  }

  @Test("All of a person's networks count together, and a post is read once for all of them")
  func networks() {
    var scene = scene(minutes: 3)
    scene.record(Scene.ana, post: scene.post, at: "2026-11-20T08:00")
    #expect(scene.outcome(of: Scene.ana, on: "linkedin") == .allow)
    scene.post.text = String(repeating: "word ", count: 200)
    scene.participations[0].post = scene.post
    #expect(scene.outcome(of: Scene.ana, on: "linkedin") == .defer)
    #expect(scene.outcome(of: Scene.ben, on: "linkedin") == .allow)
  }

  @Test("A post that takes more than a whole week's minutes is denied, and says so")
  func tooLong() {
    var scene = scene(minutes: 2)
    scene.post.text = String(repeating: "word ", count: 400)
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason
        == "the post takes 4 min on X, and Ana Ruiz gives 2 min a week")
  }

  @Test("What is planned counts when somebody is asked, and not when they act")
  func planned() {
    var scene = scene(minutes: 2)
    var other = scene.post
    other.id = id("planned")
    scene.plan(Scene.ana, on: "linkedin", post: other, at: "2026-11-21T08:00")
    #expect(scene.outcome() == .allow)
    scene.moment = .asking
    #expect(scene.outcome() == .defer)
  }
}
