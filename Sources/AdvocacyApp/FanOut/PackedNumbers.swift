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
      var rest = UInt64(bitPattern: Int64((step << 1) ^ (step >> 63)))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes))
  }

  /// The numbers of packed bytes; nil where those end in the middle of one.
  private static func unpacked(_ bytes: [UInt8]) -> [Int]? {
    var numbers: [Int] = []
    var last = 0
    var word: UInt64 = 0
    var shift: UInt64 = 0
    for byte in bytes {
      guard shift < 64 else { return nil }
      word |= UInt64(byte & 0x7f) << shift
      shift += 7
      guard byte < 0x80 else { continue }
      last &+= Int(Int64(bitPattern: word >> 1)) ^ -Int(word & 1)
      numbers.append(last)
      word = 0
      shift = 0
    }
    return shift == 0 ? numbers : nil
  }
}
