import AdvocacyModel

/// Writes kits and digests in one employee's language, as text, Markdown or a page.
///
/// What is the same in every kit is said once.
package struct KitWriter {
  package let voice: Voice
  let sayingNo: String
  let byHand: String
  let yours: String
  private var said: [Said: String] = [:]
  /// The head of the page of the last title, and as mails have it.
  private var lastHead: (title: String, text: String, encoded: QuotedPrintable)?

  /// What kits have in common, so that it is said once.
  private enum Said: Hashable {
    case terms(minutes: Int, from: Instant?, until: Instant)
    case ownTerms(from: Instant?, until: Instant?)
    case why([String])
    case advice([String])
    case pasting(String)
    case opening(String)
  }

  package init(_ voice: Voice) {
    self.voice = voice
    sayingNo = voice(\.sayingNo)
    byHand = voice(\.byHand)
    yours = voice(\.yours)
  }

  /// A text, worked out where it wasn't said before; so many are kept as kits can differ in.
  private mutating func saying(_ key: Said, _ make: (Voice) -> String) -> String {
    if let known = said[key] { return known }
    if said.count > 10_000 { said = [:] }
    let text = make(voice)
    said[key] = text
    return text
  }

  /// The head of a page, and as mails have it.
  mutating func head(of message: KitMessage) -> (text: String, encoded: QuotedPrintable) {
    if let lastHead, lastHead.title == message.subject { return (lastHead.text, lastHead.encoded) }
    let text = Self.head(language: voice.tag, title: message.subject)
    let encoded = QuotedPrintable(text)
    lastHead = (message.subject, text, encoded)
    return (text, encoded)
  }

  /// How long it takes and until when, and from when where that isn't now.
  mutating func terms(of kit: Kit) -> String {
    let (minutes, from, until) = (kit.minutes, kit.from, kit.until)
    return saying(.terms(minutes: minutes, from: from, until: until)) { voice in
      let parts = [
        voice(\.minutes, ["minutes": .text(voice.count(minutes))]),
        from.map { voice(\.from, ["time": .text(voice.time($0))]) },
        voice(\.until, ["time": .text(voice.time(until))]),
      ]
      return parts.compactMap { $0 }.joined(separator: " · ")
    }
  }

  /// From when and until when on one network, where that differs from the kit's.
  mutating func ownTerms(of network: Kit.Network, in kit: Kit) -> String? {
    let from = network.from == kit.from ? nil : network.from
    let until = network.until == kit.until ? nil : network.until
    guard from != nil || until != nil else { return nil }
    return saying(.ownTerms(from: from, until: until)) { voice in
      let parts = [
        from.map { voice(\.from, ["time": .text(voice.time($0))]) },
        until.map { voice(\.until, ["time": .text(voice.time($0))]) },
      ]
      return parts.compactMap { $0 }.joined(separator: " · ")
    }
  }

  /// Why somebody is asked, in a sentence.
  mutating func why(_ kit: Kit) -> String {
    saying(.why(kit.why)) { $0(\.why, ["reasons": .text($0.list(kit.why))]) }
  }

  /// What stands under the words: what to leave in, or that they may be changed.
  mutating func advice(_ network: Kit.Network) -> String {
    guard !network.disclosures.isEmpty else { return yours }
    let words = network.disclosures.joined(separator: " ")
    let yours = yours
    return saying(.advice(network.disclosures)) {
      "\(yours) \($0(\.keep, ["words": .text(words)]))"
    }
  }

  /// What is to be done where the address takes the link alone.
  mutating func pasting(_ network: Kit.Network) -> String? {
    guard network.needsPasting else { return nil }
    return saying(.pasting(network.title)) { $0(\.paste, ["network": .text(network.title)]) }
  }

  mutating func opening(_ network: Kit.Network) -> String {
    saying(.opening(network.title)) { $0(\.open, ["network": .text(network.title)]) }
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
