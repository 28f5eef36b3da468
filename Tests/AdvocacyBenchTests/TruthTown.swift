import AdvocacyModel
import AdvocacyReach
import AdvocacyTestSupport
import Testing

@testable import advocacy_bench

/// Graphs made for tests, on which the engine by counts is right: a tenth of the people follow 36
/// times as many accounts as the others do.
struct TruthTown {
  let cases: [TruthCase]

  private static let people = 2500
  private static let staff = 20

  /// Makes some towns, each with a company of its own.
  init(_ count: Int) {
    cases = (0..<count).map { Self.town(RandomKey(UInt64(count + $0)).keyed(by: "town")) }
  }

  private static func town(_ key: RandomKey) -> TruthCase {
    var builder = FollowerGraph.Builder()
    for account in 0...staff { builder.add(node: UInt64(account)) }
    for person in 0..<people {
      let key = key.keyed(by: UInt64(person))
      let activity = key.keyed(by: 99).happens(withProbability: 0.1) ? 8.0 : 2 / 9.0
      for account in 0...staff {
        let followers = account == staff ? 100.0 : 40 + 5 * Double(account)
        let chance = followers / Double(people) * activity
        if key.keyed(by: UInt64(account)).happens(withProbability: min(1, chance)) {
          builder.add(from: UInt64(account), to: UInt64(100 + person))
        }
      }
    }
    for first in 0...staff {
      let key = key.keyed(by: "staff").keyed(by: UInt64(first))
      for second in 0..<staff where second != first {
        if key.keyed(by: UInt64(second)).happens(withProbability: 0.6) {
          builder.add(from: UInt64(first), to: UInt64(second))
        }
      }
    }
    let group = TruthGroup(
      kind: .neighbors, employees: (0..<staff).map(UInt32.init),
      teams: (0..<staff).map { _ in 0 }, page: UInt32(staff))
    return TruthCase(
      graph: "town", group: group, truth: GroupTruth(group, on: TiedGraph(builder.build())))
  }
}
