import AdvocacyModel

@testable import AdvocacyReport

extension Samples {
  /// A report that holds everything a report can hold, with a text of others wherever one goes.
  static func full(text: String = "An ordinary text") throws -> ReachReport {
    let names = [text, "ben", "carla"]
    let parts = names.enumerated().map { part($1, 60 - Double($0) * 20) }
    var report = try report(text: text, by: .employee, groups: .contributions(parts))
    report.company = "Acme"
    report.posts[1].campaign = text
    report.trend = [4.0, 6, 12.4].enumerated().map { index, factor in
      ReachReport.TrendPeriod(
        since: noon - .days(Int64(21 - index * 7)), until: noon - .days(Int64(14 - index * 7)),
        posts: 2, shared: 1, participation: .init(took: index + 9, allowed: 12, roster: 14),
        reach: .init(
          page: .init(mean: 41, low: 20, high: 80),
          withEmployees: .init(mean: 41 * factor, low: 30 * factor, high: 60 * factor)),
        additionalPeople: .init(mean: 41 * factor - 41, low: 20 * factor, high: 60 * factor),
        reachMultiplier: .init(mean: factor, low: factor * 0.7, high: factor * 1.4))
    }
    report.advice = try advice(text)
    report.notes = [text]
    report.unlisted = part("", 10)
    report.overlaps = [
      .init(first: names[0], second: "ben", people: 9),
      .init(first: "ben", second: "carla", people: 3),
    ]
    report.timeline = [60, 3600, 7200, 86_400, 172_800].enumerated().map { index, seconds in
      .init(seconds: seconds, page: Double(index) * 10, withEmployees: Double(index) * 120)
    }
    report.comparison = ReachReport.Comparison(
      since: noon - .days(14), until: noon - .days(7), posts: 2, figures: try textbook(),
      changes: [
        .init(
          figure: .additionalPeople, before: .init(mean: 300, low: 200, high: 400),
          after: .init(mean: 471.2, low: 310, high: 640),
          difference: .init(mean: 171.2, low: 110, high: 240))
      ])
    report.funnel = ReachReport.Funnel(
      roster: 14, trained: 13, consented: 12, allowed: 12, took: 12,
      stopped: [
        .init(
          rule: try rule("finance-only"), outcome: .deny, candidates: 24, sentence: text),
        .init(rule: try rule("consent"), outcome: .deny, candidates: 4, sentence: "built in"),
      ])
    report.vendors = ReachReport.vendorFigures(
      of: SharingFacts(
        shares: [500, 500, 500], accounts: [500], engagements: [3], reachOfPosts: [512.4, 0.4],
        market: 1_000_000), total: report.total.figures)
    report.mediaCost = ReachReport.MediaCost(
      RateCard(
        name: text, date: "2026-01-15", currency: "EUR", source: text,
        rates: [.init(.perLike, price: 2), .init(.perShare, price: 3), .init(.perClick, price: 5)]),
      counts: [.perLike: 12, .perShare: 15])
    report.sensitivity = ReachReport.Sensitivity(
      figure: .reachMultiplier, center: 12.4, worlds: 128,
      swings: [
        .init(
          input: "visibilityRatio", keys: ["parameters.visibilityRatio"], meaning: text,
          atLow: 7.5, atHigh: 19.5, standardError: 0.4),
        .init(
          input: "teamOverlap", keys: ["networks.x.teamOverlap", "parameters.teamOverlap"],
          meaning: "Overlap.", atLow: 13.1, atHigh: 11.2, standardError: 0.3),
        .init(
          input: "poolShare", keys: ["parameters.poolShare"], meaning: "Nothing.", atLow: 12.4,
          atHigh: 12.5, standardError: 0.2),
      ])
    return report
  }

  /// One thing to do of each kind.
  private static func advice(_ text: String) throws -> [ReachReport.Advice] {
    var approve = ReachReport.Advice(.approve)
    approve.rule = try rule("finance-only")
    approve.ruleType = "approval"
    approve.post = text
    approve.roles = ["finance", text]
    approve.days = 6
    approve.people = .init(mean: 90, low: 50, high: 150)
    var train = ReachReport.Advice(.train)
    train.subject = text
    train.count = 3
    train.people = .init(mean: 70, low: 40, high: 130)
    var measure = ReachReport.Advice(.measure)
    measure.subject = "visibilityRatio"
    measure.key = "parameters.visibilityRatio"
    measure.measured = .init(mean: 12.437, low: 9.4, high: 15)
    return [approve, train, measure]
  }
}
