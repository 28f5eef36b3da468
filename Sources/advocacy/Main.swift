import AdvocacyApp
import ArgumentParser

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
