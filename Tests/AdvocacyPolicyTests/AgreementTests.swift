import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyPolicy

@Suite("Agreement with the reference")
struct AgreementTests {
  /// How many candidates are compared: `AGREEMENT_CANDIDATES`, say 1000000, or 50,000.
  private static let wanted =
    ProcessInfo.processInfo.environment["AGREEMENT_CANDIDATES"].flatMap { Int($0) } ?? 50_000

  @Test("Sets, the judge of one and the reference agree on candidates under rules of every type")
  func evaluatorsAgree() {
    var tally = Tally()
    let types = RuleCatalogue.all
    var number = 0
    while tally.compared < Self.wanted || number < 6 * types.count {
      let seed = UInt64(20_261_124 + number)
      var scene = RandomScene(seed: seed, largestRoster: 150, with: types[number % types.count])
      number += 1
      let instant = scene.instant()
      // Every other time with more in it than came before the event.
      let past = scene.past(upTo: number.isMultiple(of: 2) ? instant : instant + .days(1))
      let moment: Moment = number % 4 < 2 ? .asking : .acting
      guard compare(scene, past, at: instant, moment, &tally) else {
        Issue.record("seed \(seed)")
        return
      }
    }
    print("compared \(tally.compared) candidates, seeds 20261124 and \(number - 1) more")
    print("outcomes: \(tally.outcomes), rule types: \(tally.spoke)")
    // Every outcome and every type was met, or the comparison would be worth little.
    #expect(tally.outcomes.count == Verdict.Outcome.allCases.count)
    #expect(Set(types.map { $0.name }).subtracting(tally.drawn) == [])
    #expect(Set(types.map { $0.name }).subtracting(tally.spoke.keys) == [])
    #expect(tally.spoke[BuiltInRule.textLimit.rawValue, default: 0] > Self.wanted / 1000)
  }

  /// What was met so far.
  private struct Tally {
    var compared = 0
    var outcomes: [Verdict.Outcome: Int] = [:]
    var drawn: Set<String> = []
    var spoke: [String: Int] = [:]
  }

  /// Compares all candidates of a scene; false where the first of them differs.
  private func compare(
    _ scene: RandomScene, _ past: Past, at instant: Instant, _ moment: Moment,
    _ tally: inout Tally
  ) -> Bool {
    let configuration = scene.configuration
    let (engine, history) = (
      PolicyEngine(configuration: configuration), past.history(configuration)
    )
    let reference = ReferencePolicy(configuration, past, moment)
    let rules = configuration.policy.rulesInForce
    let types = Dictionary(uniqueKeysWithValues: rules.map { ($0.id, $0.type) })
    tally.drawn.formUnion(types.values)
    for post in scene.posts {
      for network in post.networks {
        let review = engine.review(
          post, on: network, at: instant, moment: moment, history: history)
        let sets = Answers(review)
        let own = configuration.network(network)
        var judge = engine.judge(post, on: network, moment: moment, history: history)
        for employee in configuration.roster.indices {
          let answer = reference.answer(post, employee: employee, on: network, at: instant)
          tally.compared += 1
          tally.outcomes[answer.decision.outcome, default: 0] += 1
          for finding in answer.findings {
            if let type = types[finding.rule] { tally.spoke[type, default: 0] += 1 }
            if finding.rule == BuiltInRule.textLimit.id {
              tally.spoke[finding.rule.text, default: 0] += 1
            }
          }
          let decision = judge.decision(for: employee, at: instant, history: history)
          var differences = [
            difference(sets[employee], answer.ofSets(by: configuration.semantics), "sets", on: own),
            difference(ReferenceDecision(decision), answer, "judge", on: own),
          ]
          if tally.compared.isMultiple(of: 7) {
            let verdict = engine.verdict(
              post, employee: employee, on: network, at: instant, moment: moment,
              history: history)
            differences.append(
              difference(ReferencePolicy.Answer(verdict), answer, "verdict", on: own))
          }
          guard let found = differences.compactMap({ $0 }).first else { continue }
          let rule = rules.filter { rule in found.contains(rule.id.text) }
          Issue.record(
            "\(post), \(network), employee \(employee) at \(instant.rfc3339): \(found)\n\(rule)")
          return false
        }
      }
    }
    return true
  }
}
