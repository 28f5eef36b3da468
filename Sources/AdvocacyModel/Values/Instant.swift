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
