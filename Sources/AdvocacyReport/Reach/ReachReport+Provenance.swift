import AdvocacyCore

extension ReachReport {
  /// How the figures were made: seed, worlds, error, interval, period, inputs, hashes, notes.
  package func provenance(style: TerminalStyle) -> String {
    let lines = madeHow
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
  var madeHow: [(String, String)] {
    let level = NumberFormat.percent(intervalLevel)
    var lines = [
      ("formula", formula),
      ("seed", String(seed)),
      (worlds == blocks ? "draws" : "worlds", worldsInWords),
      ("simulation", relativeStandardError.map { "own error \(NumberFormat.percent($0))" } ?? "–"),
      ("interval", "\(level): what the assumed inputs leave open, not how posts differ"),
      ("as of", shown(asOf)),
    ]
    if since != nil || until != nil {
      let first = since.map { "from \(shownBriefly($0))" }
      let last = until.map { "before \(shownBriefly($0))" }
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
