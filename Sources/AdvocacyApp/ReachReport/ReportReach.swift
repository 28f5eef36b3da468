import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
import AdvocacyReach
package import AdvocacyReport
import Foundation

/// Reports reach, nominal and honest, over the posts of a stretch of time.
package struct ReportReach {
  var workspace: Workspace
  var period: PeriodArgument
  var asOf: String?
  var compareTo: String?
  var breakdown: Breakdown?
  var extras: Set<ReportExtra>
  var seed: UInt64?
  var targetError: Double
  var threads: Int?
  var worlds: ReportWorlds
  /// The language in which it speaks; nil: the company's.
  var language: Language?

  /// Without a breakdown the report is by post.
  ///
  /// With attribution, it is by team. Without a seed it is the workspace's; sampling stops at the
  /// target, a relative standard error; without threads there are as many as cores.
  package init(
    workspace: Workspace, since: String? = nil, until: String? = nil, period: String? = nil,
    asOf: String? = nil, compareTo: String? = nil, breakdown: Breakdown? = nil,
    extras: Set<ReportExtra> = [], seed: UInt64? = nil, targetError: Double = 0.01,
    threads: Int? = nil, worlds: ReportWorlds = .asNeeded, language: Language? = nil
  ) {
    self.workspace = workspace
    self.period = PeriodArgument(since: since, until: until, period: period)
    self.asOf = asOf
    self.compareTo = compareTo
    self.breakdown = breakdown
    self.extras = extras
    self.seed = seed
    self.targetError = targetError
    self.threads = threads
    self.worlds = worlds
    self.language = language
  }

  /// Makes the report; writes nothing.
  ///
  /// - Throws: `Failure`.
  package func run(in environment: Environment) async throws -> ReachReport {
    let inputs = try readInputs(in: environment)
    let sums = try await sums(for: inputs, in: environment)
    let compared = inputs.data.comparedCells
    let assembly = ReportAssembly(
      data: inputs.data,
      estimate: try ReachEngine.summarize(inputs.problem, inputs.options, sums),
      sums: compared.isEmpty
        ? [] : try ReachEngine.blocks(sums, of: compared, inputs.problem, inputs.options))
    var report = assembly.report(
      seed: inputs.options.seed, ledgerHead: inputs.ledgerHead,
      inputsHash: inputs.inputsHash, extras: extras)
    guard !report.posts.isEmpty else { return report }
    try await addOutlook(to: &report, inputs.data)
    let (problem, options) = (inputs.problem, inputs.options)
    let total = inputs.data.cells.total
    if extras.contains(.tornado) {
      report.sensitivity = try await SensitivityStudy(
        problem: problem, cell: total, figure: report.total.figures.centralFigure,
        inputs: report.inputs, options: options, blocks: problem.drawsOfStudies
      ).run()
    }
    if extras.contains(.timeline) {
      report.timeline = try await TimelineStudy(
        problem: problem, cell: total, reach: report.total.figures.reach, options: options,
        draws: problem.drawsOfStudies
      ).run()
    }
    if extras.contains(.trend) {
      report.trend = try await TrendStudy(
        workspace: workspace, data: inputs.data, options: options
      ).trend(now: report.total.figures)
    }
    if extras.contains(.advice) {
      report.advice = try await AdviceStudy(
        data: inputs.data, problem: problem, report: report, options: options
      ).advice()
    }
    return report
  }

  /// Tells what is still to come, where the report looks at the present.
  private func addOutlook(to report: inout ReachReport, _ data: ReportData) async throws {
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let states = try PostStates(
      ledger: ledger, configuration: data.configuration, now: facts.watermark)
    for index in report.posts.indices where report.posts[index].figures.employees == 0 {
      report.posts[index].state = states.row(of: data.posts[index].post).state.word
    }
    guard data.periods.asOf == nil else { return }
    let study = OutlookStudy(
      workspace: workspace, configuration: data.configuration, ledger: ledger,
      seed: facts.header.seed)
    report.outlook = try await study.outlook(on: data.posts)
  }

  /// Reads all that the report is made from.
  func readInputs(in environment: Environment) throws -> ReportInputs {
    var configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    configuration.language = language ?? configuration.language
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let calendar = configuration.calendar
    let periods = try ReportPeriods(
      try period.read(in: environment, calendar: calendar), asOf: asOf, compareTo: compareTo,
      watermark: facts.watermark, calendar: calendar,
      now: try TimeArgument.present(nil, in: environment, calendar: calendar))
    let data = try ReportData(
      ledger, periods: periods, breakdown: chosenBreakdown,
      configuration: configuration,
      watermark: facts.watermark)
    let problem = try data.problem(
      graphs: try GraphLoading(workspace: workspace)
        .graphs(configuration, networks: data.networks))
    return ReportInputs(
      data: data, problem: problem,
      options: ReachOptions(
        for: problem, seed: seed ?? facts.header.seed, targetRelativeError: targetError,
        threads: threads ?? ProcessInfo.processInfo.activeProcessorCount),
      ledgerHead: facts.head.hash,
      inputsHash: ReportInputsDigest(data, problem).hash)
  }

  private var chosenBreakdown: Breakdown {
    if let breakdown { return breakdown }
    // People are ranked only where somebody asks for it.
    return extras.contains(.attribution) ? .team : .post
  }
}

extension ReportData {
  /// The cells that are compared draw by draw; none where nothing is.
  fileprivate var comparedCells: [Int] {
    let others = cells.groups.compactMap(\.others) + (compared.isEmpty ? [] : [cells.total + 1])
    return others.isEmpty ? [] : others + [cells.total]
  }
}

/// What a report asks of the reach engine, and all that it is made from.
struct ReportInputs {
  let data: ReportData
  let problem: ReachProblem
  let options: ReachOptions
  /// The head of the ledger's chain.
  let ledgerHead: String?
  /// The hash of all that the report is made from, ledger, options and seed aside.
  let inputsHash: String
}

/// What a report holds only where it is asked for.
package enum ReportExtra: Hashable, Sendable, CaseIterable {
  /// Other products' formulas on the same facts.
  case vendors
  /// Which assumption moves the result most.
  case tornado
  /// How reach grew after the posts.
  case timeline
  /// What each team added.
  case attribution
  /// What the periods before brought.
  case trend
  /// What to do next.
  case advice
}

extension ReachProblem {
  /// How many of a report's draws its studies look at again.
  ///
  /// What is moved is compared within the same draws, so that few of them tell; a draw of a large
  /// company takes long (assumed).
  fileprivate var drawsOfStudies: Int { isOfMany ? 10 : 20 }
}

extension SheetForm {
  /// The form for spreadsheets of a locale, as `es-ES`; nil: none is asked for.
  ///
  /// - Throws: `Failure`: `usage` for a locale that isn't known.
  package init?(locale: String?) throws {
    guard let locale else { return nil }
    self = .people(decimalMark: try CellLocale(named: locale, cause: .usage).decimalMark)
  }
}

extension ReachOptions {
  /// So many draws fill all ranges evenly (measured: the first 150 of a row do), and tell the 5 and
  /// 95 % points of what is compared draw by draw.
  private static let mostOfStudy = 150

  /// The draws of what is told beside a report: the first of its own.
  var ofStudy: ReachOptions {
    ReachOptions(
      seed: seed, draws: min(draws, Self.mostOfStudy), threads: threads, isOutline: true)
  }
}

extension ReachReport.Figures {
  /// The multiplier, or the additional people where there is no page.
  fileprivate var centralFigure: Double { reachMultiplier?.mean ?? additionalPeople.mean }
}
