import AdvocacyModel

/// Writes kits and digests in one employee's language, as text, Markdown or a page.
///
/// What is the same in every kit is said once.
package struct KitWriter {
  package let voice: Voice
  let sayingNo: String
  let byHand: String
  let yours: String
  private let agreed: String
  private var times: [Instant: String] = [:]

  package init(_ voice: Voice) {
    self.voice = voice
    sayingNo = voice(\.sayingNo)
    byHand = voice(\.byHand)
    yours = voice(\.yours)
    agreed = voice(\.agreed)
  }

  /// An instant as the voice says it, worked out once.
  mutating func time(_ instant: Instant) -> String {
    if let known = times[instant] { return known }
    let text = voice(\.until, ["time": .text(voice.time(instant))])
    times[instant] = text
    return text
  }

  /// How long it takes and until when, and from when where that isn't now.
  mutating func terms(of kit: Kit) -> String {
    var parts = [voice(\.minutes, ["minutes": .text(voice.count(kit.minutes))])]
    if let from = kit.from { parts.append(voice(\.from, ["time": .text(voice.time(from))])) }
    parts.append(time(kit.until))
    return parts.joined(separator: " · ")
  }

  /// From when and until when on one network, where that differs from the kit's.
  mutating func ownTerms(of network: Kit.Network, in kit: Kit) -> String? {
    var parts: [String] = []
    if let from = network.from, kit.from != from {
      parts.append(voice(\.from, ["time": .text(voice.time(from))]))
    }
    if network.until != kit.until { parts.append(time(network.until)) }
    return parts.isEmpty ? nil : parts.joined(separator: " · ")
  }

  /// Why somebody is asked, in a sentence.
  func why(_ kit: Kit) -> String { voice(\.why, ["reasons": .text(voice.list(kit.why))]) }

  /// What stands under the words: what to leave in, or that they may be changed.
  func advice(_ network: Kit.Network) -> String {
    guard !network.disclosures.isEmpty else { return yours }
    let words = network.disclosures.joined(separator: " ")
    return "\(yours) \(voice(\.keep, ["words": .text(words)]))"
  }

  /// What is to be done where the address takes the link alone.
  func pasting(_ network: Kit.Network) -> String? {
    network.needsPasting ? voice(\.paste, ["network": .text(network.title)]) : nil
  }

  func opening(_ network: Kit.Network) -> String {
    voice(\.open, ["network": .text(network.title)])
  }

  /// What may be done without words.
  func withoutWords(_ network: Kit.Network) -> String {
    let actions = network.actions.compactMap { action -> String? in
      switch action {
      case .like: voice(\.like)
      case .repost: voice(\.repost)
      case .quote, .comment, .share: nil
      }
    }
    return voice(\.noWords, ["actions": .text(voice.list(actions, by: \.or))])
  }

  func forWhom(_ kit: Kit) -> String { voice(\.forWhom, ["name": .text(kit.name)]) }

  func howToSayNo(_ kit: Kit) -> String {
    voice(\.howToSayNo, ["command": .text(kit.decline)])
  }
}

extension KitWriter {
  /// A message as plain text, its lines ended by line feeds.
  ///
  /// - Complexity: O(length).
  package mutating func plain(_ message: KitMessage) -> String {
    guard let first = message.kits.first else { return "" }
    var lines = [first.company, Self.inert(message.heading), Self.inert(forWhom(first)), ""]
    for kit in message.kits {
      if message.isDigest { lines.append("== \(Self.inert(kit.title))") }
      lines += [terms(of: kit), ""]
      for network in kit.networks {
        let own = ownTerms(of: network, in: kit).map { " (\($0))" } ?? ""
        lines.append("-- \(Self.inert(network.title))\(own)")
        if let text = network.text {
          lines += Self.lines(of: text) + ["", Self.inert(advice(network))]
          if let pasting = pasting(network) { lines.append(Self.inert(pasting)) }
        } else {
          lines.append(withoutWords(network))
        }
        if let address = network.shareLink { lines.append("\(opening(network)): \(address)") }
        lines.append("")
      }
      lines += [Self.inert(why(kit)), howToSayNo(kit), ""]
    }
    lines += [sayingNo, byHand]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A message in Markdown; the words stand in blocks of code, to be copied letter for letter.
  ///
  /// - Complexity: O(length).
  package mutating func markdown(_ message: KitMessage) -> String {
    guard let first = message.kits.first else { return "" }
    let mark = MarkdownText.escape
    var lines = [
      "# \(mark(message.heading))", "", "\(mark(first.company)) · \(mark(forWhom(first)))",
    ]
    for kit in message.kits {
      if message.isDigest { lines += ["", "## \(mark(kit.title))"] }
      lines += ["", mark(terms(of: kit))]
      for network in kit.networks {
        let own = ownTerms(of: network, in: kit).map { " (\(mark($0)))" } ?? ""
        lines += ["", "### \(mark(network.title))\(own)", ""]
        if let text = network.text {
          let fence = Self.fence(around: text)
          lines += [fence] + Self.lines(of: text) + [fence, "", mark(advice(network))]
          if let pasting = pasting(network) { lines += ["", mark(pasting)] }
        } else {
          lines.append(mark(withoutWords(network)))
        }
        if let address = network.shareLink {
          lines += ["", "[\(mark(opening(network)))](<\(address)>)"]
        }
      }
      lines += ["", mark(why(kit)), "", mark(howToSayNo(kit))]
    }
    lines += ["", mark(sayingNo) + " " + mark(byHand)]
    return lines.joined(separator: "\n") + "\n"
  }

  /// A text on one line that can do nothing on a terminal.
  static func inert(_ text: String) -> String { SafeText.escape(text) }

  /// The lines of a text, each of which can do nothing.
  static func lines(of text: String) -> [String] {
    text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .map { SafeText.escape(String($0)) }
  }

  /// More backticks than stand together in the text, three at least.
  private static func fence(around text: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return String(repeating: "`", count: longest + 1)
  }
}
