import AdvocacyCore
import AdvocacyIntake
import AdvocacyLedger
import AdvocacyReach
package import AdvocacyReport
import Foundation

/// Reports reach, nominal and honest, over the posts of a stretch of time.
package struct ReportReach {
  var workspace: Workspace
  var since: String?
  var until: String?
  var asOf: String?
  var breakdown: Breakdown
  var seed: UInt64?
  var targetError: Double
  var threads: Int?

  /// Makes the use case.
  ///
  /// Without a seed it is the workspace's; sampling stops at the target, a relative standard
  /// error; without threads there are as many as cores.
  package init(
    workspace: Workspace, since: String? = nil, until: String? = nil, asOf: String? = nil,
    breakdown: Breakdown = .post, seed: UInt64? = nil, targetError: Double = 0.01,
    threads: Int? = nil
  ) {
    self.workspace = workspace
    self.since = since
    self.until = until
    self.asOf = asOf
    self.breakdown = breakdown
    self.seed = seed
    self.targetError = targetError
    self.threads = threads
  }

  /// Makes the report; writes nothing.
  ///
  /// - Throws: `Failure`.
  package func run(in environment: Environment) async throws -> ReachReport {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let calendar = configuration.calendar
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let bounds = try (
      since: since.map { try TimeArgument.instant($0, option: "--since", calendar: calendar) },
      until: until.map { try TimeArgument.instant($0, option: "--until", calendar: calendar) },
      asOf: asOf.map { try TimeArgument.instant($0, option: "--as-of", calendar: calendar) }
    )
    if let since = bounds.since, let until = bounds.until, since >= until {
      throw Failure(.usage, "--since is not before --until, so no post can lie between them")
    }
    let stored = try ledger.reportFacts(
      asOf: bounds.asOf ?? .distantFuture, since: bounds.since, until: bounds.until)
    let posts = stored.posts(on: configuration)
    let networks = Array(Set(posts.flatMap(\.post.networks))).sorted()
    let cells = ReportCells(posts: posts, networks: networks, breakdown: breakdown)
    let problem = try ReachProblem.of(
      posts, cells: cells, networks: networks, configuration: configuration,
      graphs: try GraphLoading(workspace: workspace).graphs(configuration, networks: networks),
      breakdown: breakdown)
    let options = options(for: problem, seed: seed ?? facts.birth.seed)
    let line = ProgressLine(in: environment)
    let estimate = try await ReachEngine.estimate(problem, options) { progress in
      line.update(done: progress.blocks, of: progress.needed, "blocks")
    }
    line.end()
    let assembly = ReportAssembly(
      posts: posts, networks: networks, configuration: configuration, cells: cells,
      estimate: estimate)
    let last = stored.posts.flatMap(\.actions).map(\.at).max()
    var report = ReachReport(
      seed: options.seed, worlds: estimate.worlds, blocks: estimate.blocks,
      relativeStandardError: estimate.relativeStandardError,
      intervalLevel: estimate.intervalLevel,
      asOf: bounds.asOf ?? max(facts.watermark, last ?? facts.watermark), since: bounds.since,
      until: bounds.until, ledgerHead: facts.head.hash,
      configHash: SHA256Digest.hex(
        SHA256Digest.of(try InputSnapshot.bytes(of: configuration))),
      inputs: inputs(configuration, networks: networks),
      notes: notes(estimate, posts: posts), by: breakdown, posts: assembly.postRows,
      total: assembly.total, groups: assembly.groups(by: breakdown))
    report.timeZone = calendar.zoneName
    return report
  }

  /// Fewer worlds a block where each holds many people, whose number steadies it anyway.
  private func options(for problem: ReachProblem, seed: UInt64) -> ReachOptions {
    let followers = problem.shares.reduce(0) { sum, share in
      let network = problem.networks[problem.items[share.item].network]
      return sum + (network.accounts[share.employee]?.followers ?? 0)
    }
    let isLarge = followers >= 2_000_000
    return ReachOptions(
      seed: seed, maximumBlocks: isLarge ? 200 : 2000, worldsPerBlock: isLarge ? 16 : 32,
      targetRelativeError: targetError,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  private func inputs(
    _ configuration: Configuration, networks: [NetworkID]
  ) -> [ReachReport.Input] {
    let drawn = Set(configuration.audiences.map(\.network))
    let isAllDrawn = networks.allSatisfy(drawn.contains)
    return configuration.parameters.effective(networks: networks)
      .filter { entry in
        guard entry.name.purpose == .reach else { return false }
        let isPooled = entry.network.map { !drawn.contains($0) } ?? !isAllDrawn
        return isPooled || !entry.name.isOfSyntheticAudience
      }
      .map {
        ReachReport.Input(
          name: $0.name.rawValue, parameter: $0.parameter, network: $0.network)
      }
  }

  private func notes(_ estimate: ReachEstimate, posts: [PostFacts]) -> [String] {
    var notes = estimate.notes.map { note in
      "\(note.parameter) of \(NumberFormat.percent(note.asked)) can't be had"
        + (note.network.isEmpty ? "" : " on \(note.network)")
        + " with these audiences; \(NumberFormat.percent(note.attained)) is used"
    }
    let leavers = Set(posts.flatMap(\.actions).filter { $0.employee == nil }.map(\.person)).count
    if leavers > 0 {
      notes.append(
        "\(NumberFormat.count(leavers, "employee")) took part and left the roster; their "
          + "actions are counted, their followers are not")
    }
    return notes
  }
}

extension ReportFacts.PostFacts {
  /// How many employees were allowed on each network: an employee has one account there.
  fileprivate var allowedByNetwork: [NetworkID: Int] {
    var allowed: [NetworkID: Int] = [:]
    for count in counts where count.rule == nil && count.outcome.isAllowed {
      allowed[count.network, default: 0] += count.count
    }
    return allowed
  }
}

extension ReportFacts {
  /// The facts with employees by their place on the present roster.
  func posts(on configuration: Configuration) -> [AdvocacyApp.PostFacts] {
    let places = employees.map { configuration.position(of: $0) }
    return posts.map { facts in
      AdvocacyApp.PostFacts(
        post: facts.post, allowed: facts.allowedEmployees,
        allowedByNetwork: facts.allowedByNetwork, roster: facts.headcount,
        actions: facts.actions.map { action in
          AdvocacyApp.PostFacts.Act(
            employee: places[Int(action.employee)], person: Int64(action.employee),
            network: networks[Int(action.network)], action: action.action)
        })
    }
  }
}

extension ParameterName {
  /// Whether only audiences that are made from follower counts draw on the parameter.
  fileprivate var isOfSyntheticAudience: Bool {
    switch self {
    case .teamOverlap, .companyOverlap, .pageOverlap, .followersMu, .followersSigma,
      .secondNetworkOverlap, .poolShare, .deepAudienceCap, .marketSize:
      true
    default: false
    }
  }
}
