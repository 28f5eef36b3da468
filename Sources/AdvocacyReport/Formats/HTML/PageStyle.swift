import AdvocacyModel

/// The style sheet of a page, the only thing in it that a browser may act on.
enum PageStyle {
  /// The sheet of a page whose sheets of paper carry a running title and a note at their foot.
  ///
  /// Both may be anybody's text and are escaped.
  static func sheet(runningTitle: String, note: String) -> String {
    rules.replacing("%RUN%", with: escaped(runningTitle)).replacing("%NOTE%", with: escaped(note))
  }

  /// A text as it stands in a string of CSS: what isn't a letter, a digit or a space as its number.
  private static func escaped(_ text: String) -> String {
    PageText.cut(SafeText.escape(text), to: 100).unicodeScalars.map { scalar in
      let isPlain =
        scalar == " " || (scalar.isASCII ? scalar.properties.isAlphabetic : scalar.value > 0xA0)
        || scalar.properties.numericType != nil
      return isPlain ? String(scalar) : "\\\(String(scalar.value, radix: 16)) "
    }.joined()
  }

  /// The colors, light and dark.
  static let palette = """
    :root { color-scheme: light dark;
      --ground: #ffffff; --ink: #14202b; --soft: #55626e; --line: #dde2e6; --rule: #14202b;
      --accent: #0a6579; --accent-mid: #5a97a6; --accent-pale: #b9d6dd; --accent-wash: #eaf3f5;
      --neutral: #75828e; --neutral-mid: #a9b3bb; --neutral-pale: #d9dee2;
      --warn: #a9430b; --warn-pale: #f6ddcd; }
    @media (prefers-color-scheme: dark) { :root {
      --ground: #11171d; --ink: #e9eef2; --soft: #a4b0bb; --line: #2b343d; --rule: #e9eef2;
      --accent: #57b9cf; --accent-mid: #30717f; --accent-pale: #204853; --accent-wash: #16262d;
      --neutral: #84919d; --neutral-mid: #57626c; --neutral-pale: #343d46;
      --warn: #f0a06a; --warn-pale: #4a2f1e; } }
    """

  /// The rules: light and dark, narrow and wide, screen and paper.
  ///
  /// Texts have a contrast of 4.5 to 1 at least, and marks one of 3 to 1 (WCAG 2.2, AA).
  static let rules = """
    \(palette)
    * { box-sizing: border-box; }
    html { font-size: 16px; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--ground); color: var(--ink); font: 400 1rem/1.5 system-ui, \
    -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif; \
    font-variant-numeric: tabular-nums lining-nums; font-kerning: normal; }
    main { max-width: 1112px; margin: 0 auto; padding: 56px 40px 48px; }
    h1, h2, h3, p, figure, table, dl, ol, ul, dd { margin: 0; padding: 0; }
    h2, h3, .say, .next p { text-wrap: pretty; }
    .sentence { text-wrap: balance; }
    b, strong { font-weight: 650; }
    .soft, .unit, .note, .range { color: var(--soft); }
    .range, .nb { white-space: nowrap; }
    .vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); \
    white-space: nowrap; }

    .top { display: flex; gap: 12px 32px; justify-content: space-between; align-items: flex-end; \
    border-top: 6px solid var(--accent); padding: 20px 0 18px; border-bottom: 1px solid \
    var(--rule); }
    h1 { font-size: 2.5rem; line-height: 1.1; font-weight: 720; letter-spacing: -0.022em; }
    h1 span { display: block; font-size: 1.25rem; line-height: 1.4; font-weight: 400; \
    letter-spacing: 0; color: var(--soft); margin-top: 4px; }
    .stamp { text-align: right; flex: none; max-width: 60%; }
    h1 { flex: 1 1 0; min-width: 0; overflow-wrap: anywhere; }
    i { font-style: normal; }
    .badge { display: inline-flex; align-items: center; gap: 10px; border: 1px dashed \
    var(--accent); border-radius: 3px; padding: 5px 12px 5px 10px; color: var(--accent); \
    font-weight: 600; font-size: 0.9375rem; line-height: 1.35; text-align: left; }
    .badge svg { flex: none; }
    .facts { text-wrap: balance; font-size: 0.875rem; color: var(--soft); margin-top: 8px; }

    .hero { padding: 40px 0 0; }
    .claim { display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: 48px; \
    align-items: center; }
    .big { color: var(--accent); line-height: 1; }
    .big small { display: block; font-size: 1rem; line-height: 1.3; font-weight: 400; color: \
    var(--soft); }
    .big b { display: block; font-size: 6.5rem; line-height: 0.95; font-weight: 720; \
    letter-spacing: -0.045em; margin: 2px 0 6px -0.04em; }
    .sentence { font-size: 1.625rem; line-height: 1.36; letter-spacing: -0.008em; }
    .sentence b { color: var(--accent); }
    .hero figure { margin-top: 32px; }
    .hero .note { max-width: none; }
    .in .unit { margin-bottom: 14px; }

    .cut { border-top: 1px solid var(--line); padding-top: 24px; margin-top: 40px; }
    .two { display: grid; grid-template-columns: minmax(0, 7fr) minmax(0, 5fr); column-gap: 56px; \
    row-gap: 40px; }
    .half { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
    h2 { font-size: 1.25rem; line-height: 1.3; font-weight: 680; letter-spacing: -0.008em; }
    .unit { font-size: 0.875rem; line-height: 1.45; margin-top: 3px; max-width: 46em; }
    .note { font-size: 0.875rem; line-height: 1.5; margin-top: 10px; max-width: 50em; }
    .head { margin-bottom: 14px; }
    .overline { font-size: 0.875rem; color: var(--soft); }

    svg.c { display: block; width: 100%; overflow: visible; }
    svg text { fill: var(--ink); font-size: 13px; }
    svg .s { fill: var(--soft); font-size: 12px; }
    svg .v { font-weight: 650; font-size: 15px; }
    svg .vv { font-weight: 700; font-size: 22px; letter-spacing: -0.01em; }
    svg .halo { paint-order: stroke; stroke: var(--ground); stroke-width: 4px; stroke-linejoin: \
    round; }
    svg .now-l { font-weight: 650; fill: var(--ink); }
    svg.trend { height: 252px; }
    svg .strong { font-weight: 650; }
    svg .phone-only { display: none; }
    .heat td span { display: block; padding: 8px 0; }
    svg tspan.s { font-weight: 400; }
    svg .fa { fill: var(--accent); } svg .fw { fill: var(--warn); } svg .fn { fill: var(--soft); }
    svg .e { text-anchor: end; } svg .m { text-anchor: middle; }
    .g { stroke: var(--line); stroke-width: 1; shape-rendering: crispEdges; }
    .z { stroke: var(--soft); stroke-width: 1; shape-rendering: crispEdges; }
    .a1 { fill: var(--accent); } .a2 { fill: var(--accent-mid); } .a3 { fill: var(--accent-pale); \
    }
    .n1 { fill: var(--neutral); } .n2 { fill: var(--neutral-mid); } .n3 { fill: \
    var(--neutral-pale); }
    .w3 { fill: var(--warn-pale); stroke: var(--warn); stroke-width: 1; stroke-dasharray: 3 2; }
    .w1 { fill: var(--warn); }
    .tick { stroke: var(--ink); stroke-width: 2; shape-rendering: crispEdges; }
    .tickw { stroke: var(--warn); stroke-width: 2; shape-rendering: crispEdges; }
    .br { stroke: var(--accent); stroke-width: 1.5; fill: none; }
    .band { stroke: var(--accent-pale); stroke-width: 14; }
    .now { stroke: var(--accent-mid); }
    .line { stroke: var(--accent); stroke-width: 1.5; fill: none; vector-effect: \
    non-scaling-stroke; }
    .lineN { stroke: var(--neutral); stroke-width: 2; fill: none; vector-effect: \
    non-scaling-stroke; }
    .lineA { stroke: var(--accent); stroke-width: 2.5; fill: none; vector-effect: \
    non-scaling-stroke; }
    .dot { fill: var(--accent); stroke: var(--ground); stroke-width: 2; }
    .d1 { fill: var(--accent); stroke: var(--accent); stroke-width: 1.5; }
    .d2 { fill: var(--accent-pale); stroke: var(--accent); stroke-width: 1.5; }
    .d3 { fill: var(--ground); stroke: var(--neutral); stroke-width: 1.5; }
    .d4 { fill: var(--ground); stroke: var(--warn); stroke-width: 1.5; stroke-dasharray: 2.5 2; }

    table { width: 100%; border-collapse: collapse; font-size: 0.875rem; line-height: 1.35; }
    th, td { text-align: left; vertical-align: middle; padding: 7px 0 7px 16px; border-bottom: \
    1px solid var(--line); font-weight: 400; }
    th:first-child, td:first-child { padding-left: 0; }
    thead th { vertical-align: bottom; color: var(--soft); font-size: 0.8125rem; line-height: \
    1.3; border-bottom-color: var(--soft); padding-top: 0; }
    tbody th { font-weight: 550; }
    .r { text-align: right; }
    td.r { white-space: nowrap; }
    td.x { position: relative; padding: 0; }
    td.x { padding-left: 0; }
    td.x > svg { position: absolute; top: 0; left: 14px; width: calc(100% - 14px); height: 100%; \
    overflow: visible; }
    thead td.x { border-bottom-color: var(--soft); }
    th .soft { font-weight: 400; }
    td b + .range { margin-left: 6px; }
    .sum th, .sum td { border-bottom: 0; font-weight: 650; border-top: 1px solid var(--soft); }
    tbody tr:last-child > * { border-bottom: 0; }
    .held th, .held b { color: var(--warn); }
    .key { display: block; font: 0.75rem/1.3 ui-monospace, "SF Mono", "Cascadia Mono", Consolas, \
    "DejaVu Sans Mono", monospace; color: var(--soft); }

    col.w11 { width: 11%; } col.w12 { width: 12%; } col.w14 { width: 14%; } col.w19 { width: 19%; \
    } col.w23 { width: 23%; } col.w28 { width: 28%; } col.w29 { width: 29%; } col.w34 { width: \
    34%; } col.w36 { width: 36%; } col.w38 { width: 38%; } col.w45 { width: 45%; } col.w7 { \
    width: 7%; } col.w8 { width: 8%; } col.w9 { width: 9%; }

    .next { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 0 40px; \
    list-style: none; }
    .next li { border-top: 2px solid var(--accent); padding-top: 12px; display: grid; grid-row: \
    span 5; grid-template-rows: subgrid; row-gap: 0; align-content: start; }
    .no { color: var(--accent); margin-right: 0.5em; }
    .next h3 { font-size: 1rem; line-height: 1.35; font-weight: 650; }
    .next .worth { font-size: 1.5rem; line-height: 1.2; font-weight: 700; letter-spacing: \
    -0.015em; color: var(--accent); margin: 4px 0 2px; }
    .next svg { margin: 6px 0 10px; }
    .next p:last-child { font-size: 0.9375rem; line-height: 1.5; }
    .next .worth + p { font-size: 0.8125rem; color: var(--soft); }

    .say { font-size: 1.125rem; line-height: 1.45; margin: 12px 0 10px; }
    .say b { color: var(--accent); }
    .legend { display: flex; flex-wrap: wrap; gap: 3px 20px; list-style: none; font-size: \
    0.875rem; color: var(--soft); }
    .in .block + .block { margin-top: 24px; }
    h4 { margin: 0 0 8px; font-size: 0.9375rem; line-height: 1.4; font-weight: 650; }
    .legend svg { vertical-align: -2px; margin-right: 6px; }
    .rules { list-style: none; font-size: 0.9375rem; line-height: 1.45; }
    .rules li { padding: 8px 0; border-bottom: 1px solid var(--line); }
    .rules li:first-child { padding-top: 0; }
    .rules li:last-child { border-bottom: 0; }
    .rules b:first-child.w { color: var(--warn); }

    .appendix { border-top: 1px solid var(--rule); margin-top: 56px; padding-top: 20px; }
    details { border-bottom: 1px solid var(--line); }
    summary { cursor: pointer; padding: 14px 0; display: grid; grid-template-columns: 1.25rem \
    minmax(0, 19rem) minmax(0, 1fr); column-gap: 8px; align-items: baseline; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary::before { content: "+"; color: var(--accent); font-weight: 600; }
    details[open] > summary::before { content: "\\2013"; }
    summary h3 { font-size: 1rem; line-height: 1.4; font-weight: 650; }
    summary span { color: var(--soft); font-size: 0.9375rem; }
    .in { padding: 4px 0 28px 28px; }
    .steps { padding-left: 1.25em; max-width: 46em; }
    .steps li { margin: 0 0 8px; padding-left: 4px; }
    .steps li::marker { color: var(--accent); font-weight: 650; }
    .heat { width: 100%; table-layout: fixed; }
    .heat th, .heat td { border: 0; padding: 6px 12px 6px 0; }
    .heat thead th { text-align: center; padding: 0 6px 6px; vertical-align: bottom; }
    .heat td { text-align: center; border: 2px solid var(--ground); height: 2.75rem; padding: 0; \
    font-weight: 600; }
    .h0 { background: var(--accent-wash); } .h1 { background: var(--accent-pale); } .h2 { \
    background: var(--accent-mid); } .h3 { background: var(--accent); color: var(--ground); }
    .made { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 5px 24px; \
    font-size: 0.875rem; }
    .made dt { color: var(--soft); }
    .made dd { overflow-wrap: anywhere; }
    .mono { font: 0.8125rem/1.5 ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans \
    Mono", monospace; }
    footer { font-size: 0.8125rem; color: var(--soft); margin-top: 28px; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; }

    @media screen and (max-width: 760px) {
      main { padding: 20px 20px 40px; }
      h1 { font-size: 2rem; } h1 span { font-size: 1.0625rem; }
      .top { display: block; } .stamp { text-align: left; margin-top: 14px; max-width: none; } \
    .wide td.x { height: 34px; }
      .next li { grid-template-rows: none; grid-row: auto; }
      .hero { padding-top: 28px; }
      .claim, .two, .next { grid-template-columns: minmax(0, 1fr); row-gap: 20px; }
      .two, .next { row-gap: 36px; }
      .big b { font-size: 5.25rem; }
      .sentence { font-size: 1.3125rem; }
      .cut { margin-top: 36px; }
      .posts, .posts tbody, .posts tr, .posts th, .posts td, .wide, .wide tbody, .wide tr, .wide \
    th, .wide td { display: block; }
      .posts thead, .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; \
    clip-path: inset(50%); }
      .posts tr, .wide tr { padding: 12px 0 10px; border-bottom: 1px solid var(--line); }
      .posts tr:last-child, .wide tr:last-child { border-bottom: 0; }
      .posts th, .posts td, .wide th, .wide td { border: 0 !important; padding: 0; text-align: \
    left; white-space: normal; }
      .posts td.x, .wide td.x { height: 24px; margin: 3px 0; }
      .posts td.x > svg, .wide td.x > svg { left: 0; width: 100%; }
      .posts td.x:empty { display: none; }
      .posts td.r, .wide td.r { display: inline-block; margin-right: 10px; white-space: nowrap; }
      .posts .sum { border-top: 1px solid var(--soft); }
      .posts td[data-l]::before, .wide td[data-l]::before { content: attr(data-l) " "; color: \
    var(--soft); }
      .posts td.d { font-size: 0.8125rem; font-weight: 400; white-space: nowrap; }
      summary { grid-template-columns: 1.25rem minmax(0, 1fr); }
      summary span { grid-column: 2; }
      .in { padding-left: 0; }
      .heat { font-size: 0.8125rem; }
      .heat th, .heat td { padding-right: 4px; hyphens: auto; }
      .heat thead th { width: auto; font-size: 0.75rem; padding: 0 2px 6px; overflow-wrap: \
    anywhere; }
      .made { grid-template-columns: minmax(0, 1fr); gap: 0; }
      .made dd { margin-bottom: 10px; }
      svg .wide-only { display: none; } svg .phone-only { display: inline; } svg.trend { height: 220px; }
    }

    @page { size: A4; margin: 16mm 16mm 15mm;
      @top-left { content: "%RUN%"; font: 8pt system-ui, "Segoe UI", Arial, sans-serif; color: \
    #55626e; vertical-align: middle; }
      @bottom-left { content: "%NOTE%"; font: 8pt system-ui, "Segoe UI", Arial, sans-serif; \
    color: #55626e; }
      @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, "Segoe \
    UI", Arial, sans-serif; color: #55626e; } }
    @page :first { @top-left { content: ""; } }
    @media print {
      :root { color-scheme: light;
        --ground: #ffffff; --ink: #14202b; --soft: #55626e; --line: #dde2e6; --rule: #14202b;
        --accent: #0a6579; --accent-mid: #5a97a6; --accent-pale: #b9d6dd; --accent-wash: #eaf3f5;
        --neutral: #75828e; --neutral-mid: #a9b3bb; --neutral-pale: #d9dee2; --warn: #a9430b; \
    --warn-pale: #f6ddcd; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      html { font-size: 11.8px; } svg.trend { height: 164px; }
      main { max-width: none; padding: 0; }
      svg text { font-size: 10.6px; } svg .s { font-size: 10px; } svg .v { font-size: 12.5px; } \
    svg .vv { font-size: 18px; }
      .sheet { display: flex; flex-direction: column; justify-content: space-between; min-height: \
    264mm; break-after: page; }
      .sheet > .cut { margin-top: 10px; padding-top: 12px; }
      .sheet:has(> .quiet) { justify-content: flex-start; }
      .sheet th, .sheet td { padding-top: 3px; padding-bottom: 3px; }
      .sheet > .first { border-top: 0; padding-top: 0; margin-top: 0; flex: 0.7 1 auto; display: \
    flex; flex-direction: column; }
      .first > .posts { flex: 1 1 auto; }
      .top { border-top-width: 4px; padding: 12px 0 12px; }
      .hero { padding-top: 14px; } .hero figure { margin-top: 16px; }
      .big b { font-size: 5.75rem; } .note { margin-top: 6px; } .rules li { padding: 5px 0; } \
    .facts { max-width: 30em; margin-left: auto; }
      td.x > svg { left: 10px; width: calc(100% - 10px); }
      .claim { column-gap: 32px; }
      .next p:last-child { font-size: 0.9rem; line-height: 1.42; } .next svg { margin: 4px 0 6px; \
    } .next li { padding-top: 8px; }
      .two { column-gap: 36px; } .next { gap: 0 28px; }
      .head { margin-bottom: 10px; }
      th, td { padding-top: 4px; padding-bottom: 4px; padding-left: 10px; }
      .appendix { border-top: 0; margin: 0; padding: 0; }
      details::details-content { content-visibility: visible; display: block; block-size: auto; \
    opacity: 1; }
      details { border: 0; }
      summary { display: block; padding: 14px 0 8px; border-top: 1px solid var(--line); \
    break-after: avoid; }
      summary::before { content: none !important; }
      summary h3 { font-size: 1.125rem; } 
      .in { padding: 0 0 14px; }
      figure, tr, li, .keep, .hero, .made div { break-inside: avoid; }
      h2, h3, h4, .head, thead, .unit { break-after: avoid; }
      .keep, .made { break-inside: avoid; }
      .inputs { font-size: 0.75rem; } .inputs .key { display: inline; margin-left: 6px; }
      .inputs th, .inputs td { padding-top: 2px; padding-bottom: 2px; }
      tbody tr:nth-child(-n+2), .note { break-before: avoid; }
      p, li { orphans: 3; widows: 3; }
      footer { margin-top: 8px; }
    }

    """
}

/// The SHA-256 (FIPS 180-4) by which a page's policy allows its style sheet.
///
/// Written out, since reports need no system library otherwise.
enum StyleDigest {
  /// The source that allows a sheet: `sha256-` and the digest in Base64.
  ///
  /// - Complexity: O(length).
  static func source(of sheet: String) -> String {
    "sha256-" + base64(digest(of: Array(sheet.utf8)))
  }

  private static func digest(of bytes: [UInt8]) -> [UInt8] {
    let bits = UInt64(bytes.count) * 8
    var padded = bytes + [0x80]
    padded += [UInt8](repeating: 0, count: (120 - padded.count % 64) % 64)
    padded += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
    var state: [UInt32] = primes.prefix(8).map { fraction(of: Double($0).squareRoot()) }
    for start in stride(from: 0, to: padded.count, by: 64) {
      mix(padded[start..<start + 64], into: &state)
    }
    return state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) }
    }
  }

  private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
    var words = (0..<16).map { index in
      block.dropFirst(index * 4).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    for index in 16..<64 {
      let (early, late) = (words[index - 15], words[index - 2])
      let first = turned(early, 7) ^ turned(early, 18) ^ early >> 3
      let second = turned(late, 17) ^ turned(late, 19) ^ late >> 10
      words.append(words[index - 16] &+ first &+ words[index - 7] &+ second)
    }
    var round = state
    for index in 0..<64 {
      let (a, e) = (round[0], round[4])
      let choice = e & round[5] ^ ~e & round[6]
      let first =
        round[7] &+ (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) &+ choice
        &+ constants[index] &+ words[index]
      let majority = a & round[1] ^ a & round[2] ^ round[1] & round[2]
      let second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) &+ majority
      round = [first &+ second] + round[0..<3] + [round[3] &+ first] + round[4..<7]
    }
    for index in state.indices { state[index] &+= round[index] }
  }

  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }

  /// The first 32 bits of the fractional part: both roots leave 49 bits of a double for it.
  private static func fraction(of root: Double) -> UInt32 {
    UInt32((root - root.rounded(.down)) * 4_294_967_296)
  }

  private static let primes: [Int] = (2...311).filter { number in
    !(2..<number).contains { number.isMultiple(of: $0) }
  }

  private static let constants = primes.map { prime in
    var root = Double(prime).squareRoot()
    // Newton's way to the cube root; it stands still long before.
    for _ in 0..<60 { root -= (root * root * root - Double(prime)) / (3 * root * root) }
    return fraction(of: root)
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      let bits = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
      for place in 0...3 {
        text.append(place <= part.count ? letters[bits >> (18 - 6 * place) & 63] : "=")
      }
    }
    return text
  }
}
