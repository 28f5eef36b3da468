import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension Approval: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let approvals = ReferenceApprovals(candidate)
    let given =
      switch manner ?? .anyRole {
      case .anyRole: approvals.people(in: roles)
      case .eachRole: approvals.distinctRoles(of: roles)
      case .inOrder: approvals.inOrder(Array(roles.prefix(count)))
      }
    return given >= count ? nil : .needsApproval
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    judged(candidate) == nil
  }

  static let rows = [
    CatalogueRow(
      number: 35, title: "approval in order",
      policy: rule("approval", #""roles": ["legal", "marketing"], "manner": "inOrder""#),
      outcome: .needsApproval, reason: "from legal, then marketing (1 so far)",
      remedy: "get approval from marketing", fires: Situation(approvals: ["marketing", "legal"]),
      silent: Situation(approvals: ["legal", "marketing"]),
      satisfied: "approved by e1 as legal, Fri 20 Nov 2026 09:00; approved by e2 as marketing, "
        + "Fri 20 Nov 2026 09:01"),
    CatalogueRow(
      number: 35, title: "approval n of m",
      policy: rule("approval", #""roles": ["legal", "press"], "manner": "eachRole""#),
      outcome: .needsApproval, reason: "approvals from legal and press (1 so far)",
      remedy: "get approvals from 1 of", fires: Situation(approvals: ["legal", "legal"]),
      silent: Situation(approvals: ["press", "legal"]),
      satisfied: "approved by e1 as press, Fri 20 Nov 2026 09:00; approved by e2 as legal, "
        + "Fri 20 Nov 2026 09:01"),
  ]
}

@Suite("Approval")
struct ApprovalTests {
  private func record(
    _ role: String, _ employee: String?, at: String = "2026-11-20T09:00"
  ) -> ApprovalRecord {
    ApprovalRecord(post: id("lab"), role: role, employee: employee.map(id), at: time(at))
  }

  private func scene(_ roles: [String], count: Int = 1, _ manner: Approval.Manner? = nil) -> Scene {
    Scene(
      Approval {
        $0.roles = roles
        $0.count = count
        $0.manner = manner
      })
  }

  @Test("Approval is needed until enough different people in the roles have approved")
  func approval() {
    var scene = self.scene(["legal", "marketing"], count: 2)
    #expect(
      scene.verdict().findings.first?.wouldChange == "get 2 approvals from legal or marketing")
    scene.approvals = [
      record("legal", "cleo"), record("marketing", "cleo"), record("sales", "dan"),
    ]
    let verdict = scene.verdict()
    #expect(verdict.outcome == .needsApproval)
    #expect(
      verdict.findings.first?.reason == "needs 2 approvals from legal or marketing (1 so far)")
    #expect(verdict.wouldChange == "get 1 approval from legal or marketing, besides those given")
    scene.approvals.append(record("legal", "eve"))
    #expect(scene.outcome() == .allow)
  }

  @Test("The author's approval doesn't count")
  func ownApproval() {
    var scene = self.scene(["legal"])
    scene.post.author = id("ana")
    scene.approvals = [record("legal", "ana")]
    #expect(scene.outcome() == .needsApproval)
    scene.approvals.append(record("legal", "ben"))
    #expect(scene.outcome() == .allow)
  }

  @Test("Approvals without a name count once a role")
  func unnamedApprovals() {
    var scene = self.scene(["legal", "marketing"], count: 2)
    scene.approvals = [record("legal", nil), record("legal", nil)]
    #expect(scene.outcome() == .needsApproval)
    scene.approvals = [record("legal", nil), record("legal", "eve")]
    #expect(scene.outcome() == .needsApproval)
    scene.approvals = [record("legal", nil), record("marketing", nil)]
    #expect(scene.outcome() == .allow)
  }

  @Test("An approval counts from its instant on")
  func approvalInstant() {
    var scene = self.scene(["legal"])
    scene.approvals = [record("legal", "eve", at: "2026-11-20T12:00")]
    #expect(scene.outcome(at: "2026-11-20T11:59") == .needsApproval)
    #expect(scene.outcome(at: "2026-11-20T12:00") == .allow)
  }

  @Test("In each role or in order, nobody approves twice")
  func differentPeople() {
    for manner in [Approval.Manner.eachRole, .inOrder] {
      var scene = self.scene(["legal", "marketing"], count: 2, manner)
      scene.approvals = [
        record("legal", "eve", at: "2026-11-20T09:00"),
        record("marketing", "eve", at: "2026-11-20T09:10"),
      ]
      #expect(scene.outcome() == .needsApproval)
      scene.approvals.append(record("marketing", "dan", at: "2026-11-20T09:20"))
      #expect(scene.outcome() == .allow)
    }
  }
}
