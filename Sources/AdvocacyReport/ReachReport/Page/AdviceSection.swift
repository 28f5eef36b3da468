import AdvocacyModel

extension ReportPage {
  /// What to do next.
  var adviceBlock: Page.Block? {
    guard let advice = report.advice else { return nil }
    var block = Page.Block(words(\.advice.heading))
    let items = advice.prefix(3).enumerated().map { item($1, number: $0 + 1) }
    block.advice = .init(items)
    if items.isEmpty { block.notes = .init([point(\.advice.nothing)]) }
    return block
  }

  private func item(_ advice: ReachReport.Advice, number: Int) -> Page.Advice {
    let (title, text) = sentences(of: advice)
    var item = Page.Advice(
      number: String(number), title: title, worth: "", range: "", chartMarkup: "",
      textMarkup: text)
    if let people = advice.people {
      item.worth = words(\.advice.people, ["people": .people(people.mean)])
      let unit: KeyPath<Catalogue, Phrase> =
        switch advice.kind {
        case .renewTraining: \.advice.atStake
        case .train: \.advice.gained
        case .approve, .reviewRule, .measure: \.advice.missed
        }
      item.range = words(unit, ["range": .peopleRange(people)])
      item.chartMarkup = missedChart(people)
    } else if let measured = advice.measured, let now = central {
      let saved = 1 - (measured.high - measured.low) / max(now.high - now.low, 1e-9)
      item.worth = words(\.advice.narrower, ["share": .percent(max(0, saved))])
      let range = { (estimate: ReachReport.Estimate) in
        Spoken.text(
          figures.reachMultiplier == nil
            ? conventions.people(estimate.low, estimate.high)
            : "\(conventions.tenths(estimate.low))–\(conventions.tenths(estimate.high))×")
      }
      item.range = words(\.advice.narrowerUnit, ["after": range(measured), "before": range(now)])
      item.chartMarkup = measuredChart(now, measured)
    } else {
      item.worth = words(\.advice.times, ["count": .count(advice.count)])
      item.range = words(\.advice.timesUnit)
    }
    return item
  }

  /// The figure that an assumption moves.
  private var central: ReachReport.Estimate? {
    figures.reachMultiplier ?? figures.additionalPeople
  }

  /// What is to be done, and what happened.
  private func sentences(of advice: ReachReport.Advice) -> (title: String, text: String) {
    let stop = report.funnel?.stopped.first { $0.rule == advice.rule }
    let title = advice.rule.map { words.title(ofRule: $0, type: advice.ruleType) } ?? ""
    let rule = stop?.ownSentence.map { short($0, 80) } ?? title
    let roles = advice.roles.isEmpty ? words(\.advice.somebody) : either(advice.roles)
    var values: [String: Spoken] = [
      "post": .quoted(short(advice.post ?? "")), "roles": .text(roles), "rule": .quoted(rule),
      "count": .count(advice.count), "days": .count(advice.days ?? 0),
      "course": .quoted(short(advice.subject ?? "", 40)), "key": .text(advice.key ?? ""),
    ]
    switch advice.kind {
    case .approve:
      let isFresh = (advice.days ?? 0) < 1
      return (
        words(\.advice.approve),
        words.markup(isFresh ? \.advice.approveFresh : \.advice.approveText, values)
      )
    case .reviewRule: return (words(\.advice.review), words.markup(\.advice.reviewText, values))
    case .train: return (words(\.advice.train, values), words.markup(\.advice.trainText, values))
    case .renewTraining:
      return (words(\.advice.renew), words.markup(\.advice.renewText, values))
    case .measure:
      values["parameter"] = .text(words.name(ofInput: advice.subject ?? ""))
      return (words(\.advice.measure), words.markup(\.advice.measureText, values))
    }
  }

  /// Roles, any of which will do.
  private func either(_ roles: [String]) -> String {
    let names = roles.map { short($0, 24) }
    return names.dropFirst().reduce(names.first ?? "") {
      words(\.advice.or, ["first": .text($0), "second": .text($1)])
    }
  }

  /// What is missed: dashed, since it did not happen.
  private func missedChart(_ people: ReachReport.Estimate) -> String {
    let scale = ChartScale(holding: [people.high, figures.additionalPeople.mean])
    var drawing = Drawing()
    drawing.tick("z", at: 0, from: 4, to: 22)
    drawing.bar("w3", from: 0, to: scale.position(of: people.high), y: 7, height: 12)
    drawing.tick("tickw", at: scale.position(of: people.mean), from: 4, to: 22)
    return drawing.ornament(height: 26, style: "c")
  }

  /// The range as it is, and as it would be.
  private func measuredChart(
    _ now: ReachReport.Estimate, _ measured: ReachReport.Estimate
  ) -> String {
    let scale = ChartScale(holding: [now.high])
    func place(_ value: Double) -> Double { 22 + scale.position(of: value) * 0.78 }
    var drawing = Drawing()
    drawing.text("s", words(\.advice.today), at: 0, y: "10")
    drawing.text("s", words(\.advice.measured), at: 0, y: "25")
    drawing.bar("a3", from: place(now.low), to: place(now.high), y: 2, height: 8)
    drawing.bar("a1", from: place(measured.low), to: place(measured.high), y: 16, height: 8)
    drawing.tick("tick", at: place(now.mean), from: 0, to: 26)
    return drawing.ornament(height: 26, style: "c")
  }
}
