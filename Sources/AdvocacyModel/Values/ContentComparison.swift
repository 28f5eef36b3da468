import Foundation

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
