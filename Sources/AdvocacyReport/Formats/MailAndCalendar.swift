package import AdvocacyModel
import Foundation

/// A mail as RFC 5322 and MIME have it: a text and a page with the same content.
///
/// The same values make the same bytes: date and id are told, and nothing is drawn.
package struct MailMessage: Hashable, Sendable {
  /// A name with an address.
  package struct Mailbox: Hashable, Sendable {
    /// The name for people, in any letters.
    package var name: String
    /// The address, in ASCII.
    package var address: String

    package init(name: String, address: String) {
      self.name = name
      self.address = address
    }
  }

  package var from: Mailbox
  package var to: Mailbox
  package var subject: String
  package var date: Instant
  /// What stands before the `@` of the id, in letters that ids may have.
  package var id: String
  /// What stands behind it.
  package var domain: String
  /// The language of both parts, as BCP 47.
  package var language: String
  /// The plain text, its lines ended by line feeds.
  package var text: String
  /// The page, in pieces that end with a line each: what many mails have in common is encoded once.
  package var html: [QuotedPrintable]

  package init(
    from: Mailbox, to: Mailbox, subject: String, date: Instant, id: String, domain: String,
    language: String, text: String, html: [QuotedPrintable]
  ) {
    self.from = from
    self.to = to
    self.subject = subject
    self.date = date
    self.id = id
    self.domain = domain
    self.language = language
    self.text = text
    self.html = html
  }

  /// What is between the parts; neither encoding can write it.
  private static let boundary = "=_advocacy_part"

  /// The mail, its lines ended by CR and LF.
  ///
  /// - Complexity: O(length).
  package var text5322: String {
    let headers = [
      "From: \(Self.mailbox(from))", "To: \(Self.mailbox(to))",
      "Subject: \(EncodedWords.encode(subject, after: "Subject: ".utf8.count))",
      "Date: \(Self.date(date))", "Message-ID: <\(id)@\(domain)>",
      // No machine is to answer, as holiday notices do (RFC 3834).
      "Auto-Submitted: auto-generated", "Content-Language: \(language)", "MIME-Version: 1.0",
      "Content-Type: multipart/alternative; boundary=\"\(Self.boundary)\"",
    ]
    let page = html.map(\.text).joined()
    let parts = [("plain", QuotedPrintable(text).text), ("html", page)].map { kind, content in
      [
        "--\(Self.boundary)", "Content-Type: text/\(kind); charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", content,
      ].joined(separator: "\r\n")
    }
    return (headers + [""] + parts + ["--\(Self.boundary)--", ""]).joined(separator: "\r\n")
  }

  private static func mailbox(_ mailbox: Mailbox) -> String {
    guard !mailbox.name.isEmpty else { return "<\(mailbox.address)>" }
    let name = EncodedWords.encode(mailbox.name, after: "From: ".utf8.count, isPhrase: true)
    let room = 78 - "From: ".utf8.count - name.utf8.count - mailbox.address.utf8.count - 3
    return "\(name)\(room < 0 ? "\r\n " : " ")<\(mailbox.address)>"
  }

  /// An instant as mails have it, in UTC: `Mon, 23 Nov 2026 09:00:00 +0000`.
  private static func date(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let seconds = Int(civil.millisecondOfDay / 1000)
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { $0.padded(2) }
    return "\(weekdays[civil.weekday - 1]), \(civil.day) \(months[civil.month - 1]) "
      + "\(civil.year.padded(4)) \(clock.joined(separator: ":")) +0000"
  }
}

/// Texts of any letters in the head of a mail (RFC 2047).
enum EncodedWords {
  /// The longest encoded word.
  private static let longest = 75

  /// A text as it stands in a header, its lines folded.
  ///
  /// Plain texts that fit the line stand as they are; all others become encoded words, none of which
  /// cuts a character.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - column: How many characters stand before it on its line.
  ///   - isPhrase: Whether it is a name before an address, in which signs have to be quoted.
  /// - Returns: The text.
  /// - Complexity: O(length).
  static func encode(_ text: String, after column: Int, isPhrase: Bool = false) -> String {
    let text = SafeText.escape(text)
    let isPlain = text.utf8.allSatisfy { (0x20..<0x7F).contains($0) } && !text.contains("=?")
    if isPlain, column + text.utf8.count + 2 <= 78 {
      let isWord = text.utf8.allSatisfy { byte in
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10 || byte == 0x20
      }
      if !isPhrase || isWord { return text }
      let quoted = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      if column + quoted.utf8.count + 2 <= 78 { return "\"\(quoted)\"" }
    }
    let room = longest - "=?UTF-8?B??=".utf8.count
    var words: [String] = []
    var piece: [UInt8] = []
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      let first = words.isEmpty ? min(room, 78 - column - 12) : room
      if (piece.count + bytes.count + 2) / 3 * 4 > first {
        words.append(word(piece))
        piece = []
      }
      piece += bytes
    }
    if !piece.isEmpty { words.append(word(piece)) }
    return words.joined(separator: "\r\n ")
  }

  private static func word(_ bytes: [UInt8]) -> String {
    "=?UTF-8?B?\(Data(bytes).base64EncodedString())?="
  }
}

/// A text of any letters as it stands in the body of a mail (RFC 2045, 6.7).
package struct QuotedPrintable: Hashable, Sendable {
  /// The text in lines of at most 76 characters that end in CR and LF.
  let text: String

  /// Encodes a text whose lines end in line feeds.
  ///
  /// - Complexity: O(bytes).
  package init(_ text: String) { self.text = Self.encode(text) }

  private static let digits = Array("0123456789ABCDEF".utf8)
  /// The longest line, the sign at its end included.
  private static let longest = 76

  private static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count * 5 / 4)
    var column = 0
    let bytes = Array(text.utf8)
    for (place, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "\n") {
        encoded.append(13)
        encoded.append(10)
        column = 0
        continue
      }
      let isBlank = byte == 0x20 || byte == 0x09
      let isLast = place + 1 == bytes.count || bytes[place + 1] == UInt8(ascii: "\n")
      let isPlain =
        (0x21..<0x7F).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
      // A full stop alone on a line would end a mail on its way.
      let isSafe = isPlain && !(column == 0 && byte == UInt8(ascii: "."))
      let width = isSafe ? 1 : 3
      if column + width > longest - 1 {
        encoded.append(UInt8(ascii: "="))
        encoded.append(13)
        encoded.append(10)
        column = 0
      }
      if isSafe {
        encoded.append(byte)
      } else {
        encoded.append(UInt8(ascii: "="))
        encoded.append(digits[Int(byte >> 4)])
        encoded.append(digits[Int(byte & 15)])
      }
      column += width
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

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
