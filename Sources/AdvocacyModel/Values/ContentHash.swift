import Foundation

/// 128 bits that tell contents apart, made for speed: not proof against somebody who looks for
/// collisions.
///
/// Two lanes, each of which folds a full-width product, as wyhash by Wang Yi does.
package struct ContentHash: Hashable, Sendable {
  /// The first 64 bits.
  package private(set) var first: UInt64
  /// The other 64 bits.
  package private(set) var second: UInt64

  /// Both in hexadecimal, for files and messages.
  package var text: String {
    "\(String(first, radix: 16))-\(String(second, radix: 16))"
  }

  package init() {
    first = 0x2D35_8DCC_AA6C_78A5
    second = 0x8BB8_4B93_962E_ACC9
  }

  /// Adds two words.
  @inline(__always)
  package mutating func add(_ word: UInt64, _ next: UInt64) {
    let lane = Self.fold(first ^ word, next ^ 0x4B33_A62E_D433_D4A3)
    first = second
    second = lane
  }

  /// Adds the words of an array, and how many they are.
  package mutating func add(_ words: [UInt64]) {
    add(words.span)
  }

  /// Adds words, and how many they are.
  package mutating func add(_ words: Span<UInt64>) {
    add(count: words.count) { words[$0] }
  }

  /// Adds the numbers of an array, and how many they are.
  package mutating func add(_ numbers: [UInt32]) {
    add(count: (numbers.count + 1) / 2) { place in
      let high = 2 * place + 1 < numbers.count ? UInt64(numbers[2 * place + 1]) : 0
      return high << 32 | UInt64(numbers[2 * place])
    }
    add(UInt64(numbers.count), 1)
  }

  /// Adds the numbers of an array, and how many they are.
  package mutating func add(_ numbers: [Double]) {
    add(count: numbers.count) { numbers[$0].bitPattern }
  }

  /// Adds whole numbers, and how many they are.
  package mutating func add(_ numbers: [Int]) {
    add(count: numbers.count) { UInt64(bitPattern: Int64(numbers[$0])) }
  }

  /// Adds a text by its UTF-8 bytes, and how many they are.
  package mutating func add(_ text: String) {
    let bytes = Array(text.utf8)
    add(count: bytes.count) { UInt64(bytes[$0]) }
  }

  @inline(__always)
  private mutating func add(count: Int, _ word: (Int) -> UInt64) {
    var place = 0
    while place + 1 < count {
      add(word(place), word(place + 1))
      place += 2
    }
    if place < count { add(word(place), 0) }
    add(UInt64(count), 2)
  }

  @inline(__always)
  private static func fold(_ one: UInt64, _ other: UInt64) -> UInt64 {
    let product = one.multipliedFullWidth(by: other)
    return product.high ^ product.low
  }
}

extension String {
  /// What texts have in common that people and networks take for the same one.
  ///
  /// Characters that show nothing, compatibility forms (full width, ligatures) and the number of
  /// spaces make no difference, nor what makes none in the links that stand in the text. Letter case
  /// does.
  ///
  /// - Complexity: O(characters).
  package var comparedAsText: String {
    var text = self
    if !utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      var visible = String.UnicodeScalarView()
      // A line break is a space here, though it is a control.
      visible.append(contentsOf: unicodeScalars.filter { !$0.isInvisible })
      text = String(visible).precomposedStringWithCompatibilityMapping
    }
    text = text.withSingleSpaces
    guard text.contains("://") else { return text }
    return text.split(separator: " ").map { word in
      word.contains("://") ? String(word).comparedAsLink : String(word)
    }.joined(separator: " ")
  }

  /// What links have in common that lead to the same page.
  ///
  /// The scheme, the letter case of the host, the port that is usual, slashes at the end of the
  /// path, a fragment that names a place on the page, what tells only where a click came from
  /// (`utm_…`, `gclid`, `fbclid` and their like) and the order of the rest of the query make no
  /// difference. A text that is no link by http or https is compared as it is.
  ///
  /// - Complexity: O(characters).
  package var comparedAsLink: String {
    guard let scheme = ["https://", "http://"].first(where: { lowercased().hasPrefix($0) }) else {
      return self
    }
    let rest = dropFirst(scheme.count)
    let beforeFragment = rest.prefix { $0 != "#" }
    let fragment = rest[beforeFragment.endIndex...]
    let beforeQuery = beforeFragment.prefix { $0 != "?" }
    let host = beforeQuery.prefix { $0 != "/" }
    var path = beforeQuery[host.endIndex...]
    while path.last == "/" { path.removeLast() }
    let query = beforeFragment[beforeQuery.endIndex...].dropFirst().split(separator: "&")
      .filter { !Tracking.isTracking($0.prefix { $0 != "=" }.lowercased()) }
      .map(String.init).sorted()
    // Pages that draw themselves tell each other apart by what follows `#!` or `#/`.
    let route = fragment.hasPrefix("#!") || fragment.hasPrefix("#/") ? String(fragment) : ""
    return "//" + Self.comparedAsHost(host, of: scheme) + path.withCapitalEscapes
      + (query.isEmpty ? "" : "?" + query.joined(separator: "&")) + route
  }

  /// A host in small letters, without the usual port and a dot at its end; who logs in stays.
  private static func comparedAsHost(_ authority: Substring, of scheme: String) -> String {
    let user = authority.lastIndex(of: "@").map { authority[...$0] } ?? ""
    var host = authority.dropFirst(user.count).lowercased()
    let port = scheme == "https://" ? ":443" : ":80"
    if host.hasSuffix(port) { host.removeLast(port.count) }
    if host.hasSuffix(":") { host.removeLast() }
    if host.hasSuffix(".") { host.removeLast() }
    return user + host
  }
}

/// The parameters of links that tell only where a click came from.
private enum Tracking {
  /// Tells whether a name in small letters is one.
  static func isTracking(_ name: String) -> Bool {
    names.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  /// After the parameters that mail programs, ad networks and browsers document.
  private static let names: Set<String> = [
    "_ga", "_gl", "_hsenc", "_hsmi", "_openstat", "dclid", "ef_id", "epik", "fbclid", "gad_source",
    "gbraid", "gclid", "gclsrc", "hsctatracking", "igsh", "igshid", "irclickid", "li_fat_id",
    "mc_cid", "mc_eid", "mkt_tok", "ml_subscriber", "ml_subscriber_hash", "msclkid", "rb_clickid",
    "rdt_cid", "s_cid", "s_kwcid", "sccid", "srsltid", "trk", "ttclid", "twclid", "vero_id",
    "wbraid", "wickedid", "yclid",
  ]

  private static let prefixes = ["__hs", "hsa_", "mtm_", "oly_", "pk_", "utm_"]
}

extension Substring {
  /// The text with capitals in escapes such as `%C3`, where letter case makes no difference.
  fileprivate var withCapitalEscapes: String {
    guard contains("%") else { return String(self) }
    var bytes = Array(utf8)
    for place in bytes.indices where bytes[place] == UInt8(ascii: "%") {
      for digit in [place + 1, place + 2] where digit < bytes.count {
        if (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(bytes[digit]) { bytes[digit] -= 32 }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
