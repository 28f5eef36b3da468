import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

extension TestWorkspace {
  /// Has somebody decline, or take part again.
  @discardableResult
  func decline(
    _ employee: String, post: String? = nil, campaigns: [String] = [], topics: [String] = [],
    networks: [String] = [], isTakenBack: Bool = false, at now: String
  ) throws -> RecordedRefusal {
    try DeclinePosts(
      workspace: workspace,
      subjects: .init(post: post, campaigns: campaigns, topics: topics, networks: networks),
      employee: employee, isTakenBack: isTakenBack, now: now
    ).run(in: environment)
  }

  /// What is wrong with the ledger.
  func problems() throws -> [String] {
    try VerifyLedger(workspace: workspace, expectedHead: nil).run(in: environment).problems
  }
}

/// Ana and Ben are asked at 12:00 and mean to act at 14:00.
@Suite("What somebody declines does not happen, and is nobody's business")
struct RefusalTests {
  private static let members = #""topics": ["product"], "campaign": "lab""#

  @Test(
    "a refusal drops the planned act from the last run on, whatever it names",
    arguments: [
      DeclinedSubjects(post: "lab"), .init(campaigns: ["LAB"]), .init(topics: ["Product"]),
      .init(networks: ["x"]),
    ])
  func drops(subjects: DeclinedSubjects) throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post(members: Self.members))
    try test.amplify("2026-11-10T13:00:00Z")
    let recorded = try DeclinePosts(
      workspace: test.workspace, subjects: subjects, employee: "ana",
      now: "2026-11-10T16:00:00Z"
    ).run(in: test.environment)
    #expect(recorded.isNew && recorded.dropped == 1)
    #expect(try test.dump().contains("ana"))
    let row = try ListQueue(workspace: test.workspace, now: "2026-11-10T13:30:00Z")
      .run(in: test.environment).posts[0]
    #expect(row.progress?.planned == 1)
    // The refusal came after the act's own instant, and before the run that would record it.
    try test.amplify("2026-11-11T00:00:00Z")
    let record = try test.record()
    #expect(record.actors == ["ben"])
    #expect(!record.mentions("ana"), "\(record)")
    #expect(try test.problems() == [])
  }

  @Test("a refusal of something else, or one taken back before the next run, changes nothing")
  func others() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post(members: Self.members))
    try test.amplify("2026-11-10T13:00:00Z")
    try test.decline("ana", topics: ["politics"], at: "2026-11-10T13:00:00Z")
    try test.decline("ana", post: "lab", at: "2026-11-10T13:00:00Z")
    try test.decline("ana", post: "lab", isTakenBack: true, at: "2026-11-10T13:01:00Z")
    try test.amplify("2026-11-11T00:00:00Z")
    #expect(try test.record().actors == ["ana", "ben"])
  }

  @Test("what a run dropped does not come back when the refusal is taken back")
  func takenBack() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post(members: Self.members))
    try test.amplify("2026-11-10T13:00:00Z")
    try test.decline("ana", post: "lab", at: "2026-11-10T13:00:00Z")
    try test.amplify("2026-11-10T13:15:00Z")
    #expect(try test.record().planned.map(\.employee) == ["ben"])
    try test.decline("ana", post: "lab", isTakenBack: true, at: "2026-11-10T13:20:00Z")
    try test.amplify("2026-11-11T00:00:00Z")
    #expect(try test.record().actors == ["ben"])
  }

  @Test("who waits for an approval and declines waits no longer, and is in no count")
  func waiting() throws {
    let rule = #"{"id": "sign", "type": "approval", "roles": ["legal"]}"#
    let test = try ActCompany.ruled(rule).workspace(
      queue: TestWorkspace.post(members: Self.members))
    try test.amplify("2026-11-10T13:00:00Z")
    func detail(_ now: String) throws -> String? {
      try ListQueue(workspace: test.workspace, now: now).run(in: test.environment).posts[0].detail
    }
    #expect(try detail("2026-11-10T13:00:00Z") == "2 candidates for approval")
    try test.decline("ana", topics: ["product"], at: "2026-11-10T13:00:00Z")
    #expect(try detail("2026-11-10T13:00:00Z") == "1 candidate for approval")
    try test.amplify("2026-11-10T13:15:00Z")
    #expect(try detail("2026-11-10T13:15:00Z") == "1 candidate for approval")
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-10T14:00:00Z")
    try test.amplify("2026-11-12T00:00:00Z")
    #expect(try test.record().actors == ["ben"])
    #expect(try test.problems() == [])
  }

  @Test("the same is recorded once, and a rewind takes back nothing that somebody declined")
  func standing() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post(members: Self.members))
    try test.amplify("2026-11-10T13:00:00Z")
    try test.decline("ana", topics: ["product"], at: "2026-11-10T13:05:00Z")
    #expect(try !test.decline("ana", topics: ["PRODUCT"], at: "2026-11-10T13:06:00Z").isNew)
    #expect(
      try !test.decline("ben", post: "lab", isTakenBack: true, at: "2026-11-10T13:06:00Z").isNew)
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .write)
    #expect(try ledger.refusals().count == 1)
    let before = try #require(Instant(rfc3339: "2026-11-10T11:00:00Z"))
    _ = try ledger.rewind(to: before, realTime: .distantPast)
    #expect(try ledger.refusals().count == 1)
    try test.amplify("2026-11-12T00:00:00Z")
    #expect(try test.record().actors == ["ben"])
    #expect(try test.problems() == [])
  }

  @Test("who is forgotten takes their refusals along: nobody can tell whose they were")
  func forgotten() throws {
    let company = ActCompany()
    let test = try company.workspace(queue: TestWorkspace.post(members: Self.members))
    try test.decline("ana", post: "lab", at: "2026-11-10T11:00:00Z")
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "ana", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .read)
    #expect(try ledger.refusals().map(\.employee.text).allSatisfy { $0 != "ana" })
    #expect(try test.problems() == [])
  }

  @Test(
    "what can't be declined is refused with what was most likely meant",
    arguments: [
      (DeclinedSubjects(post: "labb"), "ana", #"Did you mean "lab"?"#),
      (.init(post: "lab"), "anna", #"Did you mean "ana"?"#),
      (.init(networks: ["linkdin"]), "ana", #"Did you mean "linkedin"?"#),
      (.init(topics: ["produkt"]), "ana", #"Did you mean "product"?"#),
      (.init(campaigns: ["\u{200B}"]), "ana", "Take 1 to 200 characters on one line"),
      (.init(), "ana", "Name a post, or --campaign, --topic or --network"),
    ])
  func refused(subjects: DeclinedSubjects, employee: String, hint: String) throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post(members: Self.members))
    let failure = try #require(throws: Failure.self) {
      try DeclinePosts(
        workspace: test.workspace, subjects: subjects, employee: employee,
        now: "2026-11-10T11:00:00Z"
      ).run(in: test.environment)
    }
    #expect(failure.cause == .usage && failure.hint == hint, "\(failure)")
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .read)
    #expect(try ledger.refusals().isEmpty)
  }
}

/// A company in which somebody refuses everything, beside one in which they never were.
@Suite("After somebody refuses everything, others see what they would without them")
struct SilentRefusalTests {
  private static let rules = """
    {"id": "trained", "type": "trainingRequired", "course": "basics"},
    {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"},
    {"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"},
    {"id": "sign", "type": "approval", "roles": ["legal"], "when": {"networks": ["x"]}}
    """
  private static let queue = TestWorkspace.queue(
    [
      ("lab", "2026-11-20T09:00:00Z"), ("motor", "2026-11-20T21:00:00Z"),
      ("award", "2026-11-21T10:00:00Z"), ("later", "2026-12-20T10:00:00Z"),
    ], topics: #"["product"]"#)

  /// The company with and without the eleventh employee, who refuses all networks, after some runs.
  private static func companies(
    _ live: (TestWorkspace) throws -> Void
  ) throws -> (with: TestWorkspace, without: TestWorkspace) {
    let with = try TestWorkspace(
      config: TestWorkspace.company(employees: 12, rules: rules), queue: queue)
    let without = try TestWorkspace(
      config: TestWorkspace.company(employees: 11, rules: rules), queue: queue)
    try with.decline("e011", networks: ["x", "linkedin"], at: "2026-11-19T10:00:00Z")
    for test in [with, without] { try live(test) }
    return (with, without)
  }

  private static func live(_ test: TestWorkspace) throws {
    try test.amplify("2026-11-20T22:00:00Z")
    try test.speak(.approval, on: "lab", as: "legal", by: nil, at: "2026-11-21T13:00:00Z")
    try test.amplify("2026-11-22T12:00:00Z")
  }

  /// What others see, by what shows it; headcounts and hashes left out.
  private static func shown(_ test: TestWorkspace) async throws -> [String: String] {
    let now = "2026-11-22T13:00:00Z"
    var shown = [
      "queue list": try ListQueue(workspace: test.workspace, now: now)
        .run(in: test.environment).json
    ]
    for post in ["lab", "motor", "award", "later"] {
      shown["queue show \(post)"] = try await ShowPost(
        workspace: test.workspace, post: post, now: now
      ).run(in: test.environment).json
      shown["explain \(post)"] = try test.explain(post, now: now).json
    }
    var text = ""
    _ = try ExportDecisions(workspace: test.workspace, form: .json, hasRosterIDs: true)
      .run(in: test.environment) { text += $0 }
    shown["export decisions"] = text
    text = ""
    try ExportLedger(workspace: test.workspace, form: .json, hasRosterIDs: true)
      .run(in: test.environment) { text += $0 }
    // Actions stand in the order of keys, which are dealt out at random.
    shown["export ledger"] = text.matches(of: /"decisions":\[.*?\]/).map { String($0.0) }
      .joined(separator: "\n")
    shown["acts"] = try test.dump()
    shown = shown.mapValues { Self.lines($0, without: ["head", "ledger", "links"]) }
    for breakdown in Breakdown.allCases {
      let text = try await test.report(breakdown).json
      // How many colleagues there are decides the estimates; everything else is to be the same.
      let counts = text.replacing(/-?\d+\.\d+(e-?\d+)?/, with: "estimate")
      shown["report by \(breakdown.rawValue)"] = Self.lines(
        counts, without: ["roster", "consented", "trained", "inputsHash", "ledgerHead"])
    }
    return shown
  }

  /// The lines of a text in which some words don't stand.
  private static func lines(_ text: String, without words: [String]) -> String {
    text.split(separator: "\n").filter { line in !words.contains { line.contains("\"\($0)") } }
      .joined(separator: "\n")
  }

  @Test("before anybody was asked: queue, explanations, exports and every report are the same")
  func before() async throws {
    let (with, without) = try Self.companies(Self.live)
    let (left, right) = try await (Self.shown(with), Self.shown(without))
    for (name, text) in right {
      let lines = (left[name] ?? "").split(separator: "\n")
      for (one, other) in zip(lines, text.split(separator: "\n")) where one != other {
        Issue.record("\(name): \(one) / \(other)")
      }
      #expect(lines.count == text.split(separator: "\n").count, "\(name)")
    }
    #expect(left.values.allSatisfy { !$0.contains("e011") })
    #expect(try with.problems() == [])
  }
}
