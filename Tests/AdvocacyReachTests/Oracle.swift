import AdvocacyModel
import AdvocacyTestSupport
import Foundation

/// The published simulators' spreads, and the graphs they were computed on.
struct Oracle: Decodable {
  var records: [Record]

  struct Record: Decodable {
    var graph: String
    var model: String
    var p: Double?
    var seedset: String
    var seeds: [UInt64]
    var mean: Double
    var stderr: Double
  }
}

extension Oracle {
  /// The graph of a name, unpacked by the system's gzip; nil where there is none.
  static func graph(_ name: String) throws -> FollowerGraph? {
    guard let file = SharedData.url("graphs/\(name).txt.gz") else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dc", file.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    var builder = FollowerGraph.Builder()
    var ids: [UInt64] = []
    var digits: UInt64?
    var isComment = false
    for byte in [UInt8](text) {
      switch byte {
      case UInt8(ascii: "#"): isComment = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = (digits ?? 0) * 10 + UInt64(byte - UInt8(ascii: "0"))
      default:
        if let number = digits, !isComment { ids.append(number) }
        digits = nil
        guard byte == UInt8(ascii: "\n") else { continue }
        if ids.count == 2 { builder.add(from: ids[0], to: ids[1]) }
        ids.removeAll(keepingCapacity: true)
        isComment = false
      }
    }
    return builder.build()
  }
}
