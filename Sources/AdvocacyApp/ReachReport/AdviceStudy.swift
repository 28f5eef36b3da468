import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

/// What to do next: what held most people back, the training that would open most, and the
/// assumption to measure first.
///
/// Each is a paired run: the report's problem with and without a change, in the same draws. Who
/// would have shared isn't known; the usual sharers are taken, as many as share elsewhere.
struct AdviceStudy {
  let data: ReportData
  let problem: ReachProblem
  let report: ReachReport
  let options: ReachOptions

  /// What brings less than this part of the people brought isn't told.
  private static let leastPart = 0.05
  /// How far ahead a training counts as lapsing soon, in days.
  static let soon: Int64 = 30

  /// The advice, what brings most people first, and what only narrows the range last.
  ///
  /// - Throws: `Failure`; `CancellationError`.
  func advice() async throws -> [ReachReport.Advice] {
    let total = plain
    let base = try await sums(total)
    var found: [ReachReport.Advice] = []
    for (advice, shares, sign) in [approval ?? rule, training].compactMap({ $0 }) {
      var advice = advice
      if let shares {
        var changed = total
        changed.shares = shares
        let people = Self.difference(base, try await sums(changed), sign: sign)
        let isEnough = people.mean >= Self.leastPart * report.total.figures.additionalPeople.mean
        guard isEnough, people.mean >= 1 else { continue }
        advice.people = people
      }
      found.append(advice)
    }
    found.sort { ($0.people?.mean ?? 0) > ($1.people?.mean ?? 0) }
    return found + [try await measurement(of: total, base)].compactMap { $0 }
  }

  /// Something to do, the shares that there would be, and whether they are more (1) or fewer (-1);
  /// without shares the people aren't estimated.
  private typealias Candidate = (
    advice: ReachReport.Advice, shares: [ReachProblem.Share]?, sign: Double
  )

  /// The report's problem with the total alone.
  private var plain: ReachProblem {
    var plain = problem
    plain.groups = [problem.groups[data.cells.total]]
    plain.contributors = nil
    plain.horizons = []
    plain.countsSightings = false
    return plain
  }

  private func sums(_ problem: ReachProblem) async throws -> [BlockSums] {
    try await ReachEngine.sums(problem, options.ofStudy)
  }

  /// The people whom a change brings, draw by draw.
  private static func difference(
    _ base: [BlockSums], _ changed: [BlockSums], sign: Double
  ) -> ReachReport.Estimate {
    let pairs = zip(base.sorted { $0.block < $1.block }, changed.sorted { $0.block < $1.block })
    let values = pairs.compactMap { before, after -> Double? in
      guard let old = before.cells.first ?? nil, let new = after.cells.first ?? nil else {
        return nil
      }
      return sign * (new.with - old.with) / Double(max(1, before.worlds))
    }.sorted()
    guard !values.isEmpty else { return .init(mean: 0, low: 0, high: 0) }
    let last = Double(values.count - 1)
    return .init(
      mean: values.reduce(0, +) / Double(values.count), low: values[Int(last * 0.05)],
      high: values[Int((last * 0.95).rounded(.up))])
  }
}

extension AdviceStudy {
  /// The post that waits for an approval before most people.
  private var approval: Candidate? {
    let waiting = data.posts.indices.filter { data.posts[$0].actions.isEmpty }
    let counts = waiting.map { index in (index, held(index, .needsApproval, rule: nil)) }
    guard let (index, held) = counts.max(by: { Self.sum($0.1) < Self.sum($1.1) }),
      Self.sum(held) > 0
    else { return nil }
    let facts = data.posts[index]
    let rules = facts.counts.filter { $0.outcome == .needsApproval }.compactMap(\.rule)
    let policy = data.presentFunnel.configuration.policy.rules.filter { rules.contains($0.id) }
    var advice = ReachReport.Advice(.approve)
    advice.rule = policy.first?.id
    advice.ruleType = policy.first?.type
    advice.post = report.posts[index].label
    advice.roles = policy.first?.parameters.approvers ?? []
    advice.count = Self.sum(held)
    advice.days = max(0, Int((report.asOf - facts.post.at).milliseconds / 86_400_000))
    return (advice, problem.shares + usualShares(held, of: index), 1)
  }

  /// The rule that denied most.
  private var rule: Candidate? {
    let trainings = Set(lacking.map(\.rule))
    guard
      let stop = report.funnel?.stopped.first(where: {
        $0.outcome == .deny && $0.type != nil && !trainings.contains($0.rule)
          && !BuiltInRule.reserves($0.rule)
      })
    else { return nil }
    var advice = ReachReport.Advice(.reviewRule)
    advice.rule = stop.rule
    advice.ruleType = stop.type
    advice.count = stop.candidates
    let more = data.posts.indices.flatMap { index in
      usualShares(held(index, .deny, rule: stop.rule), of: index)
    }
    return (advice, problem.shares + more, 1)
  }

  /// The training that most lack, or that lapses soon for most.
  private var training: Candidate? {
    if let missing = lacking.max(by: { $0.people.count < $1.people.count }),
      !missing.people.isEmpty
    {
      return (
        advice(.train, missing), problem.shares + shares(of: missing.people, under: missing.rule), 1
      )
    }
    let later = policy.lacking(at: report.asOf + .days(Self.soon))
    guard let lapsing = later.max(by: { $0.people.count < $1.people.count }),
      !lapsing.people.isEmpty
    else { return nil }
    let asking = Set(data.posts.indices.filter { asks(lapsing.rule, of: $0) })
    let kept = problem.shares.filter { share in
      !lapsing.people.contains(share.employee) || !asking.contains(problem.items[share.item].post)
    }
    return (advice(.renewTraining, lapsing), kept, -1)
  }

  private var policy: PolicyEngine { data.presentFunnel.policy }

  private var lacking: [PolicyEngine.MissingTraining] { policy.lacking(at: report.asOf) }

  private func advice(
    _ kind: ReachReport.Advice.Kind, _ missing: PolicyEngine.MissingTraining
  ) -> ReachReport.Advice {
    let configuration = data.presentFunnel.configuration
    var advice = ReachReport.Advice(kind)
    advice.rule = missing.rule
    advice.ruleType = configuration.policy.rules.first { $0.id == missing.rule }?.type
    advice.subject =
      configuration.courses.first { $0.id == missing.course }?.title ?? missing.rule.text
    advice.count = missing.people.count
    return advice
  }
}

extension AdviceStudy {
  /// How many were held on each network of a post.
  private func held(
    _ index: Int, _ outcome: Verdict.Outcome, rule: RuleID?
  ) -> [NetworkID: Int] {
    data.posts[index].counts.filter { $0.outcome == outcome && $0.rule == rule }
      .reduce(into: [:]) { $0[$1.network, default: 0] += $1.count }
  }

  private static func sum(_ held: [NetworkID: Int]) -> Int { held.values.reduce(0, +) }

  /// Whether a rule spoke about a post.
  private func asks(_ rule: RuleID, of index: Int) -> Bool {
    data.posts[index].counts.contains { $0.rule == rule }
  }

  /// The part of those allowed who shared; 0 where nobody did.
  private var rate: Double {
    let acted = data.posts.filter { !$0.actions.isEmpty }
    let allowed = acted.reduce(0) { $0 + $1.allowedByNetwork.values.reduce(0, +) }
    return allowed > 0 ? min(1, Double(problem.shares.count) / Double(allowed)) : 0
  }

  /// The shares that those would make who share most elsewhere, as many of those held as usual.
  private func usualShares(
    _ held: [NetworkID: Int], of post: Int
  ) -> [ReachProblem.Share] {
    held.sorted { $0.key < $1.key }.flatMap { network, count -> [ReachProblem.Share] in
      guard let item = item(of: post, on: network) else { return [] }
      let place = problem.items[item].network
      var usual: [Int: Int] = [:]
      for share in problem.shares where problem.items[share.item].network == place {
        usual[share.employee, default: 0] += share.item == item ? -problem.shares.count : 1
      }
      let first = usual.filter { $0.value > 0 }.sorted {
        ($1.value, $0.key) < ($0.value, $1.key)
      }
      let wanted = Int((rate * Double(count)).rounded())
      return first.prefix(wanted).map { share(item, by: $0.key) }
    }
  }

  /// The shares of some people on the posts about which a rule spoke, as many of them as usual.
  private func shares(of people: EmployeeSet, under rule: RuleID) -> [ReachProblem.Share] {
    data.posts.indices.filter { asks(rule, of: $0) }.flatMap { post in
      data.posts[post].post.networks.flatMap { network -> [ReachProblem.Share] in
        guard let item = item(of: post, on: network) else { return [] }
        let accounts = problem.networks[problem.items[item].network].accounts
        let able = people.filter { $0 < accounts.count && accounts[$0] != nil }
        let wanted = min(able.count, Int((rate * Double(able.count)).rounded()))
        // Evenly spread over the roster, whoever they are.
        return (0..<wanted).map { share(item, by: able[$0 * able.count / wanted]) }
      }
    }
  }

  private func item(of post: Int, on network: NetworkID) -> Int? {
    problem.items.firstIndex { $0.post == post && problem.networks[$0.network].id == network }
  }

  /// A share as most are.
  private func share(_ item: Int, by employee: Int) -> ReachProblem.Share {
    let strengths = Dictionary(grouping: problem.shares, by: \.strength).mapValues(\.count)
    let usual = strengths.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? .repost
    return ReachProblem.Share(item: item, employee: employee, strength: usual)
  }
}

extension AdviceStudy {
  /// The assumption that moves the result most, and the range that would be left if it were known.
  private func measurement(
    of total: ReachProblem, _ base: [BlockSums]
  ) async throws -> ReachReport.Advice? {
    let figures = report.total.figures
    guard figures.employees > 0,
      let swing = report.sensitivity?.swings.first(where: { swing in
        swing.width > 2 * swing.standardError
          && report.inputs.contains { $0.name == swing.input && $0.basis == .assumed }
      }), let name = ParameterName(rawValue: swing.input)
    else { return nil }
    var known = total.parameters
    for input in report.inputs where input.name == swing.input {
      known.override(name, on: input.network, with: Parameter(input.value))
    }
    let options = options.ofStudy
    let narrowed = try await ReachEngine.simulate(
      total, variants: [known], options, blocks: 0..<options.draws)
    let cells = try ([base] + narrowed).map {
      try ReachEngine.summarize(total, options, $0).groups[0]
    }
    let ranges = cells.map { $0.reachMultiplier ?? $0.additionalPeople }
    let (now, then) = (ranges[0].high - ranges[0].low, ranges[1].high - ranges[1].low)
    let center = figures.reachMultiplier ?? figures.additionalPeople
    guard now > 0, then < 0.95 * now else { return nil }
    var advice = ReachReport.Advice(.measure)
    advice.subject = swing.input
    advice.key = swing.keys.first
    advice.measured = .init(
      mean: center.mean, low: center.mean - (center.mean - center.low) * then / now,
      high: center.mean + (center.high - center.mean) * then / now)
    return advice
  }
}
