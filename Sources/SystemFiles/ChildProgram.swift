#if canImport(Glibc)
  // For `environ`, which nothing here ever changes.
  @unsafe @preconcurrency import Glibc
#else
  @unsafe @preconcurrency import Darwin
#endif

/// Another program, run to its end while this one waits.
///
/// Foundation would set its directory by name, and fail where the name is no text: here it begins in
/// this program's own, whatever that is called.
package struct ChildProgram {
  private let path: String
  private let arguments: [String]

  /// Names a program by its path, and what it is told besides its own name.
  package init(_ path: String, _ arguments: [String]) {
    self.path = path
    self.arguments = arguments
  }

  /// The signals that this program ignores and others expect to end them.
  private static let ignoredHere = [SIGPIPE, SIGXFSZ]

  /// Runs it with a file as its standard input and without a standard output, and waits for its end.
  ///
  /// It has the environment and the standard error of this one, and hears all signals. It stands in a
  /// group of its own, so that an interruption typed on the terminal lets it finish.
  ///
  /// - Returns: Its exit code, or 128 and the number of the signal that ended it.
  /// - Throws: The system's error where it can't be run, or where its end can't be known.
  package func run(reading input: borrowing OpenFile) throws(SystemError) -> Int32 {
    let process = try start(reading: input.descriptor)
    var status: Int32 = 0
    guard SystemCall.retrying({ unsafe waitpid(process, &status, 0) }) == process else {
      throw SystemError(code: errno)
    }
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }

  private func start(reading input: Int32) throws(SystemError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var expected = sigset_t()
    unsafe sigemptyset(&expected)
    var heldBack = expected
    for number in Self.ignoredHere { unsafe sigaddset(&expected, number) }
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    let words = unsafe ([path] + arguments).map { word in word.withPath { unsafe strdup($0) } }
    defer { unsafe words.forEach { unsafe free($0) } }
    var process: pid_t = 0
    let refusals = unsafe [
      posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO),
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0),
      posix_spawnattr_setsigdefault(&attributes, &expected),
      posix_spawnattr_setsigmask(&attributes, &heldBack),
      posix_spawnattr_setflags(&attributes, Int16(flags)),
    ]
    if let code = refusals.first(where: { $0 != 0 }) { throw SystemError(code: code) }
    let code = path.withPath {
      unsafe posix_spawn(&process, $0, &actions, &attributes, words + [nil], environ)
    }
    guard code == 0 else { throw SystemError(code: code) }
    return process
  }
}
