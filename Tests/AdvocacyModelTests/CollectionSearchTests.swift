import AdvocacyModel
import Testing

@Suite("Searching and trimming")
struct CollectionSearchTests {
  @Test("an element of a sorted collection is found by binary search, and nothing else")
  func position() {
    for count in 0..<20 {
      let numbers = (0..<count).map { $0 * 2 }
      for number in -1...(2 * count) {
        #expect(numbers.position(of: number) == numbers.firstIndex(of: number))
        #expect(
          numbers[...].position(of: number) { $0 } == numbers.firstIndex(of: number))
        #expect(
          numbers.firstPosition { $0 >= number }
            == numbers.firstIndex { $0 >= number } ?? count)
      }
    }
    #expect([5, 6, 7, 8].dropFirst(2).position(of: 8) == 3)
  }

  @Test("what stands at the ends goes, what stands between stays")
  func trimmed() {
    #expect(" \t a b \n".trimmed(where: \.isWhitespace) == "a b")
    #expect("  ".trimmed(where: \.isWhitespace).isEmpty)
    #expect("".trimmed(where: \.isWhitespace).isEmpty)
    #expect([0, 1, 0, 2, 0].trimmed { $0 == 0 } == [1, 0, 2])
  }
}

@Suite("Work on several threads")
struct ParallelTests {
  private struct Fault: Error, Equatable { var piece: Int }

  @Test("results come in the order of the pieces", arguments: [1, 2, 5])
  func order(threads: Int) async throws {
    let pieces = Parallel.map(0..<103, by: 10, threads: threads) { $0 }
    #expect(pieces.get().map(\.count) == Array(repeating: 10, count: 10) + [3])
    #expect(pieces.get().flatMap { $0 } == Array(0..<103))
    let parts = try await Parallel.map(0..<103, threads: threads) { $0 }
    #expect(parts.count == threads)
    #expect(parts.flatMap { $0 } == Array(0..<103))
  }

  @Test("the first piece with a fault ends the work, whoever is quicker", arguments: [1, 2, 5])
  func fault(threads: Int) {
    let work = Parallel.map(0..<100, by: 1, threads: threads) { piece throws(Fault) in
      guard piece.lowerBound % 7 != 6 else { throw Fault(piece: piece.lowerBound) }
      return piece.lowerBound
    }
    #expect(work.outputs == Array(0..<6))
    #expect(work.fault == Fault(piece: 6))
    #expect(throws: Fault(piece: 6)) { try work.get() }
  }
}
