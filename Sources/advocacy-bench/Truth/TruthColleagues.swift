import AdvocacyCore
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// Counts in which colleagues and staff stand, against the same without them.
struct TruthColleagues: Sendable {
  var cases: [TruthCase]
  var mutation: TruthMutation?
  var setting: TruthSetting

  /// The error that colleagues leave: less than 3 %.
  static let margin = 0.03
  /// Companies of equal accounts are to hold, and nearly all groups, whose accounts differ in how many
  /// colleagues follow them.
  private static let bar = 0.95

  func row() async throws -> TruthRow {
    let companies = [30, 60].map(Self.company)
    let all = companies + cases
    let errors = try await mapped(all, threads: setting.threads) { [mutation, setting] item in
      func reach(_ item: TruthCase, _ mutation: TruthMutation?) async throws -> Double {
        let parameters = item.knownParameters(
          page: TruthGroupRows.page, employees: TruthGroupRows.employees, item.overlaps, mutation)
        return try await item.problem(parameters).known(seed: setting.seed).first?.with ?? 0
      }
      let error = try await reach(item, mutation) / reach(item.withoutStaff, nil) - 1
      return TruthError(
        graph: item.graph, kind: item.group.kind.rawValue, error: error,
        isWithin: abs(error) < Self.margin)
    }
    let worst = errors.map(\.error).max { abs($0) < abs($1) } ?? 0
    let isMet =
      errors.prefix(companies.count).allSatisfy(\.isWithin) && errors.share >= Self.bar
    return TruthRow(
      name: .colleagues, asked: "colleagues and staff in the counts, their shares known",
      cases: errors.count,
      found: "within 3 % in \(TruthGroupRows.percent(errors.share)), worst "
        + TruthReport.signed(worst),
      goal: "below 3 %: companies, and 95 % of groups; all to come",
      verdict: errors.allSatisfy(\.isWithin) ? .met : isMet ? .barMet : .missed,
      parts: errors.parts, counts: errors.counts(.colleagues))
  }

  private static func people(_ count: Int, from first: Int, step: Int) -> Set<UInt32> {
    Set((0..<count).map { UInt32(first + $0 * step) })
  }

  /// A hundred employees with 300 followers each, some of them colleagues, and a page of 1,500 whom
  /// 60 of the staff follow; every ten of them in a team.
  private static func company(colleagues: Int) -> TruthCase {
    let staff = 100
    let truth = GroupTruth(
      counts: Array(repeating: 300, count: staff), pageCount: 1500,
      audiences: (0..<staff).map { own in
        // In steps of seven from places of their own: neighbors have many people in common.
        people(300 - colleagues, from: own * 120, step: 7)
      },
      pageAudience: people(1440, from: 0, step: 9),
      teams: (0..<staff).map { $0 / 10 })
    return TruthCase(
      graph: "a company, \(colleagues) of 300",
      group: TruthGroup(kind: .neighbors, employees: [], teams: [], page: 0), truth: truth)
  }
}

extension TruthCase {
  /// The group with counts of those who are no staff.
  var withoutStaff: TruthCase {
    var copy = self
    copy.truth = GroupTruth(
      counts: truth.audiences.map(\.count), pageCount: truth.pageAudience.count,
      audiences: truth.audiences, pageAudience: truth.pageAudience, teams: truth.teams)
    return copy
  }
}
