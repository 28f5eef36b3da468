import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("The roster's table")
struct RosterTableTests {
  private static let config = """
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
     "courses": [{"id": "social-basics"}]}
    """

  private static func decode(_ table: String) throws(Failure) -> [Employee] {
    let read = { (path: String?) throws(Failure) -> [UInt8]? in
      path == nil ? Array(table.utf8) : nil
    }
    return try ConfigurationFile.decode(Array(config.utf8), readRoster: read).roster
  }

  private static func fault(_ table: String) -> String? {
    do throws(Failure) {
      _ = try decode(table)
      return nil
    } catch {
      return error.cause == .configuration ? error.description : "another cause"
    }
  }

  @Test("is read beside the configuration with headings as HR systems write them")
  func reads() throws {
    let table = """
      Employee ID;Full Name;Department;Job-Title;country;lang;topics;consent_from;hire date;\
      training:social-basics;x;X handle;linkedin_followers;facebook_node
      ana;"Ruiz; Ana";engineering;engineer;es;ES-es;product; 2026-09-01;2020-01-07;2026-09-10;\
      240;@ana;410;
      ben;;;;;;"a; b";;;;;;;
      """
    let employees = try Self.decode(table)
    let ana = try #require(employees.first)
    #expect(ana.name == "Ruiz; Ana")
    #expect(
      (ana.team, ana.role, ana.country, ana.language) == ("engineering", "engineer", "ES", "es-ES"))
    #expect(ana.consent?.period.from == Instant(rfc3339: "2026-08-31T22:00:00Z"))
    #expect(ana.consent?.networks == nil)
    #expect(ana.employed.from == Instant(rfc3339: "2020-01-06T23:00:00Z"))
    #expect(ana.trainings.map(\.course.text) == ["social-basics"])
    #expect(ana.accounts.map(\.network.text) == ["linkedin", "x"])
    #expect(ana.accounts.map(\.followers) == [410, 240])
    #expect(ana.accounts.map(\.handle) == [nil, "@ana"])
    let ben = try #require(employees.last)
    #expect(ben.topics == ["a", "b"])
    #expect(ben.consent == nil)
    #expect(ben.accounts.isEmpty)
  }

  @Test("may be missing where the configuration doesn't name it")
  func missing() throws {
    #expect(try ConfigurationFile.decode(Array(Self.config.utf8)).roster.isEmpty)
  }

  @Test("tells line, column and advice", arguments: Self.catalogue)
  func tells(_ table: String, _ message: String) {
    #expect(Self.fault(table) == message)
  }

  static let catalogue: [(String, String)] = [
    (
      "name\nAna",
      "employees.csv:1: there is no column \"id\". Each employee needs an id that stays the same; if "
        + "it has another heading, name that in config.json: \"employees\": {\"columns\": {\"id\": "
        + "\"…\"}}"
    ),
    (
      "id,linkdin_followers\nana,3",
      "employees.csv:1: linkdin_followers: unknown column. Did you mean \"linkedin_followers\"?"
    ),
    (
      "id,team,Department\nana,a,b",
      "employees.csv:1: Department: means the same as the column \"team\". Keep one of "
        + "the two, or list the other under \"ignore\" of \"employees\""
    ),
    (
      "id,training:social-basic\nana,",
      "employees.csv:1: training:social-basic: unknown course \"social-basic\"; known: "
        + "social-basics. Did you mean \"social-basics\"?"
    ),
    (
      "id,team\nana,a\nana,b",
      "employees.csv:3: id: duplicate employee \"ana\"; the other is at line 2. Give each employee "
        + "their own id"
    ),
    ("id,team\n,a", "employees.csv:2: id: expected an id, found an empty field"),
    (
      "id,x\nana,\"1,200\"",
      "employees.csv:2: x: \"1,200\" may be a thousand or a fraction. Write digits only, or say the "
        + "table's locale, for example en-US"
    ),
    (
      "id,x_handle\nana,@ana",
      "employees.csv:2: x_handle: an account needs its number of followers. 0 will do"
    ),
    (
      "id,x,x_node\nana,1,5\nben,1,5",
      "employees.csv:3: x_node: node 5 is also that of employee \"ana\". The same node is the same "
        + "person on every network; give each their own"
    ),
    (
      "id,consent_from\nana,01/09/2026",
      "employees.csv:2: consent_from: \"01/09/2026\" doesn't say which number is the day and which "
        + "the month. Write 2026-11-20, or name the table's locale, for example es-ES or en-US: "
        + "--locale for an import, \"locale\" under \"employees\" in config.json for the roster"
    ),
    (
      "id,joined,left\nana,2026-02-01,2026-01-01",
      "employees.csv:2: left: ends at 2026-01-02T00:00:00+01:00, not after \"joined\" at "
        + "2026-02-01T00:00:00+01:00. Exchange the two, or correct one"
    ),
    (
      "id,consent_until\nana,2026-02-01",
      "employees.csv:2: consent_until: a consent needs the day from which it holds"
    ),
  ]

  @Test("of a few thousand employees is read with each in their place")
  func many() throws {
    var table = "id,team,consent_from,training:social-basics,x,linkedin\n"
    for number in 0..<2000 {
      table += "e\(number),team-\(number % 40),2026-09-01,2026-09-\(10 + number % 20),\(number),7\n"
    }
    let employees = try Self.decode(table)
    #expect(employees.count == 2000)
    #expect(employees.allSatisfy { $0.accounts.count == 2 && $0.trainings.count == 1 })
  }

  @Test("of many pieces tells the first thing wrong, and is as good unsorted")
  func order() throws {
    func table(_ wrong: [Int: String], ids: (Int) -> Int = { $0 }) -> String {
      var table = "id,team,topics,x,x_node\n"
      for number in 0..<9000 {
        let row = "e\(10_000 + ids(number)),team-\(number % 40),a;b\(number % 3)"
        table += (wrong[number] ?? "\(row),\(number),\(number)") + "\n"
      }
      return table
    }
    let sorted = try Self.decode(table([:]))
    #expect(sorted.map(\.accounts.first?.followers) == Array(0..<9000))
    let turned = try Self.decode(table([:]) { 8999 - $0 })
    #expect(turned.map(\.accounts.first?.followers) == Array((0..<9000).reversed()))
    // A repeated id before a bad cell, in the same piece and in another.
    for bad in [7, 8500] {
      let twice = table([5: "e10003,team,,5,5", bad: "e1\(bad),team,,many,"])
      #expect(Self.fault(twice)?.hasPrefix("employees.csv:7: id: duplicate employee") == true)
    }
    let cellFirst = table([5: "e1,team,,many,", 7: "e10003,team,,5,5"])
    #expect(Self.fault(cellFirst)?.hasPrefix("employees.csv:7: x: expected a whole") == true)
    let node = table([8000: "e18000,team,,5,17"])
    #expect(Self.fault(node)?.hasPrefix("employees.csv:8002: x_node: node 17 is also") == true)
  }
}
