import AdvocacyTestSupport
import Foundation
import Testing

@Suite("queue import, the built program")
struct ImportInputTests {
  private let program = BuiltProgram()
  private let feed = """
    <rss version="2.0"><channel><link>https://a.example/</link><item><title>Good one</title>
    <link>/good</link><pubDate>Mon, 23 Nov 2026 09:00:00 GMT</pubDate></item></channel></rss>
    """

  private func workspace() throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let made = try program.run(
      ["init", ".", "--start", "2026-11-01T00:00:00Z", "--simulated-clock", "--seed", "1"],
      in: directory.path)
    #expect(made.status == 0, "\(made.error)")
    return directory
  }

  private func importing(
    _ file: String, _ options: [String] = [], input: String = "", in directory: TemporaryDirectory
  ) throws -> BuiltProgram.Result {
    let words = ["queue", "import", file, "--network", "linkedin", "--now", "2026-11-23T10:00"]
    return try program.start(words + options, in: directory.path, input: input).finish()
  }

  @Test("reads standard input", arguments: ["-", "/dev/stdin"])
  func standardInput(file: String) throws {
    let directory = try workspace()
    let result = try importing(file, input: feed, in: directory)
    #expect(result.output == "Added 1 post of standard input; 0 skipped\n", "\(result.error)")
    #expect(try directory.text(of: "queue.json").contains("https://a.example/good"))
    #expect(try importing(file, in: directory).error.contains("found nothing"))
  }

  @Test("reads a named pipe until its writer closes it")
  func pipe() throws {
    let directory = try workspace()
    try directory.write(feed, to: "feed.xml")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.currentDirectoryURL = URL(fileURLWithPath: directory.path)
    shell.arguments = ["-c", "mkfifo pipe && cat feed.xml > pipe"]
    try shell.run()
    while !FileManager.default.fileExists(atPath: directory.file("pipe")) { usleep(10_000) }
    let result = try importing("pipe", in: directory)
    shell.waitUntilExit()
    #expect(result.output == "Added 1 post of pipe; 0 skipped\n", "\(result.error)")
  }

  @Test("adds nothing the second time, whatever times the posts were given")
  func twice() throws {
    let directory = try workspace()
    let spread = ["--from", "2026-12-01", "--every", "1w"]
    #expect(try importing("-", spread, input: feed, in: directory).status == 0)
    #expect(try directory.text(of: "queue.json").contains("2026-12-01T09:00:00+01:00"))
    let again = try importing("-", spread, input: feed, in: directory)
    #expect(again.output.hasPrefix("Added 0 posts"))
    #expect(again.status == 0)
  }

  @Test(
    "refuses options of time that make no sense",
    arguments: [
      (["--from", "soon"], "--from: expected a time"),
      (["--every", "often"], "--every: not a stretch"),
      (["--at", "noon"], "--at: not a time of day"),
      (["--newest", "0"], "--newest: expected at least 1"),
      (["--from", "2026-12-01", "--at", "2026-12-01T10:00"], "--at: with --from"),
      (["--from", "2026-11-22"], "is past"),
    ])
  func options(options: [String], expected: String) throws {
    let directory = try workspace()
    let result = try importing("-", options, input: feed, in: directory)
    #expect(result.status == 64)
    #expect(result.error.contains(expected), "\(result.error)")
  }
}
