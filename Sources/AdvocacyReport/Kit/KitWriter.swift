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

extension KitWriter {
  /// A message as a page that runs, loads and sends nothing, for a phone first.
  ///
  /// It is written straight out, where reports go through templates: a company has one report and a
  /// hundred thousand kits.
  ///
  /// - Complexity: O(length).
  package mutating func page(_ message: KitMessage) -> String {
    head(of: message).text + body(message)
  }

  /// The same, encoded for mail.
  package mutating func mailPage(_ message: KitMessage) -> [QuotedPrintable] {
    [head(of: message).encoded, QuotedPrintable(body(message))]
  }

  private mutating func body(_ message: KitMessage) -> String {
    guard let first = message.kits.first else { return "" }
    let escape = PageText().escapeText
    var page = """
      <header>
      <p class="company" dir="auto">\(escape(first.company))</p>
      <h1 dir="auto">\(escape(message.heading))</h1>
      <p dir="auto">\(escape(forWhom(first)))</p>
      </header>

      """
    for kit in message.kits { page += section(kit, isOne: !message.isDigest) }
    page += """
      <footer><p>\(escape(sayingNo))</p><p>\(escape(byHand))</p></footer>
      </main>
      </body>
      </html>

      """
    return page
  }

  private mutating func section(_ kit: Kit, isOne: Bool) -> String {
    let escape = PageText().escapeText
    var html = "<section class=\"kit\">\n"
    if !isOne { html += "<h2 dir=\"auto\">\(escape(kit.title))</h2>\n" }
    html += "<p class=\"terms\">\(escape(terms(of: kit)))</p>\n"
    for network in kit.networks {
      html += "<article><h3>\(escape(network.title))</h3>\n"
      if let own = ownTerms(of: network, in: kit) {
        html += "<p class=\"terms\">\(escape(own))</p>\n"
      }
      if let text = network.text {
        // Where a text has line breaks they stay, so that it can be copied as it is.
        let words = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
          .map { escape(String($0)) }.joined(separator: "\n")
        html += "<div class=\"text\" dir=\"auto\">\(words)</div>\n"
        html += "<p class=\"soft\" dir=\"auto\">\(escape(advice(network)))</p>\n"
        if let pasting = pasting(network) { html += "<p class=\"soft\">\(escape(pasting))</p>\n" }
      } else {
        html += "<p>\(escape(withoutWords(network)))</p>\n"
      }
      if let address = network.shareLink {
        html += """
          <p><a class="open" href="\(escape(address))" rel="noreferrer noopener">\
          \(escape(opening(network)))</a></p>

          """
      }
      html += "</article>\n"
    }
    html += """
      <p dir="auto">\(escape(why(kit)))</p>
      <p class="no">\(escape(howToSayNo(kit)))</p>
      </section>

      """
    return html
  }

  static func head(language: String, title: String) -> String {
    let escape = PageText().escapeText
    return """
      <!DOCTYPE html>
      <html lang="\(escape(language))" xmlns="http://www.w3.org/1999/xhtml">
      <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src '\(styleSource)'; base-uri 'none'; form-action 'none'" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="referrer" content="no-referrer" />
      <title>\(escape(title))</title>
      <style>\(style)</style>
      </head>
      <body>
      <main>

      """
  }

  private static let styleSource = StyleDigest.source(of: style)

  /// Light and dark, for a phone and for paper; texts have a contrast of 4.5 to 1 at least.
  private static let style = """
    \(PageStyle.palette)
    * { box-sizing: border-box; }
    html { font-size: 17px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 400 1rem/1.5 system-ui, \
    -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif; }
    main { max-width: 640px; margin: 0 auto; padding: 24px 20px 40px; }
    h1, h2, h3, p { margin: 0; overflow-wrap: anywhere; }
    header { border-top: 6px solid var(--accent); padding-top: 16px; }
    .company, .soft, footer { color: var(--soft); }
    h1 { font-size: 1.5rem; line-height: 1.25; font-weight: 700; letter-spacing: -0.01em; margin: \
    4px 0 8px; text-wrap: pretty; }
    h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 680; text-wrap: pretty; }
    h3 { font-size: 1.0625rem; font-weight: 650; margin-bottom: 8px; }
    .kit { margin-top: 20px; padding-top: 16px; border-top: 1px solid var(--line); }
    .terms { font-weight: 600; color: var(--accent); }
    article { margin: 20px 0; }
    article .terms { margin: -6px 0 8px; font-size: 0.9375rem; }
    .text { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--accent-wash); \
    border-left: 4px solid var(--accent); border-radius: 4px; padding: 12px 14px; \
    -webkit-user-select: all; user-select: all; }
    .soft { font-size: 0.875rem; margin-top: 8px; }
    .open { display: block; margin-top: 12px; padding: 12px 16px; border-radius: 6px; background: \
    var(--accent); color: var(--ground); font-weight: 650; text-align: center; text-decoration: \
    none; }
    .open:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
    .no { margin-top: 8px; font-size: 0.9375rem; overflow-wrap: anywhere; }
    footer { margin-top: 24px; padding-top: 16px; border-top: 1px solid var(--line); font-size: \
    0.9375rem; }
    footer p + p { margin-top: 8px; }
    @media print { .open { background: none; color: var(--ink); border: 1px solid var(--ink); } }

    """
}
