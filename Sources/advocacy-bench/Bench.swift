import AdvocacyReport
import ArgumentParser
import Foundation

@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advocacy-bench",
    abstract: "Measures the engine: counts to gate on, times to look at.",
    subcommands: [
      SpreadBench.self, FanOutBench.self, KitBench.self, PolicyBench.self, JudgeBench.self,
      AudienceBench.self, StatedErrorBench.self, GraphBench.self, Counts.self, Truth.self,
      OracleCounts.self,
      GroupFacts.self, Fuzz.self,
    ])
}

/// How a measurement is printed.
enum MeasurementFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
}

/// What was measured, printable as lines or as JSON.
protocol Measured: JSONReport {}

extension Measured {
  /// Prints the measurement.
  ///
  /// - Throws: where a figure isn't finite.
  func print(as format: MeasurementFormat) throws {
    let text = try json
    guard format == .table, let object = try Self.object(text) else {
      return Swift.print(text, terminator: "")
    }
    for (name, value) in object.sorted(by: { $0.key < $1.key }) { Swift.print("\(name)  \(value)") }
  }

  private static func object(_ json: String) throws -> [String: Any]? {
    try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
  }
}

/// Runs something and tells how long it took.
///
/// - Returns: what it returned, and the seconds on the clock.
func timed<Result>(_ work: () async throws -> Result) async rethrows -> (Result, Double) {
  let clock = ContinuousClock()
  let start = clock.now
  let result = try await work()
  return (result, (clock.now - start) / .seconds(1))
}

/// The seconds that the process has worked so far, all threads together.
var processorSeconds: Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

/// The largest resident size of this process so far, in bytes; 0 where the system doesn't tell.
var peakBytes: Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
  return (Int(line.filter(\.isNumber)) ?? 0) * 1024
}
