import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import StrictJSON
import SystemFiles
import Testing

@testable import AdvocacyFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Files")
struct FilesTests {
  private let directory: TemporaryDirectory
  private let clock: @Sendable () -> Instant = { Instant(seconds: 1_800_000_000) }

  init() throws { directory = try TemporaryDirectory() }

  private func failure<Value>(_ body: () throws(Failure) -> Value) -> Failure? {
    do {
      _ = try body()
      return nil
    } catch {
      return error
    }
  }

  private func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: directory.file(name))
    return try #require(attributes[.posixPermissions] as? Int)
  }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: directory.path).sorted() }
  }

  @Test("a file is read whole, within its limit, whatever its name")
  func reading() throws {
    let path = try directory.write("hällo\n", to: "a b\n\u{1F600}.json")
    #expect(try FileReading.contents(of: path) == Array("hällo\n".utf8))
    #expect(try FileReading.contents(of: path, limit: 7).count == 7)
    let found = failure { () throws(Failure) in try FileReading.contents(of: path, limit: 6) }
    #expect(found?.cause == .badData)
    #expect(found?.message == "expected at most 6 bytes, found 7")
    let empty = try directory.write("", to: "empty")
    #expect(try FileReading.contents(of: empty).isEmpty)
  }

  @Test("a missing file, a directory, a pipe and a dangling link are refused without waiting")
  func refusals() throws {
    let missing = directory.file("none.json")
    let none = failure { () throws(Failure) in
      try FileReading.contents(of: missing, named: "none.json")
    }
    #expect(none?.description == "none.json: there is no such file")
    #expect(none?.cause == .missingInput)
    let isDirectory = failure { () throws(Failure) in
      try FileReading.contents(of: directory.path)
    }
    #expect(isDirectory?.message == "expected a regular file, found a directory")
    let pipe = directory.file("pipe")
    try #require(unsafe mkfifo(pipe, 0o600) == 0)
    let isPipe = failure { () throws(Failure) in try FileReading.contents(of: pipe) }
    #expect(isPipe?.message == "expected a regular file, found a pipe")
    let link = directory.file("link")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "nowhere")
    #expect(
      failure { () throws(Failure) in try FileReading.contents(of: link) }?.cause == .missingInput)
    #expect(
      failure { () throws(Failure) in try FileReading.contents(of: "a\0b") }?.cause
        == .missingInput)
    let onPipe = failure { () throws(Failure) in try AtomicFile.replace(pipe, with: []) }
    #expect(onPipe?.cause == .cannotCreate)
    let onLink = failure { () throws(Failure) in try AtomicFile.replace(link, with: []) }
    #expect(onLink?.cause == .cannotCreate)
  }

  @Test("a file replaced keeps its mode, a new one is private")
  func replacing() throws {
    let path = try directory.write("old", to: "queue.json")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try AtomicFile.replace(path, with: Array("new".utf8))
    #expect(try directory.text(of: "queue.json") == "new")
    #expect(try mode("queue.json") == 0o640)
    try AtomicFile.replace(directory.file("fresh"), with: [])
    #expect(try mode("fresh") == 0o600)
    #expect(try names == ["fresh", "queue.json"])
  }

  @Test("a link is followed and stays a link")
  func links() throws {
    let path = try directory.write("old", to: "real.json")
    let link = directory.file("link.json")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "real.json")
    try AtomicFile.replace(link, with: Array("new".utf8))
    #expect(try directory.text(of: "real.json") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "real.json")
    #expect(FileManager.default.fileExists(atPath: path))
  }

  @Test("where anybody may put a link, none is followed", arguments: [0o777, 0o1777])
  func plantedLinks(mode: Int) throws {
    let victim = try directory.write("mine", to: "victim")
    let open = directory.file("open")
    try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: open)
    for (name, target) in [("live", victim), ("dangling", directory.file("none"))] {
      let link = open + "/" + name
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
      let found = failure { () throws(Failure) in
        try AtomicFile.replace(link, with: Array("caught".utf8), named: "report.html")
      }
      #expect(
        found?.description
          == "report.html: it is a link, in a directory where others may put one. "
          + "Name a file in a directory of your own, or remove the link")
      #expect(found?.cause == .cannotCreate)
    }
    #expect(try directory.text(of: "victim") == "mine")
    #expect(try names == ["open", "victim"])
    try AtomicFile.replace(open + "/plain", with: Array("text".utf8))
    #expect(try directory.text(of: "open/plain") == "text")
  }

  @Test(
    "a file that another left where anybody may is replaced, not filled",
    .enabled(if: geteuid() == 0, "needs to be root, to give a file away"))
  func foreignFiles() throws {
    let open = directory.file("open")
    try FileManager.default.createDirectory(atPath: open, withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o1777], ofItemAtPath: open)
    let path = try directory.write("theirs", to: "open/report.html")
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    try #require(unsafe chown(path, 65534, 65534) == 0)
    try AtomicFile.replace(path, with: Array("ours".utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.ownerAccountID] as? Int == 0)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("a directory that is moved while it is open keeps what is written")
  func movedDirectory() throws {
    let (old, new) = (directory.file("old"), directory.file("new"))
    try FileManager.default.createDirectory(atPath: old, withIntermediateDirectories: false)
    let open = try OpenDirectory(of: old + "/first")
    try FileManager.default.moveItem(atPath: old, toPath: new)
    try FileManager.default.createDirectory(atPath: old, withIntermediateDirectories: false)
    try open.make("hidden").write(Array("text".utf8))
    try open.replace("second", by: "hidden")
    #expect(try directory.text(of: "new/second") == "text")
    #expect(try FileManager.default.contentsOfDirectory(atPath: old).isEmpty)
  }

  @Test("a file is made only where there is none")
  func creating() throws {
    let path = directory.file("config.json")
    try AtomicFile.create(path, with: Array("1".utf8))
    let found = failure { () throws(Failure) in
      try AtomicFile.create(path, with: Array("2".utf8), named: "config.json")
    }
    #expect(found?.description == "config.json: cannot make it: File exists")
    #expect(found?.cause == .cannotCreate)
    #expect(try directory.text(of: "config.json") == "1")
    #expect(try names == ["config.json"])
    let nowhere = failure { () throws(Failure) in
      try AtomicFile.create(directory.file("no/such/file"), with: [])
    }
    #expect(nowhere?.cause == .cannotCreate)
  }

  @Test(
    "a full disk leaves nothing half-written",
    .enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "needs /dev/full"))
  func fullDisk() throws {
    let output = try OpenFile("/dev/full", O_WRONLY)
    #expect(throws: SystemError.self) { try output.write([1, 2, 3]) }
    let found = SystemCall.writeFailure(ENOSPC, file: "queue.json", doing: "write it")
    #expect(found.cause == .inputOutput)
    #expect(found.hint == "Free some space; nothing was changed")
  }

  @Test("a lock excludes a second holder, names the first, and is free again afterwards")
  func locking() throws {
    let path = directory.file("queue.lock")
    let first = try FileLock.acquire(path, now: clock)
    #expect(try mode("queue.lock") == 0o600)
    let found = failure { () throws(Failure) in
      try FileLock.acquire(path, named: "queue.lock", wait: 0.01) {
        Instant(seconds: 1_800_000_007)
      }.release()
    }
    #expect(found?.cause == .busy)
    #expect(
      found?.message == "another process holds the lock: process \(getpid()), for 7 s")
    first.release()
    let second = try FileLock.acquire(path, now: clock)
    second.release()
  }

  @Test("a lock file that was removed while it was held protects the next holder all the same")
  func removedLock() throws {
    let path = directory.file("queue.lock")
    let first = try FileLock.acquire(path, now: clock)
    try FileManager.default.removeItem(atPath: path)
    let second = try FileLock.acquire(path, now: clock)
    let found = failure { () throws(Failure) in
      try FileLock.acquire(path, now: clock).release()
    }
    #expect(found?.cause == .busy)
    first.release()
    second.release()
  }

  @Test("appends under the lock from many tasks at once are all kept")
  func concurrentAppends() async throws {
    let path = directory.file("queue.ndjson")
    let lock = directory.file("queue.lock")
    let clock = clock
    try AtomicFile.create(path, with: [])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<40 {
        group.addTask {
          let hold = try FileLock.acquire(lock, wait: 60, now: clock)
          let bytes = try FileReading.contents(of: path)
          try AtomicFile.replace(path, with: bytes + Array("{\"n\": \(number)}\n".utf8))
          hold.release()
        }
      }
      try await group.waitForAll()
    }
    let bytes = try FileReading.contents(of: path)
    let lines = try JSONLines.parse(bytes: bytes, file: "queue.ndjson")
    let numbers = try lines.map { try $0.document.get().object().required("n").integer() }
    #expect(numbers.sorted() == Array(0..<40))
  }
}
