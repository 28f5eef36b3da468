import AdvocacyApp
import AdvocacyModel
import ArgumentParser
import Foundation
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@main
enum Main {
  /// Runs the command line of the process and leaves with its exit code.
  static func main() async {
    // A reader that goes away, or a file that reaches its limit, is no reason to die with a signal;
    // files are the owner's alone.
    for number in [SIGPIPE, SIGXFSZ] { _ = signal(number, SIG_IGN) }
    umask(0o077)
    requireDescriptors()
    let interruption = Interruption { _exit(128 + $0) }
    Signals.hand(to: interruption)
    let runner = CommandRunner(environment: .system(interruption))
    exit(await runner.run(Environment.arguments))
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
  /// The thread that waits for them.
  private static let waiter = Mutex<pthread_t?>(nil)

  /// Hands SIGINT, SIGTERM and SIGHUP to an interruption, on a thread that waits for them.
  ///
  /// Has to come before there are other threads, which inherit that the signals are held back.
  static func hand(to interruption: Interruption) {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    // Who ignores a signal, as `nohup` does, wants it ignored.
    let heard = [SIGINT, SIGTERM, SIGHUP].filter { !isIgnored($0) }
    for number in heard { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let awaited = signals
    Thread.detachNewThread {
      let own = pthread_self()
      waiter.withLock { $0 = own }
      // Once the program has waited for a thread of its own, the system's queue takes signals where
      // the program began, whatever is held back there: it hands them on.
      for number in heard { _ = signal(number) { number in Signals.handOn(number) } }
      var awaited = awaited
      var number: Int32 = 0
      while true {
        if unsafe sigwait(&awaited, &number) == 0 { interruption.request(number) }
      }
    }
  }

  /// Hands a signal on to the thread that waits; nobody else ever takes its lock once it is there.
  private static func handOn(_ number: Int32) {
    guard let thread = waiter.withLockIfAvailable({ $0 }) ?? nil else { return }
    _ = pthread_kill(thread, number)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    let handler = signal(number, SIG_DFL)
    _ = signal(number, handler)
    // Functions can't be compared; SIG_IGN is the address 1 wherever there are signals.
    return unsafe unsafeBitCast(handler, to: Int.self) == 1
  }
}

/// What a process says past everything that could fail.
///
/// What it says on a fatal signal is in `CLastWords`, which is there before Swift is.
enum LastWords {
  /// Writes a line to standard error.
  static func say(_ line: String) {
    var line = line
    line.withUTF8 { unsafe _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
