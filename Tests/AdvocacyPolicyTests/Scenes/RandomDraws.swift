import AdvocacyModel

/// Random numbers of one key, and what is made of them: words, instants, periods, selectors.
///
/// Instants lie on a coarse grid around the end of summer time, so that ends and beginnings of
/// periods, windows and lapses often fall on the instant asked about.
struct RandomDraws {
  private let key: RandomKey
  private var count: UInt64 = 0
  /// The first instant of the grid.
  let start: Instant

  init(_ key: RandomKey, start: Instant) {
    self.key = key
    self.start = start
  }

  /// Draws of a key of their own.
  mutating func branch() -> RandomDraws {
    count += 1
    return RandomDraws(key.keyed(by: count).keyed(by: "branch"), start: start)
  }

  /// Draws of a key of their own, which leave those to come as they were.
  func aside() -> RandomDraws {
    RandomDraws(key.keyed(by: count).keyed(by: "aside"), start: start)
  }

  mutating func below(_ bound: Int) -> Int {
    count += 1
    return Int(key.keyed(by: count).bits % UInt64(bound))
  }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  mutating func maybe<Value>(_ value: (inout Self) -> Value) -> Value? {
    below(2) == 0 ? nil : value(&self)
  }

  mutating func rarely<Value>(_ value: (inout Self) -> Value) -> [Value] {
    below(6) == 0 ? [value(&self)] : []
  }

  mutating func some<Element>(_ elements: [Element]) -> [Element] {
    elements.filter { _ in below(2) == 0 }
  }

  /// Some elements, and one at least.
  mutating func oneOrMore<Element>(_ elements: [Element]) -> [Element] {
    let some = some(elements)
    return some.isEmpty ? [pick(elements)] : some
  }

  /// An instant in six days: most on a grid of two hours, some on one of a quarter.
  mutating func instant() -> Instant {
    guard below(4) == 0 else { return start + .hours(Int64(below(72) * 2)) }
    return start + .minutes(Int64(below(576) * 15))
  }

  mutating func period() -> Period {
    Period(from: maybe { $0.instant() }, until: maybe { $0.instant() })
  }

  mutating func actions() -> [Action] { some(Action.allCases) }

  mutating func selector() -> Selector {
    Selector(
      employees: below(6) == 0 ? (0..<40).map { id("e\($0)") } : nil,
      teams: below(3) == 0 ? some(["a", "b"]) : nil, roles: below(3) == 0 ? some(["r", "s"]) : nil,
      countries: below(4) == 0 ? some(["ES", "DE"]) : nil,
      languages: below(4) == 0 ? some(["es", "de"]) : nil,
      contracts: below(6) == 0 ? some(["hourly", ""]) : nil,
      seniorities: below(6) == 0 ? some(["senior", ""]) : nil)
  }
}
