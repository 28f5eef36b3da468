import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Properties of every policy")
struct PropertyTests {
  @Test("Counts of a review are the counts of its candidates' verdicts and findings")
  func countsAgree() {
    for seed: UInt64 in 1...10 {
      var scene = RandomScene(seed: seed)
      let engine = PolicyEngine(configuration: scene.configuration)
      let instant = scene.instant()
      let history = scene.past(upTo: instant).history(scene.configuration)
      for post in scene.posts.prefix(2) {
        for review in engine.decide(post, at: instant, history: history) {
          var counts: [VerdictCount: Int] = [:]
          for employee in review.candidates {
            let verdict = engine.verdict(
              post, employee: employee, on: review.network, at: instant, history: history)
            counts[count(review.network, verdict.outcome, nil), default: 0] += 1
            for finding in verdict.findings {
              counts[count(review.network, finding.outcome, finding.rule), default: 0] += 1
            }
          }
          let stated = Dictionary(
            review.counts.map { (count($0.network, $0.outcome, $0.rule), $0.count) },
            uniquingKeysWith: +)
          #expect(stated == counts, "seed \(seed), \(post.id), \(review.network)")
        }
      }
    }
  }

  private func count(
    _ network: NetworkID, _ outcome: Verdict.Outcome, _ rule: RuleID?
  ) -> VerdictCount {
    VerdictCount(network: network, outcome: outcome, rule: rule, count: 0)
  }

  @Test("A denial more never adds an allowed candidate")
  func denyingIsMonotone() {
    expectMonotone { $0.addDenial() }
  }

  @Test("A rule of any kind more never lets in a candidate that was not allowed before")
  func addingIsMonotone() {
    // A rule of the same type takes the place of fair play's own, so there is none here.
    expectMonotone {
      $0.switchOffFairPlay()
      $0.addRule()
    }
  }

  private func expectMonotone(_ add: (inout RandomScene) -> Void) {
    for seed: UInt64 in 1...60 {
      var scene = RandomScene(seed: seed)
      let instant = scene.instant()
      var after = scene
      add(&after)
      scene.followFairPlay(of: after)
      let before = PolicyEngine(configuration: scene.configuration)
      let engine = PolicyEngine(configuration: after.configuration)
      let history = after.past(upTo: instant).history(after.configuration)
      for post in scene.posts {
        let pairs = zip(
          before.decide(post, at: instant, history: history),
          engine.decide(post, at: instant, history: history))
        for (old, new) in pairs {
          #expect(new.mayTakePart.subtracting(old.mayTakePart).isEmpty, "seed \(seed), \(post.id)")
          #expect(old.denied.subtracting(new.denied).isEmpty, "seed \(seed), \(post.id)")
        }
      }
    }
  }

  @Test("The order of the rules never matters")
  func orderOfRules() {
    for seed: UInt64 in 1...40 {
      var scene = RandomScene(seed: seed)
      let instant = scene.instant()
      let history = scene.past(upTo: instant).history(scene.configuration)
      var configuration = scene.configuration
      let engine = PolicyEngine(configuration: configuration)
      configuration.policy.rules.reverse()
      let reversed = PolicyEngine(configuration: configuration)
      for post in scene.posts {
        #expect(
          engine.decide(post, at: instant, history: history)
            == reversed.decide(post, at: instant, history: history), "seed \(seed)")
        let verdict = engine.verdict(
          post, employee: 0, on: id("x"), at: instant, history: history)
        let other = reversed.verdict(
          post, employee: 0, on: id("x"), at: instant, history: history)
        #expect(verdict == other, "seed \(seed)")
      }
    }
  }

  @Test("A review of some employees says of them what a review of all does")
  func reviewAmongSome() {
    for seed: UInt64 in 1...20 {
      var scene = RandomScene(seed: seed)
      let engine = PolicyEngine(configuration: scene.configuration)
      let instant = scene.instant()
      let history = scene.past(upTo: instant).history(scene.configuration)
      let count = scene.configuration.roster.count
      let some = EmployeeSet(rosterCount: count, members: stride(from: 0, to: count, by: 3))
      for post in scene.posts {
        for whole in engine.decide(post, at: instant, history: history) {
          let part = engine.review(
            post, on: whole.network, at: instant, history: history, among: some)
          #expect(part.denied == whole.denied.intersection(some), "seed \(seed)")
          #expect(part.deferred == whole.deferred.intersection(some), "seed \(seed)")
          #expect(part.needsApproval == whole.needsApproval.intersection(some), "seed \(seed)")
          #expect(part.mayTakePart == whole.mayTakePart.intersection(some), "seed \(seed)")
        }
      }
    }
  }

  @Test("Deferrals hold every deferred candidate once, under the end of the latest")
  func deferrals() {
    for seed: UInt64 in 1...60 {
      var scene = RandomScene(seed: seed)
      let engine = PolicyEngine(configuration: scene.configuration)
      let instant = scene.instant()
      let history = scene.past(upTo: instant).history(scene.configuration)
      for post in scene.posts {
        for review in engine.decide(post, at: instant, history: history) {
          let deferrals = review.deferrals
          #expect(deferrals.map(\.until) == Set(deferrals.map(\.until)).sorted())
          #expect(deferrals.map(\.employees.count).reduce(0, +) == review.deferred.count)
          for (until, employees) in deferrals {
            #expect(until > instant && until < post.end, "seed \(seed)")
            #expect(employees.allSatisfy { review.until(of: $0) == until }, "seed \(seed)")
          }
        }
      }
    }
  }
}
