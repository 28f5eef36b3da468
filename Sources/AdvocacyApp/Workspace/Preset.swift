/// The complete configurations beside the first example that `init` can write.
///
/// Each is an example of how rules can be put together, with 12 invented employees; none is legal
/// advice. Where the ideas come from is told in the article Presets.
package enum Preset: String, CaseIterable, Sendable {
  /// A handful of rules for a company that begins.
  case smallCompany = "small-company"
  /// Sign-offs, training and quiet periods as regulated firms have them.
  case regulatedFinance = "regulated-finance"
  /// Disconnection and holidays; sentences in Spanish.
  case spain
  /// Disclosure of endorsements, quiet periods, paid time.
  case us

  /// What every mention of a preset says.
  static let notice = "an example, not legal advice"

  /// The text of the configuration.
  var text: String {
    let bytes =
      switch self {
      case .smallCompany: PackageResources.preset_small_company_json
      case .regulatedFinance: PackageResources.preset_regulated_finance_json
      case .spain: PackageResources.preset_spain_json
      case .us: PackageResources.preset_us_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
