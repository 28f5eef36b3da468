import AdvocacyReport

extension TruthReport {
  /// The rows as aligned tables: what holds, and where what came out lies.
  func text(isDetailed: Bool) -> String {
    var table = TextTable(columns: [
      .init("row"), .init("asked"), .init("cases", .right), .init("came out"), .init("goal"),
      .init(""),
    ])
    for row in rows {
      table.add([
        .init(row.name.rawValue), .init(row.asked),
        .init(row.cases > 0 ? NumberFormat.count(row.cases) : "–"), .init(row.found),
        .init(row.goal), .init(row.verdict.rawValue),
      ])
    }
    let head = mutation.map { "done wrong on purpose: \($0.rawValue)\n" } ?? ""
    let parts = isDetailed ? rows.filter { !$0.parts.isEmpty }.map(Self.text) : []
    return ([head + table.rendered(.plain)] + parts).joined(separator: "\n")
  }

  private static func text(_ row: TruthRow) -> String {
    var table = TextTable(columns: [
      .init(row.name.rawValue), .init("kind"), .init("cases", .right), .init("within", .right),
      .init("median error", .right), .init("worst", .right),
    ])
    for part in row.parts {
      table.add([
        .init(part.graph), .init(part.kind), .init("\(part.cases)"), .init("\(part.within)"),
        .init(part.median.map(signed) ?? ""), .init(part.worst.map(signed) ?? ""),
      ])
    }
    return table.rendered(.plain)
  }

  /// A relative error in per cent, with its sign.
  static func signed(_ error: Double) -> String {
    (error < 0 ? "" : "+") + NumberFormat.fixed(100 * error, decimals: 1) + " %"
  }
}
