package import AdvocacyModel

/// Events as calendar programs read them (RFC 5545).
package struct ICalendar: Hashable, Sendable {
  /// Something at an instant.
  package struct Event: Hashable, Sendable {
    /// Tells it from every other event, for good.
    package var id: String
    /// When what it says was fixed.
    package var stamp: Instant
    package var start: Instant
    package var end: Instant
    package var summary: String
    package var details: String
    /// A page about it.
    package var link: String?
    /// Whether it will not take place.
    package var isCancelled: Bool

    package init(
      id: String, stamp: Instant, start: Instant, end: Instant, summary: String, details: String,
      link: String? = nil, isCancelled: Bool = false
    ) {
      self.id = id
      self.stamp = stamp
      self.start = start
      self.end = end
      self.summary = summary
      self.details = details
      self.link = link
      self.isCancelled = isCancelled
    }
  }

  /// The calendar's name for people.
  package var name: String
  /// The events, in order.
  package var events: [Event]

  package init(name: String, events: [Event]) {
    self.name = name
    self.events = events
  }

  /// The calendar as text, its lines ended by CR and LF and none longer than 75 bytes.
  ///
  /// - Complexity: O(length).
  package var text: String {
    var lines = [
      "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//advocacy//advocacy//EN", "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH", "X-WR-CALNAME:\(Self.escape(name))",
    ]
    for event in events {
      lines += [
        "BEGIN:VEVENT", "UID:\(Self.escape(event.id))", "DTSTAMP:\(Self.time(event.stamp))",
        "DTSTART:\(Self.time(event.start))", "DTEND:\(Self.time(event.end))",
        "SUMMARY:\(Self.escape(event.summary))", "DESCRIPTION:\(Self.escape(event.details))",
      ]
      if let link = event.link { lines.append("URL:\(Self.uri(link))") }
      lines += [
        "STATUS:\(event.isCancelled ? "CANCELLED" : "CONFIRMED")", "TRANSP:TRANSPARENT",
        "END:VEVENT",
      ]
    }
    lines.append("END:VCALENDAR")
    return lines.map { Self.folded($0) + "\r\n" }.joined()
  }

  /// An instant in UTC, to the second: `20261123T090000Z`.
  private static func time(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    let seconds = Int(civil.millisecondOfDay / 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(2) }.joined()
    return "\(civil.year.padded(4))\(civil.month.padded(2))\(civil.day.padded(2))T\(clock)Z"
  }

  /// A text with its signs escaped; line breaks stay, what else acts on a terminal is shown.
  private static func escape(_ text: String) -> String {
    KitWriter.lines(of: text).map { line in
      line.replacing("\\", with: "\\\\").replacing(";", with: "\\;").replacing(",", with: "\\,")
    }.joined(separator: "\\n")
  }

  /// An address, of which only what may stand in one is left as it is.
  private static func uri(_ link: String) -> String {
    var bytes = ""
    for scalar in link.unicodeScalars {
      let isPlain = (0x21..<0x7F).contains(scalar.value)
      bytes += isPlain ? String(scalar) : PercentEncoding.encode(String(scalar))
    }
    return bytes
  }

  /// A line in pieces of at most 75 bytes, none of which cuts a character.
  private static func folded(_ line: String) -> String {
    guard line.utf8.count > 75 else { return line }
    var folded = String.UnicodeScalarView()
    var width = 0
    for scalar in line.unicodeScalars {
      let bytes = UTF8.width(scalar)
      if width + bytes > 75 {
        folded.append(contentsOf: "\r\n ".unicodeScalars)
        width = 1
      }
      folded.append(scalar)
      width += bytes
    }
    return String(folded)
  }
}
