import CLibXML2

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Texts from one encoding into another, by the system's `iconv`.
enum TextConversion {
  /// A text in another encoding.
  ///
  /// - Parameters:
  ///   - source: The text.
  ///   - name: Its encoding, by the name that `iconv` knows.
  ///   - target: The encoding to have.
  /// - Returns: The text, U+FFFD in UTF-8 where bytes are no character, and the places of those, in
  ///   bytes of the result; nil where an encoding is unknown.
  /// - Complexity: O(bytes).
  static func convert(
    _ source: ArraySlice<UInt8>, from name: String, to target: String = "UTF-8"
  ) -> (bytes: [UInt8], lost: [Int])? {
    guard let converter = unsafe iconv_open(target, name), Int(bitPattern: converter) != -1
    else { return nil }
    defer { _ = unsafe iconv_close(converter) }
    var input = Array(source)
    var output: [UInt8] = []
    output.reserveCapacity(input.count + input.count / 2)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var position = 0
    var lost: [Int] = []
    while position < input.count {
      var left = input.count - position
      var room = chunk.count
      let answer = unsafe input.withUnsafeMutableBytes { source in
        unsafe chunk.withUnsafeMutableBytes { target in
          var from = unsafe source.baseAddress?.advanced(by: position)
            .assumingMemoryBound(to: CChar.self)
          var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
          return unsafe iconv(converter, &from, &left, &to, &room)
        }
      }
      output += chunk[..<(chunk.count - room)]
      position = input.count - left
      // Out of room is the usual end of a round.
      guard answer == -1, errno != E2BIG else { continue }
      lost.append(output.count)
      output += [0xEF, 0xBF, 0xBD]
      position += 1
    }
    return (output, lost)
  }
}
