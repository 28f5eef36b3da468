import AdvocacyLedger
import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import GRDB
import Testing

/// A ledger in a directory of its own, with words to write to it in a line.
struct LedgerFixture {
  let directory: TemporaryDirectory
  let ledger: Ledger
  let people: [EmployeeID]

  static let header = LedgerHeader(
    start: instant(0), seed: .max - 41, isClockSimulated: true, createdAt: instant(1))

  init(people: [String] = ["ana", "bo", "cy"]) throws {
    directory = try TemporaryDirectory()
    ledger = try Ledger.create(at: directory.file("ledger.sqlite"), Self.header)
    self.people = try people.map { try #require(EmployeeID($0)) }.sorted()
  }

  /// A ledger of the bytes of another's file, with the same people.
  init(bytes: Data, people: [String] = ["ana", "bo", "cy"]) throws {
    directory = try TemporaryDirectory()
    let path = directory.file("ledger.sqlite")
    try bytes.write(to: URL(fileURLWithPath: path))
    ledger = try Ledger.open(at: path, access: .write)
    self.people = try people.map { try #require(EmployeeID($0)) }.sorted()
  }

  /// The bytes of a ledger's file.
  static func bytes(of fixture: LedgerFixture) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: fixture.ledger.path))
  }

  func run(
    _ configuration: String = "{}", now: Instant = instant(9000), policyVersion: String = "1"
  ) -> LedgerRun {
    ledger.beginRun(inputs(of: people, configuration, now: now, policyVersion: policyVersion))
  }

  func inputs(
    of roster: [EmployeeID], _ configuration: String = "{}", now: Instant = instant(9000),
    policyVersion: String = "1"
  ) -> RunInputs {
    RunInputs(
      now: now, realTime: instant(1), roster: roster, policyVersion: policyVersion,
      toolVersion: "1.0", configurationSnapshot: { _ in Array(configuration.utf8) },
      rosterSnapshot: { keys in keys.ranked.flatMap { Array("\($0);".utf8) } })
  }

  /// Fans a post out: all like it on X, the first quotes it too, the last waits on LinkedIn.
  @discardableResult
  func fanOut(_ id: String, at seconds: Int64 = 100, in run: LedgerRun? = nil) throws -> Bool {
    let facts: [RunFact] = [
      .decision(
        try decision(id, at: seconds), try post(id, at: seconds), contentHash: hash(id))
    ]
    let done = try done(decision(id, at: seconds).planned)
    return try (run ?? self.run()).record(facts + [.acts(done)]).first == true
  }

  /// What becomes of planned acts: all happen as planned.
  func done(_ groups: [PlannedGroup]) -> ActsBlock {
    var block = ActsBlock(at: groups.flatMap(\.acts).map(\.at).min() ?? instant(0))
    block.until = groups.flatMap(\.acts).map(\.at).max() ?? block.since
    for group in groups {
      block.recorded.append(
        RecordedActs(post: group.key.post, network: group.key.network, acts: group.acts))
      block.ended.append(
        EndedActs(key: group.key, employees: group.acts.map(\.employee), isLast: true))
    }
    return block
  }

  /// Acts of a post on a network, in one group.
  func plan(_ id: String, _ network: NetworkID, _ acts: [PlannedAct]) throws -> PlannedGroup {
    PlannedGroup(
      .init(post: try postID(id), network: network, hour: acts.first?.at ?? instant(0)),
      acts: acts)
  }

  func decision(_ id: String, at seconds: Int64 = 100) throws -> Decision {
    let x = try network("x")
    let linkedin = try network("linkedin")
    return Decision(
      at: instant(seconds), post: try postID(id), event: .due,
      counts: [
        VerdictCount(network: linkedin, outcome: .defer, rule: nil, count: 1),
        VerdictCount(network: linkedin, outcome: .defer, rule: RuleID("quiet"), count: 1),
        VerdictCount(network: x, outcome: .allow, rule: nil, count: people.count),
      ],
      allowed: .everyone(rosterCount: people.count),
      waiting: [group(linkedin, [people.count - 1], until: seconds + 500)],
      planned: [
        try plan(
          id, x,
          [
            PlannedAct(
              employee: 0, at: instant(seconds + 10), actions: ActionSet([.like, .quote]),
              variant: 2, isDisclosed: true)
          ] + people.indices.dropFirst().map { like($0, at: seconds + 10) })
      ])
  }

  /// Some of the people, by their place, who wait on a network.
  func group(
    _ network: NetworkID, _ members: [Int], _ outcome: Verdict.Outcome = .defer,
    until seconds: Int64, leavers: [EmployeeID] = []
  ) -> WaitingGroup {
    WaitingGroup(
      network: network, outcome: outcome, until: instant(seconds),
      employees: EmployeeSet(rosterCount: people.count, members: members), leavers: leavers)
  }

  func like(_ employee: Int, at seconds: Int64) -> PlannedAct {
    PlannedAct(employee: employee, at: instant(seconds), actions: ActionSet([.like]))
  }

  func post(_ id: String, at seconds: Int64 = 100) throws -> Post {
    Post(
      id: try postID(id), text: "Hello \"\u{0}\u{2028}é\" /\(id)",
      networks: [try network("x"), try network("linkedin")], at: instant(seconds),
      expires: instant(seconds + 5000), link: "https://acme.example/\(id)", campaign: "lab",
      topics: ["hiring"], hashtags: ["#Lab"], variants: ["One", "Two"],
      author: people.first)
  }

  /// Changes the file behind the ledger's back, checks of SQLite switched off.
  func tamper(_ sql: String) throws {
    var configuration = GRDB.Configuration()
    configuration.foreignKeysEnabled = false
    let raw = try DatabaseQueue(path: ledger.path, configuration: configuration)
    try raw.inDatabase { db in
      try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
      try db.execute(sql: sql)
    }
    try raw.close()
  }

  /// The one integer that a statement gives.
  func number(_ sql: String) throws -> Int? {
    var configuration = GRDB.Configuration()
    configuration.readonly = true
    let raw = try DatabaseQueue(path: ledger.path, configuration: configuration)
    return try raw.read { try Int.fetchOne($0, sql: sql) }
  }
}

func instant(_ seconds: Int64) -> Instant { Instant(seconds: 1_790_000_000 + seconds) }
func hash(_ text: String) -> [UInt8] { SHA256Digest.of(Array(text.utf8)) }
func postID(_ id: String) throws -> PostID { try #require(PostID(id)) }
func network(_ id: String) throws -> NetworkID { try #require(NetworkID(id)) }
