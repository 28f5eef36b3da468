import AdvocacyApp
import AdvocacyModel
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
    LastWords.prepare()
    // A reader that goes away, or a file that reaches its limit, is no reason to die with a signal;
    // files are the owner's alone.
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
    umask(0o077)
    requireDescriptors()
    let interruption = Interruption { _exit(128 + $0) }
    Signals.hand(to: interruption)
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(await CommandRunner(environment: .system(interruption)).run(arguments))
  }

  /// Leaves with a word where too few files may be open at once: the system's queues and threads take
  /// some of their own, and end the process without a word where they get none.
  private static func requireDescriptors() {
    let least = 16
    let spare = (0..<least).map { _ in dup(STDERR_FILENO) }
    let opened = spare.filter { $0 >= 0 }
    for descriptor in opened { _ = close(descriptor) }
    // Where standard error is closed there is nobody to tell, and nothing to count by.
    guard opened.count < least, !opened.isEmpty || errno == EMFILE else { return }
    LastWords.say(
      "advocacy: only \(opened.count) more files may be open, expected at least \(least). "
        + "Raise the limit: ulimit -n 256\n")
    _exit(Failure.Cause.inputOutput.exitCode)
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
