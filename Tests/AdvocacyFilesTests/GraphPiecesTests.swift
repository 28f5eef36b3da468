import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import StrictJSON
import Testing

@testable import AdvocacyFiles

/// Files of several windows, which are read in pieces.
@Suite("Follower graphs in pieces")
struct GraphPiecesTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// Lines of very different lengths, with the edges that they hold.
  private func text(_ key: RandomKey, bytes: Int) -> (text: [UInt8], edges: Set<[UInt64]>) {
    var text: [UInt8] = []
    var edges: Set<[UInt64]> = []
    var number: UInt64 = 0
    while text.count < bytes {
      let own = key.keyed(by: number)
      number += 1
      let (from, to) = (own.keyed(by: 0).bits % 3000, own.keyed(by: 1).bits % 3000)
      switch own.bits % 50 {
      case 0: text += Array("# \(number)\n".utf8)
      case 1: text += Array(repeating: ASCII.space, count: Int(own.bits >> 8 % 60_000)) + [10]
      default:
        if from != to { edges.insert([from, to]) }
        text += Array("\(from)\t\(to)\(own.bits % 3 == 0 ? "\r" : "")\n".utf8)
      }
    }
    return (text, edges)
  }

  private func edges(of graph: FollowerGraph) -> Set<[UInt64]> {
    var edges: Set<[UInt64]> = []
    for node in 0..<UInt32(graph.nodeCount) {
      for follower in graph.followers(of: node) {
        edges.insert([graph.ids[Int(node)], graph.ids[Int(follower)]])
      }
    }
    return edges
  }

  @Test("every line is read once, by any number of threads", arguments: [1, 2] as [UInt64])
  func wholeLines(seed: UInt64) throws {
    let (text, expected) = text(RandomKey(seed), bytes: 3 * MappedFile.window + 17)
    let path = directory.file("audience.txt")
    try Data(text).write(to: URL(fileURLWithPath: path))
    let graphs = try [1, 2, 7].map {
      try GraphFile.read(path, edges: .followedToFollower, threads: $0)
    }
    #expect(edges(of: graphs[0]) == expected, "seed \(seed)")
    #expect(graphs[0] == graphs[1] && graphs[0] == graphs[2], "seed \(seed)")
    try zip(path)
    #expect(
      try GraphFile.read(path + ".gz", edges: .followedToFollower, threads: 2) == graphs[0])
  }

  @Test("a fault in a late piece has its line, and the first of several faults is told")
  func lateFault() throws {
    let line = "123456 654321\n"
    let count = 5 * MappedFile.window / (2 * line.utf8.count)
    var text = String(repeating: line, count: count) + "12 x\n"
    text += String(repeating: "y\n", count: 1 << 20)
    let path = try directory.write(text, to: "audience.txt")
    try zip(path)
    for path in [path, path + ".gz"] {
      for threads in [1, 2, 7] {
        do {
          _ = try GraphFile.read(
            path, named: "a", edges: .followedToFollower, threads: threads)
          Issue.record("accepted")
        } catch {
          #expect(
            "\(error)".hasPrefix(
              "a:\(count + 1):4: expected a node number, found \"x\""), "\(error)")
        }
      }
    }
  }

  @Test("a line that spans windows is refused where it is too long")
  func longLine() throws {
    let text = "1 2\n" + String(repeating: " ", count: 2 * MappedFile.window) + "\n3 4\n"
    let path = try directory.write(text, to: "audience.txt")
    try zip(path)
    for path in [path, path + ".gz"] {
      do {
        _ = try GraphFile.read(path, named: "a", edges: .followedToFollower)
        Issue.record("accepted")
      } catch {
        #expect("\(error)".hasPrefix("a:2:65537: expected lines of at most"), "\(error)")
      }
    }
  }

  private func zip(_ path: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-k", path]
    try process.run()
    process.waitUntilExit()
  }
}
