import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport

/// Whether the overlaps asked are those that the engine works with, measured from outside by what
/// pairs of accounts reach together.
struct TruthOverlaps: Sendable {
  var cases: [TruthCase]
  var mutation: TruthMutation?
  var setting: TruthSetting

  /// What is asked, as multiples of what was measured on the graph.
  static let factors = [0.5, 1, 2]
  /// How near an overlap counts as met, in shares of an audience.
  private static let near = 0.02
  /// As far from what was asked, of what can be had, a message is due at the earliest.
  private static let notable = 0.05
  /// The most and the least that is asked to see what can be had.
  private static let (most, least) = (0.98, 0.0005)

  /// One overlap asked of one group, the others as measured.
  private struct Question: Sendable {
    var item: TruthCase
    var name: ParameterName
    var factor: Double
    var asked: Double
  }

  func row() async throws -> TruthRow {
    let questions = cases.flatMap(Self.questions)
    let errors = try await mapped(questions, threads: setting.threads) { try await judge($0) }
    return TruthRow(
      name: .overlaps, asked: "team, company and page overlap at half, once and twice the measured",
      cases: errors.count,
      found: "met within 2 points or named in \(TruthGroupRows.percent(errors.share))",
      goal: "100 %", verdict: errors.allSatisfy(\.isWithin) ? .met : .missed, parts: errors.parts,
      counts: errors.counts(.overlaps))
  }

  private static func questions(_ item: TruthCase) -> [Question] {
    let truth = item.truth
    let known: [(ParameterName, Double?)] = [
      (.teamOverlap, truth.teamOverlap), (.companyOverlap, truth.companyOverlap),
      (.pageOverlap, truth.pageOverlap),
    ]
    return known.flatMap { name, measured in
      guard let measured, measured > 0 else { return [Question]() }
      return factors.compactMap {
        $0 * measured < 0.9
          ? Question(item: item, name: name, factor: $0, asked: $0 * measured) : nil
      }
    }
  }

  private func judge(_ question: Question) async throws -> TruthError {
    let (item, name, asked) = (question.item, question.name, question.asked)
    let found = try await attained(item, name, asked)
    let notes = try await notes(item, name, asked)
    let note = notes.first { $0.parameter == name.rawValue }
    var isRight = abs(found - asked) <= Self.near
    if let note {
      // Only where what can be had differs by more than a twentieth, and then what it is.
      isRight =
        abs(note.attained - asked) > Self.notable * note.attained
        && abs(note.attained - found) <= max(0.01, Self.notable * found)
      if !isRight || abs(found - asked) > Self.near {
        let end = try await attained(item, name, asked > found ? Self.most : Self.least)
        isRight = isRight && abs(note.attained - end) <= max(0.01, Self.notable * end)
      }
    }
    return TruthError(
      graph: item.graph, kind: "\(item.group.kind.rawValue), \(name.rawValue)",
      error: found - asked, isWithin: isRight)
  }

  private func parameters(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) -> ParameterSet {
    var overlaps = item.overlaps
    overlaps[name] = asked
    let certain = TruthGroupRows.certain
    return item.knownParameters(page: certain, employees: certain, overlaps, mutation)
  }

  private func notes(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) async throws -> [ReachEstimate.AudienceNote] {
    let options = ReachOptions(
      seed: setting.seed, draws: 1)
    let problem = try item.problem(parameters(item, name, asked))
    return try await ReachEngine.estimate(problem, options).notes
  }

  /// The mean overlap that the engine works with, over all pairs or accounts.
  private func attained(
    _ item: TruthCase, _ name: ParameterName, _ asked: Double
  ) async throws -> Double {
    let parameters = parameters(item, name, asked)
    let seen = TruthGroupRows.certain
    let accounts = item.truth.counts.indices.filter { item.truth.counts[$0] > 0 }
    let singles = accounts.map { [$0] }
    if name == .pageOverlap {
      let alone = try await item.problem(parameters, sharers: singles, hasPage: false)
        .known(seed: setting.seed)
      let beside = try await item.problem(parameters, sharers: singles, hasPage: true)
        .known(seed: setting.seed)
      return zip(alone, beside).map { own, both in
        (own.with - (both.with - both.page)) / (seen * own.with)
      }.mean
    }
    let teams = item.truth.teams
    let pairs = accounts.flatMap { first in
      accounts.filter {
        $0 < first && (teams[$0] == teams[first]) == (name == .teamOverlap)
      }.map { [$0, first] }
    }
    let people = try await item.problem(parameters, sharers: singles + pairs, hasPage: false)
      .known(seed: setting.seed).map(\.with)
    let own = Dictionary(uniqueKeysWithValues: zip(accounts, people))
    return zip(pairs, people.dropFirst(singles.count)).compactMap { pair, both in
      guard let first = own[pair[0]], let second = own[pair[1]] else { return nil }
      return (first + second - both) / (seen * min(first, second))
    }.mean
  }
}

extension [Double] {
  /// The mean; 0 of none.
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
