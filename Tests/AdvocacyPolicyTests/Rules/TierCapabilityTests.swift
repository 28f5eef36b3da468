import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension TierCapability: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let tiers = candidate.world.configuration.policy.tiers
    var granted: ActionSet = []
    for tier in tiers where tier.isHeld(by: candidate) {
      for grant in tier.grantsOfAll(tiers) where grant.concerns(candidate) {
        granted.formUnion(grant.actions.map { ActionSet($0) } ?? .all)
      }
    }
    let withheld = ActionSet(candidate.network.actions).subtracting(granted)
    return withheld.isEmpty ? nil : candidate.rewritten(Verdict.Effect(withheld: withheld))
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  static let rows = [
    CatalogueRow(
      number: 2, title: "tier too low for the network",
      policy: rule("tierCapability", tiers: tiers),
      outcome: .deny, reason: "holds enthusiast", remedy: "to reach tier professional",
      fires: Situation(ana: enthusiast, post: post(about: "product"), network: "linkedin"),
      silent: Situation(ana: professional, post: post(about: "product"), network: "linkedin"),
      satisfied: "Ana Ruiz holds tier professional")
  ]

  private static let tiers = #"""
    "tiers": [
      {"id": "enthusiast", "courses": ["basics"], "allows": [{"topics": ["hiring"]}]},
      {"id": "professional", "includes": ["enthusiast"], "courses": ["advanced"],
       "allows": [{"networks": ["linkedin"]}]}],
    """#
  private static let enthusiast =
    #""trainings": [{"course": "basics", "completed": "2026-11-01"}]"#
  private static let professional = #"""
    "trainings": [{"course": "basics", "completed": "2026-11-01"},
      {"course": "advanced", "completed": "2026-11-02"}]
    """#
}

extension Tier {
  /// Whether the candidate's trainings in all courses of the tier, and of those below, count.
  func isHeld(by candidate: ReferenceCandidate) -> Bool {
    let tiers = candidate.world.configuration.policy.tiers
    return courses.allSatisfy { hasCompleted($0, candidate) }
      && tiers.filter { includes.contains($0.id) }.allSatisfy { $0.isHeld(by: candidate) }
  }

  private func hasCompleted(_ course: CourseID, _ candidate: ReferenceCandidate) -> Bool {
    let found = candidate.world.configuration.courses.first { $0.id == course }
    return candidate.employee.trainings.contains { training in
      guard training.course == course, training.completed <= candidate.at else { return false }
      guard let days = found?.validDays else { return true }
      return candidate.at < candidate.calendar.adding(days: days, to: training.completed)
    }
  }

  fileprivate func grantsOfAll(_ tiers: [Tier]) -> [Grant] {
    grants + tiers.filter { includes.contains($0.id) }.flatMap { $0.grantsOfAll(tiers) }
  }
}

extension Tier.Grant {
  fileprivate func concerns(_ candidate: ReferenceCandidate) -> Bool {
    ReferenceLabels.names(networks, candidate.network)
      && (topics.map { candidate.labels.share($0, candidate.post.topics) } ?? true)
  }
}

@Suite("Tier capability")
struct TierCapabilityTests {
  @Test("However many tiers there are, each grants what it grants")
  func manyTiers() {
    var scene = Scene(TierCapability())
    scene.configuration.courses = (0..<70).map {
      Course(id: id("c\($0)"), title: "", validDays: nil)
    }
    scene.configuration.policy.tiers = (0..<70).map { number in
      Tier(
        id: id("t\(number)"), title: "", courses: [id("c\(number)")],
        grants: [Tier.Grant(actions: [number == 69 ? .repost : .like])])
    }
    scene.configuration.roster[Scene.ana].trainings = [
      Training(course: id("c69"), completed: time("2026-11-01"))
    ]
    #expect(
      scene.verdict().effect.withheld == ActionSet.all.subtracting(ActionSet([Action.repost])))
    #expect(scene.outcome(of: Scene.ben) == .deny)
  }
}
