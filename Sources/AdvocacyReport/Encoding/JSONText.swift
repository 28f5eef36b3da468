import AdvocacyCore
import Foundation

/// A value that programs read as JSON: keys sorted, the same value always in the same bytes.
package protocol JSONReport: Encodable {}

extension JSONReport {
  /// The value as indented JSON with a line feed at its end.
  ///
  /// - Throws: `Failure` with the cause `internal` where a figure isn't finite.
  package var json: String {
    get throws { try JSONText.encode(self, isIndented: true) + "\n" }
  }
}

/// The one place that writes JSON.
enum JSONText {
  /// Encodes a value with sorted keys, without escaped slashes and without raw control characters.
  static func encode(_ value: some Encodable, isIndented: Bool) throws(Failure) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    do {
      return escaped(String(decoding: try encoder.encode(value), as: UTF8.self))
    } catch {
      throw Failure(
        .internal, "the report can't be written as JSON: \(error)",
        hint: "please report this with the configuration that leads to it")
    }
  }

  /// Escapes what a terminal might act on: DEL, C1, line separators and bidirectional controls.
  ///
  /// None of these can stand outside a string, so that the document stays the same.
  private static func escaped(_ json: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in json.unicodeScalars {
      switch scalar.value {
      case 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF:
        let digits = String(scalar.value, radix: 16)
        let zeros = String(repeating: "0", count: 4 - digits.count)
        scalars.append(contentsOf: "\\u\(zeros)\(digits)".unicodeScalars)
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }
}
