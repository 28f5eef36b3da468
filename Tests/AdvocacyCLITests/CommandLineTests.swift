import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import advocacy

@Suite("the built program")
struct CommandLineTests {
  private let program = BuiltProgram()

  private func workspace(_ arguments: [String] = []) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let made = try program.run(
      ["init", ".", "--start", "2026-11-01T00:00:00Z", "--simulated-clock", "--seed", "1"]
        + arguments,
      in: directory.path)
    #expect(made.status == 0, "\(made.error)")
    return directory
  }

  @Test("init makes what is missing, keeps what is there, and says both")
  func initTwice() throws {
    let directory = try workspace()
    let config = try directory.text(of: "config.json")
    let again = try program.run(["init", "."], in: directory.path)
    #expect(again.status == 0)
    #expect(again.output.contains("kept  config.json"))
    #expect(again.output.contains("kept  ledger.sqlite"))
    #expect(try directory.text(of: "config.json") == config)
  }

  @Test("the example that init writes is the one at the top level")
  func example() throws {
    let directory = try workspace()
    let top = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("config.example.json")
    let expected = String(decoding: try Data(contentsOf: top), as: UTF8.self)
    #expect(try directory.text(of: "config.json") == expected)
  }

  @Test("the demo prints 1,728 as nominal beside the honest multiplier, and where its files are")
  func demo() throws {
    let directory = try TemporaryDirectory()
    let demo = try program.run(["demo", "--seed", "7"], in: directory.path)
    #expect(demo.status == 0, "\(demo.error)")
    #expect(demo.output.contains("1,728×"))
    #expect(demo.output.contains("12 × 12 × 12 = 1,728"))
    #expect(demo.output.contains("additional people"))
    #expect(demo.output.contains("./advocacy-demo/ledger.sqlite"))
    #expect(demo.error.isEmpty)
    #expect(FileManager.default.fileExists(atPath: directory.file("advocacy-demo/queue.json")))
  }

  @Test("the version is one line, the same that the parser of the commands tells")
  func version() throws {
    let directory = try TemporaryDirectory()
    let told = try program.run(["--version"], in: directory.path)
    #expect(told.status == 0)
    #expect(told.output.wholeMatch(of: /[0-9]+\.[0-9]+\.[0-9]+[^\n]*\n/) != nil)
    #expect(told.error.isEmpty)
    let parsed = try program.run(["demo", "--version"], in: directory.path)
    #expect(parsed.output == told.output)
  }

  @Test("no command at all is a usage error where nobody reads help")
  func noCommand() throws {
    let directory = try TemporaryDirectory()
    let result = try program.run([], in: directory.path)
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("no command given"))
  }

  @Test("a mistyped command or option gets the near miss")
  func nearMiss() throws {
    let directory = try TemporaryDirectory()
    let command = try program.run(["amplfy"], in: directory.path)
    #expect(command.status == 64)
    #expect(command.error.contains("Did you mean \"amplify\"?"))
    let option = try program.run(["amplify", "--dry-rn"], in: directory.path)
    #expect(option.status == 64)
    #expect(option.error.contains("--dry-run"))
  }

  @Test("amplify is silent when all is well, and when nothing is due")
  func silence() throws {
    let directory = try workspace()
    let post = try program.run(
      [
        "post", "We open our Madrid lab", "--id", "lab", "--topic", "hiring", "--at",
        "2026-11-20T10:00:00Z", "--now", "2026-11-02T00:00:00Z",
      ],
      in: directory.path)
    #expect(post.status == 0, "\(post.error)")
    for now in ["2026-11-21T00:00:00Z", "2026-11-21T01:00:00Z"] {
      let run = try program.run(["amplify", "--now", now], in: directory.path)
      #expect(run == .silence)
    }
  }

  @Test("a bad post makes exit code 1 once, and its place is told")
  func badPost() throws {
    let directory = try workspace()
    try directory.write(
      """
      [
        {"id": "bad", "text": "Bad", "networks": ["linkdin"], "at": "2026-11-20T10:00:00Z"}
      ]
      """, to: "queue.json")
    let arguments = ["amplify", "--now", "2026-11-21T00:00:00Z"]
    let first = try program.run(arguments, in: directory.path)
    #expect(first.status == 1)
    #expect(
      first.error == """
        advocacy: queue.json:2:45: posts[0].networks[0]: unknown network "linkdin"; known: blog, \
        bluesky, facebook, linkedin, mastodon, threads, x. Did you mean "linkedin"?

        """)
    let second = try program.run(arguments, in: directory.path)
    #expect(second == .silence)
  }

  @Test("a queue that is no JSON is refused whole and left as it is")
  func tornQueue() throws {
    let directory = try workspace()
    let torn = #"[{"id": "a", "text": "A", "#
    try directory.write(torn, to: "queue.json")
    let result = try program.run(
      ["amplify", "--now", "2026-11-21T00:00:00Z", "--format", "json"], in: directory.path)
    #expect(result.status == 65)
    #expect(result.error.contains("\"line\":1"))
    #expect(result.error.contains("\"code\":\"badData\""))
    #expect(try directory.text(of: "queue.json") == torn)
  }

  @Test("outside a workspace the exit code says that input is missing")
  func noWorkspace() throws {
    let directory = try TemporaryDirectory()
    let result = try program.run(["amplify"], in: directory.path)
    #expect(result.status == 66)
    #expect(result.error.contains("advocacy init"))
  }

  @Test("the same text is refused unless told --again, and other bytes of the queue stay")
  func sameText() throws {
    let directory = try workspace()
    try directory.write("[ ]  \n", to: "queue.json")
    let post = ["post", "Same text", "--network", "x", "--now", "2026-11-02T00:00:00Z"]
    #expect(try program.run(post, in: directory.path).status == 0)
    let twice = try program.run(post, in: directory.path)
    #expect(twice.status == 64)
    #expect(twice.error.contains("--again"))
    #expect(try program.run(post + ["--again"], in: directory.path).status == 0)
    #expect(try directory.text(of: "queue.json").hasSuffix("]  \n"))
  }

  @Test("options that describe a post, without its text, fan nothing out")
  func noText() throws {
    let directory = try workspace()
    let result = try program.run(["post", "--topic", "hiring"], in: directory.path)
    #expect(result.status == 64)
    #expect(result.error.contains("the text of the post is missing."))
  }

  @Test(
    "post refuses what the queue's reader would set aside, and adds nothing",
    arguments: [
      ["--link", "https://"], ["--campaign", ""], ["--variant", ""], ["--hashtag", "a b"],
      ["--id", ".x"], ["--at", "someday"], ["--topic", String(repeating: "x", count: 300)],
    ])
  func refused(options: [String]) throws {
    let directory = try workspace()
    let before = try directory.text(of: "queue.json")
    let result = try program.run(
      ["post", "A text", "--network", "x", "--now", "2026-11-02T00:00:00Z"] + options,
      in: directory.path)
    #expect(result.status == 64, "\(result.error)")
    #expect(try directory.text(of: "queue.json") == before)
  }

  @Test("a usage error of init leaves nothing behind")
  func initUsage() throws {
    let directory = try TemporaryDirectory()
    let result = try program.run(["init", "w", "--start", "soon"], in: directory.path)
    #expect(result.status == 64)
    #expect(!FileManager.default.fileExists(atPath: directory.file("w")))
    #expect(try program.run(["init", ""], in: directory.path).status == 64)
  }

  @Test("a look ahead that fails doesn't say that the post wasn't added")
  func lookAhead() throws {
    let directory = try workspace()
    let config = try directory.text(of: "config.json").replacingOccurrences(
      of: "\"courses\": [",
      with: #""networks": {"x": {"audience": {"file": "gone.txt"}}}, "courses": ["#)
    try directory.write(config, to: "config.json")
    let result = try program.run(
      [
        "post", "A text", "--network", "x", "--at", "2026-11-20T10:00:00Z", "--now",
        "2026-11-02T00:00:00Z",
      ], in: directory.path)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("cannot tell what it is likely to add: gone.txt: there is no"))
    #expect(result.error.isEmpty)
    #expect(try directory.text(of: "queue.json").contains("A text"))
  }

  @Test("a group of commands without one is a usage error where nobody reads help")
  func groups() throws {
    let directory = try TemporaryDirectory()
    #expect(try program.run(["queue"], in: directory.path).status == 64)
    let typo = try program.run(["queue", "lst"], in: directory.path)
    #expect(typo.status == 64)
    #expect(typo.error.contains("Did you mean \"list\"?"))
  }

  @Test("every help text says where the exit codes are, and there all are")
  func help() throws {
    let directory = try TemporaryDirectory()
    for command in Advocacy.calls {
      let help = try program.run(command + ["--help"], in: directory.path)
      #expect(help.status == 0)
      let flat = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains("Exit codes: advocacy help exit-codes"), "\(command)")
    }
    let topic = try program.run(["help", "exit-codes"], in: directory.path)
    #expect(topic.status == 0)
    for cause in Failure.Cause.allCases {
      #expect(topic.output.contains("\n\(cause.exitCode)  "), "\(cause)")
    }
  }

  @Test("help has topics of at most 80 columns, and names the near miss of one")
  func topics() throws {
    let directory = try TemporaryDirectory()
    for topic in HelpTopic.all {
      let help = try program.run(["help", topic.name], in: directory.path)
      #expect(help.status == 0)
      #expect(help.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(topic.name)")
      #expect(try program.run(["--help"], in: directory.path).output.contains(topic.abstract))
    }
    let typo = try program.run(["help", "polcy"], in: directory.path)
    #expect(typo.status == 64)
    #expect(typo.error.contains("Did you mean \"policy\"?"))
    #expect(try program.run(["help", "reach-report"], in: directory.path).status == 0)
  }

  @Test("the rules that a topic shows are rules as the program reads them")
  func rulesOfTopic() throws {
    let topic = try #require(HelpTopic.all.first { $0.name == "policy" })
    let paragraph = try #require(
      topic.text.split(separator: "\n\n").first { $0.hasPrefix("  {") })
    let rules = paragraph.replacing("}\n  {", with: "},\n  {")
    let directory = try TemporaryDirectory()
    try directory.write(
      """
      {"company": {"name": "Acme", "timeZone": "UTC"}, "courses": [{"id": "social-basics"}],
       "policy": {"rules": [\(rules)]}}
      """, to: "config.json")
    let made = try program.run(["init"], in: directory.path)
    #expect(made.status == 0, "\(made.error)")
  }
}
