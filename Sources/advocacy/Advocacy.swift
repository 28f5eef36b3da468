import AdvocacyApp
import ArgumentParser
import Foundation

/// The root of the command line.
struct Advocacy: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "advocacy",
    abstract: "Fans corporate posts out to simulated employee accounts and reports honest reach.",
    discussion: """
      Start with `advocacy demo`, or with `advocacy init DIR` for your own company. It simulates: \
      it never logs in to a network and never acts on a person's account.

      \(ExitCodes.all)
      """,
    version: ToolVersion.text, subcommands: commands)

  /// All commands, in the order in which help lists them; a group has a list of its own.
  private static let commands: [any ParsableCommand.Type] = [
    DemoCommand.self, InitCommand.self, PostCommand.self, QueueCommand.self,
    AmplifyCommand.self, ExplainCommand.self, ReachReportCommand.self, CheckCommand.self,
    RosterCommand.self, SchemaCommand.self, LedgerCommand.self, PolicyCommand.self,
  ]

  /// The words that call the program itself, each group and each command.
  static var calls: [[String]] { [[]] + calls(of: Advocacy.self, after: []) }

  /// The names of the commands of a group.
  static func names(in group: any ParsableCommand.Type) -> [String] {
    group.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func calls(
    of group: any ParsableCommand.Type, after words: [String]
  ) -> [[String]] {
    zip(names(in: group), group.configuration.subcommands).flatMap { name, command in
      [words + [name]] + calls(of: command, after: words + [name])
    }
  }
}

/// The exit codes, as every help text lists them.
enum ExitCodes {
  /// All of them.
  static let all = """
    EXIT STATUS  0 done or nothing to do; 1 done, some posts newly set aside; 64 usage; \
    65 bad data; 66 input missing; 69 ledger from a newer version; 70 internal; 73 cannot create; \
    74 I/O or disk full; 75 busy, try again; 77 permission; 78 configuration
    """
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Main {
  /// Runs the command line of the process and leaves with its exit code.
  static func main() async {
    // A reader that goes away is no reason to die with a signal; files are the owner's alone.
    _ = signal(SIGPIPE, SIG_IGN)
    umask(0o077)
    let interruption = Interruption { _exit(128 + $0) }
    Signals.hand(to: interruption)
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(await CommandRunner(environment: .system(interruption)).run(arguments))
  }
}

/// Hears the signals that ask a process to end.
enum Signals {
  /// Hands SIGINT, SIGTERM and SIGHUP to an interruption, on a thread that waits for them.
  ///
  /// Has to come before there are other threads, which inherit that the signals are held back.
  static func hand(to interruption: Interruption) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    // Who ignores a signal, as `nohup` does, wants it ignored.
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      unsafe sigaddset(&signals, number)
    }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let awaited = signals
    Thread.detachNewThread {
      var awaited = awaited
      var number: Int32 = 0
      while true {
        if unsafe sigwait(&awaited, &number) == 0 { interruption.request(number) }
      }
    }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_DFL)
    _ = signal(number, handler)
    // Functions can't be compared; SIG_IGN is the address 1 wherever there are signals.
    return unsafe unsafeBitCast(handler, to: Int.self) == 1
  }
}
