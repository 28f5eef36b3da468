import AdvocacyModel

extension ReportPage {
  /// Up to so many employees are a dot each.
  private static let mostDots = 40
  /// The most rules on the second page.
  private static let heldRows = 4

  /// How far the employees got, from the roster to taking part.
  private struct Steps {
    var took: Int
    var allowed: Int
    var kept: Int
    var untrained: Int

    init(_ funnel: ReachReport.Funnel) {
      let roster = max(funnel.roster, funnel.allowed, funnel.took)
      took = funnel.took
      allowed = max(0, funnel.allowed - funnel.took)
      let rest = max(0, roster - max(funnel.allowed, funnel.took))
      untrained = min(rest, max(0, roster - funnel.trained))
      kept = rest - untrained
    }

    var parts: [(style: String, count: Int)] {
      [("d1", took), ("d2", allowed), ("d3", kept), ("d4", untrained)]
    }
  }

  /// Who could take part.
  var whoBlock: Page.Block? {
    guard let funnel = report.funnel, funnel.roster > 0 else { return nil }
    let steps = Steps(funnel)
    let values: [String: Spoken] = [
      "roster": .count(funnel.roster), "trained": .count(funnel.trained),
      "allowed": .count(funnel.allowed), "took": .count(funnel.took),
    ]
    var block = Page.Block(words(\.posts.who))
    let text = words(\.posts.whoSay, values)
    block.chartMarkup =
      funnel.roster <= Self.mostDots ? dots(steps, text: text) : parts(steps, text: text)
    block.caption = point(\.posts.whoSay, values)
    let names: [KeyPath<Catalogue, Phrase>] = [
      \.posts.whoTook, \.posts.whoAllowed, \.posts.whoTrained, \.posts.whoUntrained,
    ]
    block.legend = .init(
      zip(steps.parts, names).filter { $0.0.count > 0 }.map { part, name in
        var mark = Drawing()
        mark.append("<circle class=\"\(part.style)\" cx=\"7\" cy=\"7\" r=\"5.5\"/>")
        return Page.Key(
          markMarkup: mark.ornament(height: 14, width: 14),
          text: words(name, ["count": .count(part.count)]))
      })
    return block
  }

  /// A dot for each employee.
  private func dots(_ steps: Steps, text: String) -> String {
    let styles = steps.parts.flatMap { Array(repeating: $0.style, count: $0.count) }
    let rows = styles.count > 20 ? 2 : 1
    let columns = max(12, (styles.count + rows - 1) / rows)
    let radius = columns > 14 ? 6.0 : 8.5
    var drawing = Drawing()
    for (index, style) in styles.enumerated() {
      drawing.dot(
        style, at: (Double(index % columns) + 0.5) / Double(columns) * 98 + 0.5,
        y: Drawing.pixels(13 + Double(index / columns) * 20), radius: radius)
    }
    return drawing.chart(
      "who", height: Double(6 + 20 * rows), title: words(\.posts.whoTitle), text: text)
  }

  /// One bar of four parts.
  private func parts(_ steps: Steps, text: String) -> String {
    let all = Double(max(1, steps.parts.reduce(0) { $0 + $1.count }))
    var drawing = Drawing()
    var start = 0.0
    for part in steps.parts {
      let end = start + Double(part.count) / all * 100
      drawing.bar(part.style, from: start, to: end, y: 4, height: 18)
      start = end
    }
    return drawing.chart("who", height: 26, title: words(\.posts.whoTitle), text: text)
  }

  /// What held posts back, as sentences.
  var heldBlock: Page.Block? {
    guard let funnel = report.funnel else { return nil }
    var block = Page.Block(words(\.posts.heldBack))
    let stops = funnel.stopped
    let shown = stops.prefix(Self.heldRows)
    block.points = .init(
      shown.map { stop in
        let title = PageText().escapeText(words.title(ofRule: stop.rule, type: stop.type))
        let times = words.markup(\.posts.times, ["count": .count(stop.candidates)])
        let own = stop.ownSentence.map { PageText().escapeText(sentence($0)) + " " } ?? ""
        let style = stop.outcome == .needsApproval ? " class=\"w\"" : ""
        return Page.Point(textMarkup: "<b\(style)>\(title).</b> \(own)\(times).")
      })
    if stops.isEmpty { block.notes = .init([point(\.posts.nothingHeld)]) }
    let rest = stops.count - shown.count
    if rest > 0 { block.notes = .init([point(\.posts.otherRules, ["count": .count(rest)])]) }
    return block
  }

  /// A company's own sentence, with its full stop.
  private func sentence(_ text: String) -> String {
    let short = short(text, 110)
    return short.last.map { ".!?…".contains($0) } ?? true ? short : short + "."
  }
}

extension ReachReport.Stop {
  /// The sentence that the company wrote; nil where there is none.
  var ownSentence: String? {
    sentence.isEmpty || sentence == type || sentence == "built in" ? nil : sentence
  }
}
