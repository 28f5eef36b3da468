import AdvocacyCore
import AdvocacyFiles
import Foundation

/// Searches the bytes of a workspace's files for what would tell of a person.
struct Mentions {
  private let id: [UInt8]
  private let words: [[UInt8]]

  /// Looks for an id, standing alone, and for names and handles, wherever they stand.
  init(id: EmployeeID, words: [String]) {
    self.id = Array(id.text.utf8)
    self.words = words.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  /// Tells whether some bytes mention the person.
  ///
  /// - Complexity: O(bytes × length of what is looked for), near O(bytes) for texts.
  func are(in bytes: [UInt8]) -> Bool {
    words.contains { Self.has($0, in: bytes) { _ in true } }
      || Self.has(id, in: bytes) { range in
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
        let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
        return !Self.isOfWord(before) && !Self.isOfWord(after)
      }
  }

  /// Tells whether a text mentions the person.
  func are(in text: String) -> Bool { are(in: Array(text.utf8)) }

  /// The files below a workspace's directory that mention the person, by name.
  ///
  /// - Parameters:
  ///   - workspace: The workspace.
  ///   - known: The bytes to take for those of some files, by path.
  /// - Returns: Their names relative to the directory, sorted.
  func files(in workspace: Workspace, known: [String: [UInt8]]) -> [String] {
    let below = FileManager.default.enumerator(atPath: workspace.directory)
    var found: [String] = []
    while let name = below?.nextObject() as? String {
      let path = workspace.directory + "/" + name
      guard let bytes = known[path] ?? (try? FileReading.contents(of: path, limit: 1 << 30)),
        are(in: bytes)
      else { continue }
      found.append(name)
    }
    return found.sorted()
  }

  private static func has(
    _ word: [UInt8], in bytes: [UInt8], where isMeant: (Range<Int>) -> Bool
  ) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    var start = 0
    while let place = bytes[start...].firstIndex(of: first), place + word.count <= bytes.count {
      let range = place..<place + word.count
      if bytes[range].elementsEqual(word), isMeant(range) { return true }
      start = place + 1
    }
    return false
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: byte >= 0x80
    }
  }
}
