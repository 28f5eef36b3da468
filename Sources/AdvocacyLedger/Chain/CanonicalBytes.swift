/// The one way in which facts become bytes: numbers of fixed width, texts with their length.
///
/// Two different sequences of values never give the same bytes.
package struct CanonicalBytes {
  /// The bytes so far.
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Adds a number as 8 bytes, the highest first.
  package mutating func add(_ number: Int64) {
    // Appending byte by byte took a tenth of the time in which a large run's rows are written.
    unsafe withUnsafeBytes(of: number.bigEndian) { unsafe bytes.append(contentsOf: $0) }
  }

  /// Adds a small number as one byte.
  mutating func add(_ byte: UInt8) { bytes.append(byte) }

  /// Adds a number that may be missing.
  mutating func add(_ number: Int64?) {
    add(UInt8(number == nil ? 0 : 1))
    if let number { add(number) }
  }

  /// Adds a text as its length in bytes and its UTF-8.
  package mutating func add(_ text: String) {
    add(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds bytes with their length.
  mutating func add(_ block: [UInt8]) {
    add(Int64(block.count))
    bytes.append(contentsOf: block)
  }

  /// Adds digests, each with the number of its rows.
  mutating func add(_ digests: [BulkDigest]) {
    for digest in digests {
      add(Int64(digest.count))
      add(digest.hash)
    }
  }

  /// Adds bytes that are canonical already, without a length.
  mutating func addCanonical(_ block: [UInt8]) { bytes.append(contentsOf: block) }

  /// Forgets all bytes and keeps their room.
  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
