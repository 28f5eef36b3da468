import AdvocacyCore

extension DemoStory {
  /// The story for people.
  package func text(style: TerminalStyle) -> String {
    let title = """
      \(company): \(NumberFormat.count(employees, "employee")), \
      \(NumberFormat.count(posts, "post")), seed \(seed), in \(directory)
      """
    let headline = style.paint(Wrapping.wrap(report.headline, to: style.width), .bold)
    let footnotes = report.footnotes.map { Wrapping.wrap($0, to: style.width) }
    let talk = ([headline] + footnotes).map { $0 + "\n" }.joined()
    let sections = [
      SafeText.escape(title) + "\n", steps.rendered(style),
      report.figuresTable(indent: 2).rendered(style) + talk, ending,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var steps: TextTable {
    var table = TextTable(columns: [.init(""), .init("")], indent: 2)
    let people = NumberFormat.count(report.total.figures.employees, "employee")
    let time = seconds.map { ", \(NumberFormat.fixed($0, decimals: 1)) s" } ?? ""
    let actions = NumberFormat.count(actions)
    table.add(["queue", .init("\(NumberFormat.count(due, "post")) due")])
    table.add(["policy", .init(policy.sentence)])
    table.add(["amplify", .init("\(actions) likes and reposts by \(people)")])
    table.add(["reach", .init(report.worldsInWords + time)])
    return table
  }

  private var ending: String {
    let lines = [
      files.isEmpty ? nil : "Files: \(files.joined(separator: " · "))",
      next.isEmpty ? nil : "Next: \(next.joined(separator: " · "))",
    ]
    return lines.compactMap { $0.map { SafeText.escape($0) + "\n" } }.joined()
  }
}

extension DemoStory.Policy {
  /// The counts in one line, reasons in brackets.
  fileprivate var sentence: String {
    let parts = [
      part(denied, "denied"), part(deferred, "deferred"),
      part(needsApproval, total(needsApproval) == 1 ? "needs approval" : "need approval"),
    ]
    let candidates = allowed + total(denied) + total(deferred) + total(needsApproval)
    let allowedText = "\(NumberFormat.count(allowed)) allowed"
    return "\(NumberFormat.count(candidates, "candidate")): "
      + ([allowedText] + parts.compactMap { $0 }).joined(separator: ", ")
  }

  private func part(_ reasons: [DemoStory.Reason], _ word: String) -> String? {
    let count = total(reasons)
    guard count > 0 else { return nil }
    let known = reasons.filter { $0.count > 0 }
    let words = known.map { known.count == 1 ? $0.words : "\($0.count) \($0.words)" }
    return "\(NumberFormat.count(count)) \(word) (\(words.joined(separator: ", ")))"
  }

  private func total(_ reasons: [DemoStory.Reason]) -> Int { reasons.reduce(0) { $0 + $1.count } }
}
