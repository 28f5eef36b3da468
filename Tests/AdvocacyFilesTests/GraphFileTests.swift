import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyFiles

@Suite("Follower graphs")
struct GraphFileTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// `0 1\n1 2\n` in gzip.
  private static let gzip: [UInt8] = [
    0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x33, 0x50, 0x30, 0xE4, 0x32,
    0x54, 0x30, 0xE2, 0x02, 0x00, 0x6A, 0x1D, 0xBB, 0xD7, 0x08, 0x00, 0x00, 0x00,
  ]

  private func read(
    _ bytes: [UInt8], edges: AudienceFile.Direction = .followedToFollower,
    weightColumn: Int? = nil, limits: GraphLimits = .standard
  ) throws -> FollowerGraph {
    let path = directory.file("audience.txt")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try GraphFile.read(
      path, named: "audience.txt", edges: edges, weightColumn: weightColumn, limits: limits)
  }

  private func failure(_ text: String, weightColumn: Int? = nil) -> String {
    do {
      return "accepted: \(try read(Array(text.utf8), weightColumn: weightColumn).edgeCount)"
    } catch {
      return "\(error)"
    }
  }

  private func followers(_ graph: FollowerGraph, of id: UInt64) throws -> [UInt64] {
    graph.followers(of: try #require(graph.index(of: id))).map { graph.ids[Int($0)] }
  }

  @Test("edges are read whatever separates them, comments and blank lines passed over")
  func edges() throws {
    let text = "\u{FEFF}# nodes\n10 20\r\n\n  10\t30  7 \n20,30\n18446744073709551615 10"
    let graph = try read(Array(text.utf8))
    #expect(graph.nodeCount == 4 && graph.edgeCount == 4)
    #expect(try followers(graph, of: 10) == [20, 30])
    #expect(try followers(graph, of: .max) == [10])
    let reversed = try read(Array(text.utf8), edges: .followerToFollowed)
    #expect(try followers(reversed, of: 30) == [10, 20])
    #expect(try followers(reversed, of: 10) == [.max])
  }

  @Test("weights are read from the column that holds them")
  func weights() throws {
    let text = Array("1 2 9 0.5\n1 3 9 1\n".utf8)
    #expect(try read(text, weightColumn: 4).probabilities == [0.5, 1])
    #expect(try read(text).probabilities == nil)
  }

  @Test(
    "what is no edge is refused with line and column",
    arguments: [
      ("1 2\nsource target\n", nil, "audience.txt:2:1: expected a node number, found \"source\""),
      ("1 2\n3\n", nil, "audience.txt:2:2: expected a node number, found the end of the line"),
      ("1 -2\n", nil, "audience.txt:1:3: expected a node number, found \"-2\""),
      ("1 18446744073709551616\n", nil, "audience.txt:1:3: expected a node number, found \"184"),
      ("# none\n", nil, "audience.txt: expected edges, found none"),
      ("", nil, "audience.txt: expected edges, found none"),
      ("1 2 1.5\n", 3, "audience.txt:1:5: expected a probability from 0 to 1 in column 3, found"),
      ("1 2 nan\n", 3, "audience.txt:1:5: expected a probability from 0 to 1 in column 3"),
      ("1 2\n", 3, "audience.txt:1:4: expected a probability from 0 to 1 in column 3, found the"),
      ("1 2\n", 2, "audience.txt: expected a weight column of at least 3, found 2"),
    ] as [(String, Int?, String)])
  func refusals(text: String, weightColumn: Int?, expected: String) {
    let found = failure(text, weightColumn: weightColumn)
    #expect(found.hasPrefix(expected), "\(found)")
  }

  @Test("gzip is known by its bytes, may have several members, and is refused when cut or damaged")
  func gzip() throws {
    #expect(try read(Self.gzip).edgeCount == 2)
    #expect(try read(Self.gzip + Self.gzip + [0, 0, 0]).mergedEdges == 2)
    for length in 2..<Self.gzip.count {
      #expect(throws: Failure.self, "cut at \(length)") {
        try read(Array(Self.gzip[..<length]))
      }
    }
    var damaged = Self.gzip
    damaged[20] ^= 1
    #expect(throws: Failure.self) { try read(damaged) }
  }

  @Test("a text or a line larger than allowed is refused")
  func limits() throws {
    #expect(throws: Failure.self) {
      try read(Self.gzip, limits: GraphLimits(maximumBytes: 7))
    }
    #expect(throws: Failure.self) {
      try read(Self.gzip, limits: GraphLimits(maximumEdges: 1))
    }
    #expect(throws: Failure.self) { try read(Array(repeating: 0x20, count: 1 << 17)) }
  }

  @Test("a table may begin with a header of names")
  func header() throws {
    #expect(try read(Array("source,target\n1,2\r\n".utf8)).edgeCount == 1)
    #expect(try read(Array("\u{FEFF}\"source\",\"target\"\n1,2\n".utf8)).edgeCount == 1)
    #expect(
      failure("source target\n1 2\n").hasPrefix(
        "audience.txt:1:1: expected a node number, found \"source\""))
    #expect(
      failure("1,2\nsource,target\n").hasPrefix("audience.txt:2:1: expected a node number"))
  }

  @Test(
    "real graphs have their published sizes",
    .enabled(if: SharedData.has("graphs/congress-twitter.txt.gz"), "\(SharedData.absence)"))
  func realGraphs() throws {
    let url = try #require(SharedData.url("graphs/congress-twitter.txt.gz"))
    let graph = try GraphFile.read(url.path, edges: .followedToFollower, weightColumn: 3)
    #expect(graph.nodeCount == 475)
    #expect(graph.edgeCount == 13_289)
    #expect(graph.probabilities?.first == 0.002105263157894737)
    let facebook = try #require(SharedData.url("graphs/facebook_combined.txt.gz"))
    let circles = try GraphFile.read(facebook.path, edges: .followedToFollower)
    #expect(circles.nodeCount == 4039)
    #expect(circles.edgeCount == 176_468)
  }
}
