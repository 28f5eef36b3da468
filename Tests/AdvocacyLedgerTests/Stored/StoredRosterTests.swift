import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("A roster as the ledger keeps it")
struct StoredRosterTests {
  @Test("whatever the roster, it comes back by key, without handles and evidence")
  func roundTrip() throws {
    for seed in UInt64(0)..<60 {
      var random = SeededGenerator(seed: seed)
      let roster = try (0..<Int.random(in: 0...40, using: &random)).map {
        try Self.employee($0, &random)
      }
      let keys = Array(1...Int64(roster.count + 1)).shuffled(using: &random)
      let keyOf = roster.indices.map { index in
        Int.random(in: 0...9, using: &random) < 9 ? keys[index] : nil
      }
      let bytes = try StoredInputsCoder.bytes(of: roster, by: RosterKeys(keyOf))
      var ids: [Int64: EmployeeID] = [:]
      for (employee, key) in zip(roster, keyOf) where Int.random(in: 0...9, using: &random) < 9 {
        if let key { ids[key] = employee.id }
      }
      let read = try StoredInputsCoder.employees(bytes, ids: ids)
      let kept = zip(roster, keyOf).compactMap { employee, key in
        key.flatMap { key in ids[key].map { _ in (key: key, employee: Self.kept(employee)) } }
      }
      #expect(read == kept.sorted { $0.key < $1.key }.map(\.employee), "seed \(seed)")
      let again = try StoredInputsCoder.bytes(of: roster, by: RosterKeys(keyOf))
      #expect(again == bytes, "seed \(seed)")
    }
  }

  @Test("what is stored depends on people and keys, not on the order of the roster")
  func order() throws {
    for seed in UInt64(0)..<20 {
      var random = SeededGenerator(seed: seed)
      let roster = try (0..<30).map { try Self.employee($0, &random) }
      let keys = Array(1...Int64(30)).shuffled(using: &random)
      let mixed = roster.indices.shuffled(using: &random)
      let bytes = try StoredInputsCoder.bytes(of: roster, by: RosterKeys(keys))
      let other = try StoredInputsCoder.bytes(
        of: mixed.map { roster[$0] }, by: RosterKeys(mixed.map { keys[$0] }))
      #expect(bytes == other, "seed \(seed)")
    }
  }

  @Test("what release 0.1.0 wrote is read, with numbers as lists or packed")
  func olderForm() throws {
    let json = """
      {"accounts":[{"followers":[410,7],"nodes":[null,5],"rest":{"rows":[0,0],\
      "values":[{"followers":0,"network":"x"}]},"rows":[0,1]}],\
      "consents":{"rows":"AAI=","values":[{"period":{"from":"2026-09-01T00:00:00Z"}},null]},\
      "keys":[11,907],"profiles":{"rows":[0,1],"values":[{"country":"ES","employed":{},\
      "language":"es","role":"lead","standing":{"acknowledgements":[],"contract":"","leave":[],\
      "optOuts":[],"roles":[],"seniority":"","suspended":[]},"team":"a","topics":["hiring"]},\
      {"country":"","employed":{},"language":"","role":"","standing":{"acknowledgements":[],\
      "contract":"","leave":[],"optOuts":[],"roles":[],"seniority":"senior","suspended":[]},\
      "team":"b","topics":[]}]},"trainings":{"rows":[0,1],"values":[[{"completed":\
      "2026-09-10T00:00:00Z","course":"basics"}],[]]}}
      """
    let ana = try #require(EmployeeID("ana"))
    let ben = try #require(EmployeeID("ben"))
    let read = try StoredInputsCoder.employees(Array(json.utf8), ids: [11: ana, 907: ben])
    #expect(read.map(\.id) == [ana, ben])
    #expect(read.map(\.team) == ["a", "b"])
    #expect(read.map(\.topics) == [["hiring"], []])
    #expect(read.map { $0.consent != nil } == [true, false])
    #expect(read.map(\.trainings.count) == [1, 0])
    #expect(read.map(\.status.seniority) == ["", "senior"])
    #expect(read.flatMap(\.accounts).map(\.followers) == [410, 7])
    #expect(read.flatMap(\.accounts).map(\.node) == [nil, 5])
  }

  @Test("columns that don't match are told, and never trapped on")
  func damage() throws {
    var random = SeededGenerator(seed: 5)
    let roster = try (0..<6).map { try Self.employee($0, &random) }
    let keys = RosterKeys(roster.indices.map { Int64($0) + 1 })
    let text = String(decoding: try StoredInputsCoder.bytes(of: roster, by: keys), as: UTF8.self)
    var ids: [Int64: EmployeeID] = [:]
    for (index, employee) in roster.enumerated() { ids[Int64(index) + 1] = employee.id }
    // Each packed list in turn replaced by others.
    let lists = text.matches(of: /"[A-Za-z0-9+\/]*={0,2}"(?=[,}])/).map(\.range)
    #expect(lists.count > 10)
    for (number, list) in lists.enumerated() {
      for other in [#""""#, #""AQ==""#, #""////////////AQ==""#, #""AAAAAAAAAAAAAAAAAAAAAAAA""#] {
        let damaged = text.replacingCharacters(in: list, with: other)
        do {
          _ = try StoredInputsCoder.employees(Array(damaged.utf8), ids: ids)
        } catch {
          #expect(error is Failure || error is DecodingError, "list \(number)")
        }
      }
    }
  }

  /// An employee with facts of every kind, here and there.
  private static func employee(
    _ number: Int, _ random: inout SeededGenerator
  ) throws -> Employee {
    func maybe<Value>(_ value: @autoclosure () throws -> Value) rethrows -> Value? {
      Bool.random(using: &random) ? try value() : nil
    }
    func instant() -> Instant { Instant(seconds: Int64.random(in: 0...9, using: &random) * 86_400) }
    let networks = try ["blog", "linkedin", "x"].map { try #require(NetworkID($0)) }
    let course = try #require(CourseID("basics"))
    return Employee(
      id: try #require(EmployeeID("e\(number)")), name: "e\(number)",
      team: "team-\(Int.random(in: 0...3, using: &random))", role: maybe("lead") ?? "",
      country: maybe("ES") ?? "", language: maybe("es") ?? "",
      topics: ["hiring", "product", "results"].filter { _ in Bool.random(using: &random) },
      consent: maybe(
        Consent(
          period: Period(from: instant(), until: maybe(instant())), networks: maybe([networks[0]]),
          evidence: "file 7")),
      trainings: (0..<Int.random(in: 0...3, using: &random)).map { _ in
        Training(course: course, completed: instant(), score: maybe(70))
      },
      accounts: networks.filter { _ in Bool.random(using: &random) }.map { network in
        Account(
          network: network, handle: "@e\(number)",
          followers: Int.random(in: 0...1_000_000, using: &random),
          node: maybe(UInt64.random(in: 0 ... .max, using: &random)), authorized: maybe(instant()),
          isVerified: maybe(Bool.random(using: &random)))
      },
      employed: Period(from: maybe(instant()), until: maybe(instant())),
      status: maybe(EmploymentStatus(seniority: "senior", leave: [Period(from: instant())]))
        ?? EmploymentStatus())
  }

  /// What is to come back of an employee.
  private static func kept(_ employee: Employee) -> Employee {
    var employee = employee
    employee.consent?.evidence = nil
    for index in employee.accounts.indices { employee.accounts[index].handle = nil }
    return employee
  }
}
