import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

/// Ana and Ben are asked at 12:00 and mean to act at 14:00.
@Suite("An act that somebody withdraws from is dropped without a word")
struct ActSilenceTests {
  private static let given = #"{"from": "2026-01-01"}"#
  private static let ending = #"{"from": "2026-01-01", "until": "2026-11-10T13:30:00Z"}"#

  /// Checks that nothing is known of Ana, and that Ben acted.
  private func requireSilence(_ test: TestWorkspace) throws {
    let record = try test.record()
    #expect(record.actors == ["ben"])
    #expect(!record.mentions("ana"), "\(record)")
  }

  @Test("consent that ends before the act leaves no trace of it")
  func consent() throws {
    let test = try ActCompany().ana("consent", Self.ending).workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
  }

  @Test("consent that is given again does not bring the act back", arguments: [true, false])
  func consentAgain(isLookedAt: Bool) throws {
    let company = ActCompany()
    let test = try company.workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:00:00Z")
    #expect(try test.record().planned.count == 2)
    if isLookedAt {
      try test.configure(company.ana("consent", Self.ending))
      try test.amplify("2026-11-10T13:40:00Z")
      #expect(try test.record().planned.map(\.employee) == ["ben"])
      try test.configure(company)
    } else {
      // Between two runs consent ended, and began anew before the act.
      try test.configure(
        company.ana("consent", #"{"from": "2026-11-10T13:45:00Z"}"#))
    }
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
  }

  @Test("consent taken off a network drops the acts there and no others")
  func network() throws {
    let company = ActCompany()
    let test = try company.workspace(
      queue: TestWorkspace.post(networks: #"["x", "linkedin"]"#))
    try test.amplify("2026-11-10T13:00:00Z")
    try test.configure(
      company.ana("consent", #"{"from": "2026-01-01", "networks": ["linkedin"]}"#))
    try test.amplify("2026-11-11T00:00:00Z")
    let own = try test.record().actions.filter { $0.employee == "ana" }
    #expect(Set(own.map(\.network)) == ["linkedin"])
    #expect(try test.record().prevented.isEmpty)
  }

  @Test("consent that covers fewer actions at the act leaves those")
  func actions() throws {
    let company = ActCompany()
    let test = try company.workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:00:00Z")
    try test.configure(company.ana("consent", #"{"from": "2026-01-01", "actions": ["like"]}"#))
    try test.amplify("2026-11-11T00:00:00Z")
    #expect(try test.record().actions.filter { $0.employee == "ana" }.map(\.what) == ["like"])
  }

  @Test(
    "an opt-out drops the act, and ending it does not bring the act back",
    arguments: [
      #"[{}]"#, #"[{"topics": ["product"]}]"#, #"[{"networks": ["x"]}]"#,
      #"[{"from": "2026-11-10T13:10:00Z", "until": "2026-11-10T13:20:00Z"}]"#,
    ])
  func optOut(choice: String) throws {
    let company = ActCompany()
    let test = try company.workspace(
      queue: TestWorkspace.post(members: #""topics": ["product"]"#))
    try test.amplify("2026-11-10T13:00:00Z")
    try test.configure(company.ana("optOuts", choice))
    try test.amplify("2026-11-10T13:30:00Z")
    #expect(try test.record().planned.map(\.employee) == ["ben"])
    try test.configure(company)
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
  }

  @Test("an act that moved again and again is dropped by a consent that ended meanwhile")
  func moved() throws {
    let quiet = #"{"id": "quiet", "type": "quietHours", "start": "14:30", "end": "18:00"}"#
    let company = ActCompany.ruled(quiet)
      .ana("consent", #"{"from": "2026-01-01", "until": "2026-11-10T16:00:00Z"}"#)
    let test = try company.workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T15:00:00Z")
    #expect(try test.record().planned.count == 2)
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
  }

  @Test("who is forgotten acts no more, and nothing is said of it")
  func forgotten() throws {
    let test = try ActCompany().workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:00:00Z")
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "ana", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
    #expect(!(try test.record().mentions("_forgotten")))
    let verified = try VerifyLedger(workspace: test.workspace, expectedHead: nil)
      .run(in: test.environment)
    #expect(verified.problems.isEmpty)
  }

  @Test("who is forgotten and comes back does not act on what was planned before")
  func readmitted() throws {
    let company = ActCompany()
    let test = try company.workspace(queue: TestWorkspace.post())
    try test.amplify("2026-11-10T13:00:00Z")
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "ana", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    _ = try ReadmitEmployee(workspace: test.workspace, employee: "ana").run(in: test.environment)
    try test.configure(company)
    try test.amplify("2026-11-11T00:00:00Z")
    try requireSilence(test)
  }
}
