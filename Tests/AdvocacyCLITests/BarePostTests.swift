import AdvocacyModel
import AdvocacyTestSupport
import Testing

@testable import advocacy

@Suite("post without a text, and with one that looks like a command")
struct BarePostTests {
  private let program = BuiltProgram()
  private let post = ["post", "--now", "2026-11-22T00:00:00Z"]

  @Test("on a terminal it says what it is about to do, and a yes goes ahead")
  func agreed() throws {
    let directory = try program.workspace(posts: 3)
    let result = try program.run(post, onTerminalOf: 100, in: directory.path, input: "y\n")
    #expect(result.status == 0)
    #expect(result.output.contains("This will ask employees to share 3 posts (p0, p1, p2)"))
    #expect(result.output.contains("Go ahead? [y/N]"))
    #expect(result.output.contains("3 posts handled"))
  }

  @Test("anything else does nothing", arguments: ["n\n", "\n", ""])
  func declined(input: String) throws {
    let directory = try program.workspace(posts: 3)
    let result = try program.run(post, onTerminalOf: 100, in: directory.path, input: input)
    #expect(result.status == 0)
    #expect(result.output.contains("Nothing was done."))
    let list = try program.run(
      ["queue", "list", "--state", "due", "-q"] + post.dropFirst(), in: directory.path)
    #expect(list.output == "p0\np1\np2\n")
  }

  @Test("with --yes, a dry run, and where there is no terminal, nobody is asked")
  func unasked() throws {
    let directory = try program.workspace(posts: 3)
    let dry = try program.run(post + ["--dry-run"], onTerminalOf: 100, in: directory.path)
    #expect(!dry.output.contains("Go ahead?"))
    let yes = try program.run(post + ["--yes"], onTerminalOf: 100, in: directory.path)
    #expect(!yes.output.contains("Go ahead?"))
    #expect(yes.output.contains("3 posts handled"))
    let piped = try program.run(post, in: directory.path)
    #expect(piped.status == 0)
    #expect(piped.error.isEmpty)
  }

  @Test(
    "a word that is a command, or nearly one, is no text",
    arguments: [
      ("list", "advocacy queue list"), ("show", "advocacy queue show"), ("Queue", "advocacy queue"),
      ("amplify", "advocacy amplify"), ("lsit", "advocacy queue list"),
      ("help", "advocacy post --help"), ("status", "advocacy queue list"),
      ("reach-report", "advocacy reach-report"), ("amplfy", "advocacy amplify"),
    ])
  func words(text: String, meant: String) {
    let failure = #expect(throws: Failure.self) { try CommandWord.refuse(text, isDescribed: false) }
    #expect(failure?.cause == .usage)
    #expect(
      failure?.message
        == "\"\(text)\" looks like a command; to post it as text: advocacy post --text \(text)")
    #expect(failure?.hint == "Did you mean `\(meant)`?")
  }

  @Test(
    "other texts are texts",
    arguments: ["list our jobs", "Hiring!", "-", "Lisst", "https://acme.example", "Grüße", "#list"])
  func texts(text: String) throws {
    try CommandWord.refuse(text, isDescribed: false)
  }
}
