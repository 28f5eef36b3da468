import AdvocacyModel

/// A number as it stands in a table: what it counts, and how certain it is.
///
/// Tables hold numbers, not texts of numbers: the terminal, Markdown, HTML and CSV each write them.
package struct Figure: Hashable, Sendable {
  /// The number.
  package var value: Double
  /// The ends of its interval, if it has one.
  package var interval: Interval?
  /// What it counts, and so how it is written.
  package var unit: Unit
  /// What its sign says.
  package var sign: Sign

  /// The ends of an interval.
  package struct Interval: Hashable, Sendable {
    package var low: Double
    package var high: Double
  }

  package init(_ value: Double, _ unit: Unit, sign: Sign = .plain) {
    self.value = value
    self.unit = unit
    self.sign = sign
  }

  package init(_ estimate: ReachReport.Estimate, _ unit: Unit, sign: Sign = .plain) {
    self.init(estimate.mean, unit, sign: sign)
    interval = Interval(low: estimate.low, high: estimate.high)
  }

  /// What numbers count.
  package enum Unit: Hashable, Sendable {
    /// Things: `1,728`.
    case count
    /// Things out of all there are: `12 of 60`.
    case countOf(Int)
    /// People: whole, `<1` between none and half.
    case people
    /// What a noun says, written as people are: `471 impressions`.
    case counted(String)
    /// A share of one in per cent: `0.83 %`.
    case percent
    /// A multiplier of so many significant digits: `12.4×`.
    case times(digits: Int = 3)
    /// A multiplier of actions: whole where it is whole, else of three digits.
    case nominal
    /// Anything, of so many significant digits.
    case significant(digits: Int)
    /// Anything, with so many decimals.
    case decimal(places: Int)
    /// Money, with two decimals behind the currency: `EUR 12.50`.
    case money(String)
    /// Anything, with the shortest digits that give it back.
    case exact
  }

  /// What the sign of a number says.
  package enum Sign: Hashable, Sendable {
    /// Only that it is negative.
    case plain
    /// Which way it changed: `+120`; of an interval, both ends have one.
    case change
    /// That it is an error on either side: `±12`.
    case error
  }

  /// The number with its interval: `471 (310–640)`.
  package var text: String { text(in: .english) }

  /// The same as a language writes it.
  package func text(in words: Words) -> String {
    let range = range(in: words)
    return range.map { "\(mean(in: words)) (\($0))" } ?? mean(in: words)
  }

  /// The number alone: `471`.
  package var mean: String { mean(in: .english) }

  private func mean(in words: Words) -> String {
    let written = words.conventions.localized(number(value))
    return switch unit {
    case .countOf(let all):
      words(\.page.of, ["part": .text(written), "whole": .count(all)])
    case .counted(let noun): "\(written) \(words.noun(noun))"
    case .percent: "\(written) %"
    case .times, .nominal: "\(written)×"
    case .money(let currency): "\(currency) \(written)"
    case .count, .people, .significant, .decimal, .exact: written
    }
  }

  /// The interval alone: `310–640`, or `+80 to +170` of a change.
  package var range: String? { range(in: .english) }

  func range(in words: Words) -> String? {
    interval.map { interval in
      let ends = [interval.low, interval.high].map { words.conventions.localized(number($0)) }
      guard sign == .change else { return ends.joined(separator: "–") }
      return words(\.page.fromTo, ["low": .text(ends[0]), "high": .text(ends[1])])
    }
  }

  /// One of the numbers, without its unit; the ends of an interval have the mean's decimals.
  private func number(_ value: Double) -> String {
    switch sign {
    case .plain: digits(of: value)
    case .change: (value > 0 ? "+" : "") + digits(of: value)
    case .error: "±" + digits(of: value)
    }
  }

  private func digits(of value: Double) -> String {
    switch unit {
    case .people where sign == .change: NumberFormat.fixed(value, decimals: 0)
    case .times where sign == .change: NumberFormat.fixed(value, decimals: 1)
    case .count, .countOf: NumberFormat.fixed(value, decimals: 0)
    case .people, .counted: NumberFormat.people(value)
    case .percent: NumberFormat.perCent(value)
    case .times(let digits), .significant(let digits):
      NumberFormat.fixed(value, decimals: NumberFormat.decimals(of: self.value, digits: digits))
    case .nominal:
      value == value.rounded()
        ? NumberFormat.fixed(value, decimals: 0) : NumberFormat.significant(value)
    case .decimal(let places): NumberFormat.fixed(value, decimals: places)
    case .money: NumberFormat.fixed(value, decimals: 2)
    case .exact: NumberFormat.plain(value)
    }
  }
}

extension Words {
  /// What a formula counts, in the plural.
  fileprivate func noun(_ unit: String) -> String {
    switch VendorMethod.Unit(rawValue: unit) {
    case .people: self(\.report.people)
    case .impressions: self(\.report.impressions)
    case nil: unit
    }
  }
}

extension Figure {
  package static func count(_ value: Int) -> Figure { Figure(Double(value), .count) }

  package static func people(_ value: Double) -> Figure { Figure(value, .people) }

  package static func people(_ estimate: ReachReport.Estimate) -> Figure {
    Figure(estimate, .people)
  }

  /// A multiplier with its interval, all in the decimals of the mean.
  package static func times(_ estimate: ReachReport.Estimate) -> Figure {
    Figure(estimate, .times())
  }
}

/// Numbers as people read them, the same in every locale.
package enum NumberFormat {
  /// A count with thousands separators: `1,728`.
  package static func count(_ value: Int) -> String {
    (value < 0 ? "-" : "") + grouped(String(value.magnitude))
  }

  /// A number of people: whole, with thousands separators; `<1` where it is between none and half.
  package static func people(_ value: Double) -> String {
    value > 0 && value < 0.5 ? "<1" : fixed(value, decimals: 0)
  }

  /// A number with a fixed count of decimals, 0 to 9, and thousands separators.
  package static func fixed(_ value: Double, decimals: Int) -> String {
    let scale = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 9e15 else { return value.isFinite ? String(value) : "–" }
    let digits = Int(scaled).padded(decimals + 1)
    let whole = grouped(String(digits.dropLast(decimals)))
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return decimals == 0 ? sign + whole : "\(sign)\(whole).\(digits.suffix(decimals))"
  }

  /// A number with at least so many significant digits; whole parts are never rounded away.
  package static func significant(_ value: Double, digits: Int = 3) -> String {
    fixed(value, decimals: decimals(of: value, digits: digits))
  }

  /// A share of one in per cent, with two significant digits where it is no whole number: `0.83 %`.
  package static func percent(_ share: Double) -> String { perCent(share) + " %" }

  /// The same without the sign for per cent.
  static func perCent(_ share: Double) -> String {
    let percent = share * 100
    let isWhole = (percent - percent.rounded()).magnitude < 1e-9
    return isWhole ? fixed(percent, decimals: 0) : significant(percent, digits: 2)
  }

  /// A count with its noun, in the plural unless it is one: `3 posts`.
  package static func count(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
  }

  /// A number as programs read it: the shortest digits that give it back, whole ones without a point.
  package static func plain(_ value: Double) -> String {
    let text = String(value)
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// The decimals that give a value so many significant digits.
  static func decimals(of value: Double, digits: Int) -> Int {
    var bound = 10.0
    var decimals = digits - 1
    while decimals > 0, value.magnitude >= bound {
      bound *= 10
      decimals -= 1
    }
    var small = value.magnitude
    while small > 0, small < 1, decimals < 6 {
      small *= 10
      decimals += 1
    }
    return decimals
  }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (offset, digit) in digits.enumerated() {
      if offset > 0, (digits.count - offset).isMultiple(of: 3) { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
