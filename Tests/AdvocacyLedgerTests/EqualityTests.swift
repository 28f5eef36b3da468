import AdvocacyLedger
import AdvocacyModel
import Testing

@Suite("The equality of ledgers")
struct EqualityTests {
  @Test("two ledgers of the same facts are equal though their keys, runs and order differ")
  func equal() throws {
    let first = try LedgerFixture()
    let run = first.run()
    try first.fanOut("a", in: run)
    try first.fanOut("b", at: 150, in: run)
    let second = try LedgerFixture()
    try second.fanOut("a")
    try second.ledger.touch(watermark: instant(120), realTime: instant(9))
    try second.fanOut("b", at: 150, in: second.run(#"{"x":1}"#))
    #expect(try first.ledger.canonicalDump() == second.ledger.canonicalDump())
    #expect(try first.ledger.canonicalDigest() == second.ledger.canonicalDigest())
    #expect(try first.ledger.facts().head != second.ledger.facts().head)
    let dump = try first.ledger.canonicalDump()
    let bytes = Array(dump.utf8)
    #expect(try SHA256Digest.hex(SHA256Digest.of(bytes)) == first.ledger.canonicalDigest())
    #expect(dump.contains("action a ana x quote "))
    #expect(dump.contains("waiting a cy linkedin defer "))
  }

  @Test(
    "a difference in any fact makes ledgers differ",
    arguments: [
      "UPDATE amplification SET at = at + 1", "DELETE FROM amplification WHERE action = 2",
      "UPDATE decision SET at = at + 1 WHERE event = 'due'", "UPDATE waitingGroup SET until = 0",
      "DELETE FROM skip", "DELETE FROM setAside", "UPDATE prevention SET rule = 'other'",
      "UPDATE prevention SET at = at + 1", "DELETE FROM prevention", "DELETE FROM plannedEnd",
      "UPDATE employee SET rosterID = 'di' WHERE rosterID = 'cy'",
    ])
  func different(_ sql: String) throws {
    let fixture = try ChainTests.full()
    let before = try fixture.ledger.canonicalDigest()
    #expect(try ChainTests.fill().ledger.canonicalDigest() == before)
    try fixture.tamper(sql)
    #expect(try fixture.ledger.canonicalDigest() != before)
  }
}
