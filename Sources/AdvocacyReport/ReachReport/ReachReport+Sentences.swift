import AdvocacyModel

extension ReachReport {
  /// The one sentence to remember, in English.
  package var headline: String { headline(in: .english) }

  /// The one sentence to remember.
  package func headline(in words: Words) -> String {
    let figures = total.figures
    let additional = figures.additionalPeople
    guard !posts.isEmpty else { return words(\.report.noPosts) }
    guard figures.employees > 0 else {
      if let outlook {
        return words(
          \.report.nobodyYet,
          ["outlook": .text(outlook.sentence({ shown($0, in: words.language) }, in: words))])
      }
      let waiting = posts.count { $0.state == "waiting" }
      return waiting > 0
        ? words(\.report.nobodyWaiting, ["posts": .count(waiting)]) : words(\.report.nobody)
    }
    var values: [String: Spoken] = [
      "employees": .count(figures.employees), "people": .exactPeople(additional.mean),
    ]
    guard let multiplier = figures.reachMultiplier else {
      values["range"] = .text(Figure.people(additional).range(in: words) ?? "–")
      return words(\.report.headlineWithoutPage, values)
    }
    values["multiple"] = .text(Figure.times(multiplier).text(in: words))
    return words(\.report.headline, values)
  }

  /// The notes below the table, in English.
  package var footnotes: [String] { footnotes(in: .english) }

  /// The notes below the table.
  package func footnotes(in words: Words) -> [String] {
    let own = [by.footnote.map { words.say($0) }].compactMap { $0 }
    // Groups on networks have no column of the nominal multiplier.
    guard by.isOfPeople || by == .group else {
      return [nominalFootnote(in: words)].compactMap { $0 } + own
    }
    return posts.isEmpty ? [] : own
  }

  /// What the nominal multiplier counts, by the pair of post and network where it is greatest.
  private func nominalFootnote(in words: Words) -> String? {
    let pairs = posts.flatMap(\.figures.networks)
    let greatest = pairs.max { $0.nominalMultiplier < $1.nominalMultiplier }
    guard let greatest, greatest.employees > 0 else { return nil }
    let factors = [greatest.employees, greatest.likes, greatest.reposts]
    let product = factors.map { words.conventions.count(max(1, $0)) }.joined(separator: " × ")
    let result = NumberFormat.fixed(greatest.nominalMultiplier, decimals: 0)
    let note = words(
      factors.contains(0) ? \.report.nominalNoteOfZero : \.report.nominalNote,
      [
        "employees": .count(factors[0]), "likes": .count(factors[1]), "reposts": .count(factors[2]),
        "product": .text(product), "result": .text(words.conventions.localized(result)),
      ])
    guard pairs.count > 1 else { return note }
    return note + " " + words(\.report.nominalMean, ["count": .count(pairs.count)])
  }
}

extension ReachReport {
  /// How the figures were made: seed, worlds, error, interval, period, inputs, hashes, notes.
  package func provenance(style: TerminalStyle) -> String {
    let lines = provenanceLines(in: style.words)
    let widest = lines.map { $0.0.count }.max() ?? 0
    let text = lines.map { name, value in
      let gap = String(repeating: " ", count: widest - name.count + 2)
      let room = style.width.map { $0 - widest - 4 }
      let wrapped = Wrapping.wrap(SafeText.escape(value), to: room, indent: widest + 4)
      return "  " + style.paint(name, .dim) + gap + wrapped + "\n"
    }
    return style.paint(style.words(\.report.made), .bold) + "\n" + text.joined()
  }

  /// The worlds in words, `200 blocks of 64 worlds`, or, where reach is worked out in closed form,
  /// `2,000 draws of the assumptions`.
  package func worldsInWords(_ words: Words = .english) -> String {
    guard worlds != blocks else {
      return words(\.report.drawsText, ["count": .count(blocks)])
    }
    guard blocks > 0, worlds.isMultiple(of: blocks) else {
      return words(
        \.report.worldsInBlocks, ["worlds": .count(worlds), "blocks": .count(blocks)])
    }
    return words(
      \.report.worldsText, ["worlds": .count(worlds / blocks), "blocks": .count(blocks)])
  }

  /// How the figures were made, as pairs of a name and what it says.
  func provenanceLines(in words: Words = .english) -> [(String, String)] {
    let percent = { (share: Double) in words.conventions.localized(NumberFormat.percent(share)) }
    let error = relativeStandardError.map {
      words(\.report.simulationError, ["error": .text(percent($0))])
    }
    var lines = [
      (words(\.report.formula), words.language == .english ? formula : words(\.report.formulaText)),
      (words(\.report.seed), String(seed)),
      (words(worlds == blocks ? \.report.draws : \.report.worlds), worldsInWords(words)),
      (words(\.report.simulation), error ?? "–"),
      (
        words(\.report.interval),
        words(\.report.intervalText, ["level": .text(percent(intervalLevel))])
      ),
      (words(\.report.asOf), exact(asOf)),
    ]
    if since != nil || until != nil { lines.append((words(\.report.posts), period(in: words))) }
    if let seen = seenAgain(words, percent) { lines.append((words(\.report.seen), seen)) }
    lines += Basis.allCases.compactMap { basis in
      inputsInWords(basis, words).map { (words(basis.word), $0) }
    }
    lines.append((words(\.report.ledger), ledgerHead ?? words(\.report.empty)))
    lines.append((words(\.report.inputs), inputsHash))
    return lines + notes.map { (words(\.report.note), $0) }
  }

  /// From when to when the posts fell due.
  private func period(in words: Words) -> String {
    let first = Spoken.text(since.map(shownBriefly) ?? "")
    guard let until else { return words(\.report.from, ["first": first]) }
    let (last, isDay) = shownLast(until)
    let values = ["first": first, "last": .text(last)]
    guard since != nil else { return words(isDay ? \.report.to : \.report.beforeEnd, values) }
    return words(isDay ? \.report.fromTo : \.report.fromBefore, values)
  }

  /// How many of those reached see posts more than once; nil where nobody is reached.
  private func seenAgain(_ words: Words, _ percent: (Double) -> String) -> String? {
    let people = total.figures.reachByFrequency
    guard let all = people.first, all > 0, people.count >= 5 else { return nil }
    let (twice, often) = (people[1] / all, people[4] / all)
    // Above a sixth or so more shares show the same people the same posts (assumed).
    return words(
      often > 0.15 ? \.report.seenOften : \.report.seenText,
      ["twice": .text(percent(twice)), "often": .text(percent(often))])
  }

  /// The inputs of a mark, those with the widest range first, since they make the interval.
  private func inputsInWords(_ basis: Basis, _ words: Words) -> String? {
    let own = inputs.filter { $0.basis == basis }
    guard !own.isEmpty else { return nil }
    var names: [(name: String, width: Double, networks: [String])] = []
    for input in own {
      let networks = input.network.map { [$0.text] } ?? []
      if let index = names.firstIndex(where: { $0.name == input.name }) {
        names[index].width = max(names[index].width, input.relativeWidth)
        names[index].networks += networks
      } else {
        names.append((input.name, input.relativeWidth, networks))
      }
    }
    names.sort { ($1.width, $0.name) < ($0.width, $1.name) }
    let shown = names.prefix(4).map { entry in
      entry.networks.isEmpty
        ? entry.name : "\(entry.name) (\(entry.networks.joined(separator: ", ")))"
    }
    let rest = names.count - shown.count
    return words(
      rest > 0 ? \.report.inputsTextMore : \.report.inputsText,
      [
        "count": .count(own.count), "names": .text(shown.joined(separator: ", ")),
        "more": .count(rest),
      ])
  }
}

extension Basis {
  /// The word for where a figure comes from, as the foot of a report has it.
  fileprivate var word: KeyPath<Catalogue, Phrase> {
    switch self {
    case .measured: \.report.measured
    case .read: \.report.read
    case .assumed: \.report.assumed
    case .configured: \.report.configured
    }
  }
}

extension ReachReport.Input {
  /// The range in relation to the value, for putting the widest first.
  var relativeWidth: Double {
    value == 0 ? high - low : (high - low) / value.magnitude
  }
}
