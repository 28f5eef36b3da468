import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("Digests, lists of one's own, calendars")
struct DigestTests {
  private static let mail =
    #""mail": {"from": "a@acme.example", "to": "{employee}@acme.example"},"#

  @Test("Everybody who may share something gets one message a week, however often it runs")
  func once() throws {
    let scene = try KitCompany(extra: Self.mail)
    let made = try scene.digest(to: "outbox")
    #expect(made.week == "2026-W48")
    #expect(made.digests.map(\.employee.text) == ["ana", "ben", "chi"])
    #expect(made.digests.allSatisfy { $0.posts.map(\.text) == ["lab"] && $0.minutes == 3 })
    #expect(made.digests[0].file == "digest-2026-W48-ana.eml")
    let again = try scene.digest(to: "other")
    #expect(again.digests.isEmpty && again.sentBefore == 3)
    #expect(try scene.digest("2026-W49", to: "other").digests.map(\.posts.count) == [2, 2, 2])
  }

  @Test("Without a directory nothing is written, and nobody counts as served")
  func preview() throws {
    let scene = try KitCompany()
    #expect(try scene.digest().digests.count == 3)
    #expect(try scene.digest().sentBefore == 0)
    #expect(
      scene.refusal { _ = try scene.digest("2026-W47") }
        == "usage: the week 2026-W47 is over. A digest is for this week or a later one")
    #expect(
      scene.refusal { _ = try scene.digest("2026-48") }.hasPrefix(
        "usage: --week: not a week: \"2026-48\""))
  }

  @Test("A program that refuses a mail leaves its recipient unserved")
  func refused() throws {
    let scene = try KitCompany(extra: Self.mail)
    #expect(
      scene.refusal { _ = try scene.digest(sendmail: "/bin/false") }.hasPrefix(
        "inputOutput: /bin/false: it ended with 1 and took no mail"))
    #expect(
      scene.refusal { _ = try scene.digest(sendmail: "/no/such") }.hasPrefix("missingInput: "))
    #expect(try scene.digest(sendmail: "/bin/true").digests.count == 3)
    #expect(try scene.digest(sendmail: "/bin/false").digests.isEmpty)
  }

  @Test("Who opted out gets no kit and no message, and is in no count")
  func optedOut() throws {
    let scene = try KitCompany(extra: Self.mail)
    let config = try scene.workspace.directory.text(of: "config.json")
    try scene.workspace.directory.write(
      config.replacing(
        #""id": "ben","#, with: #""id": "ben", "optOuts": [{"topics": ["fair"]}, {}],"#),
      to: "config.json")
    #expect(try scene.digest().digests.map(\.employee.text) == ["ana", "chi"])
    let made = try scene.all("lab")
    #expect(made.files.count == 2)
    #expect(made.without.map(\.rule.text) == ["trained"])
    #expect(made.without.map(\.count) == [1])
    #expect(try scene.mine("ben").asked.isEmpty)
  }

  @Test("One's own list tells what is asked, what comes later and what was done")
  func mine() throws {
    let scene = try KitCompany()
    let config = try scene.workspace.directory.text(of: "config.json")
    try scene.workspace.directory.write(
      config.replacing(#""participation": 0"#, with: #""participation": "everyone""#),
      to: "config.json")
    try scene.workspace.amplify("2026-11-23T10:00")
    let mine = try scene.mine("ben")
    #expect(mine.asked.isEmpty && mine.later.map(\.post.text) == ["fair"])
    #expect(mine.done.map(\.post.text) == ["lab", "lab"] && mine.done.allSatisfy(\.passedOn))
    let text = mine.render(.plain)
    #expect(text.contains("Nothing is asked of you now."))
    #expect(text.contains("from Mon 30 Nov 10:00 until Mon 14 Dec 10:00"))
    #expect(text.contains("shared Mon 23 Nov 10:00"))
    let week = try scene.mine("ben", week: "2026-W49")
    #expect(week.later.map(\.post.text) == ["fair"] && week.done.isEmpty)
    let refusal = scene.refusal { _ = try scene.kit("lab", "ben") }
    #expect(
      refusal
        == "usage: ben shared lab already, on LinkedIn and X. Still open for ben: fair")
  }

  @Test("A calendar keeps its ids, and cancels what was withdrawn")
  func calendar() throws {
    let scene = try KitCompany()
    func calendar(_ employee: String?, now: String = KitCompany.now) throws -> String {
      try MakeCalendar(workspace: scene.workspace.workspace, employee: employee, now: now)
        .run(in: scene.workspace.environment)
    }
    let company = try calendar(nil)
    #expect(company.ranges(of: "BEGIN:VEVENT").count == 4)
    #expect(company.contains("STATUS:CANCELLED"))
    let ids = { (text: String) in text.split(separator: "\r\n").filter { $0.hasPrefix("UID:") } }
    #expect(try ids(calendar(nil, now: "2026-11-24T12:00")) == ids(company))
    let own = try calendar("ana")
    #expect(ids(own).count == 2)
    #expect(own.contains("SUMMARY:Compartir: Text of lab"))
  }
}
