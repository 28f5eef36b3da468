import StrictJSON

/// Takes processing instructions out of XML before it is read.
///
/// FoundationXML of Swift 6.3 dies on one without data (`<?x?>`), and on an XML declaration with an
/// encoding that it doesn't know, on Linux; a feed that is known to be UTF-8 needs neither.
enum ProcessingInstructions {
  /// The bytes with spaces in place of every instruction, the XML declaration included.
  ///
  /// Line breaks stay, so that all that follows keeps its line and column. What looks like an
  /// instruction inside a comment or a CDATA section is text.
  ///
  /// - Complexity: O(bytes).
  static func blanked(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result = Array(bytes)
    var position = 0
    while let start = result[position...].firstIndex(of: UInt8(ascii: "<")) {
      let rest = result[start...]
      if rest.starts(with: "<!--".utf8) {
        position = end(of: "-->", in: result, from: start + 4)
      } else if rest.starts(with: "<![CDATA[".utf8) {
        position = end(of: "]]>", in: result, from: start + 9)
      } else if rest.starts(with: "<?".utf8) {
        position = end(of: "?>", in: result, from: start + 2)
        for place in start..<position where result[place] != ASCII.lineFeed {
          result[place] = ASCII.space
        }
      } else {
        position = start + 1
      }
    }
    return result
  }

  /// The offset behind the next closer, or the end of the bytes.
  private static func end(of closer: String, in bytes: [UInt8], from start: Int) -> Int {
    let closer = Array(closer.utf8)
    var position = start
    while let found = bytes[min(position, bytes.count)...].firstIndex(of: closer[0]) {
      if bytes[found...].starts(with: closer) { return found + closer.count }
      position = found + 1
    }
    return bytes.count
  }
}
