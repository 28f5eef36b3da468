import AdvocacyTestSupport
import Foundation
import Testing

@testable import advocacy

@Suite("init asks for a company of one's own")
struct InterviewTests {
  private let program = BuiltProgram()

  @Test("on a terminal, each question with a default, a bad answer once more")
  func answers() throws {
    let directory = try TemporaryDirectory()
    try directory.write(
      "id,name,team,linkedin_followers,consent_from,training:basics\n"
        + "ana,Ana,sales,300,2026-01-01,2026-02-01\n", to: "people.csv")
    let lines = [
      "Acme Robotics", "Mars/Base", "Europe/Madrid", "linkdin", "linkedin, x", "many", "4500",
      "2100", "nobody.csv", "people.csv",
    ]
    let result = try program.run(
      ["init", "acme"], onTerminalOf: 100, in: directory.path,
      input: lines.map { $0 + "\n" }.joined())
    #expect(result.status == 0, "\(result.output)")
    for words in [
      "Company name [Acme]", "No such zone.", "Did you mean \"linkedin\"?", "Write a whole number",
      "nobody.csv: there is no such file", "1 employee in 1 team; 1 consent today",
      "Next: cd acme && advocacy check",
    ] {
      #expect(result.output.contains(words), "\(words)")
    }
    let checked = try program.run(["check"], in: directory.file("acme"))
    #expect(checked.status == 0, "\(checked.output)")
    #expect(checked.output.contains("Acme Robotics, Europe/Madrid"))
  }

  @Test("all defaults make a workspace that check passes")
  func defaults() throws {
    let directory = try TemporaryDirectory()
    let result = try program.run(
      ["init", "acme"], onTerminalOf: 80, in: directory.path,
      input: String(repeating: "\n", count: 5))
    #expect(result.status == 0, "\(result.output)")
    let checked = try program.run(["check"], in: directory.file("acme"))
    #expect(checked.status == 0, "\(checked.output)")
  }

  @Test("where the input ends too early nothing is made")
  func endOfInput() throws {
    let directory = try TemporaryDirectory()
    let result = try program.run(
      ["init", "acme"], onTerminalOf: 80, in: directory.path, input: "Acme\n")
    #expect(result.status == 64)
    #expect(result.output.contains("nothing was made"))
    #expect(!FileManager.default.fileExists(atPath: directory.file("acme")))
  }

  @Test(
    "nothing is asked with an option that answers, or where a configuration is there",
    arguments: [["--yes"], ["--empty"], ["--preset", "us"], ["--format", "json"]])
  func unasked(options: [String]) throws {
    let directory = try TemporaryDirectory()
    let result = try program.run(
      ["init", "acme"] + options, onTerminalOf: 80, in: directory.path)
    #expect(result.status == 0, "\(result.output)")
    #expect(!result.output.contains("Company name"), "\(result.output)")
    let again = try program.run(["init", "acme"], onTerminalOf: 80, in: directory.path)
    #expect(again.status == 0, "\(again.output)")
    #expect(again.output.contains("kept  config.json"))
  }

  @Test("the schema stands beside the configuration, which names it")
  func schema() throws {
    let directory = try TemporaryDirectory()
    for form in ["--empty", "--yes"] {
      _ = try program.run(["init", form, "w\(form)"], in: directory.path)
      let config = try directory.text(of: "w\(form)/config.json")
      let schema = try directory.text(of: "w\(form)/config.schema.json")
      #expect(config.contains("\"$schema\": \"config.schema.json\""))
      let value = try JSONSerialization.jsonObject(with: Data(config.utf8))
      #expect(try SchemaJudge(schema).faults(in: value) == [])
    }
  }
}

@Suite("what cron keeps, and what shells and man read")
struct LogAndManualTests {
  private let program = BuiltProgram()

  @Test("--log adds a line of JSON a run, a failed one as well")
  func lines() throws {
    let directory = try program.workspace(posts: 2)
    let now = ["--now", "2026-11-22T00:00:00Z"]
    _ = try program.run(["amplify", "--log", "run.log"] + now, in: directory.path)
    _ = try program.run(["check", "--log", "run.log"] + now, in: directory.path)
    try directory.write("{", to: "config.json")
    let failed = try program.run(["amplify", "--log", "run.log"] + now, in: directory.path)
    #expect(failed.status == 78)
    let lines = try directory.text(of: "run.log").split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
    #expect(lines.map { $0["command"] as? String } == ["amplify", "check", "amplify"])
    #expect(lines.map { $0["exitCode"] as? Int } == [0, 0, 78])
    #expect((lines.first?["counts"] as? [String: Int])?["posts"] == 2)
    #expect(lines.allSatisfy { ($0["time"] as? String)?.hasSuffix("Z") == true })
  }

  @Test("a line that can't be written is told and changes nothing else")
  func unwritable() throws {
    let directory = try program.workspace(posts: 1)
    let now = ["--now", "2026-11-22T00:00:00Z"]
    for file in ["/dev/full", "/dev", "missing/run.log", ""] {
      let result = try program.run(["amplify", "--log", file] + now, in: directory.path)
      #expect(result.status == 0)
      #expect(result.error.hasPrefix("advocacy: --log: "), "\(result.error)")
    }
  }

  @Test("a line that was cut short is ended before the next")
  func torn() throws {
    let directory = try program.workspace(posts: 1)
    try directory.write("{\"time\":", to: "run.log")
    _ = try program.run(
      ["amplify", "--now", "2026-11-22T00:00:00Z", "--log", "run.log"], in: directory.path)
    let lines = try directory.text(of: "run.log").split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines.first == "{\"time\":")
  }

  @Test("the manual page tells of every command and topic, and mandoc finds nothing wrong")
  func manual() throws {
    let page = try ManualPage().text
    // A group has no section of its own.
    let calls = Advocacy.calls.filter { call in
      !Advocacy.calls.contains { $0.count > call.count && $0.starts(with: call) }
    }
    for call in calls.map({ $0.joined(separator: " ") }) {
      #expect(page.contains(".Ss \(call)\n"), "\(call)")
    }
    let mandoc = ["/usr/bin/mandoc", "/bin/mandoc"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
    guard let mandoc else { return }
    let directory = try TemporaryDirectory()
    try directory.write(page, to: "advocacy.1")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: mandoc)
    process.arguments = ["-Tlint", directory.file("advocacy.1")]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    process.waitUntilExit()
    let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    #expect(said == "")
  }

  @Test(
    "shells complete posts, employees and topics from the workspace",
    arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) throws {
    let directory = try program.workspace(posts: 2)
    let script = try program.run(["completions", shell], in: directory.path)
    #expect(script.status == 0)
    let variables = [
      "SAP_SHELL": shell, "SAP_SHELL_VERSION": "5.2", "SAP_ARGUMENT_INDEX": "3",
    ]
    let asked: [([String], String)] = [
      (["queue", "show", "--", "positional@0"], "p0"), (["explain", "--", "positional@1"], "ana"),
    ]
    for (words, expected) in asked {
      let result = try program.run(
        ["---completion"] + words + ["3", "0", "advocacy", "queue", "show", ""],
        in: directory.path, environment: variables)
      #expect(result.status == 0, "\(result)")
      #expect(result.output.split(separator: "\n").contains { $0.hasPrefix(expected) }, "\(result)")
    }
  }
}
