import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("An act follows the rules of its instant")
struct ActRewriteTests {
  private static let says = """
    {"id": "says", "type": "disclosureRequired", "text": "I work here."}
    """
  private static let signs = """
    {"id": "signs", "type": "approval", "roles": ["legal"], "count": 1}
    """

  /// A workspace asked under one configuration and at 13:00 given another, an hour before acts.
  private func workspace(
    _ company: ActCompany = ActCompany(), then later: ActCompany,
    post: String = TestWorkspace.post()
  ) throws -> TestWorkspace {
    let test = try company.workspace(queue: post)
    try test.amplify("2026-11-10T13:00:00Z")
    try #require(try test.record().planned.count == company.employees.count)
    try test.configure(later)
    return test
  }

  @Test("a cap of three a day holds for twelve posts at one instant, account by account")
  func caps() throws {
    let posts = (0..<12).map { (id: "p\($0.padded(2))", at: "2026-11-10T08:00:00Z") }
    let cap = #"{"id": "cap", "type": "frequencyCap", "count": 3, "window": "day"}"#
    var company = ActCompany.ruled(cap)
    company.participation = "\"everyone\""
    let test = try company.workspace(queue: TestWorkspace.queue(posts))
    try test.amplify("2026-11-20T00:00:00Z")
    let record = try test.record()
    // A like and a repost are one act.
    let likes = record.actions.filter { $0.what == "like" }
    let accounts = Dictionary(grouping: likes) { "\($0.employee) \($0.network)" }
    #expect(accounts.count == 4)
    for (account, acts) in accounts {
      // Madrid is an hour ahead in November.
      let days = Dictionary(grouping: acts) { ($0.at + .hours(1)).rfc3339.prefix(10) }
      #expect(days.keys.sorted() == ["2026-11-10", "2026-11-11", "2026-11-12", "2026-11-13"])
      #expect(days.values.allSatisfy { $0.count == 3 }, "\(account)")
    }
    #expect(record.prevented.isEmpty && record.planned.isEmpty)
  }

  @Test("where twenty minutes a day are open, everybody acts within them")
  func window() throws {
    var company = ActCompany.ruled(
      #"{"id": "early", "type": "quietHours", "start": "20:00", "end": "08:00"}"#,
      #"{"id": "late", "type": "quietHours", "start": "08:20", "end": "20:00"}"#)
    company.employees = (0..<60).map { "e\($0.padded(2))" }
    company.delaySigma = 1.5
    let posts = [
      (id: "a", at: "2026-11-10T12:00:00Z"), (id: "b", at: "2026-11-11T07:10:00Z"),
    ]
    let test = try company.workspace(queue: TestWorkspace.queue(posts))
    try test.amplify("2026-11-26T00:00:00Z")
    let record = try test.record()
    #expect(record.actors.count == 60 && record.prevented.isEmpty)
    // From 07:00 to 07:20 UTC.
    let minutes = record.actions.map { $0.at.milliseconds % 86_400_000 / 60_000 }
    #expect(minutes.allSatisfy { 420 <= $0 && $0 < 440 }, "\(minutes)")
    #expect(Set(minutes).count > 15, "acts are spread over the window")
  }

  @Test("an act carries the disclosure of a rule that came after it was planned")
  func disclosure() throws {
    let test = try workspace(then: .ruled(Self.says))
    #expect(try test.record().planned.allSatisfy { !$0.isDisclosed })
    try test.amplify("2026-11-11T00:00:00Z")
    let actions = try test.record().actions
    // Like and repost can't carry words; on X they become one quote.
    #expect(actions.map(\.what) == ["quote", "quote"])
    #expect(actions.allSatisfy { $0.isDisclosed })
  }

  @Test("an act that loses some actions keeps the rest, and one that loses all is prevented")
  func withheld() throws {
    let noLikes = #"{"id": "none", "type": "noAutoLike"}"#
    let part = try workspace(then: .ruled(noLikes))
    try part.amplify("2026-11-11T00:00:00Z")
    #expect(try part.record().actions.map(\.what) == ["repost", "repost"])
    let bare = """
      {"id": "bare", "type": "undisclosableAction", "actions": ["like", "repost"],
       "then": "withhold"}
      """
    let whole = try workspace(then: .ruled(bare))
    try whole.amplify("2026-11-11T00:00:00Z")
    let record = try whole.record()
    #expect(record.actions.isEmpty)
    #expect(record.prevented.map(\.what) == ["action", "action"])
  }

  @Test("an approval that only a later configuration asks for makes the act wait until it comes")
  func approval() throws {
    let test = try workspace(then: .ruled(Self.signs))
    try test.amplify("2026-11-11T00:00:00Z")
    let waiting = try test.record()
    #expect(waiting.actions.isEmpty && waiting.planned.isEmpty)
    #expect(waiting.waiting.map(\.employee) == ["ana", "ben"])
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-12T09:00:00Z")
    try test.amplify("2026-11-12T12:00:00Z")
    let record = try test.record()
    let given = Instant(rfc3339: "2026-11-12T09:00:00Z") ?? .distantPast
    #expect(record.actors == ["ana", "ben"] && record.waiting.isEmpty)
    #expect(record.actions.allSatisfy { given <= $0.at && $0.at < given + .hours(1) })
  }

  @Test("an act whose approval never comes is prevented by the end of the post")
  func neverApproved() throws {
    let test = try workspace(
      then: .ruled(Self.signs),
      post: TestWorkspace.post(members: #""expires": "2026-11-12T12:00:00Z""#))
    try test.amplify("2026-11-12T11:59:59Z")
    #expect(try test.record().waiting.count == 2)
    try test.amplify("2026-11-12T12:00:00Z")
    let record = try test.record()
    #expect(record.actions.isEmpty && record.waiting.isEmpty)
    #expect(record.prevented.map(\.what) == ["expiry", "expiry"])
  }

  @Test("an act that waits for an approval is stopped by a withdrawal like any other")
  func withdrawnWhileWaiting() throws {
    let test = try workspace(then: .ruled(Self.signs))
    try test.amplify("2026-11-11T00:00:00Z")
    try test.speak(.withdrawal, on: "lab", as: "", by: nil, at: "2026-11-11T09:00:00Z")
    try test.amplify("2026-11-11T10:00:00Z")
    let record = try test.record()
    #expect(record.waiting.isEmpty && record.actions.isEmpty)
    #expect(record.prevented.map(\.what) == ["withdrawn", "withdrawn"])
  }

  @Test("an approval that came before the act is enough, whenever the rule came")
  func approvedBefore() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:00:00Z")
    let planned = try test.record().planned.first?.at
    try test.configure(.ruled(Self.signs))
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-10T13:30:00Z")
    try test.amplify("2026-11-11T00:00:00Z")
    let actions = try test.record().actions
    #expect(actions.count == 4 && actions.allSatisfy { $0.at == planned })
  }

  @Test("an act that finds no open instant in thirty-two moves is given up")
  func noWindow() throws {
    // A cap of one a day, and another post that takes each day's place.
    let cap = #"{"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"}"#
    var company = ActCompany.ruled(cap)
    company.participation = "\"everyone\""
    company.employees = ["ana"]
    let posts = (0..<40).map { number in
      """
      {"id": "p\(number.padded(2))", "text": "Text \(number)", "networks": ["x"],
       "at": "2026-11-10T08:00:00Z", "expires": "2027-11-10T08:00:00Z"}
      """
    }
    let test = try company.workspace(queue: "[\(posts.joined(separator: ","))]")
    try test.amplify("2027-01-20T00:00:00Z")
    let record = try test.record()
    #expect(Set(record.actions.map(\.post)).count + record.prevented.count == 40)
    #expect(record.prevented.allSatisfy { $0.what == "no-window" })
    #expect(!record.prevented.isEmpty)
  }
}
