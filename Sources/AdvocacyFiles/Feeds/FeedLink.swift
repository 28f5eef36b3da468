import AdvocacyModel
import StrictJSON

/// Links of feeds, resolved as RFC 3986 has it.
enum FeedLink {
  /// A link as it is written, without what can't be in one.
  ///
  /// White space inside goes, a blank becomes `%20`, an escaped `&` the sign itself.
  static func cleaned(_ text: String) -> String {
    let trimmed = text.trimmed(where: \.isWhitespace)
    guard !trimmed.utf8.allSatisfy({ isPlain($0) }) || trimmed.contains("&amp;") else {
      return String(trimmed)
    }
    var result = ""
    for scalar in trimmed.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": continue
      case " ", "<", ">", "\"", "`", "{", "}", "\\", "^", "|":
        result += "%" + String(scalar.value, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result.replacing("&amp;", with: "&")
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte > ASCII.space && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
      && byte != ASCII.quote && byte != UInt8(ascii: "`") && byte != ASCII.leftBrace
      && byte != ASCII.rightBrace && byte != ASCII.backslash && byte != UInt8(ascii: "^")
      && byte != UInt8(ascii: "|")
  }

  /// Whether a link begins with a scheme, and so needs no base.
  static func isAbsolute(_ link: String) -> Bool {
    guard let colon = link.utf8.firstIndex(of: ASCII.colon), let first = link.utf8.first,
      (first | 0x20) &- UInt8(ascii: "a") < 26
    else { return false }
    return link.utf8[..<colon].allSatisfy {
      ASCII.isWordByte($0) || $0 == ASCII.plus || $0 == ASCII.minus || $0 == ASCII.point
    }
  }

  /// Whether it is an address of the web.
  static func isWeb(_ link: String) -> Bool {
    let start = link.prefix(8).lowercased()
    return start.hasPrefix("https://") || start.hasPrefix("http://")
  }

  /// A link as seen from a base; as it is where it has a scheme, or there is no base.
  static func resolved(_ link: String, against base: String?) -> String {
    if link.isEmpty || isAbsolute(link) { return link.isEmpty ? base ?? link : link }
    if link.lowercased().hasPrefix("www.") { return "https://" + link }
    guard let base, !base.isEmpty else { return link.hasPrefix("//") ? "https:" + link : link }
    let (origin, path, query) = parts(of: base)
    if link.hasPrefix("//") {
      return (origin.firstRange(of: "//").map { String(origin[..<$0.lowerBound]) } ?? "https:")
        + link
    }
    if link.hasPrefix("#") { return origin + path + query + link }
    if link.hasPrefix("?") { return origin + path + link }
    let tail = link.firstIndex { $0 == "?" || $0 == "#" }.map { link[$0...] } ?? ""
    let own = link.dropLast(tail.count)
    if own.hasPrefix("/") { return origin + withoutDots(String(own)) + tail }
    let folder = path.lastIndex(of: "/").map { path[...$0] } ?? (origin.isEmpty ? "" : "/")
    return origin + withoutDots(String(folder) + own) + tail
  }

  /// Scheme and host, path, query of a base.
  private static func parts(of base: String) -> (origin: String, path: String, query: String) {
    let whole = base.prefix { $0 != "#" }
    let mark = whole.firstRange(of: "//").map(\.upperBound)
    let start = isAbsolute(base) ? mark ?? whole.startIndex : whole.startIndex
    let pathStart =
      isAbsolute(base) && mark != nil
      ? whole[start...].firstIndex { $0 == "/" || $0 == "?" } ?? whole.endIndex : whole.startIndex
    let queryStart = whole[pathStart...].firstIndex(of: "?") ?? whole.endIndex
    return (
      String(whole[..<pathStart]), String(whole[pathStart..<queryStart]),
      String(whole[queryStart...])
    )
  }

  /// A path without `.` and `..`.
  private static func withoutDots(_ path: String) -> String {
    guard path.contains("/.") || path.hasPrefix(".") else { return path }
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() {
      let isLast = place == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || kept.first.map({ !$0.isEmpty }) == true { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")
  }
}
