import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension TrainingRequired: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let calendar = candidate.calendar
    let found = candidate.world.configuration.courses.first { $0.id == course }
    let days = [found?.validDays, maximumAgeDays].compactMap { $0 }.min()
    var isInGrace = false
    for training in candidate.employee.trainings where counts(training, at: candidate.at) {
      guard let days else { return nil }
      let lapse = calendar.adding(days: days, to: training.completed)
      if candidate.at < lapse { return nil }
      if candidate.at < calendar.adding(days: graceDays, to: lapse) { isInGrace = true }
    }
    return isInGrace ? .allow : .deny
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  private func counts(_ training: Training, at instant: Instant) -> Bool {
    guard training.course == course, training.completed <= instant else { return false }
    if let minimumScore, training.score.map({ $0 < minimumScore }) ?? true { return false }
    if let minimumLevel, training.level.map({ $0 < minimumLevel }) ?? true { return false }
    return true
  }

  static let rows = [
    CatalogueRow(
      number: 1, title: "training required",
      policy: rule("trainingRequired", #""course": "basics", "minimumScore": 80"#),
      outcome: .deny, reason: "without a score of 80", remedy: "finish course",
      fires: Situation(ana: trained(score: 60)), silent: Situation(ana: trained(score: 90)),
      satisfied: "Ana Ruiz completed “basics” on 1 Nov 2026, valid until 1 Nov 2027"),
    CatalogueRow(
      number: 1, title: "training too old",
      policy: rule("trainingRequired", #""course": "advanced", "maximumAgeDays": 30"#),
      outcome: .deny, reason: "lapsed on 1 Nov 2026", remedy: "finish course",
      fires: Situation(ana: #""trainings": [{"course": "advanced", "completed": "2026-10-02"}]"#),
      silent: Situation(
        ana: #""trainings": [{"course": "advanced", "completed": "2026-11-02"}]"#),
      satisfied: "completed “advanced” on 2 Nov 2026, valid until 2 Dec 2026"),
  ]

  private static func trained(score: Int) -> String {
    #""trainings": [{"course": "basics", "completed": "2026-11-01", "score": \#(score)}]"#
  }
}

@Suite("Training required")
struct TrainingRequiredTests {
  private func scene(completed: [String], graceDays: Int = 0) -> Scene {
    var scene = Scene(
      TrainingRequired {
        $0.course = id("basics")
        $0.graceDays = graceDays
      })
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
        == "Ana Ruiz's training “Social media basics” lapsed on 21 Nov 2026")
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
    #expect(inside.findings.first?.reason.hasSuffix("days of grace until 25 Nov 2026") == true)
    #expect(scene.outcome(at: "2026-11-24T23:59") == .allow)
    #expect(scene.outcome(at: "2026-11-25T00:00") == .deny)
  }

  @Test("The latest of several completions counts, also where they overlap")
  func repeated() {
    let scene = scene(completed: ["2025-11-18", "2024-01-01", "2026-11-01"])
    #expect(scene.outcome(at: "2026-11-20T10:00") == .allow)
    #expect(
      scene.verdict().findings.map(\.reason) == [
        "Ana Ruiz completed “Social media basics” on 1 Nov 2026, valid until 1 Nov 2027"
      ])
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
