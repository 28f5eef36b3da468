import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Prints the entry that runs `amplify` again and again.
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "Print the entry that runs amplify for a workspace.",
    discussion: ExitCodes.all, subcommands: [Cron.self, Systemd.self, Launchd.self])

  /// For a crontab.
  struct Cron: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "cron", abstract: "Print the line of a crontab.",
      discussion: """
          (crontab -l; advocacy schedule cron) | crontab -

        Changes nothing itself.

        \(ExitCodes.all)
        """)

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .cron, in: environment)
    }
  }

  /// For systemd.
  struct Systemd: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "systemd", abstract: "Print a service and a timer for systemd.",
      discussion: """
        Prints two files, each with its path in the first line, and how to enable the timer. The \
        service can write the workspace and nothing else, and has no network. Changes nothing \
        itself.

        \(ExitCodes.all)
        """)

    @Option(
      name: .long,
      help: ArgumentHelp("Who runs it (default: who owns the workspace).", valueName: "NAME"))
    var user: String?

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .systemd, user: user, in: environment)
    }
  }

  /// For launchd.
  struct Launchd: OutputCommand {
    static let configuration = CommandConfiguration(
      commandName: "launchd", abstract: "Print a property list for launchd, on a Mac.",
      discussion: """
        Says where to write it and how to load it. Changes nothing itself.

        \(ExitCodes.all)
        """)

    @OptionGroup var schedule: ScheduleOptions
    @OptionGroup var output: FormatOptions

    func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
      try schedule.entry(for: .launchd, in: environment)
    }
  }
}

/// What to run and how often.
struct ScheduleOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("How often: 1m to 1d.", valueName: "SPAN"))
  var every = "15m"

  @Option(
    name: .long,
    help: ArgumentHelp("The program to run (default: this one).", valueName: "PATH"))
  var program: String?

  @OptionGroup var place: WorkspaceOptions

  /// The entry for a system.
  func entry(
    for scheduler: ScheduleEntry.Scheduler, user: String? = nil,
    in environment: AdvocacyApp.Environment
  ) throws -> ScheduleEntry {
    try ScheduleAmplify(
      workspace: try place.find(in: environment), scheduler: scheduler, every: every,
      program: program, user: user
    ).run(in: environment)
  }
}
