/// What a company says that unpaid exposure would have cost as advertising; never what it is worth.
package struct RateCard: Hashable, Sendable {
  /// The name of the card, printed with every figure made from it.
  package var name: String
  /// The day from which the prices are, as `2026-01-15`.
  package var date: String
  /// The currency, as ISO 4217.
  package var currency: String
  /// Where the prices come from, in words.
  package var source: String
  /// The prices, 0 or more, in the order of the kinds.
  package var rates: [Rate]

  package init(name: String, date: String, currency: String, source: String, rates: [Rate]) {
    self.name = name
    self.date = date
    self.currency = currency
    self.source = source
    self.rates = rates
  }

  /// A price.
  package struct Rate: Hashable, Sendable {
    /// What is counted.
    package var kind: Kind
    /// The price of one, or of a thousand impressions.
    package var price: Double

    package init(_ kind: Kind, price: Double) {
      self.kind = kind
      self.price = price
    }
  }

  /// What a card may put a price on; the raw values are the keys of the configuration.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// A thousand displays.
    case perThousandImpressions
    /// An employee who took part in a post on a network.
    case perParticipation
    /// A like.
    case perLike
    /// A comment.
    case perComment
    /// A repost, quote or share.
    case perShare
    /// A click on the link; counted by networks only, so that an estimate has none.
    case perClick

    /// How many make up one price.
    package var unit: Double { self == .perThousandImpressions ? 1000 : 1 }
  }
}

extension RateCard.Kind {
  /// What the price is for, in one sentence.
  package var meaning: String {
    switch self {
    case .perThousandImpressions: "A thousand displays."
    case .perParticipation: "An employee who took part in a post on a network."
    case .perLike: "A like."
    case .perComment: "A comment."
    case .perShare: "A repost, quote or share."
    case .perClick: "A click on the link, which only the networks count."
    }
  }
}
