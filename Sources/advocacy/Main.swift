import AdvocacyApp
import ArgumentParser
import Foundation

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
