import AdvocacyLedger
import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import GRDB
import SystemFiles
import Testing

@Suite("The file of the ledger")
struct LedgerFileTests {
  /// Lets a test begin and end transactions by hand.
  private static var manual: GRDB.Configuration {
    var configuration = GRDB.Configuration()
    configuration.allowsUnsafeTransactions = true
    return configuration
  }

  @Test("a new ledger tells what it was made with, and its file is its owner's alone")
  func creation() throws {
    let before = umask(0)
    defer { umask(before) }
    let fixture = try LedgerFixture()
    let facts = try fixture.ledger.facts()
    #expect(facts.header == LedgerFixture.header)
    #expect(facts.watermark == LedgerFixture.header.start)
    #expect(facts.heartbeat == nil)
    #expect(facts.id.count == 32)
    #expect(facts.head.sequence == 1)
    #expect(facts.schemaVersion == 4)
    let attributes = try FileManager.default.attributesOfItem(atPath: fixture.ledger.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: fixture.directory.path)
        == ["ledger.sqlite"])
  }

  @Test("what has the name already is never overwritten")
  func creationRefused() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("mine", to: "ledger.sqlite")
    let failure = #expect(throws: Failure.self) {
      try Ledger.create(at: path, LedgerFixture.header)
    }
    #expect(failure?.cause == .cannotCreate)
    #expect(try directory.text(of: "ledger.sqlite") == "mine")
    let missing = #expect(throws: Failure.self) {
      try Ledger.create(at: directory.file("none/ledger.sqlite"), LedgerFixture.header)
    }
    #expect(missing?.cause == .cannotCreate)
  }

  @Test("a ledger in a directory whose name is no text works, backups and keeping included")
  func anyName() throws {
    let directory = try TemporaryDirectory()
    let place = directory.file(PathText.text(of: Array("w %41?a=b#".utf8) + [0xFF, 0xC3]))
    try Paths.makeDirectory(place)
    let path = place + "/ledger.sqlite"
    let ledger = try Ledger.create(at: path, LedgerFixture.header)
    let backup = place + "/" + PathText.text(of: [0x80])
    #expect(try ledger.backUp(to: backup).problems.isEmpty)
    let copy = try Ledger.open(at: backup, access: .read)
    #expect(try copy.facts().id == ledger.facts().id)
    #expect(try copy.restore(to: path, keeping: place + "/kept").problems.isEmpty)
    #expect(try Ledger.open(at: path, access: .write).verify().problems.isEmpty)
    #expect(Paths.names(in: place)?.count == 3)
    #expect(Paths.names(in: directory.path)?.count == 1)
  }

  @Test("a ledger with two names is read and not written: each name would have its own journal")
  func hardLinks() throws {
    let fixture = try LedgerFixture()
    let other = fixture.directory.file("other.sqlite")
    try FileManager.default.linkItem(atPath: fixture.ledger.path, toPath: other)
    for path in [fixture.ledger.path, other] {
      _ = try Ledger.open(at: path, access: .read)
      let failure = #expect(throws: Failure.self) { try Ledger.open(at: path, access: .write) }
      #expect(failure?.cause == .badData)
    }
    try FileManager.default.removeItem(atPath: other)
    // Whoever made it was killed before its first name was gone, or before another took its place.
    for name in [".ledger-1f.tmp", "ledger-replaced-2026-11-29T000000Z.sqlite"] {
      let second = fixture.directory.file(name)
      try FileManager.default.linkItem(atPath: fixture.ledger.path, toPath: second)
      _ = try Ledger.open(at: fixture.ledger.path, access: .write)
      #expect(!FileManager.default.fileExists(atPath: second))
    }
  }

  @Test("no ledger, an empty one and a directory are refused, each for what it is")
  func noLedger() throws {
    let directory = try TemporaryDirectory()
    for access in [Ledger.Access.read, .write] {
      let path = directory.file("ledger.sqlite")
      let missing = #expect(throws: Failure.self) { try Ledger.open(at: path, access: access) }
      #expect(missing?.cause == .missingInput)
      #expect(missing?.hint?.contains("advocacy init") == true)
      #expect(!FileManager.default.fileExists(atPath: path))
      let empty = try directory.write("", to: "empty")
      let nothing = #expect(throws: Failure.self) { try Ledger.open(at: empty, access: access) }
      #expect(nothing?.cause == .badData)
      let folder = #expect(throws: Failure.self) {
        try Ledger.open(at: directory.path, access: access)
      }
      #expect(folder?.cause == .badData)
    }
  }

  @Test("text, another program's database and a damaged header are refused and left alone")
  func foreign() throws {
    let fixture = try LedgerFixture()
    let text = try fixture.directory.write(String(repeating: "no", count: 999), to: "text")
    let other = fixture.directory.file("other.sqlite")
    try DatabaseQueue(path: other).write { try $0.execute(sql: "CREATE TABLE a (b)") }
    let half = fixture.directory.file("half.sqlite")
    let whole = try Data(contentsOf: URL(fileURLWithPath: fixture.ledger.path))
    try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: half))
    let cut = fixture.directory.file("cut.sqlite")
    try whole.dropFirst(50).write(to: URL(fileURLWithPath: cut))
    for path in [text, other, half, cut] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for access in [Ledger.Access.read, .write] {
        let failure = #expect(throws: Failure.self) {
          let ledger = try Ledger.open(at: path, access: access)
          _ = try ledger.facts()
        }
        #expect(failure?.cause == .badData, "\(path)")
        #expect(failure?.hint != nil)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == bytes)
      }
    }
  }

  @Test("a ledger of a newer release is refused and names the release it needs")
  func newer() throws {
    let fixture = try LedgerFixture()
    try fixture.tamper("UPDATE ledger SET requires = '7.3'; PRAGMA user_version = 99")
    for access in [Ledger.Access.read, .write] {
      let failure = #expect(throws: Failure.self) {
        try Ledger.open(at: fixture.ledger.path, access: access)
      }
      #expect(failure?.cause == .tooNew)
      #expect(failure?.hint?.contains("7.3") == true)
    }
  }

  @Test("reading works in a read-only directory and leaves every byte as it was")
  func readOnlyDirectory() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let files = FileManager.default
    let before = try Data(contentsOf: URL(fileURLWithPath: fixture.ledger.path))
    try files.setAttributes([.posixPermissions: 0o555], ofItemAtPath: fixture.directory.path)
    defer {
      try? files.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fixture.directory.path)
    }
    let ledger = try Ledger.open(at: fixture.ledger.path, access: .read)
    #expect(try ledger.decidedPosts().count == 1)
    #expect(try ledger.verify().isSound)
    #expect(try ledger.waitingCounts().count == 1)
    let failure = #expect(throws: Failure.self) {
      try ledger.touch(watermark: instant(1), realTime: instant(1))
    }
    #expect(failure?.cause == .permission)
    #expect(try Data(contentsOf: URL(fileURLWithPath: fixture.ledger.path)) == before)
    #expect(try files.contentsOfDirectory(atPath: fixture.directory.path) == ["ledger.sqlite"])
  }

  @Test("a reader undoes what a killed writer left half done")
  func hotJournal() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let expected = try fixture.ledger.canonicalDump()
    let copy = fixture.directory.file("copy.sqlite")
    // One reader is there before the writer is killed, one comes after.
    try FileManager.default.copyItem(atPath: fixture.ledger.path, toPath: copy)
    let early = try Ledger.open(at: copy, access: .read)
    let half = fixture.directory.file("half.sqlite")
    let raw = try DatabaseQueue(path: fixture.ledger.path, configuration: Self.manual)
    try raw.inDatabase { db in
      try db.execute(sql: "PRAGMA cache_size = 1; BEGIN IMMEDIATE; DELETE FROM amplification")
      // Enough rows to push changed pages out to the file before the transaction ends.
      try db.execute(
        sql: """
          WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
          INSERT INTO post (id) SELECT 'filler-' || i FROM n
          """)
      for suffix in ["", "-journal"] {
        try FileManager.default.copyItem(
          atPath: fixture.ledger.path + suffix, toPath: half + suffix)
      }
      try db.execute(sql: "ROLLBACK")
    }
    for reader in [early, nil] {
      for suffix in ["", "-journal"] {
        // Over the old bytes: the file that the early reader holds stays the same.
        try Data(contentsOf: URL(fileURLWithPath: half + suffix))
          .write(to: URL(fileURLWithPath: copy + suffix))
      }
      let ledger = try reader ?? Ledger.open(at: copy, access: .read)
      #expect(try ledger.canonicalDump() == expected)
      #expect(try ledger.verify().isSound)
    }
  }

  @Test("another's transaction makes a writer busy, not broken")
  func busy() throws {
    let fixture = try LedgerFixture()
    try fixture.fanOut("a")
    let raw = try DatabaseQueue(path: fixture.ledger.path, configuration: Self.manual)
    let ledger = try Ledger.open(at: fixture.ledger.path, access: .write, patience: 0.01)
    try raw.inDatabase { try $0.execute(sql: "BEGIN EXCLUSIVE") }
    let failure = #expect(throws: Failure.self) {
      try ledger.touch(watermark: instant(1), realTime: instant(1))
    }
    #expect(failure?.cause == .busy)
    try raw.inDatabase { try $0.execute(sql: "ROLLBACK") }
  }
}
