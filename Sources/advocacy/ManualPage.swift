import AdvocacyApp
import AdvocacyModel
import ArgumentParser
import Foundation

/// The manual page: what the commands say of themselves, in the language of `mandoc` (mdoc).
struct ManualPage {
  private let root: Command

  /// The day of the last change of what it tells, as manual pages write it.
  private let released = "November 29, 2026"

  /// Takes the commands' own descriptions.
  ///
  /// - Throws: where the parser describes them in another form.
  init() throws {
    let data = Data(Advocacy._dumpHelp().utf8)
    root = try JSONDecoder().decode(Description.self, from: data).command
  }

  /// The page in mdoc, ending with a line feed.
  var text: String {
    var page = [
      ".Dd \(released)", ".Dt ADVOCACY 1", ".Os", ".Sh NAME", ".Nm advocacy",
      ".Nd \(Self.escaped("simulate employees sharing company posts, by your rules"))",
      ".Sh SYNOPSIS", ".Nm", ".Ar command", ".Op Ar options", ".Sh DESCRIPTION",
    ]
    page += Self.paragraphs(root.abstract ?? "")
    page.append(".Pp")
    page += Self.paragraphs(
      "Start with `advocacy demo`, or with `advocacy init DIR` for your own company. It simulates: "
        + "it never logs in to a network and never acts on a person's account.")
    page.append(".Sh COMMANDS")
    for command in root.commands { page += sections(of: command, after: []) }
    page.append(".Sh TOPICS")
    for topic in HelpTopic.all {
      page.append(".Ss \(Self.escaped(topic.name)): \(Self.escaped(topic.abstract))")
      page += Self.paragraphs(topic.text)
    }
    return page.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private func sections(of command: Command, after words: [String]) -> [String] {
    let words = words + [command.commandName]
    guard command.commands.isEmpty else {
      return command.commands.flatMap { sections(of: $0, after: words) }
    }
    let call = words.joined(separator: " ")
    var lines = [".Ss \(Self.escaped(call))"] + Self.paragraphs(command.abstract ?? "")
    let discussion = (command.discussion ?? "").replacing(ExitCodes.all, with: "")
    if discussion.contains(where: { !$0.isWhitespace }) {
      let more = Self.paragraphs(discussion)
      lines += (more.first?.hasPrefix(".Bd") == true ? [] : [".Pp"]) + more
    }
    let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && !$0.isGeneral }
    guard !arguments.isEmpty else { return lines }
    lines.append(".Bl -tag -width 4n")
    for argument in arguments {
      let call = Self.escaped(argument.call).replacing("\"", with: "\\(dq")
      lines += [".It \(call)"] + Self.paragraphs(argument.meaning)
    }
    return lines + [".El"]
  }

  /// A text as paragraphs; those with indented lines or columns stay as they are.
  private static func paragraphs(_ text: String) -> [String] {
    var blocks: [[Substring]] = [[]]
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.allSatisfy(\.isWhitespace) {
        blocks.append([])
      } else {
        blocks[blocks.count - 1].append(line)
      }
    }
    var lines: [String] = []
    var isAfterDisplay = true
    for block in blocks where !block.isEmpty {
      if block.contains(where: { $0.hasPrefix(" ") || $0.contains("  ") }) {
        let margin = block.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        lines.append(".Bd -literal -offset indent")
        lines += block.map { escaped(String($0.dropFirst(margin))) } + [".Ed"]
        isAfterDisplay = false
      } else {
        if !isAfterDisplay { lines.append(".Pp") }
        lines += sentences(block.joined(separator: " "))
        isAfterDisplay = false
      }
    }
    return lines
  }

  /// Prose, each sentence on lines of its own, as the language wants it; at most 80 columns.
  private static func sentences(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let next = escaped(String(word))
      if !line.isEmpty, width(line) + 1 + width(next) > 78 {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? next : " \(next)"
      if let last = word.last(where: { !")\"'".contains($0) }), ".!?".contains(last) {
        lines.append(line)
        line = ""
      }
    }
    return lines + (line.isEmpty ? [] : [line])
  }

  /// The bytes of a text as the language reads it: it writes others than ASCII out by their number.
  private static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
  }

  /// A text with what the language would take for its own written out.
  private static func escaped(_ text: String) -> String {
    var result = text.replacing("\\", with: "\\e").replacing("--", with: "\\-\\-")
      .replacing("`", with: "\\(ga")
    if result.hasPrefix("-") { result = "\\" + result }
    if let first = result.first, first == "." || first == "'" { result = "\\&" + result }
    return result
  }

  // The parser's own description, as far as the page needs it.

  private struct Description: Decodable { var command: Command }

  private struct Command: Decodable {
    var commandName: String
    var abstract: String?
    var discussion: String?
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// The commands of a group, without the parser's own `help`.
    var commands: [Command] { (subcommands ?? []).filter { $0.commandName != "help" } }
  }

  private struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
    }

    var kind: String
    var shouldDisplay: Bool
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var defaultValue: String?

    /// Whether every command has it.
    var isGeneral: Bool {
      names?.contains { ["help", "version"].contains($0.name) } ?? false
    }

    /// How it is written on a command line.
    var call: String {
      let value = valueName.map { $0.uppercased() } ?? "VALUE"
      guard kind != "positional" else { return value }
      let names = (names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }
      return names.joined(separator: ", ") + (kind == "option" ? " \(value)" : "")
    }

    /// What it means, and what it is where it isn't given.
    var meaning: String {
      let usual = defaultValue.map { " (default: \($0))" } ?? ""
      let isTold = kind == "flag" || abstract?.contains("default:") == true
      return (abstract ?? "") + (isTold ? "" : usual)
    }
  }
}

/// How shells complete the words of a command line, where the workspace knows them.
enum Completion {
  static let post = suggested(.posts)
  static let employee = suggested(.employees)
  static let network = suggested(.networks)
  static let group = suggested(.groups)
  static let topic = suggested(.topics)
  static let campaign = suggested(.campaigns)
  static let role = suggested(.roles)
  static let proposal = suggested(.proposals)
  static let team = suggested(.teams)

  /// Periods as people mostly ask for them.
  static let period = CompletionKind.list([
    "today", "yesterday", "this-week", "last-week", "this-month", "last-month", "this-quarter",
    "last-quarter", "this-year", "last-year",
  ])

  private static func suggested(_ kind: Suggestions.Kind) -> CompletionKind {
    .custom { words, _, _ in Suggestions(for: words, in: .system()).words(kind) }
  }
}

/// Prints the script by which a shell completes the program's command lines.
struct CompletionsCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions", abstract: "Print the script that completes commands in a shell.",
    discussion: """
      Commands, options, ids of posts, employees, topics and networks. Install it once:

        advocacy completions bash > ~/.local/share/bash-completion/completions/advocacy
        advocacy completions zsh > ~/.zfunc/_advocacy
        advocacy completions fish > ~/.config/fish/completions/advocacy.fish

      Make the directory first where there is none, then open a new shell. bash needs its package \
      bash-completion; zsh needs, in ~/.zshrc: fpath+=(~/.zfunc); autoload -Uz compinit; compinit. \
      Removing the file takes it away.

      \(ExitCodes.all)
      """)

  @Argument(help: "The shell: bash, zsh or fish.")
  var shell: Shell

  /// The shells that can be told.
  enum Shell: String, ExpressibleByArgument, CaseIterable {
    case bash
    case zsh
    case fish
  }

  func run(in environment: AdvocacyApp.Environment) async throws {
    guard let shell = CompletionShell(rawValue: shell.rawValue) else { return }
    try environment.console.writeOutput(Advocacy.completionScript(for: shell) + "\n")
  }
}

/// Prints the manual page.
struct ManualCommand: EnvironmentCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page, of all commands and topics.",
    discussion: """
        advocacy manual | man -l -
        advocacy manual > ~/.local/share/man/man1/advocacy.1

      \(ExitCodes.all)
      """)

  func run(in environment: AdvocacyApp.Environment) async throws {
    try environment.console.writeOutput(try ManualPage().text)
  }
}
