extension Post {
  /// The bytes that stand for the post's content: equal exactly when two posts are, authors aside.
  ///
  /// Who wrote a post is no part of what is passed on, and a hash that covered it would tell of a
  /// person for ever.
  ///
  /// Every field in the order of its declaration, each text with its length in front (64 bits,
  /// big-endian), each list with its count, each optional with a byte that tells whether it is
  /// there. The form never changes; hashes in ledgers are made of it.
  ///
  /// - Complexity: O(length of all texts).
  package var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.write("advocacy post 1")
    writer.write(id.text)
    writer.write(text)
    writer.write(networks.map(\.text))
    writer.write(at)
    writer.write(expires) { $0.write($1) }
    writer.write(link) { $0.write($1) }
    writer.write(campaign) { $0.write($1) }
    writer.write(topics)
    writer.write(hashtags)
    writer.write(variants)
    // What came later stands there only where it says something, so that older hashes hold.
    if !tags.isEmpty || prize != nil || isInteractive {
      writer.write("policy 1")
      writer.write(tags)
      writer.write(prize) { $0.write($1) }
      writer.write(isInteractive ? 1 : 0)
    }
    if !variantLanguages.isEmpty {
      writer.write("languages 1")
      writer.write(Int64(variantLanguages.count))
      for language in variantLanguages { writer.write(language) { $0.write($1) } }
    }
    return writer.bytes
  }
}

/// Collects bytes in a form that can be read back in one way only.
private struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
    }
  }

  mutating func write(_ text: String) {
    write(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ texts: [String]) {
    write(Int64(texts.count))
    for text in texts { write(text) }
  }

  mutating func write(_ instant: Instant) { write(instant.milliseconds) }

  mutating func write<Value>(_ value: Value?, as body: (inout Self, Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    guard let value else { return }
    body(&self, value)
  }
}
