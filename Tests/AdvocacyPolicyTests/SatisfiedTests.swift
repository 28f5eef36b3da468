import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("What satisfied a rule")
struct SatisfiedTests {
  private func approval(
    _ role: String, _ employee: String?, at: String
  ) -> ApprovalRecord {
    ApprovalRecord(post: id("lab"), role: role, employee: employee.map(id), at: time(at))
  }

  /// What the first rule says of Ana, in words.
  private func reasons(_ scene: Scene) -> [String] {
    scene.verdict().findings.filter { $0.rule.text == "rule0" }.map(\.reason)
  }

  @Test("Each approval that counted is told with person, role and the company's time")
  func approvals() {
    var scene = Scene(
      Approval {
        $0.roles = ["legal", "press"]
        $0.count = 2
      })
    scene.approvals = [
      approval("legal", "maria", at: "2026-11-20T09:12:59"),
      approval("press", "maria", at: "2026-11-20T09:13"),
      approval("press", nil, at: "2026-11-20T09:14"),
      approval("press", "paul", at: "2026-11-20T09:15"),
      approval("legal", "nina", at: "2026-11-20T09:16"),
      approval("legal", "later", at: "2026-11-20T10:01"),
    ]
    // Maria counts once, nobody unnamed beside a name, and a third one was not needed.
    #expect(
      reasons(scene) == [
        "approved by maria as legal, Fri 20 Nov 2026 09:12; approved by paul as press, Fri 20 Nov 2026 09:15"
      ])
    #expect(scene.outcome() == .allow)
    scene.approvals = [
      approval("press", nil, at: "2026-11-20T09:14"),
      approval("legal", nil, at: "2026-11-20T09:15"),
    ]
    #expect(
      reasons(scene) == [
        "approved as press, Fri 20 Nov 2026 09:14; approved as legal, Fri 20 Nov 2026 09:15"
      ])
  }

  @Test("Where each role counts the person told is the one who stood for it")
  func eachRole() {
    var scene = Scene(
      Approval {
        $0.roles = ["legal", "press"]
        $0.count = 2
        $0.manner = .eachRole
      })
    scene.approvals = [
      approval("legal", "maria", at: "2026-11-20T09:01"),
      approval("press", "maria", at: "2026-11-20T09:02"),
      approval("legal", "paul", at: "2026-11-20T09:03"),
    ]
    #expect(
      reasons(scene) == [
        "approved by maria as press, Fri 20 Nov 2026 09:02; approved by paul as legal, Fri 20 Nov 2026 09:03"
      ])
  }

  @Test("A sentence of the company's own is left out where the rule is satisfied")
  func sentence() {
    var scene = Scene(
      Rule(id: id("rule0"), Approval { $0.roles = ["legal"] }, sentence: "Legal reads it."))
    scene.approvals = [approval("legal", "maria", at: "2026-11-20T09:01")]
    #expect(
      reasons(scene) == ["approved by maria as legal, Fri 20 Nov 2026 09:01"])
  }

  @Test("A testimonial tells who approved it besides the words that it adds")
  func testimonial() {
    var scene = Scene(
      Testimonial {
        $0.words.text = "Paid by Acme."
        $0.roles = ["legal"]
      })
    scene.post.tags = ["testimonial"]
    scene.approvals = [approval("legal", "maria", at: "2026-11-20T09:01")]
    #expect(
      reasons(scene) == [
        "approved by maria as legal, Fri 20 Nov 2026 09:01", "add “Paid by Acme.”",
      ])
    #expect(scene.outcome() == .rewrite)
  }

  @Test("Whoever's approval let others' words or blocked ones pass is told")
  func exceptions() {
    for rule: any RuleParameters in [
      AdoptionCheck { $0.roles = ["legal"] },
      WordBlock {
        $0.words = ["lab"]
        $0.roles = ["legal"]
      },
      TraineeMode { $0.roles = ["legal"] },
    ] {
      var scene = Scene(rule)
      scene.approvals = [approval("legal", "maria", at: "2026-11-20T09:01")]
      #expect(reasons(scene) == ["approved by maria as legal, Fri 20 Nov 2026 09:01"])
    }
  }

  @Test("A training is told with its day and its end, the one that counts the longest")
  func training() {
    var scene = Scene(
      TrainingRequired {
        $0.course = id("basics")
        $0.graceDays = 30
      })
    scene.configuration.roster[Scene.ana].trainings = [
      Training(course: id("basics"), completed: time("2026-09-10T10:00")),
      Training(course: id("basics"), completed: time("2026-01-10T10:00")),
      Training(course: id("basics"), completed: time("2026-12-10T10:00")),
    ]
    #expect(
      reasons(scene) == [
        "Ana Ruiz completed “Social media basics” on 10 Sep 2026, valid until 10 Sep 2027"
      ])
    scene.configuration.courses[0].validDays = nil
    #expect(
      reasons(scene) == ["Ana Ruiz completed “Social media basics” on 10 Sep 2026"])
    scene.configuration.courses[0].validDays = 30
    scene.configuration.roster[Scene.ana].trainings.removeFirst()
    scene.configuration.roster[Scene.ana].trainings[0].completed = time("2026-10-10T10:00")
    #expect(
      reasons(scene) == [
        "Ana Ruiz's training “Social media basics” lapsed on 9 Nov 2026; "
          + "days of grace until 9 Dec 2026"
      ])
  }

  @Test("They are counted as allowances of their rules, and change no verdict")
  func counts() {
    var scene = Scene(
      TrainingRequired { $0.course = id("basics") }, Approval { $0.roles = ["legal"] })
    scene.configuration.roster[Scene.ana].trainings = [
      Training(course: id("basics"), completed: time("2026-09-10T10:00"))
    ]
    scene.approvals = [approval("legal", "maria", at: "2026-11-20T09:01")]
    func counts() -> [String] {
      PolicyEngine(configuration: scene.configuration).review(
        scene.post, on: id("x"), at: time("2026-11-20T10:00"), history: scene.history
      ).counts.map { "\($0.rule?.text ?? "all") \($0.outcome) \($0.count)" }
    }
    #expect(
      counts() == [
        "all allow 1", "all deny 1", "rule0 allow 1", "rule0 deny 1", "rule1 allow 2",
      ])
    scene.configuration.semantics = .first
    #expect(counts() == ["all allow 1", "all deny 1", "rule0 deny 1"])
    #expect(scene.verdict().findings.isEmpty)
  }
}
