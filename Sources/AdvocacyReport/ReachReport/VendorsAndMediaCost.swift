package import AdvocacyModel

extension ReachReport {
  /// What another product would report of the same facts, beside ours.
  package struct VendorComparison: Codable, Hashable, Sendable {
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
  ) -> [VendorComparison] {
    VendorMethod.allCases.map {
      VendorComparison(
        $0, of: facts, people: total.reach.withEmployees.mean, impressions: total.impressions)
    }
  }

  /// The formulas beside ours, as a table.
  func vendorTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.method)),
        .init(words(\.report.formula), isElastic: true, dropRank: 1),
        .init(words(\.report.figure), .right), .init(words(\.report.ours), .right),
        .init(words(\.report.inflation), .right),
      ])
    for vendor in vendors ?? [] {
      table.add([
        .init(words.language == .english ? vendor.products : words.products(of: vendor)),
        .init(
          words.language == .english
            ? vendor.formula : words.say(words.formula(of: vendor.method))),
        .init(Figure(vendor.figure, .counted(vendor.unit.rawValue))), .init(.people(vendor.ours)),
        .init(vendor.inflation.map { Figure($0, .times(digits: 2)) }),
      ])
    }
    return table
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

/// Published formulas by which other products count, recomputed here on the same facts.
///
/// They were read in the products' help pages in November 2026; the products may have changed.
package enum VendorMethod: String, Codable, Hashable, Sendable, CaseIterable {
  /// Followers times shares, added up.
  case summedFollowers
  /// The reach of each post, added up.
  case summedPosts
  /// Followers times a factor that falls with the size of the account, added up over shares.
  case discountedFollowers
  /// Audiences taken together as if people followed each account by chance alone.
  case independentAudiences
  /// Impressions guessed from engagements.
  case engagementFormula

  /// The figure that the formula gives.
  ///
  /// - Complexity: O(shares).
  package func figure(of facts: SharingFacts) -> Double {
    switch self {
    case .summedFollowers: facts.shares.reduce(0) { $0 + Double($1) }
    case .summedPosts: facts.reachOfPosts.reduce(0, +)
    case .discountedFollowers:
      facts.shares.reduce(0) { $0 + Double($1) * Self.discount(followers: Double($1)) }
    case .independentAudiences: Self.sainsbury(facts.accounts, market: facts.market)
    case .engagementFormula: facts.engagements.reduce(0) { $0 + 60 * Double($1) + 25 }
    }
  }

  /// Sprinklr's factor: 0.15 below 100,000 followers, falling on a line to 0.06 at 10 million.
  package static func discount(followers: Double) -> Double {
    let place = (followers - 100_000) / (10_000_000 - 100_000)
    return 0.15 - (0.15 - 0.06) * min(1, max(0, place))
  }

  /// The union of audiences that overlap by chance alone, in a market: M (1 - Π(1 - nᵢ / M)).
  ///
  /// After Sainsbury (1950s, cited in media planning texts as the independent-duplication formula).
  package static func sainsbury(_ audiences: [Int], market: Double) -> Double {
    guard market > 0 else { return 0 }
    let missed = audiences.reduce(1.0) { $0 * max(0, 1 - Double($1) / market) }
    return market * (1 - missed)
  }

  /// What the figure counts.
  package var unit: Unit { self == .engagementFormula ? .impressions : .people }

  /// What a figure is meant to count.
  package enum Unit: String, Codable, Hashable, Sendable, CaseIterable {
    case people
    /// Displays.
    case impressions
  }

  /// The products or the authors that publish it.
  package var products: String {
    switch self {
    case .summedFollowers: "PostBeyond, Haiilo"
    case .summedPosts: "reports that add up posts"
    case .discountedFollowers: "Sprinklr benchmarking"
    case .independentAudiences: "Sainsbury's formula"
    case .engagementFormula: "EveryoneSocial"
    }
  }

  /// The formula in words.
  package var formula: String {
    switch self {
    case .summedFollowers: "followers × shares, added up"
    case .summedPosts: "each post's reach, added up"
    case .discountedFollowers: "followers × 0.15 (falling to 0.06 above 10 million), added up"
    case .independentAudiences: "followers, as if audiences overlapped by chance alone"
    case .engagementFormula: "60 × engagements + 25 for each post and network"
    }
  }

  /// Where the formula was read.
  package var source: String {
    switch self {
    case .summedFollowers: "help.postbeyond.com 207506603; Haiilo knowledge base 16478853410066"
    case .summedPosts: "Sprout Social help 23118995329037, which warns of it"
    case .discountedFollowers: "sprinklr.com, questions about benchmarking"
    case .independentAudiences: "media planning's independent duplication"
    case .engagementFormula: "EveryoneSocial help 607 and 7386582869399"
    }
  }
}

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
