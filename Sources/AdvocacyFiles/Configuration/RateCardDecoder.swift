import AdvocacyCore
import StrictJSON

/// Reads the rate card, if the company has one.
enum RateCardDecoder {
  /// The prices that make sense: a bound against slips of the keyboard.
  static let price = 0.0...1_000_000

  static func card(_ node: JSONNode?) throws(Failure) -> RateCard? {
    guard let node else { return nil }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.rateCard)
    let ratesNode = try object.required("rates")
    let written = try ratesNode.object()
    try written.refuseUnknownKeys(known: ConfigurationKeys.rates)
    var rates: [RateCard.Rate] = []
    for kind in RateCard.Kind.allCases {
      guard let own = written.optional(kind.rawValue) else { continue }
      rates.append(.init(kind, price: try own.decimal(in: price)))
    }
    guard !rates.isEmpty else {
      throw ratesNode.failure(
        "expected at least one price, found none",
        hint: "Known: \(ConfigurationKeys.rates.joined(separator: ", "))")
    }
    return RateCard(
      name: try object.required("name").checked(TextChecks.label),
      date: try object.required("date").checked(date),
      currency: try object.required("currency").checked(currency),
      source: try object.required("source").checked(TextChecks.label), rates: rates)
  }

  private static func date(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count == 10, case .local(let civil)? = WrittenTime(text),
      civil.millisecondOfDay == 0
    else {
      throw ValidationError(
        "expected a date, found \"\(SafeText.excerpt(text))\"", hint: "Write it as 2026-01-15")
    }
    return text
  }

  private static func currency(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count == 3, text.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) else {
      throw ValidationError(
        "expected a currency of three capitals, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it as in ISO 4217, for example EUR")
    }
    return text
  }
}
