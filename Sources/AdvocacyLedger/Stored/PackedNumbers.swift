import AdvocacyCore
import Foundation

/// Whole numbers as one text in JSON: Base64 of the differences between neighbours, zigzag LEB128.
///
/// A roster has a few numbers for each employee, which as JSON numbers took longer to write than
/// all the rest. A plain list, as release 0.1.0 wrote it, is read as well.
struct PackedNumbers: Codable, Sendable {
  /// The numbers.
  let numbers: [Int]

  /// Packs numbers.
  init(_ numbers: [Int]) { self.numbers = numbers }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let list = try? container.decode([Int].self) {
      numbers = list
      return
    }
    guard let numbers = Self.unpacked(Array(try container.decode(Data.self))) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no list of whole numbers")
    }
    self.numbers = numbers
  }

  func encode(to encoder: any Encoder) throws {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(numbers.count * 2)
    var last = 0
    for number in numbers {
      let step = number &- last
      last = number
      bytes.appendLEB128(UInt64(bitPattern: Int64((step << 1) ^ (step >> 63))))
    }
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes))
  }

  /// The numbers of packed bytes; nil where those end in the middle of one.
  private static func unpacked(_ bytes: [UInt8]) -> [Int]? {
    var rest = bytes[...]
    var numbers: [Int] = []
    var last = 0
    while !rest.isEmpty {
      guard let word = rest.popLEB128() else { return nil }
      last &+= Int(Int64(bitPattern: word >> 1)) ^ -Int(word & 1)
      numbers.append(last)
    }
    return numbers
  }
}
