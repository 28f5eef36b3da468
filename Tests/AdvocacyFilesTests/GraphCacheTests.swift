import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyFiles

@Suite("Kept follower graphs")
struct GraphCacheTests {
  private let directory: TemporaryDirectory
  private let path: String
  private let cache: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write("1 2 0.5\n2 3 0.25\n1 3 1\n3 3 1\n1 3 0.5\n", to: "audience.txt")
    cache = directory.file("x.graph")
  }

  private func read(
    edges: AudienceFile.Direction = .followedToFollower, weightColumn: Int? = 3
  ) throws -> FollowerGraph {
    try GraphFile.read(path, edges: edges, weightColumn: weightColumn, cache: cache)
  }

  private func key(
    edges: AudienceFile.Direction = .followedToFollower, weightColumn: Int? = 3
  ) throws -> GraphCache.Key {
    GraphCache.Key(
      content: try MappedFile(path, named: path).contentHash(threads: 1), edges: edges,
      weightColumn: weightColumn)
  }

  private var kept: FollowerGraph? {
    get throws { GraphCache.load(cache, key: try key(), limits: .standard) }
  }

  private func bytes() throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: cache)))
  }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: cache))
  }

  @Test("a graph comes back as it was, weights, sparse ids and counts included")
  func roundTrip() throws {
    for text in [
      "1 2 0.5\n2 3 0.25\n1 3 1\n3 3 1\n1 3 0.5\n", "7 18446744073709551615 0\n", "0 1 1\n",
    ] {
      try directory.write(text, to: "audience.txt")
      for column in [3, nil] {
        let plain = try GraphFile.read(path, edges: .followedToFollower, weightColumn: column)
        #expect(try read(weightColumn: column) == plain)
        #expect(
          GraphCache.load(cache, key: try key(weightColumn: column), limits: .standard) == plain)
        #expect(try read(weightColumn: column) == plain)
      }
    }
  }

  @Test("what is kept is not used for another content, direction or weight column")
  func keys() throws {
    let graph = try read()
    #expect(try kept == graph)
    let reversed = try read(edges: .followerToFollowed)
    #expect(reversed != graph)
    #expect(try kept == nil, "one file holds one graph")
    #expect(try read(weightColumn: nil).probabilities == nil)
    #expect(try read() == graph)
    try directory.write("1 2 0.5\n2 3 0.25\n1 3 1\n3 3 1\n1 3 0.6\n", to: "audience.txt")
    #expect(try kept == nil)
    #expect(try read() == graph, "the larger of the repeated edges is the same")
  }

  @Test("a kept graph that was damaged anywhere, or cut, is passed over and replaced")
  func damage() throws {
    let graph = try read()
    let whole = try bytes()
    for place in whole.indices {
      var damaged = whole
      damaged[place] ^= 0x10
      try write(damaged)
      // Padding may be anything; the graph never.
      #expect(try kept.map { $0 == graph } ?? true, "byte \(place)")
      #expect(try read() == graph, "byte \(place)")
    }
    for length in stride(from: 0, to: whole.count, by: 7) {
      try write(Array(whole[..<length]))
      #expect(try kept == nil, "\(length) bytes")
    }
    try write(whole + [0])
    #expect(try kept == nil)
    #expect(try read() == graph)
    #expect(try bytes() == whole)
  }

  @Test("where nothing can be written, the graph is read all the same")
  func readOnly() throws {
    let graph = try GraphFile.read(
      path, edges: .followedToFollower, cache: directory.file("missing/x.graph"))
    #expect(graph.edgeCount == 3)
    #expect(!FileManager.default.fileExists(atPath: directory.file("missing")))
  }

  @Test("contents that differ in one bit, in length or in order have other hashes")
  func hashes() throws {
    var seen: Set<ContentHash> = []
    var contents: [[UInt8]] = [[], [0], [0, 0], Array(repeating: 0, count: 8)]
    let base = (0..<40).map { UInt8($0 * 5) }
    contents.append(base)
    for bit in 0..<base.count * 8 {
      var changed = base
      changed[bit / 8] ^= 1 << UInt8(bit % 8)
      contents.append(changed)
    }
    contents.append(Array(base[8...]) + base[..<8])
    let large = [UInt8](repeating: 1, count: 2 * MappedFile.window + 5)
    contents.append(large)
    contents.append(large.dropLast())
    for content in contents {
      try Data(content).write(to: URL(fileURLWithPath: path))
      let file = try MappedFile(path, named: path)
      let hash = try file.contentHash(threads: 1)
      #expect(try file.contentHash(threads: 3) == hash)
      #expect(seen.insert(hash).inserted, "\(content.count) bytes")
    }
  }
}
