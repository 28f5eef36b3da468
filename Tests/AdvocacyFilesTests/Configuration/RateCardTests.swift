import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("The rate card of a configuration")
struct RateCardTests {
  private func decode(_ card: String) throws -> RateCard? {
    let text = """
      {"company": {"name": "Acme", "timeZone": "UTC"}, "rateCard": \(card)}
      """
    return try ConfigurationFile.decode(Array(text.utf8)).rateCard
  }

  @Test("A card is read with its name, its day and its prices")
  func card() throws {
    let card = try decode(
      """
      {"name": "Ours", "date": "2026-01-15", "currency": "EUR", "source": "agency",
       "rates": {"perClick": 2.5, "perThousandImpressions": 10}}
      """)
    #expect(
      card
        == RateCard(
          name: "Ours", date: "2026-01-15", currency: "EUR", source: "agency",
          rates: [
            .init(.perThousandImpressions, price: 10), .init(.perClick, price: 2.5),
          ]))
  }

  @Test("There is no card unless the configuration has one")
  func none() throws {
    let text = #"{"company": {"name": "Acme", "timeZone": "UTC"}}"#
    #expect(try ConfigurationFile.decode(Array(text.utf8)).rateCard == nil)
  }

  @Test(
    "A card without a name, a day or a price is refused, and so is one of no known kind",
    arguments: [
      (
        #"{"date": "2026-01-15", "currency": "EUR", "source": "s", "rates": {"perClick": 1}}"#,
        "name"
      ),
      (
        #"{"name": "n", "date": "soon", "currency": "EUR", "source": "s", "rates": {"perLike": 1}}"#,
        "date"
      ),
      (
        #"{"name": "n", "date": "2026-02-30", "currency": "EUR", "source": "s", "rates": {}}"#,
        "price"
      ),
      (
        #"{"name": "n", "date": "2026-01-15", "currency": "€", "source": "s", "rates": {"perLike": 1}}"#,
        "currency"
      ),
      (
        #"{"name": "n", "date": "2026-01-15", "currency": "EUR", "source": "s", "rates": {"perLikes": 1}}"#,
        "perLike"
      ),
      (
        #"{"name": "n", "date": "2026-01-15", "currency": "EUR", "source": "s", "rates": {"perLike": -1}}"#,
        "1000000"
      ),
    ])
  func refused(card: String, hint: String) throws {
    #expect {
      try decode(card)
    } throws: { error in
      guard let failure = error as? Failure else { return false }
      return failure.cause == .configuration && "\(failure)".contains(hint)
    }
  }
}
