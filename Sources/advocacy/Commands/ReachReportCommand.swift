import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Reports the reach multiplier, nominal and honest.
struct ReachReportCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "reach-report",
    abstract: "Report how many people employees brought, each counted once, with an interval.",
    discussion: """
        advocacy reach-report --since 2026-11-01 --by campaign
        advocacy reach-report --period november --compare-to previous
        advocacy reach-report --output november.html
        advocacy reach-report --output november.csv
        advocacy reach-report --format csv --full     for programs: every column, exact

      The figures are estimates by a model; the same ledger, inputs and seed give the same \
      bytes. The interval says what the assumed parameters leave open; what the choice of draws \
      leaves is shown separately, as simulation error.

      \(ExitCodes.all)
      """)

  @OptionGroup var dates: PeriodOptions

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Leave out actions after this instant; all that is recorded counts otherwise.",
      valueName: "T"))
  var asOf: String?

  @Option(
    name: .long,
    help: "By \(Breakdown.names).")
  var by: Breakdown?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Compare with another period: previous (of a month the month before), or the first and the last day, 2026-10-01..2026-10-31.",
      valueName: "PERIOD"))
  var compareTo: String?

  @Option(name: .long, help: "Show other products' formulas on the same facts: vendor.")
  var compare: VendorComparison?

  @Flag(
    name: .long,
    help: "Show which assumption moves the result most; HTML and Markdown always do.")
  var tornado = false

  @Option(
    name: .long,
    help: "How to print: table, json, csv, markdown or html (default: by the name of --output).")
  var format: ReportFormat?

  @Option(
    name: .long,
    help: ArgumentHelp("Write to a file (atomically).", valueName: "FILE"), completion: .file())
  var output: FileName?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV for spreadsheets of a country, as es-ES or en-US (default: the language's).",
      valueName: "L"))
  var locale: String?

  @Flag(name: .long, help: "CSV for programs: every column, exact.")
  var full = false

  @Option(
    name: .long,
    help: ArgumentHelp("Simulate with this seed; the workspace's otherwise.", valueName: "N"))
  var seed: UInt64?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How far the figures may be off by the choice of draws; more is quicker.", valueName: "E"))
  var error: Double = 0.01

  @Option(
    name: .long,
    help: ArgumentHelp("Threads; never changes a figure. All cores otherwise.", valueName: "N"))
  var threads: Int?

  @Flag(
    name: .long,
    help: "Rank employees by what they brought, in HTML and Markdown; teams otherwise.")
  var leaderboard = false

  @OptionGroup var speech: LanguageOptions

  @Option(
    name: .long,
    help: "For whom: internal, or external (no names, no groups of fewer than five).")
  var audience: ReportAudience = .internal

  @OptionGroup var parts: PartOptions
  @OptionGroup var logging: LogOptions
  @OptionGroup var place: WorkspaceOptions

  func validate() throws {
    guard !leaderboard || by == nil || by == .employee else {
      throw ValidationError("--leaderboard ranks employees; leave --by out.")
    }
    guard !(full && locale != nil) else {
      throw ValidationError("--full is for programs and knows no --locale; leave one out.")
    }
    guard form == .csv || !full && locale == nil else {
      throw ValidationError(
        "--\(full ? "full" : "locale") goes with CSV; add --format csv, or leave it out.")
    }
    guard (0.0001...1).contains(error) else {
      throw ValidationError("--error takes 0.0001 to 1.")
    }
    guard threads.map({ (1...1024).contains($0) }) ?? true else {
      throw ValidationError("--threads takes 1 to 1024.")
    }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let sheet = full ? SheetForm.full : try SheetForm(locale: locale)
    let workspace = try place.find(in: environment)
    let useCase = ReportReach(
      workspace: workspace, since: dates.since, until: dates.until, period: dates.period,
      asOf: asOf, compareTo: compareTo, breakdown: by ?? (leaderboard ? .employee : nil),
      extras: extras, seed: seed,
      targetError: error,
      threads: threads, worlds: parts.source, language: speech.language)
    if let (worlds, file) = parts.partial {
      return try await useCase.writePart(worlds: worlds, to: file, in: environment)
    }
    let report = try await useCase.run(in: environment).forAudience(audience)
    environment.tally.keep(["posts": report.posts.count])
    let console = environment.console
    let style = (output == nil ? console.style : .plain).speaking(report.language)
    let text = try report.rendered(as: form, style: style, isRanked: leaderboard, sheet: sheet)
    guard let output else { return try console.writeOutput(text) }
    try OutputFile.write(text, to: output.path, in: environment)
  }

  /// Documents hold everything; the forms for a terminal and for programs what was asked for.
  private var extras: Set<ReportExtra> {
    if isDocument { return Set(ReportExtra.allCases) }
    return Set((compare == .vendor ? [.vendors] : []) + (tornado ? [.tornado] : []))
  }

  private var isDocument: Bool { form == .html || form == .markdown }

  /// The format asked for, else the one that the file's name ends in, else the table.
  private var form: ReportFormat {
    if let format { return format }
    let ending = output.flatMap { $0.path.split(separator: ".").last }.map { $0.lowercased() }
    return switch ending {
    case "html", "htm": .html
    case "json": .json
    case "csv": .csv
    case "md", "markdown": .markdown
    default: .table
    }
  }

  /// Whose formulas to show beside ours.
  enum VendorComparison: String, ExpressibleByArgument {
    /// The products of this market, as far as they publish theirs.
    case vendor
  }
}

extension ReportFormat: ExpressibleByArgument {}
extension ReportAudience: ExpressibleByArgument {}
extension Breakdown: ExpressibleByArgument {
  /// The names of all, as a sentence lists them.
  fileprivate static var names: String { allCases.map(\.name).alternatives }
}
