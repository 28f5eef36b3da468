import AdvocacyModel

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
