import AdvocacyModel

extension ReportPage {
  /// The most posts on the second page; the rest is one row more.
  private static let postRows = 10

  /// The posts by what they brought, with the multiplier that counts actions beside them.
  var postBlock: Page.Block {
    let ranked = rankedPosts
    let missed = report.advice?.first { $0.kind == .approve && $0.people != nil }
    var block = Page.Block(postHeading(ranked))
    block.unit = words(\.posts.unit, ["level": level])
    let shown = ranked.count <= Self.postRows ? ranked : Array(ranked.prefix(Self.postRows - 1))
    let ends =
      shown.map(\.figures.additionalPeople.high) + (missed?.people.map { [$0.high] } ?? [])
    let scale = ChartScale(holding: ends)
    var table = postTable(Drawing.axis(scale, conventions.people))
    var isMissedShown = false
    for post in shown {
      let own = missed.flatMap { $0.post == post.label ? $0.people : nil }
      isMissedShown = isMissedShown || own != nil
      add(post, missed: own, on: scale, to: &table)
    }
    let others = ranked.dropFirst(shown.count)
    if !others.isEmpty { addOthers(Array(others), to: &table) }
    addTotal(to: &table)
    block.table = table
    block.notes = .init(postNotes(missed: isMissedShown ? missed?.people : nil))
    return block
  }

  /// The posts, those that brought most people first, then in the order of their instants.
  var rankedPosts: [ReachReport.Post] {
    report.posts.enumerated().sorted {
      ($1.element.figures.additionalPeople.mean, $0.offset)
        < ($0.element.figures.additionalPeople.mean, $1.offset)
    }.map(\.element)
  }

  /// The fewest posts that brought most, where few of many did.
  private func postHeading(_ ranked: [ReachReport.Post]) -> String {
    let people = ranked.map { max(0, $0.figures.additionalPeople.mean) }
    let all = people.reduce(0, +)
    guard ranked.count > 3, all > 0 else { return words(\.posts.heading) }
    var sum = 0.0
    for (index, own) in people.enumerated() {
      sum += own
      guard sum >= 0.6 * all else { continue }
      let count = index + 1
      guard count * 2 <= ranked.count else { break }
      return words(
        \.posts.headingOfFew, ["count": .count(count), "share": .percent(sum / all)])
    }
    return words(\.posts.heading)
  }

  /// A table of posts without rows.
  func postTable(_ axis: String) -> PageTable {
    PageTable(
      "posts", caption: words(\.posts.heading),
      columns: [
        .init(words(\.posts.post), width: "w28"),
        .init(words(\.posts.brought), width: "w8", "r est"),
        .init(words(\.posts.range, ["level": level]), width: "w11", "r range"),
        .bars(width: "w23", axis: axis),
        .init(words(\.posts.pageAlone), width: "w7", "r soft d", label: words(\.posts.pageAlone)),
        .init(words(\.posts.sharedBy), width: "w9", "r soft d", label: words(\.posts.sharedBy)),
        .init(words(\.posts.actions), width: "w14", "r soft d", label: words(\.posts.shortActions)),
      ])
  }

  func add(
    _ post: ReachReport.Post, missed: ReachReport.Estimate?, on scale: ChartScale,
    to table: inout PageTable
  ) {
    let (figures, escape) = (post.figures, PageText().escapeText)
    let isHeld = figures.employees == 0 && post.state == "waiting"
    var drawing = Drawing()
    drawing.cellRange(figures.additionalPeople, on: scale)
    if let missed, missed.isDrawable {
      drawing.cellBar("w3", from: 0, to: scale.position(of: missed.high))
      drawing.cellTick("tickw", at: scale.position(of: missed.mean))
    }
    let range =
      missed.map { words(\.posts.missed, ["people": .people($0.mean)]) }
      ?? (isHeld ? words(\.posts.held) : rangeText(figures.additionalPeople))
    table.add(
      [
        escape(short(post.label)),
        "<b>\(escape(conventions.people(figures.additionalPeople.mean)))</b>", escape(range),
        drawing.ornament(), figures.reach.page.map { escape(conventions.people($0.mean)) } ?? "–",
        escape(sharers(of: figures)), escape(product(of: figures)),
      ], style: isHeld || missed != nil ? "held" : nil)
  }

  private func sharers(of figures: ReachReport.Figures) -> String {
    guard figures.employees > 0 else { return words(\.posts.nobody) }
    return words(
      \.posts.ofRoster,
      ["part": .count(figures.employees), "whole": .count(figures.participation.roster)])
  }

  /// The range, or a dash where nothing was brought.
  func rangeText(_ estimate: ReachReport.Estimate) -> String {
    estimate.isDrawable && estimate.high > 0
      ? conventions.people(estimate.low, estimate.high) : "–"
  }

  /// The nominal multiplier of a post: the product where all its networks have the same, else the
  /// mean alone.
  private func product(of figures: ReachReport.Figures) -> String {
    guard figures.employees > 0 else { return "0" }
    let mean = conventions.localized(Figure(figures.nominalMultiplier, .nominal).mean)
    let acted = figures.networks.filter { $0.employees > 0 }
    let factors = Set(acted.map { [$0.employees, max(1, $0.likes), max(1, $0.reposts)] })
    guard let only = factors.first, factors.count == 1,
      acted.count == figures.networks.count || figures.networks.count == 1
    else { return mean }
    return only.map(conventions.count).joined(separator: " × ") + " = \(mean.dropLast())"
  }

  private func addOthers(_ others: [ReachReport.Post], to table: inout PageTable) {
    let escape = PageText().escapeText
    let sum = others.reduce(0) { $0 + max(0, $1.figures.additionalPeople.mean) }
    table.add([
      escape(words(\.posts.others, ["count": .count(others.count)])),
      "<b>\(escape(conventions.people(sum)))</b>", "", "", "", "", "",
    ])
  }

  private func addTotal(to table: inout PageTable) {
    let escape = PageText().escapeText
    let nominal = conventions.localized(Figure(figures.nominalMultiplier, .nominal).mean)
    table.add(
      [
        escape(words(\.posts.all, ["count": .count(report.posts.count)])),
        "<b>\(escape(conventions.people(figures.additionalPeople.mean)))</b>",
        escape(rangeText(figures.additionalPeople)), "",
        figures.reach.page.map { escape(conventions.people($0.mean)) } ?? "–",
        escape(sharers(of: figures)), escape(figures.employees > 0 ? nominal : "0"),
      ], style: "sum")
  }

  private func postNotes(missed: ReachReport.Estimate?) -> [Page.Point] {
    var notes: [Page.Point] = []
    let acted = report.posts.filter { $0.figures.employees > 0 }
    if acted.count > 1 { notes.append(point(\.posts.sums)) }
    if let missed { notes.append(point(\.posts.dashed, ["range": .peopleRange(missed)])) }
    let pairs = report.posts.flatMap(\.figures.networks)
    guard let greatest = pairs.max(by: { $0.nominalMultiplier < $1.nominalMultiplier }),
      greatest.employees > 0
    else { return notes }
    let factors = [greatest.employees, greatest.likes, greatest.reposts]
    let product = factors.map { conventions.count(max(1, $0)) }.joined(separator: " × ")
    let values: [String: Spoken] = [
      "product": .text(
        "\(product) = \(conventions.count(Int(greatest.nominalMultiplier.rounded())))"),
      "mean": .text(conventions.localized(Figure(figures.nominalMultiplier, .nominal).mean)),
    ]
    var note = point(\.posts.nominal, values)
    if factors.contains(0) { note.textMarkup += " " + words.markup(\.posts.nominalOfZero) }
    return notes + [note]
  }
}

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
