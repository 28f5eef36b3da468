import AdvocacyModel
import AdvocacyReach
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("What identifies a report")
struct ReportInputsTests {
  /// A change of one input: a text of the configuration or of a file, and what stands for it.
  struct Change: CustomTestStringConvertible, Sendable {
    var name: String
    var old: String
    var new: String
    var file = "config.json"

    init(_ name: String, _ old: String, _ new: String, in file: String = "config.json") {
      self.name = name
      self.old = old
      self.new = new
      self.file = file
    }

    var testDescription: String { name }
  }

  private static let config = TestWorkspace.company(
    rules: """
      {"id": "trained", "type": "trainingRequired", "course": "basics"},
      {"id": "no-t1", "type": "segment", "only": {"teams": ["t0", "t2"]},
       "sentence": "Not for team 1."}
      """,
    extra: """
      "parameters": {"teamOverlap": {"low": 0.01, "typical": 0.1, "high": 0.3, "source": "a study"}},
      "networks": {"x": {"pageVisibility": {"low": 0.1, "typical": 0.2, "high": 0.4},
                         "audience": {"file": "audience.txt"}}},
      "rateCard": {"name": "Card", "date": "2026-01-15", "currency": "EUR", "source": "us",
                   "rates": {"perLike": 2}},
      """
  ).replacing(#"{"x": {"followers": 100}"#, with: #"{"x": {"followers": 100, "node": 1}"#)

  private static let changes = [
    Change("followers of an account", #""followers": 105"#, #""followers": 525"#),
    Change("the only account of somebody on a network", #""x": {"followers": 105}, "#, ""),
    Change("a node", #""node": 1"#, #""node": 2"#),
    Change("a team", #"3", "team": "t0""#, #"3", "team": "t2""#),
    Change("the name of a team", #""t2""#, #""t3""#),
    Change("an id", #""id": "e011""#, #""id": "e099""#),
    Change(
      "the headcount", #""employees": ["#,
      #""employees": [{"id": "zoe", "team": "t0", "accounts": {}}, "#),
    Change("followers of a page", #""followers": 800"#, #""followers": 801"#),
    Change("a page", #""x": {"followers": 800}, "#, ""),
    Change("a parameter's low end", #""low": 0.01"#, #""low": 0.02"#),
    Change("a parameter's typical value", #""typical": 0.1,"#, #""typical": 0.11,"#),
    Change("a parameter's high end", #""high": 0.3"#, #""high": 0.31"#),
    Change("a parameter's source", "a study", "another study"),
    Change("a parameter of one network", #""typical": 0.2"#, #""typical": 0.21"#),
    Change("participation", #""participation": "everyone""#, #""participation": 0.3"#),
    Change("a price", #""perLike": 2"#, #""perLike": 2.5"#),
    Change("what is priced", "perLike", "perShare"),
    Change("the name of the rate card", #""name": "Card""#, #""name": "New card""#),
    Change("the time zone", "Europe/Madrid", "Europe/Lisbon"),
    Change("the company's name", "Acme", "Zenith"),
    Change("the company's language", #"{"company":"#, #"{"language": "es", "company":"#),
    Change("an edge of a graph", "3 1", "4 2", in: "audience.txt"),
    Change(
      "whose consent is in force",
      """
      "name": "Employee 3", "team": "t0",
       "country": "ES", "language": "es", "topics": ["product"],
       "consent": {"from": "2026-01-01"}
      """,
      #""name": "Employee 3", "team": "t0""#),
    Change(
      "who stays out of something", #""name": "Employee 3","#,
      #""name": "Employee 3", "optOuts": [{"topics": ["politics"]}],"#),
    Change("how many are trained", "2026-01-10", "2025-01-10"),
    Change("a rule's sentence that the report prints", "Not for team 1.", "Never for team 1."),
  ]

  private static let others = [
    Change("space between the keys", #"{"company":"#, "{\n\n  \"company\" :"),
    Change("a key for editors", #"{"company":"#, #"{"$schema": "config.schema.json", "company":"#),
    Change(
      "a rule", #""rules": ["#,
      #""rules": [{"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"}, "#),
    Change("the policy's version", #""version": "1""#, #""version": "2""#),
    Change("the name of somebody", "Employee 7", "Employee Seven"),
    Change("a handle", #""followers": 107"#, #""handle": "@seven", "followers": 107"#),
    Change("a role", #""name": "Employee 7","#, #""name": "Employee 7", "role": "lead","#),
    Change(
      "the behaviour of those still to be asked", #"{"participation": "everyone"}"#,
      #"{"participation": "everyone", "likeChance": 0.5}"#),
  ]

  private func workspace() throws -> TestWorkspace {
    let directory = try TestWorkspace(
      config: Self.config,
      queue: TestWorkspace.queue(
        [("lab", "2026-11-20T10:00:00Z"), ("fair", "2026-11-21T10:00:00Z")]))
    try directory.directory.write("3 1\n4 1\n5 2\n", to: "audience.txt")
    try directory.amplify("2026-11-22T00:00:00Z")
    return directory
  }

  private func hash(_ test: TestWorkspace) throws -> String {
    try ReportReach(workspace: test.workspace, targetError: 1)
      .readInputs(in: test.environment).inputsHash
  }

  private func make(_ change: Change, in test: TestWorkspace) throws {
    let text = try test.directory.text(of: change.file)
    try #require(text.contains(change.old), "\(change.name)")
    try test.directory.write(text.replacing(change.old, with: change.new), to: change.file)
  }

  @Test("any input that a report is made from gives it another hash", arguments: changes)
  func changed(change: Change) throws {
    let test = try workspace()
    let before = try hash(test)
    try make(change, in: test)
    #expect(try hash(test) != before)
  }

  @Test("what a report doesn't depend on leaves hash and bytes as they were")
  func unchanged() async throws {
    let test = try workspace()
    let before = try await test.report(.employee).json
    for change in Self.others {
      try make(change, in: test)
      #expect(try await test.report(.employee).json == before, "\(change.name)")
      try test.directory.write(Self.config, to: "config.json")
    }
  }

  @Test("a report of the same inputs has the same hash, however it is grouped")
  func grouping() async throws {
    let test = try workspace()
    let hashes = try Breakdown.allCases.map { breakdown in
      try ReportReach(workspace: test.workspace, breakdown: breakdown, targetError: 1)
        .readInputs(in: test.environment).inputsHash
    }
    #expect(Set(hashes).count == 1)
    #expect(hashes[0].count == 64)
    let report = try await test.report()
    #expect(report.inputsHash == hashes[0])
    #expect(report.render(.plain).contains("  inputs      \(hashes[0])\n"))
  }

  @Test("another version of the model gives another hash, and parts that aren't merged with ours")
  func model() throws {
    let test = try workspace()
    let inputs = try ReportReach(workspace: test.workspace).readInputs(in: test.environment)
    let next = ReportInputsDigest(inputs.data, inputs.problem, model: ReachModel.version + 1)
    #expect(next.hash != inputs.inputsHash)
    #expect(
      inputs.problem.fingerprint(model: ReachModel.version + 1)
        != inputs.problem.fingerprint())
  }
}
