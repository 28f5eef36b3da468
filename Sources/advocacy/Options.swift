import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import ArgumentParser

/// Which workspace a command works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The workspace; else ADVOCACY_WORKSPACE, else this directory or one above it.",
      valueName: "DIR"),
    completion: .directory)
  var workspace: FileName?

  /// Finds the workspace.
  func find(in environment: AdvocacyApp.Environment) throws -> Workspace {
    try Workspace.find(flag: workspace?.path, in: environment)
  }

  /// Finds the workspace, or none where nobody named one and there is none here or above.
  func findIfAny(in environment: AdvocacyApp.Environment) throws -> Workspace? {
    let variable = environment.variables["ADVOCACY_WORKSPACE"] ?? ""
    guard workspace == nil, variable.isEmpty else { return try find(in: environment) }
    return try? find(in: environment)
  }
}

/// Where the runs of a command are kept.
struct LogOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Add a line of JSON about this run to a file: time, command, exit code, counts.",
      valueName: "FILE"),
    completion: .file())
  var log: FileName?
}

/// How a command prints what it found.
struct FormatOptions: ParsableArguments {
  @Option(name: .long, help: "How to print: table or json.")
  var format: PlainFormat = .table
}

/// The language in which a command speaks to people.
struct LanguageOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The language: en or es (default: `language` in config.json, then en).", valueName: "L"))
  var language: Language?

  /// A result in the language asked for, else in the company's.
  func spoken<Output: InLanguage>(_ output: Output) -> Output {
    var output = output
    output.language = language ?? output.language
    return output
  }
}

extension Language: ExpressibleByArgument {}

/// The formats that every command has.
enum PlainFormat: String, ExpressibleByArgument, CaseIterable {
  case table
  case json
}

/// The instant that a command takes for the present.
struct ClockOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Pretend it is this time (default: ADVOCACY_NOW, then the clock).",
      valueName: "T"))
  var now: String?
}

/// The posts of which stretch of time a command looks at.
struct PeriodOptions: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("Posts dated at this instant or after.", valueName: "T"))
  var since: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Posts dated before this instant, or until this day.", valueName: "T"))
  var until: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Posts of a period, in company time: november, 2026-11, 2026-Q3, 2026-W49, 2026, last-month, this-quarter, yesterday.",
      valueName: "PERIOD"), completion: Completion.period)
  var period: String?
}

/// Splits lists that were given as repeated options or separated by commas.
func splitLists(_ values: [String]) -> [String] {
  values.flatMap { $0.split(separator: ",") }
    .map { String($0.trimmed { $0 == " " }) }
    .filter { !$0.isEmpty }
}

/// Which worlds a report is made from, so that several machines may share the work.
struct PartOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Work out these draws of the assumptions and no others, in quotes, as in '0..<1004'; a report has 2,008 as a rule, and says how many.",
      valueName: "A..<B"))
  var worlds: String?

  @Option(
    name: .customLong("partial"),
    help: ArgumentHelp(
      "Write the sums of --worlds to a file for --merge, instead of a report.", valueName: "FILE"))
  var partialFile: FileName?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Make the report of such files, the same as one run over all their worlds.",
      valueName: "FILE"))
  var merge: [FileName] = []

  func validate() throws {
    guard partialFile == nil || worlds != nil else {
      throw ValidationError("--partial needs --worlds: which draws to work out.")
    }
    guard merge.isEmpty || worlds == nil else {
      throw ValidationError("--merge takes the worlds of its files: leave --worlds out.")
    }
  }

  /// The worlds that a report is made from.
  var source: ReportWorlds {
    if let worlds { return .range(worlds) }
    return merge.isEmpty ? .asNeeded : .parts(merge.map(\.path))
  }

  /// The draws to work out for a file, and the file.
  var partial: (worlds: String, file: String)? {
    guard let worlds, let partialFile else { return nil }
    return (worlds, partialFile.path)
  }
}

/// What goes with the text of a post, whoever writes it.
struct LabelOptions: ParsableArguments {
  @Option(name: .long, help: ArgumentHelp("The page it points to.", valueName: "URL"))
  var link: String?

  @Option(
    name: .long, help: ArgumentHelp("The campaign it belongs to.", valueName: "C"),
    completion: Completion.campaign)
  var campaign: String?

  @Option(
    name: [.customLong("topic"), .customLong("topics")],
    help: ArgumentHelp("What it is about.", valueName: "T"), completion: Completion.topic)
  var topics: [String] = []

  @Option(
    name: [.customLong("hashtag"), .customLong("hashtags")],
    help: ArgumentHelp("Its hashtags.", valueName: "H"))
  var hashtags: [String] = []
}

/// What a post says besides its text and its networks, as it is written anew or changed.
struct PostFieldOptions: ParsableArguments {
  @OptionGroup var labels: LabelOptions

  @Option(
    name: [.customLong("variant"), .customLong("variants")],
    help: ArgumentHelp("A suggested wording for employees; repeat for more.", valueName: "V"))
  var variants: [String] = []

  /// Whether any is given.
  var areGiven: Bool {
    labels.link != nil || labels.campaign != nil
      || ![labels.topics, labels.hashtags, variants].allSatisfy(\.isEmpty)
  }
}

/// The name of a file or directory on the command line, which may hold any bytes.
struct FileName: ExpressibleByArgument, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name as `PathText` has it.
  let path: String

  init(argument: String) { path = argument }

  init(stringLiteral path: String) { self.path = path }

  var description: String { path }
}

/// Finds texts on a command line that are not UTF-8: they would lose their bytes where they are kept.
enum ForeignText {
  /// Refuses a command that holds such a text anywhere but in the name of a file.
  ///
  /// - Throws: `Failure` with cause `usage`.
  static func refuse(in command: any ParsableCommand) throws(Failure) {
    guard let text = first(in: command) else { return }
    throw Failure(
      .usage, "\"\(SafeText.excerpt(text))\" is not UTF-8, and is no file's name",
      hint: "Write the text in UTF-8")
  }

  private static func first(in value: Any) -> String? {
    if value is FileName { return nil }
    if let text = value as? String { return PathText.hasForeignBytes(text) ? text : nil }
    for child in Mirror(reflecting: value).children {
      if let found = first(in: child.value) { return found }
    }
    return nil
  }
}
