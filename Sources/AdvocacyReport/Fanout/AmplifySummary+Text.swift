import AdvocacyCore

extension AmplifySummary {
  /// The summary for people.
  package func text(style: TerminalStyle) -> String {
    let sections = [
      sentence + "\n", postsTable.rows.isEmpty ? "" : postsTable.rendered(style),
      setAsideText(style), skippedText(style),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var sentence: String {
    guard !posts.isEmpty else {
      return skipped.isEmpty
        ? "Nothing was due up to \(shown(watermark))."
        : "Nothing fanned out up to \(shown(watermark)): "
          + "\(NumberFormat.count(skipped.count, "post")) skipped."
    }
    let fanned = NumberFormat.count(posts.count, "post")
    let verb = isDryRun ? "would be handled" : "handled"
    let planned = posts.reduce(0) { $0 + $1.planned }
    let next = posts.compactMap(\.nextAct).min().map { ", next \(shown($0))" } ?? ""
    let parts = [
      "\(total(\.acts, "act")) (\(total(\.amplifications, "amplification")))",
      posts.contains { $0.prevented > 0 } ? "\(total(\.prevented, "act")) prevented" : nil,
      planned > 0 ? "\(total(\.planned, "act")) planned\(next)" : nil,
    ]
    return "\(fanned) \(verb) up to \(shown(watermark)): "
      + "\(parts.compactMap { $0 }.joined(separator: ", "))."
  }

  private func total(_ count: KeyPath<Post, Int>, _ word: String) -> String {
    NumberFormat.count(posts.reduce(0) { $0 + $1[keyPath: count] }, word)
  }

  private var postsTable: TextTable {
    var table = TextTable(columns: [
      .init("post", isElastic: true), .init("allowed", .right), .init("denied", .right),
      .init("deferred", .right, dropRank: 1), .init("need approval", .right, dropRank: 2),
      .init("acted", .right), .init("prevented", .right, dropRank: 3), .init("planned", .right),
    ])
    for post in posts {
      let counts = [
        post.allowed, post.denied, post.deferred, post.needsApproval, post.acts, post.prevented,
        post.planned,
      ]
      table.add([.init(post.id.text)] + counts.map { .init(NumberFormat.count($0)) })
    }
    return table
  }

  private func setAsideText(_ style: TerminalStyle) -> String {
    guard !setAside.isEmpty else { return "" }
    let lines = setAside.map { entry in
      let numbers = [entry.line, entry.column].compactMap { $0.map(String.init) }
      let place = ([entry.file] + numbers).joined(separator: ":")
      let name = entry.post.isEmpty ? "" : " post \(entry.post):"
      return "  " + SafeText.escape("\(place):\(name) \(entry.reason)") + "\n"
    }
    let title = style.paint("Set aside until corrected:", .yellow)
    return "\(title)\n\(lines.joined())"
  }

  private func skippedText(_ style: TerminalStyle) -> String {
    guard !skipped.isEmpty else { return "" }
    let lines = skipped.map { "  \($0.post): \(SafeText.escape($0.reason))\n" }
    return "\(style.paint("Skipped for good:", .yellow))\n\(lines.joined())"
  }
}
