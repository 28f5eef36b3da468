/// A name in a small ASCII alphabet, kept apart by kind at compile time.
///
/// One to 128 bytes of `A–Z a–z 0–9 . _ -`, not beginning with `.` or `-`, so that an id is
/// safe in a file, a shell, a URL and a ledger, and equal exactly when its bytes are.
package struct Identifier<Kind>: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The text of the id.
  package let text: String

  /// Makes an id from text, or nil where the alphabet or the length forbids it.
  package init?(_ text: String) {
    guard Self.isValid(text) else { return nil }
    self.text = text
  }

  /// Tells whether text may serve as an id.
  ///
  /// - Complexity: O(length), at most 129 bytes.
  package static func isValid(_ text: String) -> Bool {
    let bytes = text.utf8
    guard (1...128).contains(bytes.count), let first = bytes.first else { return false }
    guard first != UInt8(ascii: "."), first != UInt8(ascii: "-") else { return false }
    return bytes.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "-"):
        true
      default: false
      }
    }
  }

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.text < rhs.text }

  package var description: String { text }
}

extension Identifier: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not an id: \(text)")
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The kinds of things that ids name.
package enum IdentifierKind {
  package enum Post {}
  package enum Employee {}
  package enum Network {}
  package enum Course {}
  package enum Rule {}
  package enum Tier {}
}

/// The id of a post in the queue.
package typealias PostID = Identifier<IdentifierKind.Post>
/// The id of an employee on the roster.
package typealias EmployeeID = Identifier<IdentifierKind.Employee>
/// The id of a network, such as `x` or `linkedin`.
package typealias NetworkID = Identifier<IdentifierKind.Network>
/// The id of a training course.
package typealias CourseID = Identifier<IdentifierKind.Course>
/// The id of a policy rule.
package typealias RuleID = Identifier<IdentifierKind.Rule>
/// The id of a tier of training.
package typealias TierID = Identifier<IdentifierKind.Tier>
