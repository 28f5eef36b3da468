import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// The batch for cron: every event up to now.
struct AmplifyCommand: LoggedCommand {
  static let configuration = CommandConfiguration(
    commandName: "amplify",
    abstract: "Ask employees to share what is due, each exactly once; made for cron.",
    discussion: """
      Handles every event up to now: posts that fall due, deferrals that end, approvals. Silent \
      when all is well; run it as often as you like, from as many processes as you like.

        */15 * * * * advocacy amplify --workspace /srv/advocacy

      --metrics-file tells Prometheus how the run went, a failed one as well: name a .prom file in \
      the directory of node_exporter's textfile collector, and let an alert watch \
      advocacy_amplify_last_success_timestamp_seconds.

      A clock that has leapt is refused before anything is written: one more than 400 days after \
      the last run, or more than a minute before it. --accept-clock vouches for the former, after \
      which it is known; `advocacy ledger rewind` is the way back from a clock that was wrong.

      \(ExitCodes.all)
      """)

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How long to wait for another run to finish, in seconds.", valueName: "SECONDS"))
  var wait: Double = 10

  @Flag(name: .long, help: "Only say what would happen; write nothing.")
  var dryRun = false

  @Flag(
    name: .long,
    help: "Go on, this once, though the clock stands more than 400 days after the last run.")
  var acceptClock = false

  @Flag(name: .long, help: "Say what happened, even when all is well.")
  var summary = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Also write how the run went, in Prometheus' text format.", valueName: "FILE"))
  var metricsFile: FileName?

  @OptionGroup var logging: LogOptions
  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func validate() throws {
    guard (0...86_400).contains(wait) else {
      throw ValidationError("--wait takes 0 to 86400 seconds.")
    }
    guard metricsFile == nil || !dryRun else {
      throw ValidationError("--metrics-file tells of runs; --dry-run is none. Leave one out.")
    }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    try await Amplifying(
      workspace: try place.find(in: environment), now: clock.now, wait: wait, isDryRun: dryRun,
      acceptsClock: acceptClock, isTalkative: summary || dryRun, format: output.format,
      metricsFile: metricsFile?.path
    ).run(in: environment)
  }
}

/// The fan-out as both `amplify` and a bare `post` call it.
struct Amplifying {
  var workspace: Workspace
  var now: String?
  var wait: Double
  var isDryRun: Bool
  var acceptsClock = false
  var isTalkative: Bool
  var format: PlainFormat
  var metricsFile: String?

  /// Runs the fan-out, prints what happened, and complains once about each post set aside.
  func run(in environment: AdvocacyApp.Environment) async throws {
    let metrics = try metricsFile.map { try MetricsFile($0, of: workspace, in: environment) }
    let amplify = Amplify(
      workspace: workspace, now: now, wait: wait, isDryRun: isDryRun, acceptsClock: acceptsClock)
    let ending = Result { try amplify.run(in: environment) }
    for complaint in (try? ending.get())?.complaints ?? [] {
      environment.console.say("advocacy: \(complaint)")
    }
    do {
      try metrics?.write(ending, in: environment)
    } catch let failure as Failure {
      // The run's own failure is told as well, and gives the exit code.
      guard case .failure = ending else { throw failure }
      environment.console.say("advocacy: \(failure)")
    }
    let outcome = try ending.get()
    environment.tally.keep(outcome.summary.counts)
    if isTalkative || format == .json {
      try environment.print(outcome.summary, as: format)
    }
    try await tellWhatIsToCome(amplify, outcome, in: environment)
    guard outcome.summary.exitCode == 0 else { throw ExitCode(outcome.summary.exitCode) }
  }

  /// Tells whoever watches a terminal how far things are: most acts are still to come.
  private func tellWhatIsToCome(
    _ amplify: Amplify, _ outcome: Amplify.Outcome, in environment: AdvocacyApp.Environment
  ) async throws {
    let console = environment.console
    guard console.isOutputTerminal, format == .table else { return }
    let outlooks = try await amplify.lookAhead(after: outcome, in: environment)
    guard !outlooks.isEmpty else { return }
    let lines = outlooks.map { Wrapping.wrap($0.sentence, to: console.width) + "\n" }
    try console.writeOutput(lines.joined())
    environment.console.say("Next: advocacy queue list")
  }
}
