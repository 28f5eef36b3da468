import AdvocacyModel

extension ReportPage {
  /// The last periods, and this one against the one before.
  var trendBand: Page.Band? {
    guard let trend = report.trend, trend.count > 1 else {
      guard let comparison = report.comparison, comparison.figures != nil else {
        var block = Page.Block(words(\.page.trend))
        block.notes = .init([point(\.page.noTrend)])
        return Page.Band("cut", [block])
      }
      return Page.Band("cut", [comparisonBlock(before: nil)])
    }
    return Page.Band(
      "two cut", [trendBlock(trend), comparisonBlock(before: trend.dropLast().last)])
  }

  /// The figure of a period that the trend shows: the multiple, or people without a page.
  private func shown(_ period: ReachReport.TrendPeriod) -> ReachReport.Estimate {
    isOfPages ? period.reachMultiplier ?? .init(mean: 1, low: 1, high: 1) : period.additionalPeople
  }

  private var isOfPages: Bool {
    report.trend?.contains { $0.reachMultiplier != nil } ?? false
  }

  private func label(_ value: Double) -> String {
    isOfPages ? conventions.times(value) : conventions.people(value)
  }

  private func trendBlock(_ trend: [ReachReport.TrendPeriod]) -> Page.Block {
    var block = Page.Block(trendHeading(trend.map { shown($0).mean }))
    block.unit = words(isOfPages ? \.page.trendUnit : \.page.trendUnitOfPeople, ["level": level])
    block.chartMarkup = trendChart(trend)
    return block
  }

  /// What the last periods have in common, where they have: rises or falls in a row.
  private func trendHeading(_ values: [Double]) -> String {
    let steps = zip(values, values.dropFirst()).map { $1 - $0 }
    let rises = steps.reversed().prefix { $0 > 0 }.count
    let falls = steps.reversed().prefix { $0 < 0 }.count
    if rises >= 2 { return words(\.page.trendRises, ["count": .count(rises)]) }
    if falls >= 2 { return words(\.page.trendFalls, ["count": .count(falls)]) }
    return words(\.page.trend)
  }

  private func trendChart(_ trend: [ReachReport.TrendPeriod]) -> String {
    let values = trend.map(shown)
    let scale = ChartScale(holding: values.map(\.high))
    // From the line at 1×, or nought of people, at 87 per cent of the height, up to 4 per cent.
    let base = isOfPages ? 1.0 : 0
    func y(_ value: Double) -> Double {
      87 - max(0, min(1, (value - base) / max(scale.top - base, 0.1))) * 83
    }
    func x(_ index: Int) -> Double { 10 + Double(index) * 78 / Double(max(1, trend.count - 1)) }
    var drawing = Drawing()
    for tick in scale.ticks where tick > base {
      let line = Drawing.percent(y(tick))
      drawing.line("g", x1: "0", y1: line, x2: "100%", y2: line)
      drawing.text("s", tickLabel(tick), at: 0, y: line, dy: -4)
    }
    let line = Drawing.percent(y(base))
    drawing.line("z", x1: "0", y1: line, x2: "100%", y2: line)
    drawing.text("s", tickLabel(base), at: 0, y: line, dy: -4)
    if isOfPages { drawing.text("s e", words(\.page.trendPageAlone), at: 100, y: line, dy: -4) }
    for (index, value) in values.enumerated() where value.isDrawable {
      let isLast = index == values.count - 1
      drawing.line(
        isLast ? "band now" : "band", x1: Drawing.percent(x(index)),
        y1: Drawing.percent(y(value.low)), x2: Drawing.percent(x(index)),
        y2: Drawing.percent(y(value.high)))
    }
    for index in values.indices.dropLast() {
      drawing.line(
        "line", x1: Drawing.percent(x(index)), y1: Drawing.percent(y(values[index].mean)),
        x2: Drawing.percent(x(index + 1)), y2: Drawing.percent(y(values[index + 1].mean)))
    }
    let names = periodNames(trend)
    for (index, value) in values.enumerated() {
      let isLast = index == values.count - 1
      let place = Drawing.percent(y(value.mean))
      // The label keeps clear of the line to the next dot.
      let isAbove = !isLast && (values[index + 1].mean < value.mean || y(value.mean) > 74)
      drawing.dot("dot", at: x(index), y: place, radius: isLast ? 6 : 4.5)
      drawing.text(
        isLast ? "halo v fa" : "halo", label(value.mean), at: x(index), y: place, dx: 11,
        dy: isLast ? 5 : isAbove ? -5 : 16)
      drawing.text(
        isLast ? "s m now-l" : "s m", names[index], at: x(index), y: "100%", dy: -3)
      guard isLast, value.isDrawable else { continue }
      let ends = [value.high, value.low].map {
        isOfPages ? conventions.tenths($0) : conventions.people($0)
      }
      drawing.text("s m", ends[0], at: x(index), y: Drawing.percent(y(value.high)), dy: -5)
      drawing.text("s m", ends[1], at: x(index), y: Drawing.percent(y(value.low)), dy: 13)
    }
    let text = zip(names, values).map { "\($0): \(label($1.mean))" }.joined(separator: "; ")
    return drawing.chart(
      "trend", height: nil, title: words(\.page.trend), text: text, style: "c trend")
  }

  private func tickLabel(_ value: Double) -> String {
    isOfPages
      ? conventions.localized(NumberFormat.significant(value, digits: 1)) + "×"
      : conventions.people(value)
  }

  /// The periods as the chart names them.
  func periodNames(
    _ trend: [ReachReport.TrendPeriod], areLong: Bool = false
  ) -> [String] {
    guard let last = trend.last else { return [] }
    let present = calendar.civilTime(at: last.until - .seconds(1))
    return trend.map { period in
      let first = calendar.civilTime(at: period.since)
      switch CalendarPeriod(period.since..<period.until, in: calendar)?.unit {
      case .month:
        return areLong && first.year == present.year
          ? conventions.monthName(first) : conventions.shortMonth(first, in: present)
      case .quarter:
        let number = Spoken.text("\((first.month + 2) / 3)")
        return words(\.page.shortQuarter, ["number": number, "year": .text("\(first.year)")])
      case .year: return String(first.year)
      case .day, .week, nil: return conventions.shortDay(first)
      }
    }
  }

  /// This period's figures beside those of the one before.
  private func comparisonBlock(before: ReachReport.TrendPeriod?) -> Page.Block? {
    let names = report.trend.map { periodNames($0, areLong: true) } ?? []
    let heads =
      names.count > 1
      ? (names[names.count - 2], names[names.count - 1]) : (words(\.page.before), words(\.page.now))
    let other = report.comparison?.figures
    guard let old = other.map(Compared.init) ?? before.map(Compared.init) else { return nil }
    let isCompared = other != nil
    let (left, right) = isCompared ? (words(\.page.before), words(\.page.now)) : heads
    var block = Page.Block(
      isCompared
        ? words(\.page.periodsFigures)
        : words(
          \.page.against,
          ["now": .text(right.prefix(1).uppercased() + right.dropFirst()), "before": .text(left)]))
    block.unit = words(\.page.againstUnit)
    let new = report.trend?.last.map(Compared.init) ?? Compared(figures)
    block.table = comparisonTable(left, right, old, isCompared ? Compared(figures) : new)
    if let sentence = changeSentence { block.notes = .init([sentence]) }
    return block
  }

  private func comparisonTable(
    _ left: String, _ right: String, _ old: Compared, _ new: Compared
  ) -> PageTable {
    var table = PageTable(
      "plain", caption: words(\.page.periodsFigures),
      columns: [.init(words(\.page.figure)), .init(left, "r soft"), .init(right, "r")])
    func add(_ name: KeyPath<Catalogue, Phrase>, _ value: (Compared) -> String?) {
      guard let after = value(new) else { return }
      let escape = PageText().escapeText
      table.add([escape(words(name)), escape(value(old) ?? "–"), "<b>\(escape(after))</b>"])
    }
    func part(_ some: Int, _ all: Int) -> String {
      words(\.page.of, ["part": .count(some), "whole": .count(all)])
    }
    add(\.page.rowPage) { $0.reach.page.map { conventions.people($0.mean) } }
    add(\.page.rowWith) { conventions.people($0.reach.withEmployees.mean) }
    add(\.page.rowBrought) { conventions.people($0.additional.mean) }
    add(\.page.rowMultiple) { $0.multiplier.map { conventions.times($0.mean) } }
    add(\.page.rowEmployees) { part($0.participation.took, $0.participation.roster) }
    add(\.page.rowPosts) { compared in compared.posts.map { part($0.shared, $0.all) } }
    return table
  }

  /// Whether the people brought changed for sure, where the two periods were compared.
  private var changeSentence: Page.Point? {
    guard let change = report.comparison?.changes.first(where: { $0.figure == .additionalPeople })
    else { return nil }
    guard change.isClear else { return point(\.page.unclear) }
    let difference = change.difference
    let isRise = difference.mean > 0
    let ends = [difference.low.magnitude, difference.high.magnitude].sorted()
    return point(
      isRise ? \.page.clearRise : \.page.clearFall,
      [
        "people": .people(difference.mean.magnitude),
        "range": .peopleRange(.init(mean: 0, low: ends[0], high: ends[1])),
      ])
  }

  /// What two periods are compared by.
  private struct Compared {
    var reach: ReachReport.Reach
    var additional: ReachReport.Estimate
    var multiplier: ReachReport.Estimate?
    var participation: ReachReport.Participation
    var posts: (shared: Int, all: Int)?

    init(_ figures: ReachReport.Figures) {
      reach = figures.reach
      additional = figures.additionalPeople
      multiplier = figures.reachMultiplier
      participation = figures.participation
    }

    init(_ period: ReachReport.TrendPeriod) {
      reach = period.reach
      additional = period.additionalPeople
      multiplier = period.reachMultiplier
      participation = period.participation
      posts = (period.shared, period.posts)
    }
  }
}

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
