import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

@Suite("explain tells a decision as it was made, whatever came later")
struct ActExplainTests {
  private static let posts = ["done", "ahead", "denied", "signed"]
  private static let settled = posts.filter { $0 != "signed" }
  private static let rules = """
    {"id": "cap", "type": "frequencyCap", "count": 1, "window": "day"},
    {"id": "trained", "type": "trainingRequired", "course": "basics"},
    {"id": "says", "type": "disclosureRequired", "text": "I work here.",
     "when": {"networks": ["linkedin"]}},
    {"id": "closed", "type": "killSwitch", "when": {"campaigns": ["closed"]}},
    {"id": "signs", "type": "approval", "roles": ["legal"], "count": 1,
     "when": {"campaigns": ["results"]}}
    """

  private static var company: ActCompany {
    var company = ActCompany(rules: [rules], employees: ["ana", "ben", "eva", "gil"])
    company.own["gil"] = ["trainings": "[]"]
    return company
  }

  /// At noon of the 11th: "done" is done, "ahead" has acts planned, "signed" waits.
  private func workspace() throws -> TestWorkspace {
    let queue = """
      [{"id": "done", "text": "One", "networks": ["x", "linkedin"], "at": "2026-11-10T08:00:00Z"},
       {"id": "denied", "text": "Two", "networks": ["x", "linkedin"],
        "at": "2026-11-10T09:00:00Z", "campaign": "closed"},
       {"id": "ahead", "text": "Three", "networks": ["x", "linkedin"],
        "at": "2026-11-11T11:00:00Z"},
       {"id": "signed", "text": "Four", "networks": ["x", "linkedin"],
        "at": "2026-11-11T10:00:00Z", "campaign": "results"}]
      """
    let test = try Self.company.workspace(queue: queue)
    try test.amplify("2026-11-11T12:00:00Z")
    return test
  }

  /// The decisions on all pairs of some posts and employees, a text each.
  private func decisions(
    _ test: TestWorkspace, on posts: [String] = settled,
    of employees: [String] = ["ana", "ben", "eva", "gil"]
  ) throws -> [String: String] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    var texts: [String: String] = [:]
    for post in posts {
      for employee in employees {
        for var verdict in try test.explain(post, employee).verdicts {
          (verdict.later, verdict.acting) = ([], [])
          let text = String(bytes: try encoder.encode(verdict), encoding: .utf8)
          texts["\(post) \(employee) \(verdict.network)"] = text
        }
      }
      let all = try test.explain(post).verdicts.filter { employees.contains($0.employee.text) }
      for var verdict in all {
        (verdict.later, verdict.acting) = ([], [])
        let text = String(bytes: try encoder.encode(verdict), encoding: .utf8)
        #expect(texts["\(post) \(verdict.employee) \(verdict.network)"] == text)
      }
    }
    return texts
  }

  @Test("a later run that does and prevents acts changes no decision")
  func run() throws {
    let test = try workspace()
    let before = try decisions(test)
    #expect(before.count == 24)
    try test.amplify("2026-11-27T00:00:00Z")
    #expect(try decisions(test) == before)
    let acted = try test.explain("ahead", "ana").verdicts.flatMap(\.later)
    #expect(acted.contains { $0.kind == .acted })
  }

  @Test("a later withdrawal changes no decision, and is told with its date and its effect")
  func withdrawal() throws {
    let test = try workspace()
    let before = try decisions(test)
    for post in ["ahead", "done"] {
      try test.speak(
        .withdrawal, on: post, as: "", by: nil, note: "A mistake", at: "2026-11-11T12:30:00Z")
    }
    #expect(try decisions(test) == before, "before the run that finds it")
    try test.amplify("2026-11-12T00:00:00Z")
    #expect(try decisions(test) == before)
    let at = Instant(rfc3339: "2026-11-11T12:30:00Z") ?? .distantPast
    let later = try test.explain("ahead").later
    #expect(later.contains { $0.kind == .statement && $0.at == at && $0.words.contains("mistake") })
    let stopped = try test.explain("ahead", "ana").verdicts.flatMap(\.later)
    #expect(stopped.contains { $0.kind == .prevented && $0.rule?.text == "withdrawn" })
    #expect(
      try test.explain("done", "ana").verdicts.flatMap(\.later).contains { $0.kind == .acted })
  }

  @Test("a post edited in the queue is explained by the words that were decided, with the edit")
  func edit() throws {
    let test = try workspace()
    let before = try decisions(test)
    let queue = try test.directory.text(of: "queue.json")
      .replacing("\"One\"", with: "\"Another\"").replacing("\"closed\"", with: "\"open\"")
      .replacing("\"Three\"", with: "\"Thirteen\"")
    try test.directory.write(queue, to: "queue.json")
    #expect(try decisions(test) == before, "before the run that finds it")
    try test.amplify("2026-11-12T00:00:00Z")
    #expect(try decisions(test) == before)
    for post in ["done", "denied", "ahead"] {
      let edits = try test.explain(post).later.filter { $0.kind == .edit }
      #expect(edits.count == 1, "\(post)")
    }
  }

  @Test("a colleague who is forgotten takes nothing along of what is said of others")
  func forgotten() throws {
    let test = try workspace()
    let others = ["ben", "eva", "gil"]
    let before = try decisions(test, of: others)
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "ana", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    #expect(try decisions(test, of: others) == before)
    try test.amplify("2026-11-27T00:00:00Z")
    #expect(try decisions(test, of: others) == before)
  }

  @Test("other rules, people and networks in the configuration change no decision")
  func configuration() throws {
    let test = try workspace()
    let before = try decisions(test)
    var other = Self.company.rules(
      #"{"id": "cap", "type": "killSwitch"}"#, #"{"id": "new", "type": "onceOnly"}"#)
    other.employees += ["aaa", "zed"]
    other.own["gil"] = nil
    other.own["ben"] = ["trainings": "[]", "team": #""t9""#, "language": #""de""#]
    try test.configure(other)
    #expect(try decisions(test) == before, "before the run that finds it")
    try test.amplify("2026-11-27T00:00:00Z")
    #expect(try decisions(test) == before)
    let stopped = try test.explain("ahead", "eva").verdicts.flatMap(\.later)
    #expect(stopped.contains { $0.kind == .prevented && $0.rule?.text == "cap" })
  }

  @Test("all of it together changes no decision")
  func together() throws {
    let test = try workspace()
    let others = ["ben", "eva", "gil"]
    let before = try decisions(test, of: others)
    try test.speak(.withdrawal, on: "ahead", as: "", by: nil, at: "2026-11-11T12:30:00Z")
    try test.configure(Self.company.rules(#"{"id": "signs", "type": "killSwitch"}"#))
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "ana", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    let queue = try test.directory.text(of: "queue.json").replacing("\"One\"", with: "\"Else\"")
    try test.directory.write(queue, to: "queue.json")
    try test.amplify("2026-11-27T00:00:00Z")
    #expect(try decisions(test, of: others) == before)
  }

  @Test("who waited is explained by the approval that let them go on, and then by it for good")
  func approval() throws {
    let test = try workspace()
    let waiting = try decisions(test, on: ["signed"])
    #expect(waiting.values.contains { $0.contains("needsApproval") })
    try test.speak(.approval, on: "signed", as: "legal", by: nil, at: "2026-11-11T13:00:00Z")
    try test.amplify("2026-11-11T14:00:00Z")
    let asked = try decisions(test, on: ["signed"])
    #expect(asked != waiting)
    try test.configure(Self.company.rules(#"{"id": "signs", "type": "killSwitch"}"#))
    try test.amplify("2026-11-27T00:00:00Z")
    #expect(try decisions(test, on: ["signed"]) == asked)
  }
}
