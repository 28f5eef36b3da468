import AdvocacyModel
import Testing

@testable import AdvocacyFiles

@Suite("Importing a roster")
struct RosterImportTests {
  private static let inside = """
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
     "courses": [{"id": "basics"}, {"id": "claims"}],
     "employees": [
       {"id": "ana",   "name": "Ana Ruiz", "team": "engineering",
        "consent": {"from": "2026-09-01", "evidence": "HR-17"},
        "trainings": [{"course": "basics", "completed": "2026-09-10", "score": 90}],
        "accounts": {"x": {"handle": "@ana", "followers": 240, "verified": true}}},
       {"id": "ben", "name": "Ben Carter", "team": "sales"},
       {"id": "cleo", "name": "Cleo Sanz", "employed": {"from": "2020-01-07", "until": "2026-06-30"}}
     ]}
    """
  private static let beside = """
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "courses": [{"id": "basics"}]}
    """
  private static let table =
    "sep=;\r\nPersonal-Nr;Name;Abteilung;Bemerkung\r\nana;\"Ruiz; Ana\";engineering;x\r\n"
    + "ben;Ben Carter;sales;\r\n"

  /// A company, the file that holds its roster, and what an import makes of it.
  private struct Trial {
    let configuration: Configuration
    let changes: RosterImport
    let bytes: [UInt8]
    let roster: [Employee]

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private static func trial(
    _ people: String, config: String = inside, table: String? = nil, on day: String = "2026-12-01",
    now: String = "2026-12-01T08:00:00Z", isPartial: Bool = false,
    _ change: (inout RosterImport.Terms) -> Void = { _ in }, erased: [EmployeeID] = []
  ) throws -> Trial {
    let text = Array(config.utf8)
    let read = { (bytes: [UInt8]?) throws(Failure) in
      try ConfigurationFile.decode(text) { _ throws(Failure) in bytes }
    }
    let configuration = try read(table.map { Array($0.utf8) })
    let instant = try #require(Instant(rfc3339: day + "T00:00:00+01:00"))
    var terms = RosterImport.Terms(
      effective: instant, now: try #require(Instant(rfc3339: now)))
    terms.isPartial = isPartial
    change(&terms)
    let changes = try RosterImport(
      Array(people.utf8), file: "people.csv", configuration: configuration, isTable: table != nil,
      terms: terms
    ) { ids throws(Failure) in ids.filter(erased.contains) }
    guard let table else {
      let bytes = try RosterEdit.configuration(
        text, by: changes, calendar: configuration.calendar, file: "config.json")
      return Trial(
        configuration: configuration, changes: changes, bytes: bytes,
        roster: try ConfigurationFile.decode(bytes).roster)
    }
    let bytes = try RosterEdit.table(
      Array(table.utf8), by: changes, configuration: configuration, text: text,
      file: "employees.csv")
    return Trial(
      configuration: configuration, changes: changes, bytes: bytes, roster: try read(bytes).roster)
  }

  private static func fault(_ people: String, mapping: [String] = []) -> String? {
    do {
      _ = try trial(people) { $0.mapping = mapping }
      return nil
    } catch let failure as Failure {
      return "\(failure.cause.rawValue) \(failure)"
    } catch {
      return "\(error)"
    }
  }

  @Test("who is new joins, who is missing left the day before, and the rest keeps its bytes")
  func inConfiguration() throws {
    let trial = try Self.trial("id,name,team\nana,Ana Ruiz,product\nlea,Lea Sol,sales\n")
    #expect(trial.changes.joined.map(\.id.text) == ["lea"])
    #expect(trial.changes.changes.map(\.employee.id.text) == ["ana", "ben"])
    #expect(trial.changes.changes.map(\.isLeaving) == [false, true])
    #expect(trial.roster == trial.changes.applied(to: trial.configuration.roster))
    let expected = Self.inside
      .replacing("\"team\": \"engineering\"", with: "\"team\": \"product\"")
      .replacing(
        #""team": "sales"}"#, with: #""team": "sales", "employed": {"until": "2026-11-30"}}"#
      )
      .replacing(
        #""2026-06-30"}}"#,
        with: #""2026-06-30"}},"# + "\n   "
          + #"{"id": "lea", "name": "Lea Sol", "team": "sales", "employed": {"from": "2026-12-01"}}"#
      )
    #expect(trial.text == expected)
  }

  @Test("a table keeps its bytes but for cells that change, new rows and new columns")
  func inTable() throws {
    let trial = try Self.trial(
      "id,team,x_followers,x_handle\nana,product,250,@ana\nlea,sales,,\n", config: Self.beside,
      table: Self.table)
    #expect(
      trial.text
        == "sep=;\r\nPersonal-Nr;Name;Abteilung;Bemerkung;x_followers;x_handle;left;joined\r\n"
        + "ana;\"Ruiz; Ana\";product;x;250;'@ana;;\r\nben;Ben Carter;sales;;;;2026-11-30;\r\n"
        + "lea;;sales;;;;;2026-12-01\r\n")
    #expect(trial.roster == trial.changes.applied(to: trial.configuration.roster))
  }

  @Test("a table that is not UTF-8 stays so, and what it can't hold is refused")
  func encoding() throws {
    let table = Array("id;name\r\nana;Ana Nu".utf8) + [0xF1] + Array("ez\r\n".utf8)
    let configuration = try ConfigurationFile.decode(Array(Self.beside.utf8)) {
      _ throws(Failure) in table
    }
    let written = { (name: String) throws -> [UInt8] in
      let now = try #require(Instant(rfc3339: "2026-12-01T00:00:00+01:00"))
      let changes = try RosterImport(
        Array("id,name\nana,\(name)\n".utf8), file: "people.csv", configuration: configuration,
        isTable: true, terms: .init(effective: now, now: now)
      ) { _ throws(Failure) in [] }
      return try RosterEdit.table(
        table, by: changes, configuration: configuration, text: Array(Self.beside.utf8),
        file: "employees.csv")
    }
    #expect(
      try written("Ana Peñ") == Array("id;name\r\nana;Ana Pe".utf8) + [0xF1, 0x0D, 0x0A])
    #expect(throws: Failure.self) { try written("Ana Łuk") }
  }

  @Test("the same table twice changes nothing the second time", arguments: [true, false])
  func again(isTable: Bool) throws {
    let people =
      "id,name,team,training:basics,consent_from,consent_evidence\n"
      + "ana,Ana María,product,2026-11-02,2026-09-02,HR-18\nben,,,2026-11-03,,\n"
    let config = isTable ? Self.beside : Self.inside
    let first = try Self.trial(people, config: config, table: isTable ? Self.table : nil)
    #expect(!first.changes.changes.isEmpty)
    let second = try Self.trial(
      people, config: isTable ? config : first.text, table: isTable ? first.text : nil)
    #expect(second.changes.changes.isEmpty && second.changes.joined.isEmpty)
    #expect(second.bytes == first.bytes)
  }

  @Test("what a row doesn't say stays: scores, verified accounts, the evidence of a consent")
  func keepsTheRest() throws {
    let trial = try Self.trial(
      "id,training:basics,x_followers,consent_from,consent_until\n"
        + "ana,2026-11-02,300,2026-09-01,2027-01-31\n",
      isPartial: true)
    let ana = try #require(trial.roster.first)
    #expect(ana.trainings.map(\.score) == [90, nil])
    #expect(ana.accounts.first?.isVerified == true)
    #expect(ana.accounts.first?.handle == "@ana")
    #expect(ana.consent?.evidence == "HR-17")
    #expect(ana.consent?.period.until != nil)
    #expect(trial.roster.count == 3)
  }

  @Test(
    "somebody under a new id with the name, a handle or nearly the id of a missing person is held back",
    arguments: [
      "id,name\nE17,ana ruíz\nben,\n", "id,x_followers,x_handle\nE17,1,@ANA\nben,,\n",
      "id\n00ANA\nben\n",
    ])
  func changedID(people: String) throws {
    let trial = try Self.trial(people)
    #expect(trial.changes.joined.isEmpty && trial.changes.changes.isEmpty)
    let ana = try #require(EmployeeID("ana"))
    #expect(trial.changes.held.map(\.reason) == [.mayBe([ana])])
    #expect(trial.text == Self.inside)
  }

  @Test("--same takes a new id for the person on the roster, --another for somebody else")
  func decidesWhoIsWho() throws {
    let people = "id,name,team\nE17,Ana Ruiz,product\nben,,\n"
    let (new, old) = try (#require(EmployeeID("E17")), #require(EmployeeID("ana")))
    let same = try Self.trial(people) { $0.same = [new: old] }
    #expect(same.roster.map(\.id.text) == ["ana", "ben", "cleo"])
    #expect(same.roster.first?.team == "product")
    let another = try Self.trial(people) { $0.others = [new] }
    #expect(another.changes.joined.map(\.id) == [new])
    #expect(another.changes.changes.filter(\.isLeaving).map(\.employee.id) == [old])
  }

  @Test("dates are written ahead of time; a team of a day to come waits for it")
  func aheadOfTime() throws {
    let people = "id,team,Valid from\nana,product,2027-01-01\nben,,\nlea,sales,2027-02-01\n"
    let trial = try Self.trial(people) { $0.mapping = ["Valid from=effective"] }
    let held = try #require(trial.changes.held.first)
    let from = try #require(Instant(rfc3339: "2027-01-01T00:00:00+01:00"))
    #expect(held.reason == .notYet(from, fields: ["team"]))
    #expect(trial.roster.first?.team == "engineering")
    #expect(
      trial.changes.joined.first?.employed.from == Instant(rfc3339: "2027-02-01T00:00:00+01:00"))
  }

  @Test("who left, came back, was erased or left before is told, and nothing is written of them")
  func heldBack() throws {
    let old = "id,left\nana,\nben,\ncleo,\nzoe,2026-03-31\nvera,\n"
    let vera = try #require(EmployeeID("vera"))
    let trial = try Self.trial(old, erased: [vera])
    #expect(trial.changes.held.map(\.employee.text) == ["cleo", "vera", "zoe"])
    #expect(trial.text == Self.inside)
  }

  @Test("bad tables and options are refused with what to do", arguments: catalogue)
  func refuses(_ people: String, _ mapping: [String], _ message: String) {
    #expect(Self.fault(people, mapping: mapping)?.hasPrefix(message) == true)
  }

  static let catalogue: [(String, [String], String)] = [
    ("name\nAna\n", [], "badData people.csv:1: there is no column \"id\""),
    ("id\nana\nana\n", [], "badData people.csv:3: id: duplicate employee \"ana\""),
    ("id,left\nana,31/12/2026\n", [], "badData people.csv:2: left:"),
    ("id,a\nana,b\n", ["b=team"], "usage --map: people.csv has no column \"b\""),
    ("id,a\nana,b\n", ["a=teem"], "usage --map: an employee has no field \"teem\""),
    (
      "id,a\nana,b\n", ["team=a"],
      "usage --map: an employee has no field \"a\". Did you mean \"a=team\"?"
    ),
    ("id,a\nana,b\n", ["team"], "usage --map: \"team\" is not of the form COLUMN=FIELD"),
    ("id,a\nana,b\n", ["c=effective"], "usage --map: people.csv has no column \"c\""),
    ("id,a\nana,soon\n", ["a=effective"], "badData people.csv:2: a:"),
    ("id,opt_out\nana,yes\n", [], "usage the column \"opt_out\" says what people stay out of"),
    ("id,opt in\nana,yes\n", [], "badData people.csv:1: opt in: unknown column"),
  ]

  @Test("an employee is written with all that config.json can say, and reads as the same")
  func writtenWhole() throws {
    let person = """
      {"id": "ana", "name": "Ana \\"A\\" Ruiz", "team": "t", "role": "r", "country": "ES",
       "language": "es", "topics": ["a", "b"],
       "consent": {"from": "2026-09-01", "until": "2026-12-31", "networks": ["x"],
         "actions": ["like"], "uses": ["leaderboard"], "evidence": "HR-17"},
       "trainings": [{"course": "basics", "completed": "2026-09-10T10:00:00+02:00", "score": 9,
         "level": 2}],
       "accounts": {"x": {"handle": "@ana", "followers": 5, "node": 7, "authorized": "2026-01-01",
         "verified": true, "automated": false}},
       "employed": {"from": "2020-01-01", "until": "2027-01-01"}, "seniority": "s",
       "contract": "c", "minutesPerWeek": 15, "roles": [{"role": "legal", "from": "2026-01-01"}],
       "leave": [{"from": "2026-08-01", "until": "2026-08-15"}],
       "suspended": [{"until": "2026-02-01T12:00:00Z"}],
       "acknowledgements": [{"document": "d", "version": "1", "at": "2026-01-02"}],
       "optOuts": [{"topics": ["t"], "campaigns": ["c"], "networks": ["x"], "from": "2026-05-05"}]}
      """
    let read = { (person: String) throws(Failure) -> Configuration in
      try ConfigurationFile.decode(
        Array(
          """
          {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "courses": [{"id": "basics"}],
           "employees": [\(person)]}
          """.utf8))
    }
    let configuration = try read(person)
    let employee = try #require(configuration.roster.first)
    guard case .object(let members) = employee.written(by: configuration.calendar) else {
      Issue.record("an employee is an object")
      return
    }
    #expect(Set(members.map(\.key)) == Set(ConfigurationKeys.employee))
    let parts = [
      "consent": ConfigurationKeys.consent, "trainings": ConfigurationKeys.training,
      "acknowledgements": ConfigurationKeys.acknowledgement, "optOuts": ["from"],
    ]
    for (key, keys) in parts {
      let text = try #require(members.first { $0.key == key }).value.line
      #expect(keys.allSatisfy { text.contains("\"\($0)\": ") }, "\(key) lacks one of \(keys)")
    }
    let again = try read(employee.written(by: configuration.calendar).line)
    #expect(again.roster == configuration.roster)
  }
}
