/// The style sheet of a page, the only thing in it that a browser may act on.
enum PageStyle {
  /// The hash by which the page's policy allows the style sheet: SHA-256 in Base64.
  ///
  /// To be renewed with every change of the sheet; a test compares them.
  static let hash = "sha256-zfr3pv2DC0E0ZBgbWQx+aPtyHuLsGyOUZox9IuLkcuQ="

  /// The rules: light and dark, narrow and wide, screen and paper.
  ///
  /// Texts have a contrast of 4.5 to 1 at least, and marks one of 3 to 1 (WCAG 2.2, AA).
  static let sheet = """
    :root { color-scheme: light dark; --ground: #f5f6f8; --card: #ffffff; --ink: #1b2026; \
    --soft: #56606b; --line: #d9dee4; --page: #77828e; --people: #2a8abb; --other: #a8793a; }
    @media (prefers-color-scheme: dark) {
    :root { --ground: #0f1317; --card: #181d23; --ink: #e8ecf0; --soft: #a5afba; \
    --line: #343c45; --page: #717d8a; --people: #2f86b5; --other: #a8793a; }
    }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--ground); color: var(--ink); \
    font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; \
    -webkit-text-size-adjust: 100%; }
    main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 48px; }
    h1 { font-size: 1.75rem; line-height: 1.25; margin: 4px 0 8px; max-width: 36em; \
    text-wrap: balance; }
    h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 4px; }
    p { margin: 0 0 12px; max-width: 44em; }
    .kind, .scope, .note, caption, section > p, dt, summary { color: var(--soft); }
    .kind { margin: 0; font-weight: 600; }
    .note { font-size: 0.875rem; margin: 12px 0 0; }
    .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(200px, 1fr)); \
    gap: 12px; margin: 24px 0; }
    .tiles div, section, footer { background: var(--card); border: 1px solid var(--line); \
    border-radius: 10px; }
    .tiles div { padding: 14px 16px; }
    .tiles dt { font-size: 0.875rem; }
    .tiles dd { margin: 0; }
    .tiles strong { display: block; font-size: 1.75rem; line-height: 1.2; \
    font-variant-numeric: tabular-nums; }
    .tiles span { font-size: 0.875rem; color: var(--soft); }
    section, footer { padding: 20px; margin: 0 0 16px; }
    figure { margin: 0; min-width: 0; }
    svg { display: block; overflow: visible; }
    text { fill: var(--ink); font-size: 13px; font-variant-numeric: tabular-nums; }
    text.name, text.value { paint-order: stroke; stroke: var(--card); stroke-width: 4px; \
    stroke-linejoin: round; }
    text.value { text-anchor: end; font-weight: 600; }
    text.tick { fill: var(--soft); font-size: 12px; text-anchor: middle; }
    text.first { text-anchor: start; }
    text.last { text-anchor: end; }
    .grid { stroke: var(--line); }
    rect.page { fill: var(--page); }
    rect.people, circle.people { fill: var(--people); }
    rect.other, circle.other { fill: var(--other); }
    polyline { fill: none; stroke-width: 2.5px; vector-effect: non-scaling-stroke; \
    stroke-linejoin: round; }
    polyline.people { stroke: var(--people); }
    polyline.page { stroke: var(--page); }
    rect.shade0 { fill: var(--line); fill-opacity: 0.4; }
    .shade1, .shade2, .shade3, .shade4, .shade5 { fill: var(--people); }
    .shade1 { fill-opacity: 0.16; }
    .shade2 { fill-opacity: 0.36; }
    .shade3 { fill-opacity: 0.56; }
    .shade4 { fill-opacity: 0.78; }
    .whisker { stroke: var(--ink); stroke-width: 1.5px; }
    figcaption { font-size: 0.875rem; color: var(--soft); margin: 8px 0 0; }
    .key { white-space: nowrap; margin: 0 16px 0 0; }
    .key::before { content: ""; display: inline-block; width: 12px; height: 12px; \
    margin: 0 6px -1px 0; border-radius: 2px; background: var(--other); }
    .key.page::before { background: var(--page); }
    .key.people::before { background: var(--people); }
    .key.shade0::before { background: var(--line); opacity: 0.4; }
    .key.shade1::before { background: var(--people); opacity: 0.16; }
    .key.shade2::before { background: var(--people); opacity: 0.36; }
    .key.shade3::before { background: var(--people); opacity: 0.56; }
    .key.shade4::before { background: var(--people); opacity: 0.78; }
    .key.shade5::before { background: var(--people); }
    .key.interval::before { height: 2px; margin-bottom: 4px; background: var(--ink); }
    .beside, .stacked { display: grid; gap: 24px; margin: 16px 0 0; \
    grid-template-columns: minmax(0, 1fr); align-items: start; }
    table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
    caption { text-align: left; padding: 0 0 6px; }
    th, td { text-align: left; vertical-align: top; padding: 6px; \
    border-bottom: 1px solid var(--line); overflow-wrap: break-word; }
    th { font-weight: 600; }
    thead th { vertical-align: bottom; color: var(--soft); }
    tbody th { font-weight: 400; min-width: 8em; overflow-wrap: anywhere; }
    th:first-child { padding-left: 0; }
    td:last-child, th:last-child { padding-right: 0; }
    details tbody th { min-width: 13em; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { overflow-wrap: normal; }
    .range { white-space: nowrap; }
    td .range { color: var(--soft); font-weight: 400; }
    .short { display: none; }
    .total th, .total td { font-weight: 600; border-bottom: 0; \
    border-top: 2px solid var(--soft); }
    .made { margin: 12px 0; font-size: 0.875rem; }
    .made div { display: grid; grid-template-columns: 7em minmax(0, 1fr); gap: 12px; \
    padding: 3px 0; }
    .made dd { margin: 0; overflow-wrap: anywhere; }
    summary { cursor: pointer; padding: 6px 0; font-size: 0.875rem; }
    :focus-visible { outline: 2px solid var(--people); outline-offset: 2px; }
    @media (min-width: 1100px) {
    .beside { grid-template-columns: minmax(0, 4fr) minmax(0, 5fr); gap: 40px; }
    }
    @media screen and (max-width: 640px) {
    main { padding: 20px 12px 32px; }
    section, footer { padding: 16px; }
    .long { display: none; }
    .short { display: initial; }
    h1 { font-size: 1.375rem; }
    .tiles { grid-template-columns: 1fr 1fr; gap: 8px; margin: 16px 0; }
    .tiles div { padding: 10px 12px; }
    .tiles strong { font-size: 1.375rem; }
    .made div { grid-template-columns: minmax(0, 1fr); gap: 0; padding: 5px 0; }
    table, caption, tbody, tr, th, td { display: block; }
    thead { position: absolute; width: 1px; height: 1px; overflow: hidden; \
    clip-path: inset(50%); }
    tr { padding: 8px 0; border-bottom: 1px solid var(--line); }
    tr:last-child { border-bottom: 0; }
    tbody th { font-weight: 600; padding: 0 0 2px; border: 0; }
    td { display: flow-root; padding: 1px 0; border: 0; text-align: right; }
    td::before { content: attr(data-label); color: var(--soft); font-weight: 400; \
    text-align: left; float: left; max-width: 60%; margin: 0 16px 0 0; }
    .total th, .total td { border: 0; }
    tr.total { border-top: 2px solid var(--soft); }
    }
    @media print {
    :root { color-scheme: light; --ground: #ffffff; --card: #ffffff; --ink: #000000; \
    --soft: #444c55; --line: #c8ced5; --page: #77828e; --people: #2a8abb; --other: #a8793a; }
    @page { size: A4; margin: 15mm; }
    * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
    html { font-size: 10pt; }
    body { font-size: 1rem; line-height: 1.4; }
    main { max-width: none; padding: 0; }
    h1 { font-size: 16pt; max-width: none; }
    p { max-width: none; margin: 0 0 8px; }
    section, footer { border: 0; border-radius: 0; padding: 12px 0; \
    border-top: 1px solid var(--line); margin: 0; }
    table, .made { font-size: 8.5pt; line-height: 1.3; }
    details table { font-size: 8pt; }
    th, td { padding-top: 3px; padding-bottom: 3px; }
    tbody th { min-width: 10em; }
    thead { display: table-header-group; }
    .tiles { grid-template-columns: repeat(4, 1fr); margin: 12px 0; }
    .tiles strong { font-size: 15pt; white-space: nowrap; }
    .beside, .stacked { display: block; margin: 8px 0 0; }
    figure { margin: 0 0 12px; }
    p, figure, tr, .tiles div, .made div { break-inside: avoid; }
    h2, h2 + p, caption, thead, summary { break-after: avoid; }
    .note, .total, tbody tr:nth-child(2) { break-before: avoid; }
    details::details-content { content-visibility: visible; block-size: auto; }
    summary { list-style: none; }
    }

    """
}
