import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("Forgetting an employee")
struct ForgetTests {
  private static let traces = ["zenobia-quill", "Zenobia Quillfeather", "@zquill"]

  private static let person = """
    {"id": "zenobia-quill", "name": "Zenobia Quillfeather", "team": "t1", "country": "ES",
     "language": "es", "consent": {"from": "2026-01-01"},
     "trainings": [{"course": "basics", "completed": "2026-01-10"}],
     "accounts": {"x": {"handle": "@zquill", "followers": 150}, "linkedin": {"followers": 90}}}
    """
  /// Rules that name the person, one of them alone; quiet hours make candidates wait.
  private static let rules = """
    {"id": "inner", "type": "segment", "only": {"employees": ["zenobia-quill", "e000", "e001"]},
     "when": {"topics": ["inner"]}},
    {"id": "hers", "type": "embargo", "release": "2026-11-11T00:00:00Z",
     "when": {"employees": ["zenobia-quill"]}},
    {"id": "quiet", "type": "quietHours", "start": "22:00", "end": "07:00"}
    """
  private static let queue = """
    [
      {"id": "one", "text": "First", "networks": ["x", "linkedin"], "at": "2026-11-10T10:00:00Z",
       "author": "zenobia-quill"},
      {"id": "two", "text": "Second",   "networks": ["x"], "at": "2026-11-12T23:00:00Z"},
      {"author": "zenobia-quill", "id": "three", "text": "Third", "networks": ["x"],
       "at": "2026-11-20T10:00:00Z"},
      {"id": "four", "networks": ["x"], "at": "soon", "author": "Zenobia Quillfeather"}
    ]

    """

  private static func config(withPerson: Bool = true) -> String {
    let text = TestWorkspace.company(rules: rules)
    return withPerson
      ? text.replacing(
        "\"employees\": [{\"id\": \"e000\"", with: "\"employees\": [\(person),\n{\"id\": \"e000\"",
        maxReplacements: 1) : text
  }

  private func workspace(config: String = config()) throws -> TestWorkspace {
    let workspace = try TestWorkspace(config: config, queue: Self.queue)
    try workspace.amplify("2026-11-13T00:00:00Z")
    return workspace
  }

  private func forget(
    _ workspace: TestWorkspace, _ id: String = "zenobia-quill", isConfirmed: Bool = true,
    isDryRun: Bool = false
  ) throws -> ForgottenEmployee {
    try ForgetEmployee(
      workspace: workspace.workspace, employee: id, isConfirmed: isConfirmed, isDryRun: isDryRun
    ).run(in: workspace.environment)
  }

  /// The files whose bytes hold any trace of the person.
  private func filesWithTraces(_ workspace: TestWorkspace) throws -> [String] {
    let directory = workspace.directory.path
    let names = FileManager.default.enumerator(atPath: directory)
    var found: [String] = []
    while let name = names?.nextObject() as? String {
      guard let bytes = FileManager.default.contents(atPath: directory + "/" + name) else {
        continue
      }
      if Self.traces.contains(where: { bytes.range(of: Data($0.utf8)) != nil }) {
        found.append(name)
      }
    }
    return found.sorted()
  }

  private func snapshot(_ workspace: TestWorkspace) throws -> [String: Data] {
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.directory.path)
    return Dictionary(
      uniqueKeysWithValues: names.compactMap { name in
        FileManager.default.contents(atPath: workspace.directory.file(name)).map { (name, $0) }
      })
  }

  @Test("an id within another is named among what is left, and erases no note")
  func idsWithinIDs() throws {
    let mentions = Mentions(id: try #require(EmployeeID("ana")), words: [])
    for text in ["interview-ana", "ana_2026", "x-ana-y", "ana", "(ana)", "ana.lopez"] {
      #expect(mentions.are(in: Array(text.utf8), withinIDs: true))
    }
    for text in ["banana", "ana1", "anaë"] {
      #expect(!mentions.are(in: Array(text.utf8), withinIDs: true))
    }
    #expect(mentions.are(in: "said ana.") && !mentions.are(in: "interview-ana"))
  }

  @Test("no byte of any file tells of the person any more, and totals and chain are as before")
  func forgotten() async throws {
    let workspace = try workspace()
    #expect(try filesWithTraces(workspace) == ["config.json", "ledger.sqlite", "queue.json"])
    let facts = try Ledger.open(at: workspace.workspace.ledger, access: .read).facts()
    let before = try await workspace.report()
    let done = try forget(workspace)
    // The name that somebody wrote as author of a bad post is theirs to mend.
    #expect(done.left == ["queue.json"])
    let queue = try workspace.directory.text(of: "queue.json")
    try workspace.directory.write(
      queue.replacing(", \"author\": \"Zenobia Quillfeather\"", with: ""), to: "queue.json")
    #expect(try filesWithTraces(workspace) == [])
    let after = try await workspace.report()
    #expect(after.total.figures.networks == before.total.figures.networks)
    #expect(after.total.figures.participation == before.total.figures.participation)
    #expect(after.total.figures.potentialReach == before.total.figures.potentialReach)
    let verified = try VerifyLedger(
      workspace: workspace.workspace, expectedHead: facts.head.hash
    ).run(in: workspace.environment)
    #expect(verified.problems == [])
    // Posts without their author are no edits, and work goes on.
    let outcome = try workspace.amplify("2026-11-22T00:00:00Z")
    #expect(outcome.complaints.count == 1)
    #expect(try filesWithTraces(workspace) == [])
  }

  @Test("the rest of the bytes of config and queue stay as they were")
  func bytes() throws {
    let workspace = try workspace()
    _ = try forget(workspace)
    let expected = Self.config(withPerson: false)
      .replacing("\"zenobia-quill\", ", with: "").replacing("zenobia-quill", with: "_forgotten")
    #expect(try workspace.directory.text(of: "config.json") == expected)
    let queue = Self.queue.replacing(",\n   \"author\": \"zenobia-quill\"", with: "")
      .replacing("\"author\": \"zenobia-quill\", ", with: "")
    #expect(try workspace.directory.text(of: "queue.json") == queue)
  }

  @Test("a roster in a table loses the row only")
  func table() throws {
    let config = TestWorkspace.company(employees: 0)
      .replacing("\"employees\": [],", with: "")
    let workspace = try TestWorkspace(config: config)
    let rows = "id,name,x\ne1,One,10\nzenobia-quill,Zenobia Quillfeather,20\ne2,Two,30\n"
    try workspace.directory.write(rows, to: "employees.csv")
    let done = try forget(workspace)
    #expect(done.changes.map(\.file) == ["employees.csv"])
    #expect(
      try workspace.directory.text(of: "employees.csv") == "id,name,x\ne1,One,10\ne2,Two,30\n")
    #expect(try filesWithTraces(workspace) == [])
  }

  @Test("a dry run and a call without confirmation change nothing")
  func dryRun() throws {
    let workspace = try workspace()
    let before = try snapshot(workspace)
    let plan = try forget(workspace, isConfirmed: false, isDryRun: true)
    #expect(plan.changes.map(\.file) == ["config.json", "queue.json", "ledger.sqlite"])
    expectFailure(.usage, "Add --yes") { _ = try forget(workspace, isConfirmed: false) }
    expectFailure(.usage, "Did you mean \"e001\"?") { _ = try forget(workspace, "e01") }
    #expect(try snapshot(workspace) == before)
  }

  @Test("done twice, or after a roster brought the person back, it ends as done once")
  func again() throws {
    let workspace = try workspace()
    _ = try forget(workspace)
    #expect(try forget(workspace).changes.isEmpty)
    try workspace.directory.write(Self.config(), to: "config.json")
    expectFailure(.configuration, "was forgotten and is back on the roster") {
      try workspace.amplify("2026-11-22T00:00:00Z")
    }
    #expect(try forget(workspace).changes.map(\.file) == ["config.json"])
    try workspace.amplify("2026-11-22T00:00:00Z")
  }

  @Test("told so, the person may come back, and what they did before stays nobody's")
  func readmitted() throws {
    let workspace = try workspace()
    _ = try forget(workspace)
    let readmit = ReadmitEmployee(workspace: workspace.workspace, employee: "zenobia-quill")
    _ = try readmit.run(in: workspace.environment)
    expectFailure(.usage, "was not forgotten") { _ = try readmit.run(in: workspace.environment) }
    try workspace.directory.write(Self.config(), to: "config.json")
    try workspace.amplify("2026-11-22T00:00:00Z")
    let dump = try workspace.dump()
    #expect(
      dump.contains("action one _forgotten x") && dump.contains("action three zenobia-quill x"))
  }

  @Test("a post that names a forgotten author doesn't bring them into the ledger")
  func author() throws {
    let workspace = try workspace()
    _ = try forget(workspace)
    try workspace.directory.write(Self.queue, to: "queue.json")
    try workspace.amplify("2026-11-22T00:00:00Z")
    #expect(try filesWithTraces(workspace) == ["queue.json"])
  }

  @Test("a ledger restored from before forgets the person again")
  func restored() throws {
    let workspace = try workspace()
    let outside = try TemporaryDirectory()
    _ = try BackUpLedger(workspace: workspace.workspace, file: outside.file("backup.sqlite"))
      .run(in: workspace.environment)
    _ = try forget(workspace)
    let restored = try RestoreLedger(
      workspace: workspace.workspace, file: outside.file("backup.sqlite"), acceptsRepeats: false,
      isDryRun: false
    ).run(in: workspace.environment)
    #expect(restored.kept != nil)
    #expect(!(try filesWithTraces(workspace)).contains("ledger.sqlite"))
  }

  @Test("what the person wrote in a note goes, and what others wrote of them")
  func notes() throws {
    let workspace = try workspace()
    let notes = [
      ("one", "zenobia-quill", "My zebra figures"), ("two", "e000", "Zenobia Quillfeather objects"),
      ("three", "e000", "Not zenobia-quill-2"),
    ]
    for (post, person, note) in notes {
      try workspace.speak(
        .withdrawal, on: post, as: "", by: person, note: note, at: "2026-11-13T10:00:00Z")
    }
    let plan = try forget(workspace, isDryRun: true)
    #expect(plan.changes.map(\.change).contains("2 notes erased"))
    _ = try forget(workspace)
    let ledger = try Ledger.open(at: workspace.workspace.ledger, access: .read)
    #expect(try ledger.statements().map(\.note) == [nil, nil, "Not zenobia-quill-2"])
    #expect(try ledger.verify().problems == [])
    let bytes = try Data(contentsOf: URL(fileURLWithPath: workspace.workspace.ledger))
    #expect(bytes.range(of: Data("zebra".utf8)) == nil)
    #expect(bytes.range(of: Data("Quillfeather".utf8)) == nil)
  }

  @Test("an id that nobody has is no reason to erase a note with that word")
  func unknownWord() throws {
    let workspace = try workspace()
    try workspace.speak(
      .withdrawal, on: "one", as: "", by: nil, note: "We move to hall 7",
      at: "2026-11-13T10:00:00Z")
    expectFailure(.usage, "unknown employee \"hall\"") { _ = try forget(workspace, "hall") }
    #expect(
      try Ledger.open(at: workspace.workspace.ledger, access: .read).statements().map(\.note)
        == ["We move to hall 7"])
  }

  @Test("an export by pseudonym is the same before and after")
  func pseudonyms() throws {
    let workspace = try workspace()
    let before = try export(workspace)
    _ = try forget(workspace)
    #expect(try export(workspace) == before)
  }

  private func export(_ workspace: TestWorkspace) throws -> String {
    var text = ""
    try ExportLedger(workspace: workspace.workspace, form: .json, hasRosterIDs: false)
      .run(in: workspace.environment) { text += $0 }
    return text
  }
}
