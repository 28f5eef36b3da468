import Testing

@testable import AdvocacyLedger

@Suite("Digests")
struct DigestTests {
  @Test("SHA-256 is the published one, and hexadecimal goes both ways")
  func digest() {
    let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(SHA256Digest.hex(SHA256Digest.of(Array("abc".utf8))) == hex)
    #expect(SHA256Digest.bytes(hex: hex) == SHA256Digest.of(Array("abc".utf8)))
    #expect(SHA256Digest.bytes(hex: "abc") == nil)
    #expect(SHA256Digest.bytes(hex: "zz") == nil)
  }

  @Test("A digest in pieces is that of the whole, and a copy goes on by itself")
  func runningDigest() {
    let texts = (0..<6000).map { "record \($0)" }
    var digest = RunningDigest()
    for text in texts { digest.addRecord { $0.add(text) } }
    var other = digest
    digest.addRecord { $0.add("one") }
    other.addRecord { $0.add("other") }
    #expect(digest.finish() == whole(texts + ["one"]))
    #expect(other.finish() == whole(texts + ["other"]))
    #expect(digest.count == 6001)
  }

  private func whole(_ texts: [String]) -> [UInt8] {
    var bytes = CanonicalBytes()
    for text in texts { bytes.add(text) }
    return SHA256Digest.of(bytes.bytes)
  }
}
