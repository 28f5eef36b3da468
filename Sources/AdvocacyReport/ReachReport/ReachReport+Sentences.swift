import AdvocacyModel

extension ReachReport {
  /// The one sentence to remember.
  package var headline: String {
    let figures = total.figures
    let additional = figures.additionalPeople
    guard !posts.isEmpty else { return "No post went out in this period." }
    guard figures.employees > 0 else {
      if let outlook { return "Nobody has acted yet. \(outlook.sentence(shown))" }
      let waiting = posts.count { $0.state == "waiting" }
      if waiting > 0 {
        let verb = waiting == 1 ? "waits" : "wait"
        return "Nobody has acted yet: \(NumberFormat.count(waiting, "post")) \(verb). "
          + "`advocacy queue list` tells for what."
      }
      return "No employee took part, so the company reached nobody whom its page did not."
    }
    let employees = NumberFormat.count(figures.employees, "employee")
    let people = NumberFormat.people(additional.mean)
    let noun = people == "1" ? "person" : "people"
    guard let multiplier = figures.reachMultiplier else {
      let range = Figure.people(additional).range ?? "–"
      return """
        \(employees) brought the company to about \(people) \(noun) (\(range)); it has no page \
        there to compare with.
        """
    }
    return """
      \(employees) brought the company to about \(people) \(noun) whom its page alone would not \
      have reached: \(Figure.times(multiplier).text).
      """
  }

  /// The notes below the table.
  package var footnotes: [String] {
    let own = [by.footnote].compactMap { $0 }
    guard by.isOfPeople else { return [nominalFootnote].compactMap { $0 } + own }
    return posts.isEmpty ? [] : own
  }

  /// What the nominal multiplier counts, by the pair of post and network where it is greatest.
  private var nominalFootnote: String? {
    let pairs = posts.flatMap(\.figures.networks)
    let greatest = pairs.max { $0.nominalMultiplier < $1.nominalMultiplier }
    guard let greatest, greatest.employees > 0 else { return nil }
    let factors = [
      (greatest.employees, "employee"), (greatest.likes, "like"), (greatest.reposts, "repost"),
    ]
    let words = factors.map { NumberFormat.count($0, $1) }.joined(separator: " × ")
    let product = factors.map { NumberFormat.count(max(1, $0.0)) }.joined(separator: " × ")
    let result = NumberFormat.fixed(greatest.nominalMultiplier, decimals: 0)
    let zero = factors.contains { $0.0 == 0 } ? "; none counts as 1" : ""
    let mean =
      pairs.count > 1
      ? " Over \(NumberFormat.count(pairs.count)) pairs of post and network: their mean." : ""
    return "* \(words) counts actions, not people (\(product) = \(result)\(zero)).\(mean)"
  }
}

extension ReachReport {
  /// How the figures were made: seed, worlds, error, interval, period, inputs, hashes, notes.
  package func provenance(style: TerminalStyle) -> String {
    let lines = provenanceLines
    let widest = lines.map { $0.0.count }.max() ?? 0
    let text = lines.map { name, value in
      let gap = String(repeating: " ", count: widest - name.count + 2)
      let room = style.width.map { $0 - widest - 4 }
      let wrapped = Wrapping.wrap(SafeText.escape(value), to: room, indent: widest + 4)
      return "  " + style.paint(name, .dim) + gap + wrapped + "\n"
    }
    return style.paint("How it was made", .bold) + "\n" + text.joined()
  }

  /// The worlds in words, `200 blocks of 64 worlds`, or, where reach is worked out in closed form,
  /// `2,000 draws of the assumptions`.
  package var worldsInWords: String {
    guard worlds != blocks else {
      return "\(NumberFormat.count(blocks, "draw")) of the assumptions"
    }
    let blocksText = NumberFormat.count(blocks, "block")
    guard blocks > 0, worlds.isMultiple(of: blocks) else {
      return "\(NumberFormat.count(worlds, "world")) in \(blocksText)"
    }
    return "\(blocksText) of \(NumberFormat.count(worlds / blocks, "world"))"
  }

  /// How the figures were made, as pairs of a name and what it says.
  var provenanceLines: [(String, String)] {
    let level = NumberFormat.percent(intervalLevel)
    var lines = [
      ("formula", formula),
      ("seed", String(seed)),
      (worlds == blocks ? "draws" : "worlds", worldsInWords),
      ("simulation", relativeStandardError.map { "error \(NumberFormat.percent($0))" } ?? "–"),
      ("interval", "\(level): what the assumed inputs leave open, not how posts differ"),
      ("as of", exact(asOf)),
    ]
    if since != nil || until != nil {
      let first = since.map { "from \(shownBriefly($0))" }
      let last = until.map(shownEnd)
      lines.append(("posts", [first, last].compactMap { $0 }.joined(separator: " ")))
    }
    if let seen = seenAgain { lines.append(("seen", seen)) }
    lines += Basis.allCases.compactMap { basis in
      inputsInWords(basis).map { (basis.rawValue, $0) }
    }
    lines.append(("ledger", ledgerHead ?? "empty"))
    lines.append(("inputs", inputsHash))
    return lines + notes.map { ("note", $0) }
  }

  /// How many of those reached see posts more than once; nil where nobody is reached.
  private var seenAgain: String? {
    let people = total.figures.reachByFrequency
    guard let all = people.first, all > 0, people.count >= 5 else { return nil }
    let (twice, often) = (people[1] / all, people[4] / all)
    let words = """
      estimated: of those reached \(NumberFormat.percent(twice)) twice or more, \
      \(NumberFormat.percent(often)) five times or more
      """
    // Above a sixth or so more shares show the same people the same posts (assumed).
    return often > 0.15 ? words + "; more shares would mostly be seen by the same people" : words
  }

  /// The inputs of a mark, those with the widest range first, since they make the interval.
  private func inputsInWords(_ basis: Basis) -> String? {
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
    let more = rest > 0 ? " and \(NumberFormat.count(rest)) more" : ""
    return "\(NumberFormat.count(own.count, "input")): \(shown.joined(separator: ", "))\(more)"
  }
}

extension ReachReport.Input {
  /// The range in relation to the value, for putting the widest first.
  var relativeWidth: Double {
    value == 0 ? high - low : (high - low) / value.magnitude
  }
}
