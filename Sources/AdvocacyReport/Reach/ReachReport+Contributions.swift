extension ReachReport {
  /// The most rows of a table for people; the rest is one row more.
  static let contributionRows = 20

  /// What each team or employee added: the leading ones by their share per active advocate, the
  /// rest in one row, and all together.
  func contributionsTable(
    _ parts: [Contribution], rows: Int = Self.contributionRows, indent: Int
  ) -> TextTable {
    let isTeam = by == .team
    var table = TextTable(
      columns: [.init(by.rawValue, isElastic: true)]
        + (isTeam ? [.init("employees", .right, dropRank: 6)] : []) + [
          .init("likes", .right, dropRank: 4), .init("reposts", .right, dropRank: 5),
          .init("people only they brought", .right, dropRank: 1),
          .init("share of all brought*", .right),
          .init("own error", .right, dropRank: 3),
          .init("would bring alone", .right, dropRank: 2),
        ] + (isTeam ? [.init("per advocate", .right, dropRank: 2)] : []), indent: indent)
    guard !parts.isEmpty else { return table }
    let ranked = Self.ranked(parts)
    for part in ranked.prefix(rows) { table.add(cells(of: part)) }
    let rest = ranked.dropFirst(rows)
    if !rest.isEmpty {
      table.add(
        sumCells("\(NumberFormat.count(rest.count)) others together", Array(rest)))
    }
    if let unlisted { table.add(sumCells("not listed", [unlisted])) }
    let figures = total.figures
    let counts = (isTeam ? [figures.employees] : []) + [figures.likes, figures.reposts]
    table.add(
      (["all together"] + counts.map { NumberFormat.count($0) }
        + ["", NumberFormat.people(figures.additionalPeople)]).map { TextTable.Cell($0, .bold) })
    return table
  }

  /// The parts, those with the greatest share per active advocate first, then by name.
  static func ranked(_ parts: [Contribution]) -> [Contribution] {
    parts.sorted { ($1.sharePerAdvocate, $0.name) < ($0.sharePerAdvocate, $1.name) }
  }

  private func cells(of part: Contribution) -> [TextTable.Cell] {
    ([part.name.isEmpty ? "–" : part.name]
      + (by == .team ? [NumberFormat.count(part.employees)] : []) + [
        NumberFormat.count(part.likes), NumberFormat.count(part.reposts),
        NumberFormat.people(part.additionalPeople), NumberFormat.people(part.share),
        "±\(NumberFormat.significant(part.shareStandardError, digits: 2))",
        part.alone.map(NumberFormat.people) ?? "–", NumberFormat.people(part.sharePerAdvocate),
      ]).map { TextTable.Cell($0) }
  }

  /// Parts that have no row of their own, their shares added up.
  private func sumCells(_ name: String, _ parts: [Contribution]) -> [TextTable.Cell] {
    let counts =
      (by == .team ? [parts.map(\.employees)] : []) + [parts.map(\.likes), parts.map(\.reposts)]
    let sums = counts.map { NumberFormat.count($0.reduce(0, +)) }
    let people = [parts.map(\.additionalPeople.mean), parts.map(\.share.mean)]
      .map { NumberFormat.people($0.reduce(0, +)) }
    return ([name] + sums + people + ["", "", ""]).map { TextTable.Cell($0) }
  }
}
