import AdvocacyCore

/// Who may speak: training, consent, segments and accounts.
extension CatalogueTests {
  private static let tiers = #"""
    "tiers": [
      {"id": "enthusiast", "courses": ["basics"], "allows": [{"topics": ["hiring"]}]},
      {"id": "professional", "includes": ["enthusiast"], "courses": ["advanced"],
       "allows": [{"networks": ["linkedin"]}]}],
    """#
  private static let enthusiast =
    #""trainings": [{"course": "basics", "completed": "2026-11-01"}]"#
  private static let professional = #"""
    "trainings": [{"course": "basics", "completed": "2026-11-01"},
      {"course": "advanced", "completed": "2026-11-02"}]
    """#

  private static func trained(score: Int) -> String {
    #""trainings": [{"course": "basics", "completed": "2026-11-01", "score": \#(score)}]"#
  }

  static let standing = [
    CatalogueRow(
      number: 1, title: "training required",
      policy: rule("trainingRequired", #""course": "basics", "minimumScore": 80"#),
      outcome: .deny, reason: "without a score of 80", remedy: "finish course",
      fires: Situation(ana: trained(score: 60)), silent: Situation(ana: trained(score: 90))),
    CatalogueRow(
      number: 1, title: "training too old",
      policy: rule("trainingRequired", #""course": "advanced", "maximumAgeDays": 30"#),
      outcome: .deny, reason: "lapsed on 2026-11-01", remedy: "finish course",
      fires: Situation(ana: #""trainings": [{"course": "advanced", "completed": "2026-10-02"}]"#),
      silent: Situation(ana: professional)),
    CatalogueRow(
      number: 2, title: "tier too low for the network",
      policy: rule("tierCapability", tiers: tiers),
      outcome: .deny, reason: "holds enthusiast", remedy: "to reach tier professional",
      fires: Situation(ana: enthusiast, post: post(about: "product"), network: "linkedin"),
      silent: Situation(ana: professional, post: post(about: "product"), network: "linkedin")),
    CatalogueRow(
      number: 3, title: "trainee mode",
      policy: rule("traineeMode", #""posts": 2, "roles": ["mentor"]"#),
      outcome: .needsApproval, reason: "1 of 2 posts done", remedy: "approval by 1 of: mentor",
      fires: Situation(took: ["2026-11-01"]),
      silent: Situation(took: ["2026-11-01", "2026-11-02"])),
    CatalogueRow(
      number: 4, title: "policy acknowledged",
      policy: rule("policyAcknowledgement", #""document": "code of conduct", "version": "4""#),
      outcome: .deny, reason: "has not accepted version 4", remedy: "accept version 4",
      fires: Situation(ana: accepted(version: "3")), silent: Situation(ana: accepted(version: "4"))
    ),
    CatalogueRow(
      number: 5, title: "consent to a use",
      policy: rule("consentRequired", #""use": "leaderboard", "when": {"topics": ["product"]}"#),
      outcome: .deny, reason: "doesn't cover the use", remedy: "consent to the use",
      fires: Situation(post: post(about: "product")), silent: Situation()),
    CatalogueRow(
      number: 6, title: "voluntary", policy: "", rule: "voluntary", outcome: .deny,
      reason: "chose to stay out", remedy: nil,
      fires: Situation(ana: optOut, post: post(about: "product")), silent: Situation(ana: optOut)),
    CatalogueRow(
      number: 28, title: "segment",
      policy: rule("segment", #""only": {"seniorities": ["senior"]}"#),
      outcome: .deny, reason: "outside the segment", remedy: "reach seniority senior",
      fires: Situation(ana: #""seniority": "junior""#),
      silent: Situation(ana: #""seniority": "senior""#)),
    CatalogueRow(
      number: 31, title: "token valid", policy: rule("tokenValid", #""days": 60"#),
      outcome: .deny, reason: "lapsed on 2026-10-31", remedy: "connect the account again",
      fires: Situation(account: #""authorized": "2026-09-01""#),
      silent: Situation(account: #""authorized": "2026-11-01""#)),
    CatalogueRow(
      number: 36, title: "expertise", policy: rule("expertiseScope"), outcome: .deny,
      reason: "product is outside Ana Ruiz's topics", remedy: "add one of product",
      fires: Situation(ana: #""topics": ["hiring"]"#, post: post(about: "product")),
      silent: Situation(ana: #""topics": ["hiring"]"#, post: post(about: "hiring"))),
    CatalogueRow(
      number: 38, title: "authentic account",
      policy: rule("authenticAccount", #""verified": true"#),
      outcome: .deny, reason: "nobody verified", remedy: "verify the account", fires: Situation(),
      silent: Situation(account: #""verified": true"#)),
    CatalogueRow(
      number: 38, title: "automated account", policy: rule("authenticAccount"), outcome: .deny,
      reason: "run by a machine", remedy: nil, fires: Situation(account: #""automated": true"#),
      silent: Situation()),
    CatalogueRow(
      number: 39, title: "suspension", policy: "", rule: "suspended", outcome: .deny,
      reason: "suspended from taking part until 2026-11-25", remedy: "wait until 2026-11-25",
      fires: Situation(ana: suspension), silent: Situation(ana: suspension, at: "2026-11-25")),
    CatalogueRow(
      number: 39, title: "leaver", policy: "", rule: "employed", outcome: .deny,
      reason: "left Acme on 2026-11-20", remedy: nil,
      fires: Situation(ana: #""employed": {"until": "2026-11-20"}"#), silent: Situation()),
  ]

  private static func accepted(version: String) -> String {
    #"""
    "acknowledgements": [{"document": "code of conduct", "version": "\#(version)",
      "at": "2026-11-01"}]
    """#
  }

  private static let optOut = #""optOuts": [{"topics": ["product"]}]"#
  private static let suspension = #""suspended": [{"from": "2026-11-01", "until": "2026-11-25"}]"#
}
