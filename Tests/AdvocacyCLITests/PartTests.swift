import AdvocacyTestSupport
import Foundation
import Testing

@Suite("reports in parts")
struct PartTests {
  private let program = BuiltProgram()
  private let directory: TemporaryDirectory

  /// A workspace with few employees and followers, who took part in two posts.
  init() throws {
    directory = try TemporaryDirectory()
    let employees = (0..<4).map { number in
      """
      {"id": "e\(number)", "team": "t\(number % 2)", "consent": {"from": "2026-01-01"},
       "accounts": {"x": {"followers": \(20 + number)}}}
      """
    }
    try directory.write(
      """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "pages": {"x": {"followers": 50}}, "employees": [\(employees.joined(separator: ","))],
       "policy": {"version": "1", "rules": []}, "behaviour": {"participation": "everyone"}}
      """, to: "config.json")
    try directory.write(
      """
      [{"id": "a", "text": "One", "networks": ["x"], "at": "2026-11-20T10:00:00Z"},
       {"id": "b", "text": "Two", "networks": ["x"], "at": "2026-11-21T10:00:00Z"}]
      """, to: "queue.json")
    for arguments in [
      ["init", ".", "--seed", "7", "--start", "2026-11-01T00:00:00Z", "--simulated-clock"],
      ["amplify", "--now", "2026-11-23T00:00:00Z"],
    ] {
      let result = try program.run(arguments, in: directory.path)
      try #require(result.status == 0, "\(result.error)")
    }
  }

  private func report(_ arguments: [String]) throws -> BuiltProgram.Result {
    try program.run(["reach-report"] + arguments, in: directory.path)
  }

  private func makePart(_ worlds: String, _ file: String, _ options: [String] = []) throws {
    let made = try report(["--worlds", worlds, "--partial", file] + options)
    #expect(made == .silence)
  }

  @Test("the parts of any division make the same bytes as one run", arguments: ["json", "table"])
  func division(format: String) throws {
    let options = ["--by", "employee", "--format", format]
    let whole = try report(["--worlds", "0..<192"] + options)
    #expect(whole.status == 0, "\(whole.error)")
    try makePart("0..<32", "a.json", options + ["--threads", "1"])
    try makePart("32..<128", "b.json", options + ["--threads", "7"])
    try makePart("128..<192", "c.json", options)
    #expect(try report(["--merge", "b.json", "c.json", "a.json"] + options) == whole)
    #expect(
      try report(["--merge", "c.json", "--merge", "a.json", "--merge", "b.json"] + options)
        == whole)
  }

  @Test("a run over as many worlds as were needed is the same")
  func adaptive() throws {
    let plain = try report(["--error", "1", "--format", "json"])
    let json = try JSONSerialization.jsonObject(with: Data(plain.output.utf8))
    let worlds = try #require((json as? [String: Any])?["worlds"] as? Int)
    #expect(
      try report(["--error", "1", "--worlds", "0..<\(worlds)", "--format", "json"]) == plain)
  }

  @Test("parts need not begin at the first world")
  func laterWorlds() throws {
    try makePart("64..<96", "a.json")
    try makePart("96..<160", "b.json")
    #expect(try report(["--merge", "a.json", "b.json"]) == report(["--worlds", "64..<160"]))
  }

  @Test("a part that was changed by a digit is refused with its name")
  func changed() throws {
    try makePart("0..<32", "a.json")
    let path = "a.json"
    let text = try directory.text(of: path)
    let place = try #require(text.range(of: #""with" : 1"#) ?? text.range(of: #""with" : "#))
    var other = text
    other.insert("1", at: place.upperBound)
    try directory.write(other, to: path)
    let result = try report(["--merge", "a.json"])
    #expect(result.status == 65)
    #expect(result.error.hasPrefix("advocacy: a.json: the part was changed since it was written"))
  }

  @Test("a part is refused once the ledger went on, or where the options are others")
  func otherInputs() throws {
    try makePart("0..<32", "a.json")
    let options = try report(["--merge", "a.json", "--by", "employee"])
    #expect(options.status == 65)
    #expect(
      options.error.contains("a.json: the part was made from another set of options:"))
    let post = try program.run(
      ["post", "One more", "--id", "more", "--network", "x", "--at", "2026-11-25T10:00:00Z"],
      in: directory.path)
    #expect(post.status == 0, "\(post.error)")
    let amplified = try program.run(
      ["amplify", "--now", "2026-11-28T00:00:00Z"], in: directory.path)
    #expect(amplified.status == 0, "\(amplified.error)")
    let ledger = try report(["--merge", "a.json"])
    #expect(ledger.status == 65)
    #expect(ledger.error.contains("a.json: the part was made from another ledger"))
  }
}
