import AdvocacyModel

extension ReportPage {
  /// The most rows of a table in the appendix: a report is read, a CSV is filtered.
  private static let tableRows = 40
  /// The most names of the table of shared audiences.
  private static let sharedNames = 8

  private func escape(_ text: String) -> String { PageText().escapeText(text) }

  private func detail(
    _ title: KeyPath<Catalogue, Phrase>, _ brief: String, _ blocks: [Page.Block]
  ) -> Page.Detail {
    Page.Detail(title: words(title), brief: brief, blocks: blocks)
  }

  /// The figures that the charts show, as tables.
  var behind: Page.Detail {
    detail(
      \.appendix.behind, words(\.appendix.behindBrief),
      [countsBlock, voicesBlock, overTimeBlock, trendTable, postsTable, groupsTable].compactMap {
        $0
      })
  }

  /// Who of the employees spoke for themselves, in sentences.
  private var voicesBlock: Page.Block? {
    report.voices?.sentence(words).map { sentence in
      var block = Page.Block()
      block.subheading = words(\.report.voices)
      block.unit = sentence
      return block
    }
  }

  private var countsBlock: Page.Block {
    var table = PageTable(
      "wide keep", caption: words(\.appendix.counts),
      columns: [
        .init(words(\.appendix.count)), .init(words(\.appendix.figure), "r"),
        .init(words(\.posts.range, ["level": level]), "r"), .init(words(\.appendix.meaning)),
      ])
    func add(
      _ name: KeyPath<Catalogue, Phrase>, _ figure: String, _ range: String,
      _ meaning: KeyPath<Catalogue, Phrase>
    ) {
      table.add([words(name), figure, range, words(meaning)].map(escape))
    }
    let reach = figures.reach
    if let page = reach.page {
      add(
        \.appendix.pageAlone, conventions.people(page.mean), rangeText(page), \.appendix.distinct)
    }
    add(
      \.appendix.withEmployees, conventions.people(reach.withEmployees.mean),
      rangeText(reach.withEmployees), \.appendix.distinct)
    add(
      \.appendix.gross, conventions.people(figures.grossReach), "–", \.appendix.grossMeaning)
    add(
      \.appendix.potential, conventions.count(figures.potentialReach), "–",
      \.appendix.potentialMeaning)
    var block = Page.Block()
    block.subheading = words(\.appendix.counts)
    block.table = table
    return block
  }

  private var overTimeBlock: Page.Block? {
    guard let timeline = report.timeline, timeline.count > 1 else { return nil }
    let all = figures.reach.withEmployees.mean
    var table = PageTable(
      "wide keep", caption: words(\.appendix.overTime),
      columns: [
        .init(words(\.appendix.after)), .init(words(\.appendix.pageAlone), "r"),
        .init(words(\.appendix.withEmployees), "r"), .init(words(\.appendix.ofAll), "r"),
      ])
    for moment in timeline {
      let share = all > 0 ? conventions.percent(moment.withEmployees / all) : "–"
      table.add(
        [
          spoken(moment.seconds), moment.page.map(conventions.people) ?? "–",
          conventions.people(moment.withEmployees), share,
        ].map(escape))
    }
    var block = Page.Block()
    block.subheading = words(\.appendix.overTime)
    block.table = table
    return block
  }

  private func spoken(_ seconds: Int) -> String {
    if seconds < 3600 { return words(\.appendix.minutes, ["count": .count(seconds / 60)]) }
    return seconds < 86_400
      ? words(\.appendix.hours, ["count": .count(seconds / 3600)])
      : words(\.posts.days, ["count": .count(seconds / 86_400)])
  }

  private var trendTable: Page.Block? {
    guard let trend = report.trend, trend.count > 1 else { return nil }
    var table = PageTable(
      "wide keep", caption: words(\.appendix.trend),
      columns: [
        .init(words(\.appendix.period)), .init(words(\.appendix.pageAlone), "r"),
        .init(words(\.appendix.withEmployees), "r"), .init(words(\.posts.brought), "r"),
        .init(words(\.appendix.multiple), "r"),
      ])
    for (name, period) in zip(periodNames(trend), trend) {
      let multiple = period.reachMultiplier.map { factor in
        let range = "\(conventions.tenths(factor.low))–\(conventions.tenths(factor.high))"
        return "\(conventions.times(factor.mean)) (\(range))"
      }
      table.add(
        [
          name, period.reach.page.map { conventions.people($0.mean) } ?? "–",
          conventions.people(period.reach.withEmployees.mean),
          conventions.people(period.additionalPeople.mean), multiple ?? "–",
        ].map(escape))
    }
    var block = Page.Block()
    block.subheading = words(\.appendix.trend)
    block.table = table
    return block
  }

  /// More posts than the second page holds.
  private var postsTable: Page.Block? {
    let ranked = rankedPosts
    guard ranked.count > 10 else { return nil }
    let shown = ranked.prefix(Self.tableRows)
    let scale = ChartScale(holding: shown.map(\.figures.additionalPeople.high))
    var table = postTable(Drawing.axis(scale, conventions.people))
    for post in shown { add(post, missed: nil, on: scale, to: &table) }
    return block(\.appendix.allPosts, table, shown: shown.count, of: ranked.count)
  }

  /// More groups than the second page holds.
  private var groupsTable: Page.Block? {
    let rows = groupRows
    guard rows.count > 6 else { return nil }
    let shown = rows.prefix(Self.tableRows)
    let table = groupTable(Array(shown), others: 0, style: "teams all")
    return block(\.appendix.groups, table, shown: shown.count, of: rows.count)
  }

  private func block(
    _ heading: KeyPath<Catalogue, Phrase>, _ table: PageTable, shown: Int, of count: Int
  ) -> Page.Block {
    var block = Page.Block()
    block.subheading = words(heading)
    block.table = table
    if count > shown {
      let values: [String: Spoken] = ["shown": .count(shown), "count": .count(count)]
      block.notes = .init([point(\.appendix.mostOf, values)])
    }
    return block
  }

  /// Whom the leading teams would both have reached.
  var shared: Page.Detail? {
    guard case .contributions(let parts) = report.groups, let overlaps = report.overlaps,
      !overlaps.isEmpty, !report.by.isOfEmployees || isRanked
    else { return nil }
    let known = Set(overlaps.flatMap { [$0.first, $0.second] })
    let leading = ReachReport.ranked(parts)
      .filter { $0.alone != nil && known.contains($0.name) }.prefix(Self.sharedNames)
    guard leading.count > 1 else { return nil }
    let pairs = OverlapShares(overlaps, of: parts)
    var table = PageTable(
      "heat", caption: words(\.appendix.shared),
      columns: [.init("")] + leading.dropLast().map { .init(short(name($0), 24)) })
    for (row, part) in leading.enumerated().dropFirst() {
      let cells = leading.dropLast().enumerated().map { column, other in
        guard column < row, let share = pairs.share(part.name, other.name) else { return "" }
        let shade = share < 0.05 ? "h0" : share < 0.15 ? "h1" : share < 0.4 ? "h2" : "h3"
        return "<span class=\"\(shade)\">\(escape(conventions.percent(share)))</span>"
      }
      table.add([escape(short(name(part), 24))] + cells)
    }
    var block = Page.Block()
    block.unit = words(\.appendix.sharedUnit)
    block.table = table
    block.points = .init(
      pairs.greatest.prefix(3).compactMap { overlap in
        pairs.share(overlap.first, overlap.second).map { share in
          let names = [overlap.first, overlap.second].map { Spoken.text(short($0, 24)) }
          let pair = words(\.appendix.pairOf, ["first": names[0], "second": names[1]])
          return point(
            \.appendix.pairText,
            ["pair": .text(pair), "share": .percent(share), "people": .people(overlap.people)])
        }
      })
    return detail(\.appendix.shared, words(\.appendix.sharedBrief), [block])
  }

  private func name(_ part: ReachReport.Contribution) -> String {
    part.name.isEmpty ? "–" : part.name
  }

  /// Every rule that held somebody back.
  var rules: Page.Detail? {
    guard let stops = report.funnel?.stopped, !stops.isEmpty else { return nil }
    var table = PageTable(
      "wide keep", caption: words(\.appendix.rules),
      columns: [
        .init(words(\.appendix.rule), width: "w28"),
        .init(words(\.appendix.verdict), width: "w14"),
        .init(words(\.appendix.times), width: "w9", "r"),
        .init(words(\.appendix.reason), width: "w45"),
      ])
    for stop in stops.prefix(Self.tableRows) {
      let title = words.title(ofRule: stop.rule, type: stop.type)
      table.add([
        escape(title) + "<span class=\"key\">\(escape(stop.rule.text))</span>",
        escape(words.say(Catalogue.all.rules.word(for: stop.outcome))),
        escape(conventions.count(stop.candidates)), escape(short(stop.ownSentence ?? "–", 140)),
      ])
    }
    var block = Page.Block()
    block.table = table
    block.notes = .init([point(\.appendix.rulesNote)])
    let count = Spoken.count(stops.count)
    return detail(\.appendix.rules, words(\.appendix.rulesBrief, ["count": count]), [block])
  }

  /// What other products' formulas give.
  var others: Page.Detail? {
    guard let vendors = report.vendors, !vendors.isEmpty else { return nil }
    let ours = figures.reach.withEmployees
    let ordered = vendors.sorted { ($0.figure, $0.products) < ($1.figure, $1.products) }
    let scale = ChartScale(
      holding: ordered.filter { $0.unit == .people }.map(\.figure) + [ours.high])
    var table = PageTable(
      "wide keep", caption: words(\.appendix.others),
      columns: [
        .init(words(\.appendix.method), width: "w38"),
        .init(words(\.appendix.figure), width: "w12", "r"),
        .bars(width: "w38", axis: Drawing.axis(scale, conventions.people)),
        .init(words(\.appendix.against), width: "w12", "r"),
      ])
    var own = Drawing()
    own.cellRange(ours, on: scale)
    table.add([
      "<b>\(escape(words(\.appendix.ours)))</b>" + soft(words(\.appendix.oursMeaning)),
      "<b>\(escape(conventions.people(ours.mean)))</b>", own.ornament(), "1×",
    ])
    for vendor in ordered {
      var drawing = Drawing()
      for tick in scale.ticks { drawing.grid(tick == 0 ? "z" : "g", at: scale.position(of: tick)) }
      if vendor.unit == .people {
        drawing.cellBar("n1", from: 0, to: scale.position(of: vendor.figure))
      }
      table.add([
        escape(words.products(of: vendor)) + soft(words.say(words.formula(of: vendor.method))),
        "<b>\(escape(conventions.people(vendor.figure)))</b>", drawing.ornament(),
        escape(vendor.inflation.map(conventions.times) ?? "–"),
      ])
    }
    var block = Page.Block()
    block.unit = words(\.appendix.othersUnit)
    block.table = table
    block.notes = .init([point(\.appendix.othersNote)])
    let factors = vendors.filter { $0.unit == .people }.compactMap(\.inflation)
    let brief = words(
      \.appendix.othersBrief,
      ["low": .times(factors.min() ?? 0), "high": .times(factors.max() ?? 0)])
    return detail(\.appendix.others, brief, [block])
  }

  private func soft(_ text: String) -> String {
    "<br /><span class=\"soft\">\(escape(text))</span>"
  }

  /// What the exposure would have cost.
  var cost: Page.Detail? {
    guard let cost = report.mediaCost else { return nil }
    func money(_ value: Double) -> String {
      conventions.localized(NumberFormat.fixed(value, decimals: 2))
    }
    var table = PageTable(
      "wide keep", caption: words(\.appendix.cost),
      columns: [
        .init(words(\.appendix.costCounted)), .init(words(\.appendix.costCount), "r"),
        .init(words(\.appendix.costPrice), "r"), .init(words(\.appendix.cost), "r"),
      ])
    for line in cost.lines {
      table.add(
        [
          words.name(of: line.kind), conventions.count(Int(line.count.rounded())),
          money(line.price), money(line.cost),
        ].map(escape))
    }
    table.add(
      [words(\.appendix.costTotal), "", "", "\(cost.currency) \(money(cost.total))"].map(escape),
      style: "sum")
    var block = Page.Block()
    block.unit = words(
      \.appendix.costUnit,
      [
        "card": .quoted(short(cost.card)), "date": .text(cost.date),
        "source": .text(short(cost.source, 90)),
      ])
    block.table = table
    block.notes = .init([point(\.appendix.costNot)])
    return detail(\.appendix.cost, words(\.appendix.costBrief), [block])
  }
}

extension Words {
  /// The name of what a price is for.
  func name(of kind: RateCard.Kind) -> String {
    switch kind {
    case .perThousandImpressions: self(\.appendix.impressions)
    case .perParticipation: self(\.appendix.participations)
    case .perLike: self(\.appendix.likes)
    case .perComment: self(\.appendix.comments)
    case .perShare: self(\.appendix.shares)
    case .perClick: self(\.appendix.clicks)
    }
  }

  /// A formula in words.
  func formula(of method: VendorMethod) -> Phrase {
    let phrases = Catalogue.all.appendix
    return switch method {
    case .summedFollowers: phrases.summedFollowers
    case .summedPosts: phrases.summedPosts
    case .discountedFollowers: phrases.discountedFollowers
    case .independentAudiences: phrases.independentAudiences
    case .engagementFormula: phrases.engagementFormula
    }
  }

  /// Who counts by a formula: products have names of their own.
  func products(of vendor: ReachReport.VendorComparison) -> String {
    switch vendor.method {
    case .summedPosts: self(\.appendix.reportsThatAdd)
    case .independentAudiences: self(\.appendix.sainsbury)
    case .summedFollowers, .discountedFollowers, .engagementFormula: vendor.products
    }
  }
}
