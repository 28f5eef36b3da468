import AdvocacyModel
import Testing

@testable import AdvocacyReport

/// The published examples that vendors give of their own formulas.
@Suite("Other products' formulas")
struct VendorTests {
  private func facts(
    shares: [Int] = [], accounts: [Int] = [], engagements: [Int] = [], posts: [Double] = []
  ) -> SharingFacts {
    SharingFacts(
      shares: shares, accounts: accounts, engagements: engagements, reachOfPosts: posts,
      market: 1_000_000)
  }

  private func figure(
    _ method: VendorMethod, _ facts: SharingFacts, people: Double
  ) -> ReachReport.VendorComparison {
    .init(method, of: facts, people: people, impressions: 0)
  }

  @Test("Haiilo: 500 connections and 3 shares are 1,500 potential impressions")
  func haiilo() {
    #expect(VendorMethod.summedFollowers.figure(of: facts(shares: [500, 500, 500])) == 1500)
  }

  @Test("Sprout's two posts of reach 2 add up to 4, twice the people where both saw both")
  func sprout() {
    let posts = facts(posts: [2, 2])
    #expect(figure(.summedPosts, posts, people: 2).inflation == 2)
    #expect(figure(.summedPosts, posts, people: 4).inflation == 1)
  }

  @Test("Influencity's three creators add up to 8 followers, of whom 5 are distinct")
  func influencity() {
    let creators = figure(.summedFollowers, facts(shares: [3, 3, 2]), people: 5)
    #expect(creators.figure == 8)
    #expect(creators.inflation == 1.6)
  }

  @Test(
    "Sprinklr's factor is 0.15 to 100,000 followers and falls on a line to 0.06 at 10 million",
    arguments: [
      (0.0, 0.15), (100_000, 0.15), (5_050_000, 0.105), (10_000_000, 0.06), (90_000_000, 0.06),
    ])
  func sprinklr(followers: Double, factor: Double) {
    #expect(abs(VendorMethod.discount(followers: followers) - factor) < 1e-12)
  }

  @Test("EveryoneSocial sees 25 impressions where nobody engages, and 60 more an engagement")
  func everyoneSocial() {
    #expect(VendorMethod.engagementFormula.figure(of: facts(engagements: [0])) == 25)
    #expect(VendorMethod.engagementFormula.figure(of: facts(engagements: [48])) == 2905)
  }

  @Test("Sainsbury's union is the largest audience at least and the sum at most")
  func sainsbury() {
    let union = VendorMethod.independentAudiences.figure(
      of: facts(accounts: [200_000, 500_000]))
    #expect(abs(union - 600_000) < 1e-6)
    #expect(VendorMethod.sainsbury([2_000_000], market: 1_000_000) == 1_000_000)
    #expect(VendorMethod.sainsbury([], market: 0) == 0)
  }

  @Test("Nothing is inflated where we reach nobody")
  func nobody() {
    #expect(figure(.summedFollowers, facts(shares: [3]), people: 0).inflation == nil)
  }

  @Test("The table sets each figure beside ours with the ratio")
  func table() throws {
    var report = try Samples.report()
    report.vendors = ReachReport.vendorFigures(
      of: facts(shares: [500, 500, 500], accounts: [500], engagements: [3], posts: [512.4]),
      total: report.total.figures)
    let rows = report.vendorTable().rows.map { $0.cells.map(\.text) }
    #expect(rows.map { $0[2] }.first == "1,500 people")
    #expect(rows.map { $0[2] }.last == "205 impressions")
    #expect(rows.map { $0[3] } == ["512", "512", "512", "512", "819"])
    #expect(rows.map { $0[4] } == ["2.9×", "1.0×", "0.44×", "0.98×", "0.25×"])
  }
}

/// One scenario under three published price lists: 12 employees, 500 followers each, one share
/// each, 48 clicks.
@Suite("Media cost equivalent")
struct MediaCostTests {
  private let counts: [RateCard.Kind: Double] = [
    .perThousandImpressions: 6000, .perParticipation: 12, .perShare: 12, .perClick: 48,
  ]

  private func card(_ rates: [RateCard.Rate]) -> RateCard {
    RateCard(
      name: "Test card", date: "2026-01-15", currency: "USD", source: "a help page", rates: rates)
  }

  @Test("By reach it is $60, by shares $294, by clicks $661: an elevenfold spread")
  func spread() {
    let vista = card([.init(.perThousandImpressions, price: 10)])
    let pleaseShare = card([
      .init(.perParticipation, price: 1.5), .init(.perShare, price: 3), .init(.perClick, price: 5),
    ])
    let clearview = card([.init(.perClick, price: 13.78)])
    let totals = [vista, pleaseShare, clearview].map {
      ReachReport.MediaCost($0, counts: counts).total.rounded()
    }
    #expect(totals == [60, 294, 661])
  }

  @Test("What a simulation doesn't count is named and left out of the sum")
  func uncounted() throws {
    var report = try Samples.report()
    report.mediaCost = .init(
      card([.init(.perLike, price: 2), .init(.perClick, price: 5)]), counts: [.perLike: 12])
    #expect(
      report.mediaCostSentence() == """
        USD 24.00 by the rate card "Test card" of 2026-01-15 (a help page); clicks not counted \
        by a simulation.
        """)
    let text = report.render(.plain)
    #expect(text.contains("not the value of communication"))
    #expect(report.markdown().contains("not the value of communication"))
    #expect(report.csv.contains("mediaCost,Test card"))
  }

  @Test("Without a rate card there is no media cost")
  func none() throws {
    let report = try Samples.report()
    #expect(report.mediaCostSentence() == nil)
    #expect(!report.render(.plain).contains("edia cost"))
  }
}
