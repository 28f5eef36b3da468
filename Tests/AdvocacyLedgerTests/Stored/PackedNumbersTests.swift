import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyLedger

@Suite("Numbers packed in JSON")
struct PackedNumbersTests {
  @Test("whatever the numbers, they come back")
  func roundTrip() throws {
    var random = SeededGenerator(seed: 0x9ac)
    for round in 0..<200 {
      let bound = [3, 1000, Int.max].randomElement(using: &random) ?? 3
      let numbers = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        Int.random(in: -bound...bound, using: &random)
      }
      let json = try JSONEncoder().encode([PackedNumbers(numbers)])
      let read = try JSONDecoder().decode([PackedNumbers].self, from: json)
      #expect(read.map(\.numbers) == [numbers], "seed 0x9ac, round \(round)")
    }
    let ends = [Int.min, .max, 0, .max, .min, -1]
    let json = try JSONEncoder().encode([PackedNumbers(ends)])
    #expect(try JSONDecoder().decode([PackedNumbers].self, from: json).first?.numbers == ends)
  }

  @Test("rising numbers take a byte each, and the lists of release 0.1.0 are read")
  func formats() throws {
    let json = try JSONEncoder().encode([PackedNumbers([1, 2, 3])])
    #expect(String(decoding: json, as: UTF8.self) == #"["AgIC"]"#)
    let old = try JSONDecoder().decode([PackedNumbers].self, from: Data("[[5,900]]".utf8))
    #expect(old.first?.numbers == [5, 900])
  }

  @Test("what is no list of numbers is refused", arguments: [#"["gA=="]"#, #"["?"]"#, "[7]"])
  func refusals(_ json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([PackedNumbers].self, from: Data(json.utf8))
    }
  }
}
