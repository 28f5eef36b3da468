import AdvocacyModel
import Testing

@Suite("names of any bytes")
struct PathTextTests {
  private static let names: [[UInt8]] = [
    [], Array("queue.json".utf8), Array("Über uns/año 🏴󠁧󠁢󠁥󠁮󠁧󠁿".utf8), [0xFF], [0x80, 0x2F, 0xC3],
    [0xC3, 0x28],
    [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82],
    [0xE2, 0x82, 0xAC, 0xAC],
    Array("\u{10FF00}\u{10FF7F}".utf8), Array("\u{10FEFF}\u{10FF80}\u{10FFFF}".utf8),
    [0x61, 0xCC, 0x81, 0xFF, 0xCC, 0x81],
  ]

  @Test("a name becomes text and the same bytes again", arguments: names)
  func there(_ name: [UInt8]) {
    #expect(PathText.bytes(of: PathText.text(of: name)) == name)
  }

  @Test("so does any name of two bytes, each with a text of its own")
  func pairs() {
    var texts = Set<[UInt8]>()
    for first in UInt8.min ... .max {
      for second in UInt8.min ... .max {
        let text = PathText.text(of: [first, second])
        #expect(PathText.bytes(of: text) == [first, second])
        texts.insert(Array(text.utf8))
      }
    }
    #expect(texts.count == 65_536)
  }

  @Test("so do long names drawn at random")
  func random() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      // Half of the bytes from the leads of four, where most can go wrong.
      let name = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        Bool.random(using: &random)
          ? UInt8.random(in: 0...255, using: &random)
          : [0xF4, 0x8F, 0xBC, 0xBD, 0x80].randomElement(using: &random) ?? 0
      }
      #expect(PathText.bytes(of: PathText.text(of: name)) == name)
    }
  }

  @Test("what is UTF-8 stays the text it is")
  func plain() {
    for text in ["", "a/b.csv", "año", "e\u{301}", "\u{10FEFF}", "\u{10FFFF}", "😀"] {
      #expect(Array(PathText.text(of: Array(text.utf8)).utf8) == Array(text.utf8))
      #expect(!PathText.hasForeignBytes(text))
    }
  }

  @Test("people see the bytes as escapes")
  func shown() {
    let name = PathText.text(of: [0x77, 0xFF, 0xC3, 0x2F, 0x80])
    #expect(PathText.hasForeignBytes(name))
    #expect(SafeText.escape(name) == #"w\xFF\xC3/\x80"#)
    let failure = Failure(.missingInput, at: Place(file: name), "there is no such file")
    #expect("\(failure)" == #"w\xFF\xC3/\x80: there is no such file"#)
  }
}
