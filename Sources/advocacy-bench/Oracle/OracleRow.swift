import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// How people are drawn, and how near the closed form has to be.
enum OracleWay: String, Codable, Sendable, CaseIterable {
  /// From the closed form's own classes, where it takes all appeals: within four standard errors.
  case classes
  /// From the distributions, where it takes the appeals and parties that reports do: within half a
  /// percent besides.
  case distributions
  /// The same of a company where employees alike are one party, though they don't share the same
  /// posts in the same way: within four percent besides.
  case parties
  /// As the classes, where posts are passed on hop by hop: within half a percent besides.
  case hops

  private static let errors = 4.0

  /// What the closed form may be off besides, as a part.
  private var margin: Double {
    switch self {
    case .classes: 0
    case .distributions, .hops: 0.005
    case .parties: 0.04
    }
  }

  /// Whether a figure is as near to the mean of worlds as it has to be.
  func holds(_ own: Double, _ plain: PlainCounts.Estimate) -> Bool {
    guard self != .classes else { return abs(plain.z(own)) < Self.errors }
    return abs(own - plain.mean) <= Self.errors * plain.standardError + margin * plain.mean
  }
}

/// A figure of the closed form against that of people drawn; of several alike the one that is
/// farthest off.
struct OracleRow: Codable, Sendable {
  var problem: String
  var way: OracleWay
  var quantity: String
  /// How many figures it stands for, and how many of them are near enough.
  var count: Int
  var within: Int
  var closedForm: Double
  var oracle: Double
  var standardError: Double
  /// What the closed form says more, in standard errors and as a part.
  var z: Double
  var error: Double

  var isMet: Bool { within == count }

  /// People whom fewer sightings tell in all worlds tell nothing.
  private static let fewest = 200.0

  /// Compares figures alike; nil where all are of too few people.
  init?(
    _ problem: String, _ way: OracleWay, _ quantity: String, _ all: [Pair], worlds: Int
  ) {
    let pairs = all.filter { max($0.own, $0.plain.mean) * Double(worlds) >= Self.fewest }
    guard !pairs.isEmpty else { return nil }
    func distance(_ pair: Pair) -> Double {
      way == .classes
        ? abs(pair.plain.z(pair.own)) : abs(pair.own / max(pair.plain.mean, 1e-9) - 1)
    }
    let worst =
      pairs.max {
        (way.holds($1.own, $1.plain) ? 0 : 1, distance($0))
          < (way.holds($0.own, $0.plain) ? 0 : 1, distance($1))
      } ?? Pair(own: 0, plain: .init())
    (self.problem, self.way, self.quantity) = (problem, way, quantity)
    count = pairs.count
    within = pairs.count { way.holds($0.own, $0.plain) }
    closedForm = worst.own
    oracle = worst.plain.mean
    standardError = worst.plain.standardError
    z = -worst.plain.z(worst.own)
    error = worst.plain.mean > 0 ? worst.own / worst.plain.mean - 1 : 0
  }

  /// A figure and the worlds that it is held against.
  struct Pair: Sendable {
    var own: Double
    var plain: PlainCounts.Estimate
  }
}

/// All rows.
struct OracleReport: JSONReport, Sendable {
  var mutation: OracleMutation?
  var worlds: Int
  var rows: [OracleRow]

  var isMet: Bool { rows.allSatisfy(\.isMet) }

  /// The rows as a table, problem by problem.
  var text: String {
    var table = TextTable(columns: [
      .init("problem"), .init("people from"), .init("quantity"), .init("of", .right),
      .init("closed form", .right), .init("oracle", .right), .init("se", .right),
      .init("z", .right), .init("%", .right), .init(""),
    ])
    var last = ("", "")
    for row in rows {
      let isNew = last.0 != row.problem
      let isOther = isNew || last.1 != row.way.rawValue
      last = (row.problem, row.way.rawValue)
      func number(_ value: Double, _ decimals: Int) -> TextTable.Cell {
        .init(NumberFormat.fixed(value, decimals: decimals))
      }
      table.add([
        .init(isNew ? row.problem : ""), .init(isOther ? row.way.rawValue : ""),
        .init(row.quantity), .init(row.count > 1 ? "\(row.within)/\(row.count)" : ""),
        number(row.closedForm, 3), number(row.oracle, 3), number(row.standardError, 4),
        number(row.z, 2), number(100 * row.error, 2), .init(row.isMet ? "" : "NOT MET"),
      ])
    }
    let head = mutation.map { "done wrong on purpose: \($0.rawValue)\n" } ?? ""
    return head + table.rendered(.plain)
  }
}

/// A figure as the closed form has it and as people drawn have it.
struct OracleQuantity {
  /// The same for figures alike, which are one row.
  var name: String
  var own: (BlockSums) -> Double
  /// Of the counts by group.
  var plain: ([PlainCounts]) -> PlainCounts.Estimate

  /// People and sightings of each group.
  static func ofGroups(_ problem: ReachProblem, isDetailed: Bool) -> [Self] {
    var list: [Self] = []
    let hasPage = problem.networks.contains { $0.page != nil }
    for group in problem.groups.indices {
      let suffix = group == 0 ? "" : ", other groups"
      func add(
        _ name: String, _ own: @escaping (BlockSums.Cell) -> Double,
        _ plain: @escaping (PlainCounts) -> PlainCounts.Estimate
      ) {
        list.append(
          Self(
            name: name + suffix, own: { $0.cells[group].map(own) ?? 0 },
            plain: { plain($0[group]) }))
      }
      if hasPage { add("page", \.page, \.page) }
      add("with employees", \.with, \.with)
      if hasPage { add("additional", { $0.with - $0.page }, \.additional) }
      guard isDetailed, group == 0 else { continue }
      add("sightings", { $0.sightings.reduce(0, +) }, \.sightings)
      for (times, name) in [(2, "twice or more"), (5, "five times or more")] {
        add(name, { $0.frequencies[times - 1] }, { $0.atLeast[times - 1] })
      }
    }
    return list
  }

  /// What each employee brings, and whom two have in common.
  static func ofContributors(_ problem: ReachProblem, _ facts: CountsFacts) -> [Self] {
    guard let contributors = problem.contributors else { return [] }
    let group = contributors.group
    let parties = facts.partyOfEmployee
    var list = [
      Self(
        name: "sum of shares",
        own: { $0.contributors.reduce(0) { $0 + share($1) } },
        plain: { $0[group].additional })
    ]
    for (employee, party) in parties.enumerated() where party >= 0 {
      list += [
        Self(
          name: "only through one", own: { $0.contributors[employee].additional },
          plain: { $0[group].only[party] }),
        Self(
          name: "share of one", own: { share($0.contributors[employee]) },
          plain: { $0[group].shapley[party] }),
        Self(
          name: "one alone", own: { $0.contributors[employee].alone },
          plain: { $0[group].alone[party] }),
      ]
      for (other, second) in parties[..<employee].enumerated() where second >= 0 {
        let (low, high) = (min(party, second), max(party, second))
        list.append(
          Self(
            name: "overlap of two",
            own: { $0.overlaps[BlockSums.pairIndex(other, employee)] },
            plain: { $0[group].pairs[BlockSums.pairIndex(low, high)] }))
      }
    }
    return list
  }

  private static func share(_ contribution: BlockSums.Contribution) -> Double {
    contribution.credit / Double(BlockSums.creditUnits)
  }

  /// People reached within the first horizon.
  static func ofHorizon(_ problem: ReachProblem) -> [Self] {
    let hasPage = problem.networks.contains { $0.page != nil }
    return problem.groups.indices.flatMap { group in
      let page = Self(
        name: "page, in time", own: { $0.cells[group]?.pageWithin[0] ?? 0 },
        plain: { $0[group].page })
      let with = Self(
        name: "with employees, in time", own: { $0.cells[group]?.withWithin[0] ?? 0 },
        plain: { $0[group].with })
      return hasPage ? [page, with] : [with]
    }
  }

  /// People beyond the first hop, by sums of these alone.
  static func ofStrangers(_ problem: ReachProblem) -> [Self] {
    problem.groups.indices.map { group in
      Self(
        name: "beyond the first hop" + (group == 0 ? "" : ", other groups"),
        own: { $0.cells[group]?.with ?? 0 }, plain: { $0[group].strangers })
    }
  }
}
