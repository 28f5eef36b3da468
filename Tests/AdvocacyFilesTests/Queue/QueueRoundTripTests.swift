import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("Random posts and damaged files")
struct QueueRoundTripTests {
  private static let texts = [
    "A", "Line\nbreak\tand \"quotes\" \\", "\u{1}\u{7F}\u{85}\u{2028}\u{202E}", "日本 🎉 e\u{301} é",
    "</script>", "a, b; c", " leading and trailing ", "null", "\r\n",
  ]

  /// Draws from a key, one number after the other.
  private struct Draws {
    var key: RandomKey
    var count: UInt64 = 0

    mutating func number(below bound: Int) -> Int {
      count += 1
      return Int(key.keyed(by: count).bits % UInt64(bound))
    }

    mutating func text() -> String {
      (0...number(below: 3)).map { _ in QueueRoundTripTests.texts[number(below: 9)] }.joined()
        + "."
    }

    mutating func texts() -> [String] { Array(Set((0..<number(below: 4)).map { _ in text() })) }
  }

  private static func post(seed: UInt64) throws -> Post {
    var draws = Draws(key: RandomKey(seed))
    let networks = Array(Network.builtIn.map(\.id)[draws.number(below: 4)...])
    let at = Instant(
      milliseconds: Int64(draws.number(below: 4_000_000_000_000)) - 2_000_000_000_000)
    let variants = draws.texts()
    let languages = variants.map { _ in [nil, "es", "es-MX"][draws.number(below: 3)] }
    return Post(
      id: try #require(PostID("post-\(seed)")), text: draws.text(), networks: networks, at: at,
      expires: draws.number(below: 2) == 0 ? nil : at + .hours(Int64(1 + draws.number(below: 999))),
      link: draws.number(below: 2) == 0 ? nil : "https://acme.example/\(seed)?a=é&b=1#c",
      campaign: draws.number(below: 2) == 0 ? nil : draws.text(), topics: draws.texts(),
      hashtags: draws.number(below: 2) == 0 ? [] : ["#A\(seed)", "#É"], variants: variants,
      variantLanguages: languages,
      author: draws.number(below: 2) == 0 ? nil : EmployeeID("ana"))
  }

  private static func configuration(zone: String) throws -> Configuration {
    let text = #"{"company": {"name": "Acme", "timeZone": "\#(zone)"}}"#
    return try ConfigurationFile.decode(Array(text.utf8))
  }

  @Test(
    "come back from the queue as they were written",
    arguments: ["Europe/Madrid", "UTC", "Asia/Kathmandu", "America/St_Johns"])
  func roundTrip(zone: String) throws {
    let configuration = try Self.configuration(zone: zone)
    for seed in UInt64(1)...100 {
      let post = try Self.post(seed: seed)
      let text = QueueFile.encode(post, calendar: configuration.calendar)
      let entry = try #require(
        try QueueFile.entries(Array("[\(text)]".utf8), file: "q", configuration: configuration)
          .first)
      let read = try entry.post.get()
      #expect(read == post, "seed \(seed)")
      #expect(read.canonicalBytes == post.canonicalBytes, "seed \(seed)")
      #expect(String(decoding: entry.bytes, as: UTF8.self) == text)
    }
  }

  @Test("fail with a place, and never crash, where a byte of the configuration is another")
  func damaged() throws {
    let whole = try Repository.exampleConfiguration()
    for seed in UInt64(1)...150 {
      var draws = Draws(key: RandomKey(seed))
      var bytes = whole
      bytes[draws.number(below: bytes.count)] = UInt8(draws.number(below: 256))
      do throws(Failure) {
        _ = try ConfigurationFile.decode(bytes)
      } catch {
        #expect(error.cause == .configuration, "seed \(seed)")
        #expect(error.place?.line != nil && error.place?.column != nil, "seed \(seed)")
      }
    }
  }

  @Test("say where an export was cut off")
  func cut() throws {
    let whole = try Repository.exampleConfiguration()
    for length in stride(from: 0, to: whole.count - 2, by: 97) {
      #expect(throws: Failure.self, "length \(length)") {
        try ConfigurationFile.decode(Array(whole[..<length]))
      }
    }
  }
}
