/// The links that networks find in a text, after X's published grammar (twitter-text).
///
/// A link has a domain whose last part is a known top-level domain, and may have a port, a path and
/// a query. Where the scheme may be missing, `acme.example` alone is none but `acme.com` is one.
struct WrittenLinks {
  /// Where the links stand, in order.
  private(set) var ranges: [Range<Int>] = []

  private let text: [Unicode.Scalar]

  /// Finds the links of a text.
  ///
  /// - Complexity: O(characters).
  init(in text: [Unicode.Scalar], withoutScheme: Bool) {
    self.text = text
    guard text.contains(".") else { return }
    var place = 0
    while place < text.count {
      let scheme = schemeLength(at: place)
      guard scheme != nil || withoutScheme, mayBegin(at: place, hasScheme: scheme != nil),
        let domain = domainEnd(from: place + (scheme ?? 0), hasScheme: scheme != nil)
      else {
        place += 1
        continue
      }
      let end = end(ofDomain: domain, from: place + (scheme ?? 0))
      ranges.append(place..<end)
      place = end
    }
  }

  private func at(_ place: Int) -> Unicode.Scalar? {
    text.indices.contains(place) ? text[place] : nil
  }

  /// The length of `http://` or `https://` at a place.
  private func schemeLength(at place: Int) -> Int? {
    guard let first = at(place), first == "h" || first == "H" else { return nil }
    return [Array("https://".unicodeScalars), Array("http://".unicodeScalars)].first { scheme in
      place + scheme.count <= text.count
        && zip(scheme, text[place...]).allSatisfy { $0 == $1.smallASCII }
    }?.count
  }

  /// Whether what stands before a place lets a link begin there.
  private func mayBegin(at place: Int, hasScheme: Bool) -> Bool {
    guard let before = at(place - 1) else { return true }
    if before.isASCIIAlphanumeric || "@＠$#＃".unicodeScalars.contains(before) { return false }
    return hasScheme || !"-_./".unicodeScalars.contains(before)
  }

  /// The end of the longest domain at a place that ends in a top-level domain.
  private func domainEnd(from start: Int, hasScheme: Bool) -> Int? {
    func mayStand(_ scalar: Unicode.Scalar) -> Bool {
      scalar.isASCIIAlphanumeric || scalar == "-" || scalar == "_"
        || hasScheme && !scalar.isASCII && !scalar.properties.isWhitespace
          && !scalar.isPunctuation && !scalar.isInvisible
    }
    guard let first = at(start), mayStand(first) else { return nil }
    var best: Int?
    var labels = 0
    var place = start
    while true {
      let label = text[place...].prefix(while: mayStand)
      guard (1...63).contains(label.count), label.first != "-", label.last != "-" else { break }
      labels += 1
      let word = String(String.UnicodeScalarView(label)).lowercased()
      let behind = at(label.endIndex)
      if labels > 1, TopLevelDomain.isKnown(word), behind != "@", behind != "+" {
        best = label.endIndex
      }
      guard behind == "." else { break }
      place = label.endIndex + 1
    }
    return best
  }

  /// The end of a link behind its domain: port, path and query.
  private func end(ofDomain domain: Int, from start: Int) -> Int {
    var end = domain
    if at(end) == ":" {
      let port = text[(end + 1)...].prefix { ("0"..."9").contains($0) }
      if !port.isEmpty { end = port.endIndex }
    }
    if at(end) == "/" {
      // What follows the code of a short link of X is no part of it.
      let isShort = zip("t.co".unicodeScalars, text[start..<domain]).allSatisfy {
        $0 == $1.smallASCII
      }
      if isShort, domain - start == 4 {
        return text[(end + 1)...].prefix(while: \.isASCIIAlphanumeric).endIndex
      }
      end = pathEnd(from: end)
    }
    if at(end) == "?" { end = queryEnd(from: end) }
    return end
  }

  private func pathEnd(from start: Int) -> Int {
    var end = start + 1
    var place = end
    while let scalar = at(place) {
      if scalar == "(", let close = closingBracket(from: place) {
        place = close + 1
        end = place
        continue
      }
      guard isPathPart(scalar) else { break }
      place += 1
      if isPathEnd(scalar) { end = place }
    }
    return end
  }

  private func queryEnd(from start: Int) -> Int {
    var end = start
    var place = start + 1
    while let scalar = at(place),
      scalar.isASCIIAlphanumeric || "!?*'@();:&=+$/%#[]-_.,~|".unicodeScalars.contains(scalar)
    {
      place += 1
      if scalar.isASCIIAlphanumeric || "-_&=#/".unicodeScalars.contains(scalar) { end = place }
    }
    return end
  }

  /// The bracket that closes one in a path, with nothing between but what may stand there.
  private func closingBracket(from open: Int) -> Int? {
    let inside = text[(open + 1)...].prefix(while: isPathPart)
    return at(inside.endIndex) == ")" ? inside.endIndex : nil
  }

  private func isPathPart(_ scalar: Unicode.Scalar) -> Bool {
    isPathEnd(scalar) || "!*';:,.$%[]–~@|&".unicodeScalars.contains(scalar)
  }

  private func isPathEnd(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.isASCIIAlphanumeric || "+-=_#/".unicodeScalars.contains(scalar)
    }
    // Latin letters with accents and Cyrillic ones.
    return (0xC0...0x24F).contains(scalar.value) || (0x400...0x4FF).contains(scalar.value)
  }
}

extension Unicode.Scalar {
  /// Whether the character is a Latin letter without accent, or a digit from 0 to 9.
  fileprivate var isASCIIAlphanumeric: Bool {
    switch self {
    case "0"..."9", "A"..."Z", "a"..."z": true
    default: false
    }
  }

  /// The small letter of an ASCII capital, all else as it is.
  fileprivate var smallASCII: Unicode.Scalar {
    ("A"..."Z").contains(self) ? Unicode.Scalar(UInt8(value) | 0x20) : self
  }

  fileprivate var isPunctuation: Bool {
    switch properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      true
    default: false
    }
  }
}
