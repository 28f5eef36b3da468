import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import AdvocacyLedger

@Suite("Sets of employees' keys")
struct KeySetTests {
  @Test(
    "the bytes are those that the format says",
    arguments: [
      ([], [0]), ([1], [0, 0, 0]), ([1, 2, 3, 30], [0, 0, 2, 26, 0]), ([300], [0, 0xab, 2, 0]),
      ([1, 3, 5, 7], [1, 0, 0b0101_0101]), ([2, 4, 6, 11], [1, 1, 0b0001_0101, 0b0000_0010]),
    ] as [([Int64], [UInt8])])
  func bytes(_ keys: [Int64], _ bytes: [UInt8]) {
    #expect(KeySet(keys).bytes == bytes)
    #expect(KeySet(bytes: bytes, limit: 10) == KeySet(keys))
  }

  @Test("whatever the keys, the bytes say them, in whichever form is shorter")
  func roundTrip() {
    var random = SeededGenerator(seed: 0x5e75)
    for round in 0..<500 {
      let span: Int64 = [1, 20, 1000, 1 << 47, .max].randomElement(using: &random) ?? 1
      let count = Int.random(in: 0...80, using: &random)
      let set = KeySet((0..<count).map { _ in Int64.random(in: 1...span, using: &random) })
      let read = KeySet(bytes: set.bytes, limit: set.count)
      #expect(read == set, "seed 0x5e75, round \(round)")
      let dense = (set.keys.last ?? 0) / 8 + 12
      #expect(Int64(set.bytes.count) <= max(dense, 1) || span > 1000)
      #expect(set.isEmpty || KeySet(bytes: set.bytes, limit: set.count - 1) == nil)
    }
  }

  @Test("bytes that are no set are refused, whatever they ask for")
  func refusals() {
    var random = SeededGenerator(seed: 0xbad5e7)
    #expect(KeySet(bytes: [], limit: 9) == nil)
    #expect(KeySet(bytes: [2], limit: 9) == nil)
    #expect(KeySet(bytes: [0, 0], limit: 9) == nil)
    #expect(KeySet(bytes: [0] + [UInt8](repeating: 0xff, count: 12), limit: 9) == nil)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...24, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &random) }
      for form in [0, 1] as [UInt8] {
        guard let set = KeySet(bytes: [form] + bytes, limit: 50) else { continue }
        #expect(set.count <= 50 && zip(set.keys, set.keys.dropFirst()).allSatisfy(<))
        #expect(set.keys.first.map { $0 > 0 } ?? true)
      }
    }
  }

  @Test("sets over a roster become keys and come back, leavers apart")
  func roster() throws {
    var random = SeededGenerator(seed: 0x0fe)
    for _ in 0..<50 {
      let keys = Array((1...Int64(90)).shuffled(using: &random).prefix(70))
      let roster = RosterKeys(keys.map { $0 % 13 == 0 ? nil : $0 })
      let members = keys.indices.filter { keys[$0] % 13 != 0 && keys[$0] % 3 == 0 }
      let set = EmployeeSet(rosterCount: 70, members: members)
      let written = try roster.keys(of: set)
      #expect(written == KeySet(members.map { keys[$0] }))
      let read = roster.employees(of: written.union(KeySet([13, 200])))
      #expect(read.employees == set)
      #expect(read.others == KeySet([13, 200]))
    }
    #expect(throws: Failure.self) { try RosterKeys([nil]).key(at: 0) }
    #expect(throws: Failure.self) { try RosterKeys([4]).key(at: 1) }
  }

  @Test("keys are ranked in order, whether they follow each other or lie far apart")
  func ranks() throws {
    var random = SeededGenerator(seed: 0x5a)
    for step in [1, 3, 1_000_000_007] as [Int64] {
      let keys: [Int64?] =
        (1...40).map { $0 * step }.shuffled(using: &random) + [nil] + (step == 3 ? [.max] : [])
      let roster = RosterKeys(keys)
      #expect(roster.ranked == keys.compactMap { $0 }.sorted())
      #expect(roster.indices.map { keys[Int($0)] } == roster.ranked)
      #expect(
        try keys.indices.filter { keys[$0] != nil }.map { try roster.key(at: $0) }
          == keys.compactMap { $0 })
    }
    #expect(RosterKeys([nil, nil]).ranked == [])
  }

  @Test("a set is split by another into what both have and the rest")
  func split() {
    let (common, rest) = KeySet([5, 1, 9, 7]).split(by: KeySet([7, 2, 5, 11]))
    #expect(common == KeySet([5, 7]))
    #expect(rest == KeySet([1, 9]))
  }
}
