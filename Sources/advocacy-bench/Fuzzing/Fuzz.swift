import AdvocacyModel
import ArgumentParser
import Foundation

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

  @Flag(help: "Print each input's number before it is read.")
  var each = false

  @Flag(help: "Write the first input to standard output and read none.")
  var print = false

  /// The longest that one small input may take, in seconds (assumed: a thousand times the usual).
  private static let patience = 2.0
  /// The most that memory may grow after the first tenth, in bytes: some, and 128 for each input
  /// (measured: FoundationXML keeps some 70 bytes of each document that it refuses).
  private var allowedGrowth: Int { (16 << 20) + Int(runs) * 128 }

  func run() throws {
    // In memory where the system offers it: a disk would be what is measured.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let place =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    let directory = place.appendingPathComponent("advocacy-fuzz-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let reader = try FuzzReader(target, in: directory)
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
        tally.accepted += try reader.read(bytes) ? 1 : 0
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
    guard tally.broken == 0, tally.slowest < Self.patience, growth < allowedGrowth else {
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
