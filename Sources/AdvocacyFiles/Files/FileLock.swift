package import AdvocacyModel
import SystemFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The exclusive hold of one process on a lock file, given up when the value goes.
///
/// The lock file is one of its own, never renamed and never the file it protects: a lock on a file
/// that is replaced protects nothing. The system gives the lock up when a process ends, however it
/// ends, so none is ever stale.
package struct FileLock: ~Copyable, Sendable {
  private let file: OpenFile

  private init(_ file: consuming OpenFile) { self.file = file }

  /// Takes the lock, waiting for others if allowed.
  ///
  /// - Parameters:
  ///   - path: The lock file, made where missing; what it holds is only for people.
  ///   - name: The name by which failures call it; nil: the path.
  ///   - wait: How long to wait for another holder, in seconds; 0: not at all.
  ///   - now: The clock: who holds the lock, and how long, is said by it.
  /// - Returns: The lock, held.
  /// - Throws: `busy` where another holds it for longer than the wait, `permission`,
  ///   `cannotCreate` or `inputOutput`.
  package static func acquire(
    _ path: String, named name: String? = nil, wait: Double = 0, now: () -> Instant
  ) throws(Failure) -> FileLock {
    let shown = name ?? path
    try SystemCall.check(path: path, file: shown)
    var waited = 0.0
    var pause = 0.002
    while true {
      let file = try open(path, shown)
      if SystemCall.retrying({ flock(file.descriptor, LOCK_EX | LOCK_NB) }) == 0 {
        // Somebody may have removed the file between our opening and our locking it.
        guard isStill(file, at: path) else { continue }
        note(now(), in: file)
        return FileLock(file)
      }
      guard errno == EWOULDBLOCK else {
        throw SystemCall.writeFailure(errno, file: shown, doing: "lock it")
      }
      guard waited < wait else { throw busy(file, shown, now: now()) }
      let length = min(pause, wait - waited)
      _ = usleep(UInt32(length * 1_000_000))
      waited += length
      pause = min(pause * 1.5, 0.05)
    }
  }

  /// Gives the lock up now.
  package consuming func release() {}

  /// Who holds a lock, in words; nil where nobody does or it can't be told.
  ///
  /// Writes nothing.
  package static func holder(of path: String, now: Instant) -> String? {
    guard let file = try? OpenFile(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK),
      flock(file.descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK
    else { return nil }
    return holder(file, now: now) ?? "another process"
  }

  /// Checks, and writes nothing, that a lock can be taken, if need be when its holder ends.
  ///
  /// - Parameters:
  ///   - path: The lock file; there may be none yet.
  ///   - name: The name by which failures call it.
  ///   - patience: For how long, in seconds, a holder is expected to end soon.
  ///   - now: The present by the clock.
  /// - Throws: What `acquire` would; `busy` where another has held it for longer.
  package static func requireAvailable(
    _ path: String, named name: String, patience: Double, now: Instant
  ) throws(Failure) {
    let file: OpenFile
    do {
      file = try OpenFile(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK)
    } catch {
      guard error.code == ENOENT else {
        throw SystemCall.writeFailure(error.code, file: name, doing: "open the lock file")
      }
      return
    }
    guard let status = file.status, SystemCall.isRegular(status) else {
      throw Failure(.cannotCreate, at: Place(file: name), "the lock file is no regular file")
    }
    guard flock(file.descriptor, LOCK_SH | LOCK_NB) != 0, errno == EWOULDBLOCK else { return }
    if let since = note(in: file)?.since, now - since >= .seconds(Int64(patience)) {
      throw busy(file, name, now: now)
    }
  }

  private static func open(_ path: String, _ shown: String) throws(Failure) -> OpenFile {
    let flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK
    let file: OpenFile
    do {
      file = try OpenFile(path, flags, mode: 0o600)
    } catch {
      throw SystemCall.writeFailure(error.code, file: shown, doing: "open the lock file")
    }
    guard let status = file.status, SystemCall.isRegular(status) else {
      throw Failure(.cannotCreate, at: Place(file: shown), "the lock file is no regular file")
    }
    return file
  }

  private static func isStill(_ file: borrowing OpenFile, at path: String) -> Bool {
    guard let named = Paths.status(of: path), let held = file.status else { return false }
    return named.st_ino == held.st_ino && named.st_dev == held.st_dev
  }

  /// Writes process and time into the file; people read it, nothing depends on it.
  private static func note(_ now: Instant, in file: borrowing OpenFile) {
    guard ftruncate(file.descriptor, 0) == 0 else { return }
    try? file.write(Array("\(getpid()) \(now.rfc3339)\n".utf8))
  }

  private static func busy(
    _ file: borrowing OpenFile, _ shown: String, now: Instant
  ) -> Failure {
    let holder = holder(file, now: now).map { ": \($0)" } ?? ""
    return Failure(
      .busy, at: Place(file: shown), "another process holds the lock\(holder)",
      hint: "Try again later, or wait for it with --wait SECONDS")
  }

  /// The process and its time, as it noted them in the file.
  private static func holder(_ file: borrowing OpenFile, now: Instant) -> String? {
    note(in: file).map {
      "process \($0.process), for \(max(0, (now - $0.since).milliseconds / 1000)) s"
    }
  }

  private static func note(in file: borrowing OpenFile) -> (process: Int32, since: Instant)? {
    let bytes = (try? file.read(atMost: 128)) ?? []
    let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard words.count == 2, let process = Int32(words[0]),
      let since = Instant(rfc3339: String(words[1]))
    else { return nil }
    return (process, since)
  }
}
