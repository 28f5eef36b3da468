import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Makes what employees have in their hands to share a post.
struct KitCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "kit",
    abstract: "Write what an employee needs to share a post: text, links, until when.",
    discussion: """
        advocacy kit madrid-lab --for ana
        advocacy kit madrid-lab --for ana --format html --output kits
        advocacy kit madrid-lab --all --output kits

      In the employee's language, with a text of their own as long as there are any, the words that \
      the policy's rules add, and links with the tags of "links" in config.json. Only for who may \
      share the post as things stand; who may not is refused with the reason. Files are called \
      POST-EMPLOYEE.html and so on. Mail needs "mail" in config.json.

      \(ExitCodes.all)
      """)

  @Argument(help: "The post.", completion: Completion.post)
  var post: String

  @Option(
    name: .customLong("for"),
    help: ArgumentHelp("The employee; repeat for more.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var employees: [String] = []

  @Flag(name: .long, help: "For everybody who may share it.")
  var all = false

  @Option(
    name: .long,
    help: "html, markdown, eml or json (default: html with --output, markdown without).")
  var format: KitFormat?

  @Option(
    name: .long,
    help: ArgumentHelp("Write the kits to files in this directory.", valueName: "DIR"),
    completion: .directory)
  var output: FileName?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions

  func validate() throws {
    guard all != !employees.isEmpty else {
      throw ValidationError(
        all ? "--all and --for exclude each other." : "Name --for EMPLOYEE, or --all.")
    }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let outcome = try MakeKits(
      workspace: try place.find(in: environment), post: post, employees: splitLists(employees),
      isForAll: all, format: format ?? (output == nil ? .markdown : .html), output: output?.path,
      now: clock.now
    ).run(in: environment)
    switch outcome {
    case .text(let text): try environment.console.writeOutput(text)
    case .written(let made):
      environment.tally.keep(made.counts)
      try environment.print(made, as: .table)
    }
  }
}

/// Makes one message for each employee with what they may share in a week.
struct DigestCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "digest",
    abstract: "Write one message an employee with what they may share in a week.",
    discussion: """
        advocacy digest --week 2026-W49                        whom there is something for
        advocacy digest --week 2026-W49 --output outbox        mails in a drop folder
        advocacy digest --week 2026-W49 --sendmail /usr/sbin/sendmail

      Nobody gets a second one of the same week, however often it runs, and nobody who opted out or \
      said no. The program is called with -t -i and takes the mail from its standard input. Mail \
      needs "mail" in config.json: {"from": "advocacy@acme.example", "to": "{employee}@acme.example"}.

      \(ExitCodes.all)
      """)

  @Option(
    name: .long,
    help: ArgumentHelp("The week: 2026-W49 or this-week (default: this-week).", valueName: "WEEK"))
  var week: String?

  @Option(name: .long, help: "eml, html, markdown or json.")
  var format: KitFormat = .eml

  @Option(
    name: .long,
    help: ArgumentHelp("Write the messages to files in this directory.", valueName: "DIR"),
    completion: .directory)
  var output: FileName?

  @Option(
    name: .long,
    help: ArgumentHelp("Hand each mail to this program.", valueName: "PROGRAM"),
    completion: .file())
  var sendmail: FileName?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions

  func validate() throws {
    guard sendmail == nil || output == nil else {
      throw ValidationError("--sendmail and --output exclude each other.")
    }
    guard sendmail == nil || format == .eml else {
      throw ValidationError("--sendmail sends mail: leave --format out.")
    }
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let made = try MakeDigests(
      workspace: try place.find(in: environment), week: week, format: format, output: output?.path,
      sendmail: sendmail?.path, now: clock.now
    ).run(in: environment)
    environment.tally.keep(made.counts)
    try environment.print(made, as: format == .json && output == nil ? .json : .table)
  }
}

/// Shows one employee what is asked of them.
struct MineCommand: OutputCommand {
  static let configuration = CommandConfiguration(
    commandName: "mine",
    abstract: "Show an employee what is asked of them, until when and why, and what they did.",
    discussion: """
        advocacy mine ana
        advocacy mine ana --week 2026-W49

      In the employee's language. Saying no needs no reason and is never held against anybody.

      \(ExitCodes.all)
      """)

  @Argument(help: "The employee.", completion: Completion.employee)
  var employee: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "A week: 2026-W49 or this-week (default: all that is open).", valueName: "WEEK"))
  var week: String?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions
  @OptionGroup var output: FormatOptions

  func result(in environment: AdvocacyApp.Environment) async throws -> any CommandOutput {
    try ShowMine(
      workspace: try place.find(in: environment), employee: employee, week: week, now: clock.now
    ).run(in: environment)
  }
}

/// Writes the calendar of posts.
struct CalendarCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar",
    abstract: "Write a calendar of the posts, or of what an employee may share.",
    discussion: """
        advocacy calendar --output posts.ics
        advocacy calendar --for ana --output ana.ics

      For calendar programs (RFC 5545). Ids of events stay the same, so that a later file takes the \
      place of an earlier one; a post that was withdrawn is cancelled.

      \(ExitCodes.all)
      """)

  @Option(name: .long, help: "ics.")
  var format: CalendarFormat = .ics

  @Option(
    name: .customLong("for"), help: ArgumentHelp("The employee.", valueName: "EMPLOYEE"),
    completion: Completion.employee)
  var employee: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Write to a file (atomically).", valueName: "FILE"), completion: .file())
  var output: FileName?

  @OptionGroup var clock: ClockOptions
  @OptionGroup var place: WorkspaceOptions

  /// The formats of calendars.
  enum CalendarFormat: String, ExpressibleByArgument, CaseIterable {
    case ics
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    let text = try MakeCalendar(
      workspace: try place.find(in: environment), employee: employee, now: clock.now
    ).run(in: environment)
    guard let output else { return try environment.console.writeOutput(text) }
    try OutputFile.write(text, to: output.path, in: environment)
  }
}

extension KitFormat: ExpressibleByArgument {}
