import AdvocacyModel

extension ReportPage {
  /// How the estimate was made, what it rests on, and how to check it.
  var appendix: [Page.Detail] {
    let details =
      report.posts.isEmpty
      ? [] : [how, rests, behind, shared, rules, others, cost].compactMap { $0 }
    return details + [allInputs].compactMap { $0 } + [check]
  }

  private func detail(
    _ title: KeyPath<Catalogue, Phrase>, _ brief: String, _ blocks: [Page.Block]
  ) -> Page.Detail {
    Page.Detail(title: words(title), brief: brief, blocks: blocks)
  }

  private var how: Page.Detail {
    var block = Page.Block()
    let values: [String: Spoken] = [
      "roster": .count(figures.participation.roster), "posts": .count(report.posts.count),
      "count": .count(report.blocks), "level": level,
    ]
    let steps: [KeyPath<Catalogue, Phrase>] = [
      \.appendix.whoMay, \.appendix.whoFollows, \.appendix.whoSees, \.appendix.counting,
      \.appendix.ranges,
    ]
    block.steps = .init(steps.map { point($0, values) })
    var notes = [point(\.appendix.saysNot)]
    let people = figures.reachByFrequency
    if let all = people.first, all > 0, people.count >= 5 {
      notes.insert(
        point(
          \.appendix.seenAgain,
          ["twice": .percent(people[1] / all), "often": .percent(people[4] / all)]), at: 0)
    }
    block.notes = .init(notes)
    return detail(\.appendix.how, words(\.appendix.howBrief, values), [block])
  }

  /// Which assumption moves the result most.
  private var rests: Page.Detail? {
    guard let sensitivity = report.sensitivity, let first = sensitivity.moving.first else {
      return nil
    }
    let isOfPages = sensitivity.figure == .reachMultiplier
    func label(_ value: Double) -> String {
      isOfPages ? conventions.tenths(value) : conventions.people(value)
    }
    let swings = sensitivity.moving.prefix(ReachReport.swingRows)
    let scale = SwingScale(swings.flatMap { [$0.atLow, $0.atHigh] } + [sensitivity.center])
    var axis = Drawing()
    for tick in scale.ticks {
      axis.text(
        "s m", label(tick) + (isOfPages ? "×" : ""), at: scale.position(of: tick), y: "100%", dy: -7
      )
    }
    let escape = PageText().escapeText
    var table = PageTable(
      "wide keep", caption: words(\.appendix.rests),
      columns: [
        .init(words(\.appendix.assumption), width: "w28"),
        .bars(width: "w29", axis: axis.ornament()),
        .init(words(\.appendix.value), width: "w14", "nb"),
        .init(words(\.appendix.source), width: "w29"),
      ])
    for swing in swings {
      let input = report.inputs.first { $0.name == swing.input }
      table.add([
        escape(words.name(ofInput: swing.input))
          + "<span class=\"key\">\(escape(swing.keysInWords))</span>",
        bar(of: swing, center: sensitivity.center, on: scale, label),
        escape(input.map(valueText) ?? "–"),
        input.map(sourceMarkup) ?? "–",
      ])
    }
    var block = Page.Block()
    let center = Spoken.text(label(sensitivity.center) + (isOfPages ? "×" : ""))
    block.unit = words(
      isOfPages ? \.appendix.restsUnit : \.appendix.restsUnitOfPeople, ["center": center])
    block.table = table
    let rest = sensitivity.swings.count - swings.count
    block.notes = .init(rest > 0 ? [point(\.appendix.restsNote, ["count": .count(rest)])] : [])
    let name = Spoken.text(words.name(ofInput: first.input))
    return detail(
      \.appendix.rests, words(\.appendix.restsBrief, ["parameter": name]), [block])
  }

  private func bar(
    of swing: ReachReport.Swing, center: Double, on scale: SwingScale,
    _ label: (Double) -> String
  ) -> String {
    let ends = [swing.atLow, swing.atHigh].sorted()
    let (low, high) = (scale.position(of: ends[0]), scale.position(of: ends[1]))
    var drawing = Drawing()
    for tick in scale.ticks { drawing.grid("g", at: scale.position(of: tick)) }
    drawing.cellBar("a1", from: low, to: high)
    drawing.grid("tick", at: scale.position(of: center))
    drawing.text("s e", label(ends[0]), at: low, y: "50%", dx: -5, dy: 4)
    drawing.text("s", label(ends[1]), at: high, y: "50%", dx: 5, dy: 4)
    return drawing.ornament()
  }

  /// The value of an input with its range.
  private func valueText(_ input: ReachReport.Input) -> String {
    func plain(_ value: Double) -> String {
      conventions.localized(NumberFormat.significant(value, digits: 2))
    }
    return input.low == input.high
      ? plain(input.value) : "\(plain(input.value)) (\(plain(input.low))–\(plain(input.high)))"
  }

  private func sourceMarkup(_ input: ReachReport.Input) -> String {
    let escape = PageText().escapeText
    let basis = words.say(Catalogue.all.parameters.word(for: input.basis))
    return
      "<b>\(escape(basis))</b><br /><span class=\"soft\">\(escape(short(input.source, 64)))</span>"
  }

  private var allInputs: Page.Detail? {
    guard !report.inputs.isEmpty else { return nil }
    let escape = PageText().escapeText
    var table = PageTable(
      "wide inputs", caption: words(\.appendix.inputs),
      columns: [
        .init(words(\.appendix.input), width: "w34"), .init(words(\.appendix.network), width: "w9"),
        .init(words(\.appendix.value), width: "w19", "nb"),
        .init(words(\.appendix.source), width: "w38"),
      ])
    for (input, networks) in mergedInputs {
      let basis = words.say(Catalogue.all.parameters.word(for: input.basis))
      table.add([
        escape(words.name(ofInput: input.name))
          + "<span class=\"key\">\(escape(short(input.name)))</span>",
        escape(networks.isEmpty ? words(\.appendix.allNetworks) : networks.joined(separator: ", ")),
        escape(valueText(input)),
        "\(escape(basis)): <span class=\"soft\">\(escape(short(input.source, 200)))</span>",
      ])
    }
    var block = Page.Block()
    block.table = table
    return detail(
      \.appendix.inputs,
      words(\.appendix.inputsBrief, ["count": .count(report.inputs.count)]), [block])
  }

  /// The inputs in order, those that are the same on several networks once.
  private var mergedInputs: [(input: ReachReport.Input, networks: [String])] {
    var merged: [(input: ReachReport.Input, networks: [String])] = []
    for input in report.inputs {
      let title = input.network.map(Network.title)
      var plain = input
      plain.network = nil
      if let title, let index = merged.firstIndex(where: { $0.input == plain }) {
        merged[index].networks.append(title)
      } else {
        merged.append((plain, title.map { [$0] } ?? []))
      }
    }
    return merged
  }

  /// Seed, hashes and date.
  private var check: Page.Detail {
    let counts = Dictionary(grouping: report.inputs, by: \.basis).mapValues(\.count)
    func count(_ basis: Basis) -> Spoken { .count(counts[basis] ?? 0) }
    let error = report.relativeStandardError.map { NumberFormat.percent($0) } ?? "–"
    let time = words(
      \.appendix.inZone,
      [
        "time": .text(conventions.time(calendar.civilTime(at: report.asOf))),
        "zone": .text(report.timeZone),
      ])
    var block = Page.Block()
    func fact(_ name: KeyPath<Catalogue, Phrase>, _ text: String, isMono: Bool = false) -> Page.Fact
    {
      Page.Fact(name: words(name), text: text, factStyle: isMono ? "mono" : nil)
    }
    block.facts = .init(
      [
        fact(\.appendix.asOf, time), fact(\.appendix.formula, words(\.appendix.formulaText)),
        fact(
          \.appendix.draws,
          words(
            \.appendix.drawsText,
            ["count": .count(report.blocks), "error": .text(conventions.localized(error))])),
        fact(
          \.appendix.inputCounts,
          words(
            \.appendix.inputCountsText,
            [
              "measured": count(.measured), "read": count(.read), "assumed": count(.assumed),
              "configured": count(.configured),
            ])),
        fact(\.appendix.seed, String(report.seed), isMono: true),
        fact(
          \.appendix.ledger, report.ledgerHead ?? words(\.appendix.empty),
          isMono: report.ledgerHead != nil),
        fact(\.appendix.hash, report.inputsHash, isMono: true),
      ] + report.notes.map { fact(\.appendix.note, $0) })
    return detail(\.appendix.check, words(\.appendix.checkBrief), [block])
  }
}

/// A scale about a figure: it need not begin at nought.
private struct SwingScale {
  let ticks: [Double]
  private let low: Double
  private let high: Double

  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    let (least, greatest) = (finite.min() ?? 0, finite.max() ?? 1)
    let room = max(greatest - least, 1e-6) * 0.16
    let (low, high) = (least - room, greatest + room)
    self.low = low
    self.high = high
    var power = 1e-6
    while power * 10 <= high - low { power *= 10 }
    let step = [0.2, 0.5, 1, 2, 5].map { $0 * power }.first { (high - low) / $0 < 5 } ?? power * 5
    let first = (low / step).rounded(.up)
    ticks = (0..<6).map { (first + Double($0)) * step }.filter { $0 <= high }
  }

  func position(of value: Double) -> Double {
    value.isFinite ? min(100, max(0, (value - low) / (high - low) * 100)) : 0
  }
}
