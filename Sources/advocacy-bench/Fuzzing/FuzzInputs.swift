import AdvocacyFiles
import AdvocacyModel

/// Spoils texts and binary files in ways that keep most of their structure.
///
/// Everything follows from the key, so that any input can be made again from seed and number.
struct Mutator {
  private let key: RandomKey
  private var draws: UInt64 = 0

  init(_ key: RandomKey) { self.key = key }

  /// A number in 0 ..< bound; 0 for a bound of 0.
  mutating func number(below bound: Int) -> Int {
    draws += 1
    return bound > 0 ? Int(key.keyed(by: draws).bits % UInt64(bound)) : 0
  }

  /// A seed text after one to six changes, now and then with a piece of another seed.
  mutating func text(from seeds: [[UInt8]], dictionary: [[UInt8]]) -> [UInt8] {
    var bytes = seeds[number(below: seeds.count)]
    for _ in 0...number(below: number(below: 6) + 1) {
      switch number(below: 10) {
      case 0: setByte(&bytes)
      case 1: insert(Self.oddities[number(below: Self.oddities.count)], into: &bytes)
      case 2: bytes.removeSubrange(range(in: bytes, atMost: 40))
      case 3: insert(Array(bytes[range(in: bytes, atMost: 60)]), into: &bytes)
      case 4: bytes.removeSubrange(number(below: bytes.count + 1)...)
      case 5:
        let other = seeds[number(below: seeds.count)]
        insert(Array(other[range(in: other, atMost: 80)]), into: &bytes)
      case 6, 7:
        let word = dictionary[number(below: dictionary.count)]
        bytes.replaceSubrange(token(in: bytes), with: word)
      case 8:
        let words = Self.numbers
        bytes.replaceSubrange(token(in: bytes), with: words[number(below: words.count)].utf8)
      default: swapTokens(in: &bytes)
      }
    }
    return bytes
  }

  /// A binary file after one to eight changes: bytes, words of two and four, runs, moved blocks.
  mutating func binary(from seed: [UInt8], block: Int) -> [UInt8] {
    var bytes = seed
    for _ in 0...number(below: number(below: 8) + 1) where !bytes.isEmpty {
      // Headers, of the file and of its blocks, are where the structure lies.
      let start = number(below: 3) == 0 ? number(below: bytes.count) : headerOffset(bytes, block)
      switch number(below: 7) {
      case 0, 1: bytes[start] = UInt8(number(below: 256))
      case 2: bytes[start] ^= UInt8(1 << number(below: 8))
      case 3:
        let word = [0, 0xFF, 0x7F, 0x80, 1][number(below: 5)]
        for place in start..<min(start + [2, 4, 8][number(below: 3)], bytes.count) {
          bytes[place] = UInt8(word)
        }
      case 4:
        let from = number(below: bytes.count / block + 1) * block
        let to = number(below: bytes.count / block + 1) * block
        for place in 0..<block where from + place < bytes.count && to + place < bytes.count {
          bytes[to + place] = bytes[from + place]
        }
      case 5 where number(below: 4) == 0:
        bytes.removeSubrange(number(below: bytes.count + 1)...)
      default:
        for place in start..<min(start + 16, bytes.count) {
          bytes[place] = UInt8(number(below: 256))
        }
      }
    }
    return bytes
  }

  private mutating func headerOffset(_ bytes: [UInt8], _ block: Int) -> Int {
    let start = number(below: bytes.count / block + 1) * block
    return min(start + number(below: start == 0 ? 160 : 64), bytes.count - 1)
  }

  private mutating func setByte(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    bytes[number(below: bytes.count)] = UInt8(number(below: 256))
  }

  private mutating func insert(_ piece: [UInt8], into bytes: inout [UInt8]) {
    bytes.insert(contentsOf: piece, at: number(below: bytes.count + 1))
  }

  private mutating func range(in bytes: [UInt8], atMost length: Int) -> Range<Int> {
    let start = number(below: bytes.count + 1)
    return start..<min(bytes.count, start + number(below: length + 1))
  }

  /// The run of letters and digits, or else the one byte, at a random place.
  private mutating func token(in bytes: [UInt8]) -> Range<Int> {
    guard !bytes.isEmpty else { return 0..<0 }
    let place = number(below: bytes.count)
    var start = place
    var end = place + 1
    while start > 0, Self.isWord(bytes[start - 1]), Self.isWord(bytes[place]) { start -= 1 }
    while end < bytes.count, Self.isWord(bytes[end]), Self.isWord(bytes[place]) { end += 1 }
    return start..<end
  }

  private mutating func swapTokens(in bytes: inout [UInt8]) {
    let first = token(in: bytes)
    let second = token(in: bytes)
    guard first.upperBound <= second.lowerBound else { return }
    let early = Array(bytes[first])
    let late = Array(bytes[second])
    bytes.replaceSubrange(second, with: early)
    bytes.replaceSubrange(first, with: late)
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }

  /// Bytes on which readers trip: ends of texts, lone halves, marks, long runs.
  private static let oddities: [[UInt8]] = [
    [0], [0x0D], [0x0A], [0x0D, 0x0A], [0x1F], [0x7F], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF],
    [0xEF, 0xBB, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x80, 0xA8], [0xCC, 0x81], [0xF0, 0x9F],
    Array("\\u0000".utf8), Array("\\ud800".utf8), Array("\\u00e9".utf8), Array("\"".utf8),
    Array("]".utf8), Array("}".utf8), Array("[".utf8), Array("{".utf8), Array(",".utf8),
    Array(":".utf8), Array(";".utf8), Array("\t".utf8), Array("//".utf8), Array("🇪🇸👩‍👩‍👧".utf8),
    Array(repeating: UInt8(ascii: "["), count: 70), Array(repeating: UInt8(ascii: "9"), count: 400),
    Array(repeating: UInt8(ascii: "a"), count: 300), Array(repeating: 0xCC, count: 64),
  ]

  /// Numbers, dates and words at the edges of what types hold.
  private static let numbers = [
    "0", "-0", "-1", "1e400", "1e-400", "0.1", "1.0", "9007199254740993", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "18446744073709551616", "1e2", "00", "+1", "NaN",
    "Infinity", "true", "null", "2026-02-30", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z",
    "1582-10-10", "-2026-01-01", "24:00", "23:60", "2026-11-20T10:00:00+99:99", "1e18",
    "4294967296",
    "2147483648", "0.30000000000000004", "1e308",
  ]
}

/// Small inputs of every kind, from which the mutator starts.
enum FuzzSeeds {
  static let config = texts(
    #"""
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "pages": {"x": {"followers": 800}},
     "courses": [{"id": "basics", "title": "B", "validDays": 365}],
     "employees": [{"id": "ana", "name": "Ana", "team": "e", "role": "r", "country": "ES",
       "language": "es", "topics": ["product"], "consent": {"from": "2026-09-01"},
       "trainings": [{"course": "basics", "completed": "2026-09-10"}],
       "accounts": {"x": {"handle": "@ana", "followers": 240}, "linkedin": {"followers": 410}}}]}
    """#,
    #"""
    {"company": {"name": "A", "timeZone": "UTC"}, "policy": {"version": "1", "rules": [
      {"id": "night", "type": "quietHours", "start": "20:00", "end": "08:00"},
      {"id": "cap", "type": "frequencyCap", "count": 3, "window": "day"},
      {"id": "own", "type": "disclosureRequired", "when": {"topics": ["p"]}, "text": "I work here.",
       "byLanguage": {"de": "Ich arbeite hier."}},
      {"id": "ok", "type": "approval", "roles": ["legal"], "count": 1, "when": {"topics": ["r"]}},
      {"id": "net", "type": "networkAllowed", "networks": ["linkedin"]},
      {"id": "dark", "type": "blackout", "starts": "2026-10-01", "ends": "2026-10-22", "then": "deny"},
      {"id": "seg", "type": "segment", "only": {"teams": ["sales"]}},
      {"id": "emb", "type": "embargo", "release": "2026-10-06T09:00", "when": {"campaigns": ["a"]}},
      {"id": "exp", "type": "expiry", "days": 3}, {"id": "once", "type": "onceOnly"}]}}
    """#,
    #"""
    {"company": {"name": "A", "timeZone": "Asia/Kathmandu"}, "networks": {"x": {"visibility":
      {"low": 0.1, "typical": 0.2, "high": 0.3, "basis": "assumed", "source": "s"}},
      "mine": {"textLimit": 500}}, "parameters": {"lookShape": 0.5},
     "behaviour": {"participation": "everyone", "hours": {"from": "08:00", "until": "20:00"}}}
    """#)

  static let queue = texts(
    #"""
    [ {"id": "madrid-lab", "text": "We open our Madrid lab", "networks": ["x", "linkedin"],
       "at": "2026-11-20T10:00:00+01:00", "expires": "2026-11-27T10:00:00+01:00",
       "link": "https://acme.example/lab", "campaign": "lab", "topics": ["hiring"],
       "hashtags": ["#AcmeLab"], "variants": ["Come and see", {"text": "Ven", "language": "es"}],
       "author": "ana"} ]
    """#,
    #"""
    {"posts": [{"id": "a", "text": "\u00e9\n\"", "networks": ["x"], "at": "2026-11-20T10:00"},
      {"id": "b", "text": "t", "networks": ["linkedin"], "at": "2026-11-20T10:00:00Z"}]}
    """#, "[]", "{\"posts\": []}\n")

  static let lines = texts(
    """
    {"id": "a", "text": "t", "networks": ["x"], "at": "2026-11-20T10:00:00Z"}
    {"id": "b", "text": "u", "networks": ["x"], "at": "2026-11-20T11:00:00Z"}\r

    {"id": "c", "text": "v", "networks": ["linkedin"], "at": "2026-11-20T12:00:00Z"}
    """)

  static let roster =
    texts(
      """
      Employee ID;Full Name;Department;country;lang;topics;consent_from;training:basics;x;X handle
      ana;"Ruiz; Ana";engineering;ES;es;product;2026-09-01;2026-09-10;240;@ana
      ben;;;;;"a; b";;;;
      """,
      "id,name,team,consent_from,x_followers,linkedin\r\na,\"A \"\"q\"\"\",t,2026-09-01,5,6\r\n",
      "id\tname\njo\tJo\n",
      "sep=|\nStaff, as of today\n\n Nr. |Fecha de alta|opt_out|x|\n=\"01\"|1.2.2026|yes|1\u{A0}200|\n"
        + "|||||\nTotal|1|||\n"
    ) + encodedRosters

  /// A roster in the encodings that are not UTF-8, and with the line ends of old.
  private static let encodedRosters: [[UInt8]] = {
    let text = "Employee ID;Name;X\r\"an\";\"Muñoz\";1'200\rbo;;\r"
    let units = Array(text.utf16)
    return [
      [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      text.unicodeScalars.map { UInt8($0.value) },
    ]
  }()

  /// What the formats of imports give.
  static let imports =
    ImportFormat.all.flatMap { $0.fuzzSeeds.map { Array($0.utf8) } } + encodedFeeds

  /// A feed in other encodings: UTF-16 in both orders, UTF-32, Latin-1, and compressed.
  private static let encodedFeeds: [[UInt8]] = {
    let text =
      "<?xml version=\"1.0\" encoding=\"utf-16\"?><rss><item><title>Caf\u{E9}</title></item></rss>"
    let units = Array(text.utf16)
    let latin = text.replacing("utf-16", with: "iso-8859-1").unicodeScalars.map { UInt8($0.value) }
    return [
      [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] },
      [0xFE, 0xFF] + units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] },
      units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8), 0, 0] }, latin, gzip,
    ]
  }()

  static let graphs =
    texts(
      "# Nodes: 4\n1\t2\n2 3\n3,4\n1 4\n", "1 2 0.5\n2 3 1\n3 1 0.001\r\n18446744073709551615 0 0\n"
    )
    + [gzip]

  /// `1 2`, `2 3`, `3 1`, compressed, twice over.
  private static let gzip: [UInt8] = {
    let member: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x33, 0x54, 0x30, 0xE2, 0x32, 0x52, 0x30, 0xE6, 0x32,
      0x56, 0x30, 0xE4, 2, 0, 0x75, 0x14, 0xBD, 0xB7, 12, 0, 0, 0,
    ]
    return member + member
  }()

  /// Words that mean something to some reader.
  static let dictionary: [[UInt8]] = [
    "id", "text", "networks", "at", "expires", "posts", "x", "linkedin", "everyone", "trained",
    "trainingRequired", "quietHours", "frequencyCap", "window", "month", "week", "day", "deny",
    "defer",
    "accounts", "followers", "consent", "low", "typical", "high", "basis", "measured", "timeZone",
    "America/St_Johns", "Nowhere/City", "participation", "audience", "file", "edges",
    "followedToFollower", "weightColumn", "when", "not", "any", "all", "teams", "topics",
    "byLanguage",
    "20:00", "2026-03-29T02:30:00", "https://a.example", "javascript:x", "<![CDATA[", "]]>",
    "<item>", "</item>", "&amp;", "&nbsp;", "&#146;", " xml:base=\"b/\"", "xmlns=\"u\"", "rdf:",
    "dc:date",
    "guid", "encoding=\"gbk\"", "encoding=\"utf-7\"", "<br>", "]]&gt;", "Mon, ", " CET", "W05-1",
    "<b", "'",
    "&#x0;", "&lol;", "<!DOCTYPE a [<!ENTITY lol \"lol\">]>", "<!--", "entry", "\"\"",
    "\"",
    "training:basics", "x_handle", "sep=;", "Total", "opt_out", "Aug 22, 2026", "46256", "1.2E+05",
    "#N/A", "Post text", "Post id", "$schema", "café", "é", "#", "1 2\n", "0.5", "gzip",
  ].map { Array($0.utf8) }

  private static func texts(_ all: String...) -> [[UInt8]] { all.map { Array($0.utf8) } }
}
