import AdvocacyCore

extension PolicyTestReport {
  /// The report for people: what was expected and what was said in each failure, then the counts.
  package func text(style: TerminalStyle) -> String {
    let failures = cases.filter { !$0.isPassed }.map { text(of: $0, style) }
    let ink: Ink = failed == 0 ? .green : .red
    let counts = "\(NumberFormat.count(passed)) passed, \(NumberFormat.count(failed)) failed"
    return (failures + [style.paint(counts, ink) + ".\n"]).joined(separator: "\n")
  }

  private func text(of item: Case, _ style: TerminalStyle) -> String {
    let place = ([item.file] + [item.line].compactMap { $0.map(String.init) })
      .joined(separator: ":")
    let title = "\(style.paint("failed", .red))  \(SafeText.escape("\(item.name)  (\(place))"))\n"
    let answers = item.answers.filter { !$0.isPassed }.map { answer in
      let candidate = "\(item.post) for \(item.employee) on \(answer.network) at \(shown(item.at))"
      return "  \(candidate)\n\(difference(answer, item.expected).rendered(style))"
    }
    return title + answers.joined()
  }

  /// What was said against what was expected: - is missing, + is too much.
  private func difference(_ answer: Answer, _ expected: Expectation) -> TextTable {
    var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("")], indent: 4)
    let wanted = words(expected.verdict, expected.until)
    let said = words(answer.verdict, expected.until == nil ? nil : answer.until)
    if wanted != said {
      table.add([.init("-", .red), "verdict", .init(wanted), "expected"])
      table.add([.init("+", .green), "verdict", .init(said), "got"])
    } else {
      table.add(["", "verdict", .init(said), "as expected"])
    }
    for rule in answer.missing {
      table.add([.init("-", .red), .init(rule.id.text), "", .init(note(on: rule))])
    }
    for rule in answer.rules {
      let isUnexpected = answer.unexpected.contains(rule.id)
      table.add([
        isUnexpected ? .init("+", .green) : "", .init(rule.id.text),
        .init(rule.outcome.word, rule.outcome.ink), .init(rule.reason),
      ])
    }
    return table
  }

  private func note(on rule: MissingRule) -> String {
    guard !rule.isKnown else { return "did not speak" }
    let hint = rule.nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    return "the policy has no such rule\(hint)"
  }

  private func words(_ verdict: Verdict.Outcome, _ until: Instant?) -> String {
    verdict.word + (until.map { " until \(shown($0))" } ?? "")
  }
}
