package import AdvocacyModel

extension ReachReport {
  /// What the exposure would have cost at the prices of a company's rate card.
  package struct MediaCost: Codable, Hashable, Sendable {
    /// The name of the card.
    package var card: String
    /// The day from which its prices are.
    package var date: String
    package var currency: String
    /// Where its prices come from.
    package var source: String
    /// The cost, price by price; those whose count nobody knows are left out.
    package var lines: [Line]
    /// The sum of the lines.
    package var total: Double
    /// The prices for which there is no count.
    package var uncounted: [RateCard.Kind]
    /// What the figure is not.
    package var caution: String

    /// One price times its count.
    package struct Line: Codable, Hashable, Sendable {
      /// What is counted.
      package var kind: RateCard.Kind
      /// How many there were.
      package var count: Double
      /// The price, of one or of a thousand.
      package var price: Double
      /// What they cost.
      package var cost: Double
    }

    /// Applies a card to counts.
    package init(_ card: RateCard, counts: [RateCard.Kind: Double]) {
      self.card = card.name
      date = card.date
      currency = card.currency
      source = card.source
      lines = card.rates.compactMap { rate in
        counts[rate.kind].map { count in
          Line(
            kind: rate.kind, count: count, price: rate.price,
            cost: count / rate.kind.unit * rate.price)
        }
      }
      total = lines.reduce(0) { $0 + $1.cost }
      uncounted = card.rates.map(\.kind).filter { counts[$0] == nil }
      caution = Self.amec
    }

    /// The fifth of the Barcelona Principles, as AMEC's members agreed on them since 2010.
    static let amec = """
      Media cost equivalent, not value: advertising value equivalents are not the value of \
      communication (Barcelona Principles, AMEC). Nobody would have bought this exposure at these \
      prices.
      """
  }

  /// The media cost in one sentence.
  package func mediaCostSentence(_ words: Words = .english) -> String? {
    mediaCost.map { cost in
      let missing = cost.uncounted.map { words.name(of: $0) }
      let total = words.conventions.localized(NumberFormat.fixed(cost.total, decimals: 2))
      return words(
        missing.isEmpty ? \.report.costText : \.report.costTextWithout,
        [
          "currency": .text(cost.currency), "total": .text(total), "card": .text(cost.card),
          "date": .text(cost.date), "source": .text(cost.source),
          "missing": .text(missing.joined(separator: ", ")),
        ])
    }
  }

  /// The media cost as a table.
  func mediaCostTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.costOf)), .init(words(\.report.costCount), .right),
        .init(words(\.report.costPrice), .right), .init(words(\.report.costSum), .right),
      ])
    guard let mediaCost else { return table }
    for line in mediaCost.lines {
      table.add([
        .init(words.name(of: line.kind)), .init(Figure(line.count, .decimal(places: 0))),
        .init(Figure(line.price, .decimal(places: 2))),
        .init(Figure(line.cost, .decimal(places: 2))),
      ])
    }
    table.addTotal([
      .init(words(\.report.total)), "", "",
      .init(Figure(mediaCost.total, .money(mediaCost.currency))),
    ])
    return table
  }
}
