import AdvocacyModel
import AdvocacyReport
import Testing

@testable import AdvocacyApp

@Suite("Approvals by people who may")
struct ApprovalPermissionTests {
  private static let rules = """
    {"id": "results-approval", "type": "approval", "roles": ["finance", "legal"],
     "when": {"topics": ["results"]}},
    {"id": "launch-approval", "type": "approval", "roles": ["legal", "press"],
     "manner": "inOrder", "until": "2026-11-20", "when": {"topics": ["launch"]}}
    """

  /// e000 is finance and the author, e001 and all of team t2 are legal, e003 was press until 2026.
  private static let roles = """
    "roles": [
      {"role": "finance", "employees": ["e000"]}, {"role": "legal", "employees": ["e001"]},
      {"role": "legal", "teams": ["t2"], "from": "2026-11-22"},
      {"role": "press", "employees": ["e003"], "until": "2025-12-31"},
      {"role": "press", "employees": ["e004"]}],
    """

  private static let queue = """
    [{"id": "q4", "text": "Outlook", "networks": ["x"], "at": "2026-12-03T10:00",
      "topics": ["results"], "author": "e000"},
     {"id": "launch", "text": "Launch", "networks": ["x"], "at": "2026-11-20T10:00",
      "topics": ["launch"]},
     {"id": "lab", "text": "Lab", "networks": ["x", "linkedin"], "at": "2026-11-20T11:00"}]
    """

  private func workspace(roles: String = Self.roles) throws -> TestWorkspace {
    try TestWorkspace(
      config: TestWorkspace.company(employees: 6, rules: Self.rules, extra: roles),
      queue: Self.queue)
  }

  private static let now = "2026-11-23T10:00"

  @Test("who has the role approves, and is told that nothing else is needed")
  func approved() throws {
    let recorded = try workspace().speak(
      .approval, on: "q4", as: "legal", by: "e001", note: "Figures checked", at: Self.now)
    #expect(recorded.missing == [])
    #expect(recorded.note == "Figures checked")
    #expect(
      recorded.render(.plain) == """
        Approved q4 as legal, by e001, 2026-11-23 10:00. No other approval is needed.
        The next `advocacy amplify` acts on it.

        """)
  }

  /// An approval of `q4` that is refused, and the words that say why.
  struct Refusal: Sendable, CustomTestStringConvertible {
    var role: String
    var by: String?
    var cause: Failure.Cause
    var words: String
    var testDescription: String { "\(by ?? "nobody") as \(role)" }
  }

  private static let refusals = [
    Refusal(
      role: "compliance", by: "e001", cause: .usage,
      words: """
        nobody has the role "compliance"; q4 needs 1 approval from finance or legal. \
        Ask e001 (legal), e002 (legal), e005 (legal)
        """),
    Refusal(
      role: "finance", by: "e000", cause: .permission,
      words: """
        e000 wrote q4, and nobody approves their own post. \
        Ask e001 (legal), e002 (legal), e005 (legal)
        """),
    Refusal(
      role: "legal", by: "e003", cause: .permission,
      words: """
        e003 does not have the role "legal" on Mon 23 Nov 2026 10:00. Ask e001
        """),
    Refusal(
      role: "legal", by: nil, cause: .usage,
      words: "--by is missing: \"roles\" in config.json say who may approve as legal. Ask e001"),
    Refusal(
      role: "press", by: "e004", cause: .usage,
      words: """
        no rule asks for an approval of q4 as "press"; q4 needs 1 approval from finance or \
        legal. Nothing was recorded
        """),
    Refusal(
      role: "legl", by: "e001", cause: .usage,
      words: """
        nobody has the role "legl"; q4 needs 1 approval from finance or legal. \
        Did you mean "legal"?
        """),
  ]

  @Test("who may not is refused with whom to ask", arguments: Self.refusals)
  func refused(_ refusal: Refusal) throws {
    let workspace = try workspace()
    let before = try workspace.dump()
    expectFailure(refusal.cause, refusal.words) {
      try workspace.speak(.approval, on: "q4", as: refusal.role, by: refusal.by, at: Self.now)
    }
    #expect(try workspace.dump() == before)
  }

  @Test("a role counts from its day on, for every member of the team")
  func dated() throws {
    let workspace = try workspace()
    expectFailure(.permission, "e005 does not have the role \"legal\"") {
      try workspace.speak(.approval, on: "q4", as: "legal", by: "e005", at: "2026-11-21T10:00")
    }
    try workspace.speak(.approval, on: "q4", as: "legal", by: "e005", at: "2026-11-22T00:00")
  }

  @Test("a rule in force when the post fell due is enough, one at neither instant is not")
  func instants() throws {
    let workspace = try workspace()
    let recorded = try workspace.speak(
      .approval, on: "launch", as: "legal", by: "e001", at: "2026-11-23T10:00")
    #expect(recorded.missing == [], "the rule has ended since")
    expectFailure(
      .usage,
      "no rule asks for an approval of lab, now or on Fri 20 Nov 2026 11:00. "
        + "Nothing was recorded"
    ) { try workspace.speak(.approval, on: "lab", as: "legal", by: "e001", at: Self.now) }
  }

  @Test("what is still missing is told, in the order asked for, with whom to ask")
  func missing() throws {
    let recorded = try workspace().speak(
      .approval, on: "launch", as: "legal", by: "e001", at: "2026-11-19T10:00")
    let missing = try #require(recorded.missing?.first)
    #expect(missing.words == "1 more approval from press")
    #expect(missing.ask == ["e004 (press)"])
    #expect(
      recorded.render(.plain).contains(
        "Still needed: 1 more approval from press. Ask e004 (press)."))
  }

  @Test("without roles, whoever may write here approves, but the author")
  func noRoles() throws {
    let workspace = try workspace(roles: "")
    expectFailure(.permission, "nobody approves their own post. Ask somebody else") {
      try workspace.speak(.approval, on: "q4", as: "legal", by: "e000", at: Self.now)
    }
    expectFailure(.usage, "as \"legl\"; q4 needs 1 approval from finance or legal. Did you mean") {
      try workspace.speak(.approval, on: "q4", as: "legl", by: nil, at: Self.now)
    }
    try workspace.speak(.approval, on: "q4", as: "legal", by: nil, at: Self.now)
  }

  @Test("a withdrawal counts what stands, and a second one is refused")
  func withdrawn() throws {
    let workspace = try workspace()
    try workspace.amplify("2026-11-23T09:00")
    let recorded = try workspace.speak(
      .withdrawal, on: "lab", as: "marketing", by: "e004", note: "Wrong hall", at: Self.now)
    #expect(recorded.stopped?.acts == 12)
    #expect(
      recorded.render(.plain).hasPrefix(
        """
        Withdrew lab as marketing, by e004, 2026-11-23 10:00. 12 acts up to the last run \
        (2026-11-23 09:00) stand. What stands on your own pages is yours to take down.
        """))
    expectFailure(
      .usage, "lab was withdrawn already, on Mon 23 Nov 2026 10:00, by e004. Nothing was"
    ) { try workspace.speak(.withdrawal, on: "lab", as: "", by: nil, at: "2026-11-23T11:00") }
  }

  @Test(
    "a note is one line of plain text, not too long",
    arguments: ["", " ", "two\nlines", "\u{1B}[31mred", String(repeating: "x", count: 501)])
  func notes(note: String) throws {
    let workspace = try workspace()
    expectFailure(.usage, "--reason") {
      try workspace.speak(.withdrawal, on: "lab", as: "", by: nil, note: note, at: Self.now)
    }
  }

  @Test("check tells that nobody holds a role asked for, and that there are no roles")
  func check() throws {
    func messages(_ roles: String) throws -> [String] {
      let test = try workspace(roles: roles)
      let report = try CheckWorkspace(workspace: test.workspace, now: nil)
        .run(in: test.environment)
      #expect(report.exitCode == 0)
      return report.checks.filter { $0.name == "approval" }.map(\.message)
    }
    #expect(try messages(Self.roles) == ["2 roles asked for and held"])
    #expect(
      try messages("") == ["no roles in config.json, so whoever may write here can approve"])
    #expect(
      try messages(
        #""roles": [{"role": "legal", "employees": ["zoe"]}, {"role": "finence", "teams": ["t0"]}],"#
      ) == [
        "nobody has the role \"finance\" today, which is asked for by results-approval",
        "nobody has the role \"legal\" today, which is asked for by results-approval",
        "no rule asks for the role \"finence\"; did you mean \"finance\"?",
        "roles name employees who are not on the roster: zoe",
      ])
  }
}
