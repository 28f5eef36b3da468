/// A point in time: whole milliseconds since 1970-01-01T00:00:00Z.
///
/// Limited to the years 1 to 9999, so that every instant has an RFC 3339 form.
public struct Instant: Hashable, Sendable, Comparable, Codable {
  /// Milliseconds since the Unix epoch; negative before it.
  public let milliseconds: Int64

  /// The instant so many milliseconds after the Unix epoch.
  @inlinable public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// The instant so many whole seconds after the Unix epoch.
  public init(seconds: Int64) { self.milliseconds = seconds * 1000 }

  /// The earliest instant with an RFC 3339 form.
  public static let distantPast = Instant(milliseconds: -62_135_596_800_000)
  /// The latest instant with an RFC 3339 form.
  public static let distantFuture = Instant(milliseconds: 253_402_300_799_999)

  /// The order of time.
  @inlinable public static func < (lhs: Self, rhs: Self) -> Bool {
    lhs.milliseconds < rhs.milliseconds
  }

  /// The instant without its fraction of a second.
  public var wholeSecond: Instant {
    Instant(seconds: milliseconds.floorDivided(by: 1000))
  }

  /// The instant a span of time later, held within the representable years.
  package static func + (lhs: Self, rhs: Span) -> Self {
    let (sum, overflow) = lhs.milliseconds.addingReportingOverflow(rhs.milliseconds)
    if overflow { return rhs.milliseconds < 0 ? .distantPast : .distantFuture }
    return min(max(Instant(milliseconds: sum), .distantPast), .distantFuture)
  }

  /// The instant a span of time earlier, held within the representable years.
  package static func - (lhs: Self, rhs: Span) -> Self {
    lhs + Span(milliseconds: -rhs.milliseconds)
  }

  /// The span from one instant to another.
  package static func - (lhs: Self, rhs: Self) -> Span {
    Span(milliseconds: lhs.milliseconds - rhs.milliseconds)
  }

  /// Reads an RFC 3339 time.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let instant = Instant(rfc3339: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not an RFC 3339 time: \(text)")
    }
    self = instant
  }

  /// Writes an RFC 3339 time.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rfc3339)
  }

  /// A length of time in milliseconds; may be negative.
  package struct Span: Hashable, Sendable, Comparable {
    /// The length in milliseconds.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// Makes a span of whole seconds.
    package static func seconds(_ count: Int64) -> Self { Self(milliseconds: count * 1000) }
    /// Makes a span of whole minutes.
    package static func minutes(_ count: Int64) -> Self { .seconds(count * 60) }
    /// Makes a span of whole hours.
    package static func hours(_ count: Int64) -> Self { .minutes(count * 60) }
    /// Makes a span of days of 24 hours.
    package static func days(_ count: Int64) -> Self { .hours(count * 24) }

    package static func < (lhs: Self, rhs: Self) -> Bool { lhs.milliseconds < rhs.milliseconds }
  }
}

/// A stretch of time from an instant, included, to another, excluded; open where nil.
package struct Period: Hashable, Sendable {
  /// The first instant inside, or nil for ever before.
  package var from: Instant?
  /// The first instant after, or nil for ever on.
  package var until: Instant?

  package init(from: Instant? = nil, until: Instant? = nil) {
    self.from = from
    self.until = until
  }

  /// Tells whether an instant lies inside.
  package func contains(_ instant: Instant) -> Bool {
    if let from, instant < from { return false }
    if let until, instant >= until { return false }
    return true
  }

  /// Tells whether some instant lies in this period and in another.
  package func meets(_ other: Period) -> Bool {
    func ends(_ end: Instant?, by begin: Instant?) -> Bool {
      guard let end, let begin else { return false }
      return end <= begin
    }
    return !ends(until, by: other.from) && !ends(other.until, by: from)
  }
}

extension Instant {
  /// Reads a strict RFC 3339 date-time with a zone: `2026-11-20T10:00:00+01:00`.
  ///
  /// Fractions beyond milliseconds are cut. A leap second, a lower-case `t` or `z`, a space for
  /// the `T`, one-digit fields and anything behind the zone are refused.
  package init?(rfc3339 text: String) {
    guard case .zoned(let instant)? = WrittenTime(text) else { return nil }
    self = instant
  }

  /// The RFC 3339 form in UTC, with milliseconds only where there are any.
  package var rfc3339: String { rfc3339(offsetSeconds: 0) }

  /// The RFC 3339 form at an offset from UTC, in seconds, of which the whole minutes count.
  ///
  /// At either end of the representable years, where the offset would lead out of them, in UTC.
  package func rfc3339(offsetSeconds: Int) -> String {
    let wholeMinutes = offsetSeconds - offsetSeconds % 60
    let shift = Span.seconds(Int64(wholeMinutes))
    let shifted = self + shift
    let offsetSeconds = shifted - self == shift ? wholeMinutes : 0
    let civil = CivilTime(utc: offsetSeconds == 0 ? self : shifted)
    let seconds = civil.millisecondOfDay / 1000
    let date = "\(civil.year.padded(4))-\(civil.month.padded(2))-\(civil.day.padded(2))"
    let hour = Int(seconds / 3600).padded(2)
    let minute = Int(seconds / 60 % 60).padded(2)
    let milliseconds = Int(civil.millisecondOfDay % 1000)
    let fraction = milliseconds == 0 ? "" : ".\(milliseconds.padded(3))"
    let time = "\(hour):\(minute):\(Int(seconds % 60).padded(2))\(fraction)"
    guard offsetSeconds != 0 else { return "\(date)T\(time)Z" }
    let minutes = abs(offsetSeconds) / 60
    let sign = offsetSeconds < 0 ? "-" : "+"
    return "\(date)T\(time)\(sign)\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
  }
}

/// What a text says about time: an instant, or a civil time whose zone is left to the reader.
package enum WrittenTime: Hashable, Sendable {
  /// A time with a zone.
  case zoned(Instant)
  /// A time without a zone; it is the company's.
  case local(CivilTime)

  /// Reads `YYYY-MM-DD`, `YYYY-MM-DDThh:mm[:ss[.fff]]` or the latter with `Z` or `±hh:mm`.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let year = reader.number(digits: 4), reader.take("-"),
      let month = reader.number(digits: 2), reader.take("-"), let day = reader.number(digits: 2)
    else { return nil }
    if reader.isAtEnd {
      guard let civil = CivilTime(year: year, month: month, day: day) else { return nil }
      self = .local(civil)
      return
    }
    guard reader.take("T"), let hour = reader.number(digits: 2), reader.take(":"),
      let minute = reader.number(digits: 2), hour < 24, minute < 60
    else { return nil }
    var milliseconds = Int64(hour * 3600 + minute * 60) * 1000
    let hasSeconds = reader.take(":")
    if hasSeconds {
      guard let second = reader.number(digits: 2), second < 60 else { return nil }
      milliseconds += Int64(second) * 1000
      if reader.take(".") {
        guard let fraction = reader.fractionInMilliseconds() else { return nil }
        milliseconds += Int64(fraction)
      }
    }
    guard
      let civil = CivilTime(year: year, month: month, day: day, millisecondOfDay: milliseconds)
    else { return nil }
    if reader.isAtEnd {
      self = .local(civil)
      return
    }
    guard hasSeconds, let offset = reader.offsetInSeconds(), reader.isAtEnd else { return nil }
    let shift = Instant.Span.seconds(Int64(offset))
    let instant = civil.asUTC - shift
    // Beyond the representable years the subtraction would be held back.
    guard civil.asUTC - instant == shift else { return nil }
    self = .zoned(instant)
  }
}

/// Reads fixed-width ASCII digits from the front of a text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  mutating func number(digits: Int) -> Int? {
    var value = 0
    for _ in 0..<digits {
      guard let digit = nextDigit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  /// The milliseconds of a fraction of one to nine digits.
  mutating func fractionInMilliseconds() -> Int? {
    guard var value = nextDigit() else { return nil }
    var count = 1
    while let digit = nextDigit() {
      count += 1
      guard count <= 9 else { return nil }
      if count <= 3 { value = value * 10 + digit }
    }
    while count < 3 {
      value *= 10
      count += 1
    }
    return value
  }

  mutating func offsetInSeconds() -> Int? {
    if take("Z") { return 0 }
    let isNegative = take("-")
    guard isNegative || take("+"), let hours = number(digits: 2), take(":"),
      let minutes = number(digits: 2), hours < 24, minutes < 60
    else { return nil }
    return (isNegative ? -1 : 1) * (hours * 3600 + minutes * 60)
  }

  private mutating func nextDigit() -> Int? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      return nil
    }
    rest.removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }
}

extension Int {
  /// The decimal digits, filled with zeros on the left to a width.
  package func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}
