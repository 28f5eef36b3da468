import AdvocacyApp
import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import ArgumentParser
import Foundation
import StrictJSON

/// Gives a reader many spoilt inputs, each made again from seed and number.
struct Fuzz: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Feeds a reader spoilt inputs: no trap, no hang, no growth.",
    discussion: """
      After a trap: the last number printed, with --from, --runs 10000 and --each, finds the input; \
      --from N --print shows it.
      """,
    shouldDisplay: false)

  @Option(help: "What to spoil: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")).")
  var target: FuzzTarget

  @Option(help: "The number of inputs.")
  var runs: UInt64 = 1_000_000

  @Option(help: "The seed of every draw.")
  var seed: UInt64 = 1

  @Option(help: "The number of the first input.")
  var from: UInt64 = 0

  @Option(help: "Where the forms that outputs make are kept: an empty directory.")
  var into: String?

  @Flag(help: "Print each input's number before it is read.")
  var each = false

  @Flag(help: "Write the first input to standard output and read none.")
  var print = false

  /// The longest that one small input may take, in seconds (assumed: a thousand times the usual).
  private static let patience = 2.0
  /// The most that memory may grow after the first tenth, in bytes (assumed).
  private static let allowedGrowth = 16 << 20

  func run() throws {
    // In memory where the system offers it: a disk would be what is measured.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    let directory = place.appendingPathComponent("advocacy-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let reader = try FuzzReader(
      target, in: directory, keeping: into.map { URL(fileURLWithPath: $0) })
    let key = RandomKey(seed).keyed(by: target.rawValue)
    guard !print else {
      return FileHandle.standardOutput.write(Data(reader.input(key.keyed(by: from))))
    }
    var tally = FuzzTally()
    for number in from..<from + runs {
      if each { say("\(target.rawValue) seed \(seed) input \(number)") }
      let bytes = reader.input(key.keyed(by: number))
      let started = DispatchTime.now().uptimeNanoseconds
      do {
        tally.accepted += try reader.read(bytes, number: number) ? 1 : 0
      } catch {
        tally.broken += 1
        say("\(target.rawValue) seed \(seed) input \(number): \(error)")
      }
      let seconds = Double(DispatchTime.now().uptimeNanoseconds - started) / 1e9
      tally.note(seconds, number)
      let done = number - from + 1
      if done == max(1, runs / 10) { tally.earlyPeak = peakBytes }
      if done.isMultiple(of: 10_000) { say("\(target.rawValue) seed \(seed): \(number + 1)") }
    }
    try close(tally)
  }

  private func close(_ tally: FuzzTally) throws {
    let growth = peakBytes - tally.earlyPeak
    say(
      "\(target.rawValue) seed \(seed): \(runs) inputs, \(tally.accepted) accepted, "
        + "\(tally.broken) broken promises, slowest \(tally.slowest) s (input \(tally.slowestNumber)), "
        + "\(tally.seconds) s in all, peak grew by \(growth >> 10) KiB")
    guard tally.broken == 0, tally.slowest < Self.patience, growth < Self.allowedGrowth else {
      throw ExitCode.failure
    }
  }

  private func say(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }
}

/// What the inputs so far have shown.
struct FuzzTally {
  var accepted = 0
  var broken = 0
  var slowest = 0.0
  var slowestNumber: UInt64 = 0
  var seconds = 0.0
  var earlyPeak = 0

  mutating func note(_ time: Double, _ number: UInt64) {
    seconds += time
    if time > slowest { (slowest, slowestNumber) = (time, number) }
  }
}

/// The readers of what comes from outside, and the writers of what others wrote.
enum FuzzTarget: String, CaseIterable, ExpressibleByArgument {
  case config
  case queue
  case roster
  case imports
  case graph
  case ledger
  case outputs
}

/// Gives spoilt inputs to one reader; what it throws is fine, unless it is no `Failure`.
struct FuzzReader {
  let target: FuzzTarget
  let directory: URL
  private let configuration: Configuration
  private let ledger: LedgerFuzz?
  private let outputs: OutputFuzz

  /// The configuration that queues and imports are read by.
  private static let plain = #"""
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "courses": [{"id": "basics"}]}
    """#

  /// The configuration by which rosters are read as well.
  private static let withSettings = #"""
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
     "employees": {"columns": {"id": "Nr"}, "locale": "es-ES"}}
    """#

  init(_ target: FuzzTarget, in directory: URL, keeping place: URL?) throws {
    self.target = target
    self.directory = directory
    configuration = try ConfigurationFile.decode(Array(Self.plain.utf8))
    ledger = target == .ledger ? try LedgerFuzz(in: directory) : nil
    outputs = OutputFuzz(place: place)
  }

  /// The input that a key makes.
  func input(_ key: RandomKey) -> [UInt8] {
    var mutator = Mutator(key)
    let dictionary = FuzzSeeds.dictionary
    switch target {
    case .config: return mutator.text(from: FuzzSeeds.config, dictionary: dictionary)
    case .queue:
      return mutator.text(from: FuzzSeeds.queue + FuzzSeeds.lines, dictionary: dictionary)
    case .roster: return mutator.text(from: FuzzSeeds.roster, dictionary: dictionary)
    case .imports: return mutator.text(from: FuzzSeeds.imports, dictionary: dictionary)
    case .graph:
      let seed = FuzzSeeds.graphs[mutator.number(below: FuzzSeeds.graphs.count)]
      return seed.starts(with: [0x1F, 0x8B]) && mutator.number(below: 4) > 0
        ? mutator.binary(from: seed, block: 32)
        : mutator.text(from: [seed], dictionary: dictionary)
    case .outputs: return OutputFuzz.input(&mutator)
    case .ledger: return ledger.map { mutator.binary(from: $0.seed, block: 4096) } ?? []
    }
  }

  /// Reads an input; true where it was accepted.
  ///
  /// - Throws: a broken promise of the reader.
  func read(_ bytes: [UInt8], number: UInt64) throws -> Bool {
    do {
      switch target {
      case .config: _ = try ConfigurationFile.decode(bytes)
      case .queue: try readQueue(bytes)
      case .roster:
        try readRoster(bytes)
      case .imports: try readImport(bytes)
      case .graph: try readGraph(bytes)
      case .ledger: try ledger?.read(bytes)
      case .outputs: try outputs.render(bytes, number: number)
      }
      return true
    } catch is Failure {
      return false
    }
  }

  /// Reads a roster, by its own headings and by settings; nobody can be taken off it but who is on it.
  private func readRoster(_ bytes: [UInt8]) throws {
    let table = { (_: String?) throws(Failure) -> [UInt8]? in bytes }
    _ = try? ConfigurationFile.decode(Array(Self.withSettings.utf8), readRoster: table)
    let roster = try ConfigurationFile.decode(Array(Self.plain.utf8), readRoster: table).roster
    guard let employee = roster.first?.id else { return }
    let edited = try Erasure.roster(bytes, of: employee, file: "employees.csv")
    let rest = { (_: String?) throws(Failure) -> [UInt8]? in edited.bytes }
    let left = try ConfigurationFile.decode(Array(Self.plain.utf8), readRoster: rest).roster
    guard left.map(\.id) == roster.dropFirst().map(\.id) else {
      throw BrokenPromise(what: "a roster without one of its people has other people")
    }
  }

  /// Reads a file to import in the format that its first byte tells, and by every ending that tells
  /// one.
  private func readImport(_ bytes: [UInt8]) throws(Failure) {
    for ending in ImportFormat.all.flatMap(\.extensions) {
      _ = try? importing(bytes, "posts.\(ending)")
    }
    _ = try importing(bytes, "posts")
  }

  private func importing(_ bytes: [UInt8], _ file: String) throws(Failure) -> ImportedItems {
    _ = try? PostImport.posts(
      bytes, file: file, mapping: ImportMapping(parsing: ["text=Title"]),
      defaults: ImportDefaults(networks: [], at: Instant(seconds: 1_795_000_000)),
      configuration: configuration, table: TableReading(ignoring: ["url"], locale: "de-DE"))
    return try PostImport.posts(
      bytes, file: file, mapping: ImportMapping(),
      defaults: ImportDefaults(networks: [], at: Instant(seconds: 1_795_000_000)),
      configuration: configuration)
  }

  /// Reads a queue in both forms; what is accepted must bear one more post, the rest unchanged.
  private func readQueue(_ bytes: [UInt8]) throws {
    _ = try? QueueFile.entries(bytes, file: "q.ndjson", form: .ndjson, configuration: configuration)
    let entries = try QueueFile.entries(bytes, file: "q.json", configuration: configuration)
    let longer = try JSONAppend.appending(
      [#"{"id": "one-more"}"#], to: bytes, key: "posts", file: "q.json")
    let again = try QueueFile.entries(longer, file: "q.json", configuration: configuration)
    guard again.count == entries.count + 1,
      zip(entries, again).allSatisfy({ $0.bytes == $1.bytes && $0.writtenID == $1.writtenID })
    else { throw BrokenPromise(what: "appending changed the posts before") }
    for case .success(let post) in entries.map(\.post) {
      let written = Array(QueueFile.encode(post, calendar: configuration.calendar).utf8)
      let read = try QueueFile.single(written, file: "post", configuration: configuration)
      guard read == post else { throw BrokenPromise(what: "a post reads otherwise than written") }
    }
  }

  private func readGraph(_ bytes: [UInt8]) throws {
    let path = directory.path + "/graph"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    // Some say: with weights.
    _ = try GraphFile.read(
      path, named: "graph", edges: .followedToFollower,
      weightColumn: bytes.count.isMultiple(of: 2) ? 3 : nil)
  }
}

/// What a reader promises and didn't keep.
struct BrokenPromise: Error, CustomStringConvertible {
  var what: String
  var description: String { what }
}

/// Opens spoilt ledgers, asks them everything, and writes what they allow to be written.
struct LedgerFuzz {
  /// A sound ledger of a few posts.
  let seed: [UInt8]
  private let path: String

  init(in directory: URL) throws {
    let workload = Workload(employees: 12, posts: 4, participation: "everyone")
    try workload.write(to: directory)
    let environment = Workload.environment(in: directory.path)
    _ = try MakeWorkspace(
      directory: directory.path, start: Workload.start.rfc3339, isClockSimulated: true, seed: 1
    ).run(in: environment)
    _ = try Amplify(
      workspace: Workspace(directory: directory.path), now: workload.end.rfc3339, wait: 0,
      isDryRun: false
    ).run(in: environment)
    seed = Array(try Data(contentsOf: directory.appendingPathComponent("ledger.sqlite")))
    path = directory.path + "/spoilt.sqlite"
  }

  /// Writes the bytes as a ledger and reads all there is.
  func read(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    let ledger = try Ledger.open(at: path, access: .read)
    _ = try ledger.facts()
    // Each question for itself: one that fails must not spare the others.
    let questions: [() throws -> Void] = [
      { _ = try ledger.decidedPosts() }, { _ = try ledger.posts() }, { _ = try ledger.skips() },
      { _ = try ledger.statements() }, { _ = try ledger.waiting(over: ledger.keys(of: [])) },
      { _ = try ledger.waitingCounts() },
      { _ = try ledger.setAsideHashes() }, { _ = try ledger.canonicalDigest() },
      { _ = try ledger.participations(since: .distantPast) }, { _ = try ledger.verify() },
    ]
    for question in questions {
      do { try question() } catch is Failure { continue }
    }
    let writable = try Ledger.open(at: path, access: .write)
    try writable.touch(watermark: Workload.start + .days(400), realTime: Workload.start)
  }
}
