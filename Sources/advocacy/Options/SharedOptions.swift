import AdvocacyApp
import AdvocacyCore
import AdvocacyReport
import ArgumentParser

/// Which workspace a command works in.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The workspace; else ADVOCACY_WORKSPACE, else this directory or one above it.",
      valueName: "DIR"))
  var workspace: String?

  /// Finds the workspace.
  func find(in environment: AdvocacyApp.Environment) throws -> Workspace {
    try Workspace.find(flag: workspace, in: environment)
  }

  /// Finds the workspace, or none where nobody named one and there is none here or above.
  func findIfAny(in environment: AdvocacyApp.Environment) throws -> Workspace? {
    let variable = environment.variables["ADVOCACY_WORKSPACE"] ?? ""
    guard workspace == nil, variable.isEmpty else { return try find(in: environment) }
    return try? find(in: environment)
  }
}

/// How a command prints what it found.
struct FormatOptions: ParsableArguments {
  @Option(name: .long, help: "How to print: table or json.")
  var format: PlainFormat = .table
}

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
      "Take this for the present (RFC 3339); else ADVOCACY_NOW, else the clock.",
      valueName: "T"))
  var now: String?
}

/// Splits lists that were given as repeated options or separated by commas.
func splitLists(_ values: [String]) -> [String] {
  values.flatMap { $0.split(separator: ",") }
    .map { String($0.trimmed { $0 == " " }) }
    .filter { !$0.isEmpty }
}

extension PlainFormat {
  /// Prints a value: as JSON, or as a table in the style of the terminal.
  func print(
    json: @autoclosure () throws -> String, table: (TerminalStyle) -> String,
    in environment: AdvocacyApp.Environment
  ) throws {
    let console = environment.console
    let text =
      try self == .json
      ? json() : table(TerminalStyle(width: console.width, color: console.hasColor))
    try console.writeOutput(text.hasSuffix("\n") || text.isEmpty ? text : text + "\n")
  }
}
