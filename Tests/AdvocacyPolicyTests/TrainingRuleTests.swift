import AdvocacyCore
import AdvocacyPolicy
import Testing

@Suite("Training required")
struct TrainingRuleTests {
  private func scene(completed: [String], graceDays: Int = 0) -> Scene {
    var scene = Scene(.trainingRequired(course: id("basics"), graceDays: graceDays))
    scene.configuration.roster[0].trainings = completed.map {
      Training(course: id("basics"), completed: time($0))
    }
    return scene
  }

  @Test("Who never completed the course is denied and told to finish it")
  func never() {
    let verdict = scene(completed: []).verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason == "Ana Ruiz has not completed “Social media basics”")
    #expect(verdict.wouldChange == "finish course “Social media basics”")
  }

  @Test("A training counts from its completion until its days are over")
  func valid() {
    let scene = scene(completed: ["2025-11-21"])
    #expect(scene.outcome(at: "2026-11-20T23:59") == .allow)
    let lapsed = scene.verdict(at: "2026-11-21T00:00")
    #expect(lapsed.outcome == .deny)
    #expect(
      lapsed.findings.first?.reason
        == "Ana Ruiz's training “Social media basics” lapsed on 2026-11-21")
  }

  @Test("A training completed later than the event doesn't count yet")
  func future() {
    let scene = scene(completed: ["2026-11-20T12:00"])
    #expect(scene.outcome(at: "2026-11-20T11:59") == .deny)
    #expect(scene.outcome(at: "2026-11-20T12:00") == .allow)
  }

  @Test("Days of grace allow, and the rule says so")
  func grace() {
    let scene = scene(completed: ["2025-11-18"], graceDays: 7)
    let inside = scene.verdict(at: "2026-11-20T10:00")
    #expect(inside.outcome == .allow)
    #expect(inside.findings.map(\.outcome) == [.allow])
    #expect(inside.findings.first?.reason.hasSuffix("days of grace until 2026-11-25") == true)
    #expect(scene.outcome(at: "2026-11-24T23:59") == .allow)
    #expect(scene.outcome(at: "2026-11-25T00:00") == .deny)
  }

  @Test("The latest of several completions counts, also where they overlap")
  func repeated() {
    let scene = scene(completed: ["2025-11-18", "2024-01-01", "2026-11-01"])
    #expect(scene.outcome(at: "2026-11-20T10:00") == .allow)
    #expect(scene.verdict().findings.isEmpty)
  }

  @Test("A course without an end never lapses; one that isn't configured neither")
  func forEver() {
    var scene = scene(completed: ["2016-01-01"])
    scene.configuration.courses[0].validDays = nil
    #expect(scene.outcome() == .allow)
    scene.configuration.courses = []
    #expect(scene.outcome() == .allow)
    #expect(scene.outcome(of: Scene.ben) == .deny)
  }

  @Test("Another course is no training in this one")
  func otherCourse() {
    var scene = scene(completed: [])
    scene.configuration.roster[0].trainings = [
      Training(course: id("advanced"), completed: time("2026-11-01"))
    ]
    #expect(scene.outcome() == .deny)
  }
}
