import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("All that a workspace holds of a person")
struct PersonAccessTests {
  private static let rules = """
    {"id": "quiet", "type": "quietHours", "start": "22:00", "end": "07:00"},
    {"id": "sign-off", "type": "approval", "roles": ["legal"], "when": {"topics": ["court"]}},
    {"id": "hers", "type": "embargo", "release": "2026-11-11T00:00:00Z",
     "when": {"employees": ["e001"]}}
    """
  private static let extra = """
    "roles": [{"role": "legal", "employees": ["e001", "e002"]}, {"role": "press", "teams": ["t1"]}],
    """
  private static let queue = """
    [
      {"id": "one", "text": "First", "networks": ["x", "linkedin"], "at": "2026-11-12T10:00:00Z",
       "author": "e001"},
      {"id": "two", "text": "Second", "networks": ["x"], "at": "2026-11-12T23:00:00Z"},
      {"id": "three", "text": "Third", "networks": ["x"], "at": "2026-11-13T10:00:00Z",
       "topics": ["court"]},
      {"id": "four", "text": "Fourth", "networks": ["x"], "at": "2026-11-30T10:00:00Z",
       "author": "e001"},
      {"id": "five", "networks": ["x"], "at": "soon", "author": "e001"}
    ]

    """

  private func scene() throws -> TestWorkspace {
    let config = TestWorkspace.company(rules: Self.rules, extra: Self.extra)
      .replacing(
        "\"name\": \"Employee 1\"",
        with: "\"name\": \"Zenobia Quill\", \"optOuts\": [{\"topics\": [\"politics\"]}]",
        maxReplacements: 1)
    let workspace = try TestWorkspace(config: config, queue: Self.queue)
    try workspace.amplify("2026-11-13T00:00:00Z")
    try workspace.speak(
      .approval, on: "three", as: "legal", by: "e001", note: "fine", at: "2026-11-13T10:30:00Z")
    try workspace.speak(
      .withdrawal, on: "two", as: "", by: "e002", note: "Zenobia Quill asked for it",
      at: "2026-11-13T11:00:00Z")
    try workspace.amplify("2026-11-13T10:00:01Z")
    return workspace
  }

  private func record(_ employee: String, of workspace: TestWorkspace) throws -> PersonRecord {
    try ShowEmployee(workspace: workspace.workspace, employee: employee, now: nil)
      .everything(in: workspace.environment)
  }

  @Test("it has their row, decisions, acts, waits, words and posts, and what mentions them")
  func whole() throws {
    let workspace = try scene()
    let record = try record("e001", of: workspace)
    let json = try record.json
    #expect(json.contains("\"politics\""))
    #expect(record.consent?.from != nil)
    #expect(record.roles.map(\.role) == ["legal", "press"])
    #expect(record.roles.map(\.isNamed) == [true, false])
    #expect(record.listsNamingThem == 2)
    let ledger = try #require(record.ledger)
    #expect(ledger.configurationsNamingThem == 1)
    #expect(record.rosterHistory.map(\.runs) == [2])
    #expect(
      record.decisions.map { "\($0.post) \($0.network) \($0.verdict.rawValue)" } == [
        "one linkedin allow", "one x allow", "three x needsApproval", "two x deny",
      ])
    #expect(record.acts.map { "\($0.post) \($0.network)" }.contains("one x"))
    let acts = try Ledger.open(at: workspace.workspace.ledger, access: .read)
      .actionCount(of: #require(EmployeeID("e001")))
    #expect(record.acts.count == acts)
    #expect(record.waits.contains { $0.post.text == "two" && $0.verdict == .defer })
    #expect(record.waits.contains { $0.post.text == "three" && $0.isOpen })
    #expect(record.planned.allSatisfy { !$0.actions.isEmpty })
    #expect(record.statements.map(\.note) == ["fine"])
    #expect(record.mentions.map(\.note) == ["Zenobia Quill asked for it"])
    #expect(record.authored.map(\.post.text) == ["one", "four"])
    #expect(record.authored.map(\.isInLedger) == [true, false])
    #expect(record.setAside.map(\.post).contains("five"))
    #expect(record.files.contains("config.json"))
    #expect(record.files.contains("ledger.sqlite"))
  }

  @Test("of others it names who wrote about them, and nobody else")
  func namesNobodyElse() throws {
    let json = try record("e001", of: scene()).json
    for number in [0] + Array(3..<12) {
      #expect(!json.contains("e\(number.padded(3))\""), "names employee \(number)")
    }
  }

  @Test("who left the roster still gets all that the ledger holds, under the same key")
  func leftTheRoster() throws {
    let workspace = try scene()
    let key = try record("e011", of: workspace).ledger?.key
    let config = try String(contentsOfFile: workspace.workspace.config, encoding: .utf8)
    let start = try #require(config.range(of: ",\n{\"id\": \"e011\""))
    let end = try #require(config.range(of: "],\n \"policy\""))
    try workspace.directory.write(
      config.replacingCharacters(in: start.lowerBound..<end.lowerBound, with: ""),
      to: "config.json")
    let record = try record("e011", of: workspace)
    #expect(record.roster == nil)
    #expect(record.ledger?.key == key)
    #expect(!record.acts.isEmpty && !record.decisions.isEmpty)
  }

  @Test("a stranger is refused, and somebody erased is told so")
  func refuses() throws {
    let workspace = try scene()
    let failure = #expect(throws: Failure.self) { try record("e01", of: workspace) }
    #expect(failure?.cause == .usage)
    _ = try ForgetEmployee(
      workspace: workspace.workspace, employee: "e001", isConfirmed: true, isDryRun: false
    ).run(in: workspace.environment)
    let erased = #expect(throws: Failure.self) { try record("e001", of: workspace) }
    #expect(erased?.message == "\"e001\" was erased here, and nothing leads to them any more")
  }

  @Test("what people stay out of is in no list and in nobody's view but their own")
  func optOutsAreTheirs() throws {
    let workspace = try scene()
    let listing = try ListRoster(
      workspace: workspace.workspace, teams: [], day: nil, isAll: true, now: nil
    ).run(in: workspace.environment)
    let shown = try ShowEmployee(workspace: workspace.workspace, employee: "e001", now: nil)
      .run(in: workspace.environment)
    for text in [try listing.json, listing.csv, try shown.json, shown.render(.plain)] {
      #expect(!text.contains("politics") && !text.lowercased().contains("optout"))
    }
  }

  @Test("an import writes the roster's file once, and refuses where most would leave")
  func importing() throws {
    let workspace = try scene()
    let before = try String(contentsOfFile: workspace.workspace.config, encoding: .utf8)
    try workspace.directory.write("id,team\ne001,t9\n", to: "people.csv")
    func run(
      isDryRun: Bool = false, _ change: (inout ImportRoster.Options) -> Void = { _ in }
    ) throws -> RosterChanges {
      var options = ImportRoster.Options()
      change(&options)
      return try ImportRoster(
        workspace: workspace.workspace, file: "people.csv", options: options, isDryRun: isDryRun
      ).run(in: workspace.environment)
    }
    let failure = #expect(throws: Failure.self) { try run() }
    #expect(failure?.message.hasPrefix("11 of 12 employees are missing") == true)
    _ = try run(isDryRun: true) { $0.isPartial = true }
    #expect(try String(contentsOfFile: workspace.workspace.config, encoding: .utf8) == before)
    let changes = try run { $0.isPartial = true }
    #expect(changes.changed.map(\.after) == ["t9"])
    #expect(changes.exitCode == 0)
    let left = try run { $0.isConfirmed = true }
    #expect(left.left.count == 11)
    let listing = try ListRoster(
      workspace: workspace.workspace, teams: [], day: nil, isAll: false, now: nil
    ).run(in: workspace.environment)
    #expect(listing.employees.map(\.team) == ["t9"])
    #expect(listing.notShown == 11)
  }

  @Test("an import brings nobody back who was erased, and begins a table where there is no roster")
  func importingAnew() throws {
    let config = #"{"company": {"name": "Acme", "timeZone": "Europe/Madrid"}}"#
    let workspace = try TestWorkspace(config: config)
    try workspace.directory.write("id,name\nana,\"Ruiz, Ana\"\nben,Ben\n", to: "people.csv")
    let run = {
      try ImportRoster(
        workspace: workspace.workspace, file: "people.csv", options: .init(), isDryRun: false
      ).run(in: workspace.environment)
    }
    #expect(try run().joined.map(\.employee.text) == ["ana", "ben"])
    let table = workspace.directory.file("employees.csv")
    #expect(
      try String(contentsOfFile: table, encoding: .utf8)
        == "id,name,joined\nana,\"Ruiz, Ana\",2026-11-23\nben,Ben,2026-11-23\n")
    _ = try ForgetEmployee(
      workspace: workspace.workspace, employee: "ben", isConfirmed: true, isDryRun: false
    ).run(in: workspace.environment)
    let again = try run()
    #expect(again.joined.isEmpty)
    #expect(again.held.map(\.reason) == [.erased])
  }
}
