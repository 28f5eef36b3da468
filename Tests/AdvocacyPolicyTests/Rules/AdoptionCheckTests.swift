import AdvocacyModel

@testable import AdvocacyPolicy

extension AdoptionCheck: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    guard let link = candidate.post.link, !isOwn(link) else { return nil }
    guard !roles.isEmpty else { return .deny }
    return candidate.isApproved(byOneOf: roles) ? nil : .needsApproval
  }

  func isSatisfied(_ candidate: ReferenceCandidate) -> Bool {
    guard let link = candidate.post.link, !isOwn(link) else { return false }
    return candidate.isApproved(byOneOf: roles)
  }

  /// Whether a link leads to one of the domains or a subdomain, whatever the port.
  private func isOwn(_ link: String) -> Bool {
    let afterScheme = link.split(separator: "://").last ?? link[...]
    let host = afterScheme.prefix { !"/:?#".contains($0) }.lowercased()
    return domains.map { $0.lowercased() }.contains { host == $0 || host.hasSuffix(".\($0)") }
  }

  static let rows = [
    CatalogueRow(
      number: 14, title: "adoption of others' words",
      policy: rule("adoptionCheck", #""domains": ["acme.example"], "roles": ["legal"]"#),
      outcome: .needsApproval, reason: "leads to others", remedy: "get approval from legal",
      fires: Situation(post: linking("https://notacme.example/acme.example")),
      silent: Situation(post: linking("https://www.Acme.example:443/lab")))
  ]

  private static func linking(_ link: String) -> String { #""text": "Lab", "link": "\#(link)""# }
}
