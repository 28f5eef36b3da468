import AdvocacyModel
import Testing

@testable import AdvocacyReport

/// Values for the tests of this target.
enum Samples {
  static func network(_ text: String) throws -> NetworkID { try #require(NetworkID(text)) }
  static func post(_ text: String) throws -> PostID { try #require(PostID(text)) }
  static func employee(_ text: String) throws -> EmployeeID { try #require(EmployeeID(text)) }
  static func rule(_ text: String) throws -> RuleID { try #require(RuleID(text)) }

  static let noon = Instant(seconds: 1_795_430_400)

  static func figures(
    actions: [ReachReport.NetworkActions], page: ReachReport.Estimate?,
    with: ReachReport.Estimate, additional: ReachReport.Estimate,
    multiplier: ReachReport.Estimate?
  ) -> ReachReport.Figures {
    ReachReport.Figures(
      networks: actions, employees: actions.map(\.employees).max() ?? 0,
      likes: actions.reduce(0) { $0 + $1.likes }, reposts: actions.reduce(0) { $0 + $1.reposts },
      nominalMultiplier: NominalMultiplier.mean(of: actions.map(\.nominalMultiplier)),
      participation: .init(
        took: actions.map(\.employees).max() ?? 0, allowed: 12, roster: 12),
      potentialReach: 4120, grossReach: 640.5, impressions: 819.25, frequency: 1.6,
      reachByFrequency: [512.4, 96.1, 21.7, 6.2, 2.1, 0.8, 0.3, 0.1, 0, 0],
      reach: .init(page: page, withEmployees: with), additionalPeople: additional,
      reachMultiplier: multiplier)
  }

  static func textbook() throws -> ReachReport.Figures {
    figures(
      actions: [.init(network: try network("x"), employees: 12, likes: 12, reposts: 12)],
      page: .init(mean: 41.2, low: 20, high: 80), with: .init(mean: 512.4, low: 350, high: 700),
      additional: .init(mean: 471.2, low: 310, high: 640),
      multiplier: .init(mean: 12.437, low: 8.1, high: 17))
  }

  static func pageless() throws -> ReachReport.Figures {
    figures(
      actions: [.init(network: try network("blog"), employees: 2, likes: 0, reposts: 3)],
      page: nil, with: .init(mean: 0.4, low: 0, high: 1.6),
      additional: .init(mean: 0.4, low: 0, high: 1.6), multiplier: nil)
  }

  /// A report of two posts, the second one hostile, on a network without a page.
  static func report(
    text: String = "=1+1 \u{1B}[31m東京\u{9B}2J\u{202E}\nnext", by: Breakdown = .post,
    groups: ReachReport.Groups = .none
  ) throws -> ReachReport {
    let textbook = try textbook()
    let pageless = try pageless()
    var total = textbook
    total.networks = pageless.networks + textbook.networks
    total.likes = 12
    total.reposts = 15
    total.nominalMultiplier = NominalMultiplier.mean(of: [1728, 6])
    let x = try network("x")
    return ReachReport(
      seed: 20_261_123, worlds: 12_800, blocks: 200, relativeStandardError: 0.0083,
      intervalLevel: 0.9, asOf: noon, since: noon - .days(7), ledgerHead: "ab12",
      inputsHash: "cd34",
      inputs: [
        .init(
          name: "visibility",
          parameter: Parameter(
            low: 0.01, typical: 0.04, high: 0.1, basis: .assumed, source: "range of reports"),
          network: x),
        .init(name: "participation", parameter: Parameter(0.25)),
      ],
      notes: ["One actor left the roster"], by: by,
      posts: [
        .init(
          id: try post("madrid-lab"), text: "We open our Madrid lab", at: noon, campaign: "lab",
          figures: textbook),
        .init(
          id: try post("tokyo"), text: text, at: noon + .days(1), campaign: nil,
          figures: pageless),
      ], total: total, groups: groups)
  }
}
