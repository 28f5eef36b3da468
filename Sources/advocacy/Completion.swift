import AdvocacyApp
import AdvocacyModel
import ArgumentParser

/// How shells complete the words of a command line, where the workspace knows them.
enum Completion {
  static let post = suggested(.posts)
  static let employee = suggested(.employees)
  static let network = suggested(.networks)
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
