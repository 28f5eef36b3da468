import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension NetworkAllowed: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    ReferenceLabels.names(networks, candidate.network) ? nil : .deny
  }

  static let rows = [
    CatalogueRow(
      number: 29, title: "network allowed",
      policy: rule("networkAllowed", #""networks": ["blog"]"#),
      outcome: .deny, reason: "may be used, not X", remedy: "add X to rule", fires: Situation(),
      silent: Situation(network: "blog"))
  ]
}

@Suite("Network allowed")
struct NetworkAllowedTests {
  @Test("Networks other than those listed are denied")
  func networkAllowed() {
    let scene = Scene(NetworkAllowed { $0.networks = [id("linkedin"), id("blog")] })
    #expect(scene.outcome(on: "linkedin") == .allow)
    let verdict = scene.verdict(on: "x")
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason == "only LinkedIn and Blog may be used, not X")
  }
}
