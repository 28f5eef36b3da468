import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("The roster's table of an HR system")
struct RosterSettingsTests {
  private func decode(
    _ table: String, _ employees: String? = nil
  ) throws(Failure) -> Configuration {
    let setting = employees.map { ", \"employees\": \($0)" } ?? ""
    let config = """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "courses": [{"id": "basics"}]\(setting)}
      """
    return try ConfigurationFile.decode(Array(config.utf8)) { _ throws(Failure) in
      Array(table.utf8)
    }
  }

  private func fault(_ table: String, _ employees: String? = nil) -> String {
    do throws(Failure) {
      return "accepted: \(try decode(table, employees).roster.map(\.id))"
    } catch {
      return error.cause == .configuration ? error.description : "another cause: \(error)"
    }
  }

  @Test(
    "is one employee, however a spreadsheet saved it",
    arguments: [
      "id,name,team\nana,Ana,sales\n,,\n,,\n", "sep=;\nid;name;team\nana;Ana;sales\n",
      "id,name,team,,\nana,Ana,sales,,\n", "ID\u{A0},Name,TEAM\r\nana\u{A0},Ana,sales\r\n",
      "Staff list\n\nid|name|team\n=\"ana\"|Ana|sales\nTotal|1|\n",
      "ID de empleado;Nombre completo;Equipo\nana;Ana;sales\n",
    ])
  func forms(table: String) throws {
    let ana = try #require(try decode(table).roster.first)
    #expect((ana.id.text, ana.name, ana.team) == ("ana", "Ana", "sales"))
  }

  @Test("has dates with times, and those of a locale")
  func dates() throws {
    let timed = try decode("id,consent_from\nana,2025-09-01 00:00:00\n")
    #expect(
      timed.roster.first?.consent?.period.from == Instant(rfc3339: "2025-08-31T22:00:00Z"))
    let spanish = try decode(
      "id;Fecha de alta;x\nana;01/02/2026;1.234\n", #"{"locale": "es_ES"}"#)
    #expect(spanish.roster.first?.employed.from == Instant(rfc3339: "2026-01-31T23:00:00Z"))
    #expect(spanish.roster.first?.accounts.first?.followers == 1234)
    // A day given as an end is the last one, in the locale's order as well.
    let short = try decode(
      "id;joined;left\nana;3/2/25;31/12/26\n", #"{"locale": "es-ES"}"#)
    #expect(short.roster.first?.employed.from == Instant(rfc3339: "2025-02-02T23:00:00Z"))
    #expect(short.roster.first?.employed.until == Instant(rfc3339: "2026-12-31T23:00:00Z"))
    #expect(
      short.notices == [
        "employees.csv: years of two digits were read as of 1950 to 2049: \"3/2/25\" on line 2 is "
          + "2025-02-03"
      ])
  }

  @Test("says which columns are not used, once, and nothing of those passed over")
  func unused() throws {
    let table = "id,name,Cost center,Cost center\nana,Ana,100,200\n"
    #expect(
      try decode(table).notices == [
        "employees.csv: columns not used: \"Cost center\", \"Cost center\""
      ])
    #expect(try decode(table, #"{"ignore": ["cost center"]}"#).notices == [])
    #expect(
      fault(table, #"{"ignore": ["Cost"]}"#)
        .hasPrefix("config.json:2:58: employees.ignore[0]: employees.csv has no column \"Cost\""))
  }

  @Test("refuses what is nearly a column, or may say who takes no part")
  func risky() throws {
    #expect(
      fault("id,consnt_from\nana,2026-01-01")
        == "employees.csv:1: consnt_from: unknown column. Did you mean \"consent_from\"?")
    #expect(
      fault("id,Opted out of ads\nana,yes").hasPrefix(
        "employees.csv:1: Opted out of ads: unknown column, which may say who takes no part."))
    let passed = try decode("id,Opted out of ads\nana,yes", #"{"ignore": ["Opted out of ads"]}"#)
    #expect(passed.roster.count == 1)
  }

  @Test("has its columns named in the configuration")
  func columns() throws {
    let table = """
      Nr.,"Name, first name",Org unit,Team,Basics done,Follower
      7,"Ruiz, Ana",Sales,red,2026-09-10,240
      """
    let settings = #"""
      {"file": "hr.csv", "columns": {"id": "nr", "name": "Name, first name", "team": "Org unit",
       "training:basics": "Basics done", "x_followers": "Follower"}}
      """#
    let configuration = try decode(table, settings)
    let ana = try #require(configuration.roster.first)
    #expect((ana.id.text, ana.name, ana.team) == ("7", "Ruiz, Ana", "Sales"))
    #expect(ana.trainings.map(\.course.text) == ["basics"])
    #expect(ana.accounts.map(\.followers) == [240])
    #expect(configuration.notices == ["hr.csv: columns not used: \"Team\""])
  }

  @Test("is refused where the configuration names columns that it hasn't", arguments: Self.wrong)
  func wrongColumns(settings: String, expected: String) {
    let found = fault("id,name,name\nana,Ana,A\n", settings)
    #expect(found.contains(expected), "\(found)")
  }

  static let wrong: [(String, String)] = [
    (#"{"columns": {"nam": "name"}}"#, "an employee has no field \"nam\"; known: id, name,"),
    (#"{"columns": {"team": "Teem"}}"#, "employees.csv has no column \"Teem\"; it has: id, name"),
    (#"{"columns": {"name": "name"}}"#, "the column \"name\" is there 2 times: column 2, column 3"),
    (#"{"columns": {"team": "id", "role": "id"}}"#, "the column or the field is named twice"),
    (#"{"map": {}}"#, "unknown key \"map\""),
    (#"{"locale": "en"}"#, "\"en\" alone doesn't say whether dates begin with the day"),
    (#"7"#, "expected a list of employees, a file name, or an object with \"file\""),
  ]

  @Test("tells the cell that a spreadsheet spoiled", arguments: Self.spoiled)
  func spoiledCells(table: String, expected: String) {
    let found = fault(table)
    #expect(found.hasPrefix(expected), "\(found)")
  }

  static let spoiled: [(String, String)] = [
    (
      "id\n1.2E+05\n", "employees.csv:2: id: a spreadsheet rounded this number to \"1.2E+05\"."
    ),
    (
      "id,joined\nana,45123\n",
      "employees.csv:2: joined: \"45123\" looks like a spreadsheet's number for 2023-07-16."
    ),
    ("id,team\nana,#REF!\n", "employees.csv:2: team: the spreadsheet shows an error here"),
    ("id,x\nana,12%\n", "employees.csv:2: x: expected a whole number, found \"12%\". A share is"),
    ("id,x\nana,2.4E+02\n", "employees.csv:2: x: a spreadsheet rounded this number"),
    ("id,team\n \u{A0},sales\n", "employees.csv:2: id: expected an id, found an empty field"),
    ("id,name\nana,Ana\nana,Ana\n", "employees.csv:3: id: duplicate employee \"ana\""),
    ("id,name\nana,Ana,x\n", "employees.csv:2: a cell beyond the 2 headings: \"x\""),
    ("id,name\nana", "employees.csv:2: 1 cell for 2 headings; the first missing is \"name\""),
  ]

  @Test("says what people stay out of, and in which language they read")
  func optOuts() throws {
    let roster = try decode(
      """
      id,language,Opt-out,opt_out_topics,opt_out_networks,opt_out_from,opt_out_until
      a,es_MX,,results; hiring,linkedin,2026-01-01,
      b,,yes,,,,
      c,,no,,,,
      d,,2026-03-01,,,,2026-06-01
      e,,,,,2026-03-01,
      """
    ).roster
    #expect(roster[0].language == "es-MX")
    let since = Period(from: Instant(rfc3339: "2025-12-31T23:00:00Z"))
    #expect(
      roster[0].status.optOuts == [
        .init(topics: ["results", "hiring"], period: since),
        .init(networks: [try #require(NetworkID("linkedin"))], period: since),
      ])
    #expect(roster[1].status.optOuts == [.init()])
    #expect(roster[2].status.optOuts.isEmpty)
    // A day given as an end is the last one.
    let end = Instant(rfc3339: "2026-06-01T22:00:00Z")
    #expect(roster[3].status.optOuts.map(\.period.until) == [end])
    #expect(roster[4].status.optOuts.map(\.topics) == [nil])
    #expect(
      fault("id,opt_out,opt_out_topics\na,no,results")
        .hasPrefix("employees.csv:2: opt_out: says no where a column beside it says"))
    #expect(fault("id,opt_out\na,perhaps").hasPrefix("employees.csv:2: opt_out: expected a time"))
  }
}
