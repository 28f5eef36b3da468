import AdvocacyTestSupport
import Foundation
import Testing

@testable import advocacy

/// A first hour with the program, in which each step says the next, and nothing needs the manual.
@Suite("the first hour")
struct FirstHourTests {
  private let program = BuiltProgram()

  @Test("from an empty directory to a report on one's own company, by what each step advises")
  func hour() throws {
    let directory = try TemporaryDirectory()
    let people = (1...12).map { number in
      "e\(number),Employee \(number),team\(number % 3),\(number * 90),\(number * 40),2026-01-01"
    }
    let heading = "id,name,team,linkedin_followers,x_followers,consent_from"
    try directory.write(
      ([heading] + people).joined(separator: "\n") + "\n", to: "employees.csv")

    let made = try program.run(
      ["init", "acme", "--simulated-clock", "--start", "2026-11-01", "--seed", "7"],
      onTerminalOf: 80, in: directory.path,
      input: "Acme Robotics\nEurope/Madrid\nlinkedin, x\n4500\n2100\nemployees.csv\n")
    #expect(made.status == 0, "\(made.output)")
    try expect(made, advises: "cd acme && advocacy check")

    let workspace = directory.file("acme")
    let now = ["--now", "2026-11-23T10:00"]
    func run(_ words: [String]) throws -> BuiltProgram.Result {
      let result = try program.run(words, onTerminalOf: 80, in: workspace)
      #expect(result.status == 0, "\(words): \(result.output)")
      let isNarrow = result.output.split(separator: "\n").allSatisfy { $0.count <= 80 }
      #expect(isNarrow, "\(words): \(result.output)")
      return result
    }
    try expect(try run(["check"] + now), advises: "advocacy post \"")

    let post = try run(["post", "We are hiring", "--id", "hiring", "--topic", "jobs"] + now)
    try expect(post, advises: "advocacy amplify")
    #expect(post.output.contains("Likely:"))

    let asked = try run(["amplify"] + now)
    #expect(asked.output.contains("employees asked on LinkedIn and X"))
    try expect(asked, advises: "advocacy queue list")
    #expect(try run(["queue", "list"] + now).output.contains("Mon 23 Nov 10:00"))
    #expect(
      try run(["explain", "hiring", "e1"] + now).output.contains("e1 was allowed to share hiring"))

    _ = try run(["amplify", "--now", "2026-11-25T18:00"])
    let report = try run(["reach-report", "--threads", "2"])
    #expect(report.output.contains("whom its page alone would"))
    _ = try run(["reach-report", "--threads", "2", "--output", "november.html"])
    let page = try directory.text(of: "acme/november.html")
    #expect(page.hasPrefix("<!DOCTYPE html>"))
  }

  @Test("slips are told with what was meant, and nothing is lost")
  func slips() throws {
    let directory = try program.workspace(posts: 1)
    let slips: [([String], meant: String)] = [
      (["queue", "list", "--topic", "hirng"], "hiring"),
      (["queue", "list", "--period", "noveber"], "november"),
      (["queue", "list", "--state", "wating"], "waiting"),
      (["queue", "list", "--json", "id,stat"], "state"), (["help", "polic"], "policy"),
      (["reach-report", "--by", "empoyee"], "employee"),
      (["reach-report", "--format", "htm"], "html"), (["init", "--preset", "spian"], "spain"),
      (["reach-report", "--seeed", "1"], "--seed"), (["explain", "p00"], "p0"),
      (["explain", "p0", "annna"], "ana"), (["schema", "cofig"], "config"),
    ]
    for (words, meant) in slips {
      let result = try program.run(words, in: directory.path)
      #expect(result.status == 64, "\(words)")
      #expect(result.error.contains("Did you mean"), "\(result.error)")
      #expect(result.error.contains(meant), "\(result.error)")
      #expect(result.error.hasPrefix("advocacy: "), "\(result.error)")
    }
  }

  @Test("a report replaces reports of its kind, and nothing else")
  func outputs() throws {
    let directory = try program.workspace(posts: 1)
    func report(to file: String, _ format: String? = nil) throws -> Int32 {
      try program.run(
        ["reach-report", "--threads", "2", "--output", file]
          + (format.map { ["--format", $0] } ?? []),
        in: directory.path
      ).status
    }
    try FileManager.default.createDirectory(
      atPath: directory.file("reports"), withIntermediateDirectories: false)
    let config = try directory.text(of: "config.json")
    for file in ["reports", "/dev/full", "config.json", "ledger.sqlite", "missing/r.html"] {
      #expect(try report(to: file, "html") == 73, "\(file)")
    }
    #expect(try directory.text(of: "config.json") == config)
    #expect(try report(to: "r.html") == 0)
    #expect(try report(to: "r.html") == 0)
    let page = try directory.text(of: "r.html")
    #expect(try report(to: "r.html", "csv") == 73)
    #expect(try directory.text(of: "r.html") == page)
    #expect(try report(to: "r.json") == 0)
    #expect(try directory.text(of: "r.json").hasPrefix("{"))
  }

  /// Expects that a step ended with advice that holds some words.
  private func expect(_ result: BuiltProgram.Result, advises words: String) throws {
    let advice = result.output.split(separator: "\n").last { $0.hasPrefix("Next: ") }
    #expect(advice?.contains(words) == true, "\(result.output)")
  }
}
