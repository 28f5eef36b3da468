package import AdvocacyModel
import Foundation

/// How figures and dates are written where a table comes from.
package struct CellLocale: Hashable, Sendable {
  /// The order of the numbers in a date.
  enum DateOrder: Hashable {
    case dayFirst
    case monthFirst
    case yearFirst
  }

  /// The locale's name, as BCP 47.
  let name: String
  let order: DateOrder
  /// What may part thousands.
  let groupMarks: [Character]
  /// What parts fractions.
  let decimalMark: Character
  /// The numbers of months by their folded names, long and short.
  let months: [String: Int]

  /// English of the United States, which networks write their exports in.
  static let unitedStates = CellLocale(
    name: "en-US", order: .monthFirst, groupMarks: [","], decimalMark: ".", months: [:])

  /// A locale by its name, as BCP 47 or as POSIX writes it: `es-ES`, `es_ES`, `es_ES.UTF-8`.
  ///
  /// - Parameters:
  ///   - name: The name.
  ///   - cause: The cause of failures.
  ///   - place: Where the name stands.
  /// - Throws: a failure where there is no such locale, or it is English of no country, which
  ///   writes dates in two orders.
  package init(
    named name: String, cause: Failure.Cause, at place: Place? = nil
  ) throws(Failure) {
    let plain = name.split { $0 == "." || $0 == "@" }.first.map(String.init) ?? ""
    func refusal(_ message: String) -> Failure {
      Failure(
        cause, at: place, message,
        hint: "Write a language and a country, for example es-ES, de-DE, en-GB or en-US")
    }
    let language: String
    do {
      language = try TextChecks.language(plain)
    } catch {
      throw refusal("expected a locale, found \"\(SafeText.excerpt(name))\"")
    }
    let wanted = language.replacing("-", with: "_")
    guard Self.known.contains(wanted) else {
      throw refusal("unknown locale \"\(SafeText.excerpt(name))\"")
    }
    guard language != "en" else {
      throw refusal("\"en\" alone doesn't say whether dates begin with the day or the month")
    }
    let locale = Locale(identifier: wanted)
    let pattern =
      DateFormatter.dateFormat(fromTemplate: "yMd", options: 0, locale: locale) ?? "dMy"
    let letters = pattern.filter { "dMyL".contains($0) }
    self.name = language
    order =
      letters.first == "d" ? .dayFirst : letters.first == "y" ? .yearFirst : .monthFirst
    let group = locale.groupingSeparator?.first ?? ","
    groupMarks = group.isWhitespace || group == "\u{2019}" ? [] : [group]
    decimalMark = locale.decimalSeparator?.first ?? "."
    months = Self.months(of: locale)
  }

  private init(
    name: String, order: DateOrder, groupMarks: [Character], decimalMark: Character,
    months: [String: Int]
  ) {
    self.name = name
    self.order = order
    self.groupMarks = groupMarks
    self.decimalMark = decimalMark
    self.months = months
  }

  private static let known = Set(Locale.availableIdentifiers)

  private static func months(of locale: Locale) -> [String: Int] {
    let formatter = DateFormatter()
    formatter.locale = locale
    let lists: [[String]?] = [
      formatter.monthSymbols, formatter.shortMonthSymbols, formatter.standaloneMonthSymbols,
      formatter.shortStandaloneMonthSymbols,
    ]
    var months: [String: Int] = [:]
    for list in lists {
      for (index, name) in (list ?? []).enumerated() { months[Heading.key(name)] = index + 1 }
    }
    return months
  }
}
