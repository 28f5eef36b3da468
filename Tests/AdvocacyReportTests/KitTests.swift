import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("What employees are handed")
struct KitTests {
  private let voice = Voice(.english, calendar: .utc, at: KitTests.now)
  private static let now = Instant(rfc3339: "2026-11-23T09:00:00Z") ?? .distantPast

  private func kit(
    text: String? = "Come & see", title: String = "Title", name: String = "Ana",
    from: Instant? = nil
  ) throws -> Kit {
    let network = Kit.Network(
      network: try #require(NetworkID("linkedin")), title: "LinkedIn",
      actions: text == nil ? [.like, .repost] : [.quote], from: from, until: Self.now + .days(3),
      variant: text.map { _ in 1 }, text: text, disclosures: [], link: "https://a.example",
      shareLink: text.map { _ in "https://b.example/?a=1&b=\"2\"" })
    return Kit(
      post: try #require(PostID("lab")), employee: try #require(EmployeeID("ana")), name: name,
      company: "Acme", language: "en", title: title, minutes: 2, networks: [network],
      why: ["you agreed to take part", "legal approved it"], rules: [])
  }

  private func page(_ kit: Kit) -> String {
    var writer = KitWriter(voice)
    return writer.page(KitMessage(of: kit, in: voice))
  }

  @Test("A page says until when, how long, why and how to say no, in one language")
  func page() throws {
    let page = page(try kit(from: Self.now + .hours(2)))
    for words in [
      "about 2 min · from Mon 23 Nov 11:00 · until Thu 26 Nov 09:00", "Open LinkedIn",
      "LinkedIn takes only the link", "Why you: you agreed to take part and legal approved it.",
      "Saying no needs no reason and is never held against you.",
      "To say no: advocacy decline lab --employee ana",
    ] { #expect(page.contains(words), "\(words)") }
    var spanish = KitWriter(Voice(.spanish, calendar: .utc, at: Self.now))
    let other = spanish.page(KitMessage(of: try kit(), in: spanish.voice))
    #expect(other.contains("<html lang=\"es\""))
    #expect(other.contains("hasta el jue 26 nov 09:00"))
  }

  @Test("Markup in names and texts shows, and does nothing")
  func inert() throws {
    let page = page(
      try kit(
        text: "<script>alert(1)</script>\n</div>\u{202E}", title: "<b>&\"'",
        name: "</p><img src=x>"))
    for mark in ["<script", "<img", "<b>", "\u{202E}", "</div>\n</div>"] {
      #expect(!page.contains(mark), "\(mark)")
    }
    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;\n&lt;/div&gt;\\u{202E}</div>"))
    #expect(page.contains("href=\"https://b.example/?a=1&amp;b=&quot;2&quot;\""))
  }

  @Test("Who may share without words is told what they may do, and gets no button")
  func wordless() throws {
    let page = page(try kit(text: nil))
    #expect(page.contains("as it is: like or repost, without words of your own."))
    #expect(!page.contains("class=\"open\""))
  }

  @Test("The words in Markdown can be copied letter for letter, whatever marks they hold")
  func fences() throws {
    var writer = KitWriter(voice)
    let text = "a\n````\n# *b* <i>\n```"
    let markdown = writer.markdown(KitMessage(of: try kit(text: text), in: voice))
    #expect(markdown.contains("\n`````\n\(text)\n`````\n"))
  }

  @Test("A digest has a heading, each of its posts and one way to say no for each")
  func digest() throws {
    let message = KitMessage(
      of: [try kit(title: "One"), try kit(title: "Two")], from: Self.now, to: Self.now + .days(6),
      in: voice)
    #expect(message.subject == "Acme: 2 posts to share this week, about 4 min")
    var writer = KitWriter(voice)
    let text = writer.plain(message)
    #expect(text.contains("2 posts to share, Mon 23 Nov to Sun 29 Nov"))
    #expect(text.contains("== One\n") && text.contains("== Two\n"))
    #expect(text.ranges(of: "advocacy decline lab --employee ana").count == 2)
    #expect(text.ranges(of: "never held against you").count == 1)
  }

  @Test("Instants of another year say so")
  func years() {
    #expect(voice.time(Self.now) == "Mon 23 Nov 09:00")
    #expect(voice.time(Self.now + .days(60)) == "Fri 22 Jan 2027 09:00")
  }

  @Test("A company's own strings are said in place of the program's")
  func strings() {
    var texts: [String: String] = [:]
    for (key, phrase) in KitPhrases.keyed { texts[key] = phrase[.english] }
    texts["until"] = "jusqu’au {time}"
    texts["weekdays"] = "lun mar mer jeu ven sam dim"
    texts["minutes"] = "environ {minutes} min"
    let french = Voice(tag: "fr", texts: texts, calendar: .utc, at: Self.now)
    #expect(french(\.until, ["time": .text(french.time(Self.now))]) == "jusqu’au lun 23 Nov 09:00")
    #expect(french.tag == "fr")
  }

  @Test("A string has the placeholders of the phrase it stands for, and as many words as days")
  func faults() throws {
    func fault(_ key: String, _ text: String) throws -> String? {
      let phrase = try #require(KitPhrases.keyed.first { $0.key == key }?.phrase)
      return PhraseForm.fault(of: text, for: key, phrase).map { "\($0.message). \($0.hint)" }
    }
    for (key, phrase) in KitPhrases.keyed {
      for language in Language.allCases { #expect(try fault(key, phrase[language]) == nil) }
    }
    #expect(
      try fault("until", "bis {tiem}")
        == "unknown placeholder \"{tiem}\". Did you mean \"{time}\"?")
    #expect(
      try fault("until", "bis")
        == "the placeholder \"{time}\" is missing. In English it reads: until {time}")
    #expect(try fault("months", "jan fév")?.hasPrefix("expected 12 words, found 2") == true)
    #expect(
      try fault("digestSubject", "{posts|Beitrag|Beiträge}, {minutes} Min., {company}") == nil)
  }

  @Test("The schema of strings asks for each key of them")
  func schema() throws {
    let data = try JSONSerialization.jsonObject(with: Data(StringsSchema.text.utf8))
    let object = try #require(data as? [String: Any])
    #expect(object["required"] as? [String] == KitPhrases.keyed.map(\.key))
  }
}

@Suite("Mail and calendars as their standards have them")
struct MailAndCalendarTests {
  private static let now = Instant(rfc3339: "2026-11-23T09:00:00Z") ?? .distantPast

  private func mail(subject: String, text: String = "Text\n") -> String {
    MailMessage(
      from: .init(name: "Acme", address: "a@acme.example"),
      to: .init(name: "Ana, \"the\" Ruiz", address: "ana@acme.example"), subject: subject,
      date: Self.now, id: "kit.1", domain: "acme.example", language: "en", text: text,
      html: [QuotedPrintable("<p>é</p>\n")]
    ).text5322
  }

  @Test("A plain subject stands as it is, any other in encoded words that cut no character")
  func subjects() throws {
    #expect(mail(subject: "Share the lab").contains("\r\nSubject: Share the lab\r\n"))
    #expect(mail(subject: "No =?word?=").contains("\r\nSubject: =?UTF-8?B?"))
    let long = String(repeating: "Año 👩‍👩‍👧‍👦 y ", count: 30)
    let lines = mail(subject: long).components(separatedBy: "\r\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("Subject: ") })
    let folded = lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
    let words = [String(lines[start].dropFirst(9))] + folded.map { String($0.dropFirst()) }
    let bytes = try words.map { word in
      #expect(word.utf8.count <= 75)
      let data = try #require(Data(base64Encoded: String(word.dropFirst(10).dropLast(2))))
      return try #require(String(data: data, encoding: .utf8))
    }
    #expect(bytes.joined() == long)
  }

  @Test("No line is longer than 76 characters, and none is a full stop alone")
  func lines() {
    let text = String(repeating: "é=", count: 200) + " \n.\n..\nend \t\nlast "
    for line in mail(subject: "S", text: text).components(separatedBy: "\r\n") {
      #expect(line.utf8.count <= 76)
      #expect(line != "." && !line.contains("\n") && line.utf8.allSatisfy { $0 < 128 })
      #expect(line.last != " " && line.last != "\t")
    }
  }

  @Test("Names with signs are quoted, and date and id follow from what is told")
  func heads() {
    let mail = mail(subject: "S")
    #expect(mail.contains("\r\nTo: \"Ana, \\\"the\\\" Ruiz\" <ana@acme.example>\r\n"))
    #expect(mail.contains("\r\nDate: Mon, 23 Nov 2026 09:00:00 +0000\r\n"))
    #expect(mail.contains("\r\nMessage-ID: <kit.1@acme.example>\r\n"))
    #expect(mail == self.mail(subject: "S"))
  }

  @Test("Lines of a calendar hold 75 bytes at most and cut no character; signs are escaped")
  func calendar() {
    let long = String(repeating: "ñ🎉", count: 60)
    let event = ICalendar.Event(
      id: "lab@1", stamp: Self.now, start: Self.now, end: Self.now + .minutes(30),
      summary: "a,b;c\\d", details: "one\ntwo \(long)", link: "https://a.example/ñ x",
      isCancelled: true)
    let text = ICalendar(name: "Acme", events: [event]).text
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") })
    #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    #expect(lines.contains("SUMMARY:a\\,b\\;c\\\\d"))
    #expect(lines.contains("DTSTART:20261123T090000Z") && lines.contains("STATUS:CANCELLED"))
    #expect(lines.contains("URL:https://a.example/%C3%B1%20x"))
    #expect(text.replacing("\r\n ", with: "").contains("DESCRIPTION:one\\ntwo \(long)\r\n"))
  }
}
