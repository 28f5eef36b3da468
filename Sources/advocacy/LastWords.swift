#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What a process says when it ends because of a defect, or for lack of memory, rather than die without
/// a word.
///
/// Files are replaced whole and the ledger rolls back, so that nothing is half-written then either.
enum LastWords {
  private static let text: StaticString = """
    advocacy: stopped by a defect or for lack of memory; nothing is half-written. Run it again; if it \
    happens again, set SWIFT_BACKTRACE=enable=yes and report what it prints

    """

  /// Has the process say its last words on a fatal signal, and leave with the code of a defect.
  ///
  /// Whoever asks for Swift's own backtrace, which takes the same signals, gets that instead.
  static func prepare() {
    guard unsafe getenv("SWIFT_BACKTRACE") == nil else { return }
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV] {
      _ = signal(number) { _ in
        unsafe _ = write(STDERR_FILENO, LastWords.text.utf8Start, LastWords.text.utf8CodeUnitCount)
        _exit(70)
      }
    }
  }

  /// Writes a line to standard error, past everything that could fail.
  static func say(_ line: String) {
    var line = line
    line.withUTF8 { unsafe _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}
