import AdvocacyCore

extension ReachReport {
  /// The same report, broken down by post.
  package var byPost: ReachReport {
    var copy = self
    copy.by = .post
    copy.groups = .none
    return copy
  }

  /// The columns of a bar.
  private static let barColumns = 10

  /// The figures as a table, one row a post or group, and the total last; with bars of the
  /// additional people where a terminal shows it.
  package func figuresTable(indent: Int = 0, hasBars: Bool = false) -> TextTable {
    switch groups {
    case .contributions(let parts): contributionsTable(parts, indent: indent)
    case .figures(let groups):
      table(of: groups.map { ($0.name, $0.figures, nil) }, indent: indent, hasBars: hasBars)
    case .none:
      table(
        of: posts.map { ($0.label, $0.figures, $0.state) }, indent: indent, hasBars: hasBars)
    }
  }

  private func table(
    of rows: [(String, Figures, state: String?)], indent: Int, hasBars: Bool
  ) -> TextTable {
    var table = TextTable(
      columns: [
        .init(by.rawValue, isElastic: true), .init("employees", .right, dropRank: 2),
        .init("likes", .right, dropRank: 5), .init("reposts", .right, dropRank: 6),
        .init("nominal*", .right, dropRank: 3), .init("page alone", .right, dropRank: 4),
        .init("with employees", .right, dropRank: 1), .init("additional people", .right),
        .init("reach multiplier", .right),
      ] + (hasBars ? [.init("", dropRank: 7)] : []), indent: indent)
    guard !rows.isEmpty else { return table }
    let greatest = rows.map(\.1.additionalPeople.mean).max() ?? 0
    for (label, figures, state) in rows {
      let bar = Bars.bar(
        figures.additionalPeople.mean, of: greatest, columns: Self.barColumns)
      table.add(
        [TextTable.Cell(label.isEmpty ? "–" : label)] + cells(of: figures, state: state)
          + [TextTable.Cell(bar, .green)])
    }
    table.add([TextTable.Cell("total", .bold)] + cells(of: total.figures, .bold))
    return table
  }

  private func cells(
    of figures: Figures, state: String? = nil, _ ink: Ink = .plain
  ) -> [TextTable.Cell] {
    let employees = NumberFormat.count(figures.participation.took)
    let roster = NumberFormat.count(figures.participation.roster)
    return [
      "\(employees) of \(roster)", NumberFormat.count(figures.likes),
      NumberFormat.count(figures.reposts), NumberFormat.nominal(figures.nominalMultiplier),
      figures.reach.page.map { NumberFormat.people($0.mean) } ?? "–",
      NumberFormat.people(figures.reach.withEmployees.mean),
      NumberFormat.people(figures.additionalPeople.mean),
      multiplier(figures, state),
    ].map { TextTable.Cell($0, ink) }
  }
}

extension ReachReport {
  /// The multiplier in words; a state where nobody acted, since 1.00× would claim a result.
  fileprivate func multiplier(_ figures: Figures, _ state: String?) -> String {
    guard figures.employees > 0 else { return state ?? "–" }
    return figures.reachMultiplier.map(NumberFormat.multiplier) ?? "–"
  }
}

extension ReachReport.Post {
  /// What people call the post: its text, else its id.
  package var label: String {
    guard let text, !text.isEmpty else { return id?.text ?? "" }
    return text
  }
}
