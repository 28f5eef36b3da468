import AdvocacyCore

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
