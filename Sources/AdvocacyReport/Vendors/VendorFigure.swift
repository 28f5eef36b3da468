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
  func vendorTable(indent: Int = 0) -> TextTable {
    var table = TextTable(
      columns: [
        .init("who counts so"), .init("formula", isElastic: true, dropRank: 1),
        .init("figure", .right), .init("ours", .right), .init("inflation", .right),
      ], indent: indent)
    for vendor in vendors ?? [] {
      table.add(
        [
          vendor.products, vendor.formula,
          "\(NumberFormat.people(vendor.figure)) \(vendor.unit.rawValue)",
          NumberFormat.people(vendor.ours),
          vendor.inflation.map { NumberFormat.significant($0, digits: 2) + "×" } ?? "–",
        ].map { TextTable.Cell($0) })
    }
    return table
  }

  /// What to know about the formulas.
  static let vendorNote = """
    Recomputed from the formulas that the products publish, on this report's own facts; they may \
    count otherwise today. Ours includes the page's people, which favours the others.
    """
}
