/// Puts people into the classes of how often they look, each by a number drawn for it.
struct LookClasses: Sendable {
  /// How often a person of each class looks, as a multiple of the mean.
  let values: [Double]
  /// The part of all words that lies below the end of each class.
  private let ends: [UInt64]
  /// The first class of the words that begin with each byte.
  private let first: [UInt8]

  init(_ nodes: MixingNodes) {
    values = nodes.values
    var sum = 0.0
    var ends = nodes.weights.map { weight in
      sum += weight
      return UInt64(min(sum, 1 - 0x1p-53) * 0x1p64)
    }
    ends[ends.count - 1] = .max
    self.ends = ends
    first = (0..<256).map { byte in
      UInt8(ends.firstIndex { $0 >= UInt64(byte) << 56 } ?? 0)
    }
  }

  /// The class of a person with a word.
  @inline(__always)
  func number(of word: UInt64) -> Int {
    var number = Int(first[Int(word >> 56)])
    while ends[number] < word { number += 1 }
    return number
  }
}
