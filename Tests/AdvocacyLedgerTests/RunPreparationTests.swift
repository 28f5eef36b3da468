import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("Preparing a run")
struct RunPreparationTests {
  @Test("a prepared run writes nothing until its first fact, and then the keys it foretold")
  func foretold() throws {
    let fixture = try LedgerFixture()
    let run = fixture.run()
    let keys = try run.prepare()
    #expect(run.number == nil)
    #expect(try fixture.number("SELECT COUNT(*) FROM employee") == 0)
    #expect(keys.ranked == [1, 2, 3])
    try fixture.fanOut("a", in: run)
    let byKey = try fixture.ledger.employeesByKey()
    for (index, employee) in fixture.people.enumerated() {
      #expect(byKey[try keys.key(at: index)] == employee)
    }
    #expect(try fixture.number("SELECT COUNT(*) FROM run") == 1)
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("prepared or not, once or twice, before or after, a run stores the same roster")
  func sameRoster() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let run = fixture.run()
    let ranked = try run.prepare().ranked
    #expect(try run.prepare().ranked == ranked)
    try fixture.fanOut("b", at: 150, in: run)
    #expect(try run.prepare().ranked == ranked)
    #expect(try fixture.ledger.keys(of: fixture.people).ranked == ranked)
    // The same roster and the same configuration, kept once each.
    #expect(try fixture.number("SELECT COUNT(*) FROM input") == 2)
  }

  @Test("leavers and newcomers keep their own keys, and a pseudonym leads to its key")
  func comingAndGoing() throws {
    let first = try LedgerFixture(people: ["ana", "bo", "cy", "dee"])
    try first.fanOut("a")
    let before = try first.ledger.keys(of: first.people)
    let staff = try ["bo", "cz", "dee", "eve"].map { try #require(EmployeeID($0)) }
    let known = try first.ledger.keys(of: staff)
    #expect(try known.key(at: 0) == before.key(at: 1))
    #expect(try known.key(at: 2) == before.key(at: 3))
    #expect(throws: Failure.self) { try known.key(at: 1) }
    try first.ledger.forget { $0.text == "bo" }
    let key = try before.key(at: 1)
    let pseudonym = try Pseudonym.id(for: key)
    let run = LedgerRun(ledger: first.ledger, inputs: first.inputs(of: [pseudonym] + staff))
    let keys = try run.prepare()
    #expect(try keys.key(at: 0) == key)
    #expect(try keys.ranked.filter { $0 > 4 } == [5, 6, 7] && keys.key(at: 3) == before.key(at: 3))
  }

  @Test("keys that somebody else took meanwhile are told, and nothing is written")
  func taken() throws {
    let fixture = try LedgerFixture()
    let late = fixture.run()
    _ = try late.prepare()
    try fixture.fanOut("a")
    let head = try fixture.ledger.facts().head
    let failure = #expect(throws: Failure.self) { try fixture.fanOut("b", at: 200, in: late) }
    #expect(failure?.cause == .badData)
    #expect(try fixture.ledger.facts().head == head)
    #expect(try fixture.number("SELECT COUNT(*) FROM employee") == 3)
    #expect(try fixture.ledger.verify().problems == [])
  }

  @Test("a roster out of order is refused")
  func disorder() throws {
    let fixture = try LedgerFixture()
    for roster in [["bo", "ana"], ["ana", "ana"]] {
      let ids = try roster.map { try #require(EmployeeID($0)) }
      let failure = #expect(throws: Failure.self) { try fixture.ledger.keys(of: ids) }
      #expect(failure?.cause == .internal)
    }
  }

  @Test("what a roster's stored form stumbles over ends the recording, and nothing is written")
  func failingSnapshot() throws {
    let fixture = try LedgerFixture()
    var inputs = fixture.inputs(of: fixture.people)
    inputs.rosterSnapshot = { _ in throw Failure(.badData, "no") }
    let run = LedgerRun(ledger: fixture.ledger, inputs: inputs)
    _ = try run.prepare()
    let failure = #expect(throws: Failure.self) { try fixture.fanOut("a", in: run) }
    #expect(failure?.message == "no")
    #expect(try fixture.number("SELECT COUNT(*) FROM employee") == 0)
  }

  @Test("work on the side gives its one result to all who ask")
  func sideWork() throws {
    let work = BackgroundTask { (1...1000).reduce(0, +) }
    #expect(try [work.value(), work.value()] == [500_500, 500_500])
    let failing = BackgroundTask<Int> { throw Failure(.usage, "no") }
    for _ in 0..<2 {
      #expect(throws: Failure.self) { try failing.value() }
    }
  }
}
