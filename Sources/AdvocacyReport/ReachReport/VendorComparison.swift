import AdvocacyCore

extension ReachReport {
  /// What another product would report of the same facts, beside ours.
  package struct VendorFigure: Codable, Hashable, Sendable {
    /// The formula.
    package var method: VendorMethod
    /// The products that publish it.
    package var products: String
    /// The formula in words.
    package var formula: String
    /// Where it was read.
    package var source: String
    /// What the figure is meant to count.
    package var unit: VendorMethod.Unit
    /// What it gives.
    package var figure: Double
    /// What we estimate: distinct people reached, or impressions, the page's included.
    package var ours: Double
    /// The figure ÷ ours; null where ours is 0.
    @Nullable package var inflation: Double?

    /// Recomputes a formula.
    package init(
      _ method: VendorMethod, of facts: SharingFacts, people: Double, impressions: Double
    ) {
      self.method = method
      products = method.products
      formula = method.formula
      source = method.source
      unit = method.unit
      figure = method.figure(of: facts)
      ours = method.unit == .people ? people : impressions
      inflation = ours > 0 ? figure / ours : nil
    }
  }

  /// All formulas, recomputed on the same facts.
  package static func vendorFigures(
    of facts: SharingFacts, total: Figures
  ) -> [VendorFigure] {
    VendorMethod.allCases.map {
      VendorFigure(
        $0, of: facts, people: total.reach.withEmployees.mean, impressions: total.impressions)
    }
  }

  /// The formulas beside ours, as a table.
  func vendorTable() -> TextTable {
    var table = TextTable(
      columns: [
        .init("who counts so"), .init("formula", isElastic: true, dropRank: 1),
        .init("figure", .right), .init("ours", .right), .init("inflation", .right),
      ])
    for vendor in vendors ?? [] {
      table.add([
        .init(vendor.products), .init(vendor.formula),
        .init(Figure(vendor.figure, .counted(vendor.unit.rawValue))), .init(.people(vendor.ours)),
        .init(vendor.inflation.map { Figure($0, .times(digits: 2)) }),
      ])
    }
    return table
  }

  /// What to know about the formulas.
  static let vendorNote = """
    Recomputed from the formulas that the products publish, on this report's own facts; they may \
    count otherwise today. Ours includes the page's people, which favours the others.
    """

  /// What other products' formulas give.
  var vendorSection: Page.Section? {
    guard let vendors, !vendors.isEmpty else { return nil }
    let reached = total.figures.reach.withEmployees
    let rows =
      [
        Chart.Series(
          name: "ours: distinct people", value: Figure.people(reached).text,
          bars: [(.people, 0, reached.mean)], interval: reached.interval)
      ]
      + vendors.filter { $0.unit == .people }.map { vendor in
        Chart.Series(
          name: vendor.products, value: NumberFormat.people(vendor.figure),
          bars: [(.other, 0, vendor.figure)])
      }
    return Page.Section(
      heading: "As others count",
      text: "The same posts, accounts and actions in the formulas that other products publish.",
      layout: .stacked,
      chart: Chart(
        id: "vendors", description: Self.sentence(of: rows),
        scale: .linear(holding: Self.ends(of: rows)),
        legend: [
          .init(kind: .people, name: "distinct people"),
          .init(kind: .other, name: "what the formula gives"),
          .init(kind: .interval, name: intervalInWords),
        ], isWide: true, rows: rows),
      table: PageTable(vendorTable(), caption: "Each formula beside ours"),
      notes: [Self.vendorNote])
  }
}

/// What the formulas of other products start from: the same posts, accounts and actions as ours.
package struct SharingFacts: Hashable, Sendable {
  /// The followers of the account, once for each post that it passed on.
  package var shares: [Int]
  /// The followers of each account that passed anything on, once an account.
  package var accounts: [Int]
  /// The actions on each post and network on which anybody acted.
  package var engagements: [Int]
  /// The distinct people reached by each post.
  package var reachOfPosts: [Double]
  /// The people from whom all audiences are drawn.
  package var market: Double

  package init(
    shares: [Int], accounts: [Int], engagements: [Int], reachOfPosts: [Double], market: Double
  ) {
    self.shares = shares
    self.accounts = accounts
    self.engagements = engagements
    self.reachOfPosts = reachOfPosts
    self.market = market
  }
}
