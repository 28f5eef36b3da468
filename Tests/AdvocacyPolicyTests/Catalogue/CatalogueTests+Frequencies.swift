import AdvocacyCore

/// How often, and not all at once.
extension CatalogueTests {
  private static let professional =
    #""tiers": [{"id": "professional", "courses": ["advanced"]}],"#
  private static let product = #""when": {"topics": ["product"]}"#

  static let frequencies = [
    CatalogueRow(
      number: 21, title: "frequency cap by tier",
      policy: rule(
        "frequencyCap", #""count": 1, "window": "day", "byTier": {"professional": 3}"#,
        tiers: professional),
      outcome: .defer, reason: "took part once this day on X, the most is 1",
      remedy: "the next day begins", fires: Situation(took: ["2026-11-20T09:00"]),
      silent: Situation(
        ana: #""trainings": [{"course": "advanced", "completed": "2026-11-01"}]"#,
        took: ["2026-11-20T09:00"])),
    CatalogueRow(
      number: 22, title: "cooldown", policy: rule("cooldown", #""hours": 24"#), outcome: .defer,
      reason: "next 2026-11-21T08:00", remedy: "the pause ends",
      fires: Situation(took: ["2026-11-20T08:00"]), silent: Situation(took: ["2026-11-19T10:00"])),
    CatalogueRow(
      number: 22, title: "once only", policy: rule("onceOnly"), outcome: .deny,
      reason: "same text or link as post older", remedy: nil,
      fires: Situation(took: ["2026-11-01"]), silent: Situation()),
    CatalogueRow(
      number: 23, title: "stagger",
      policy: rule("stagger", #""gapMinutes": 30, "share": 0.1, \#(product)"#), outcome: .defer,
      reason: "turn is at 2026-11-20T", remedy: "the slot begins",
      fires: Situation(post: post(about: "product")), silent: Situation(), isDrawn: true),
    CatalogueRow(
      number: 23, title: "stagger by default", policy: "", rule: "fair-stagger", outcome: .defer,
      reason: "turn is at 2026-11-20T", remedy: "the slot begins",
      fires: Situation(post: #""text": "Lab", "variants": ["Come and see"]"#), silent: Situation(),
      isDrawn: true),
    CatalogueRow(
      number: 24, title: "text uniqueness",
      policy: rule("textUniqueness", #""similarity": 0.5, "accountsPerText": 2"#),
      outcome: .rewrite, reason: "none are left for", remedy: "suggest more variants",
      fires: Situation(post: variants), silent: Situation(), isDrawn: true),
    CatalogueRow(
      number: 24, title: "text uniqueness where passing on takes words",
      policy: rule("textUniqueness"), outcome: .deny, reason: "none are left for",
      remedy: "suggest more variants", fires: Situation(network: "blog"), silent: Situation(),
      isDrawn: true),
    CatalogueRow(
      number: 24, title: "text uniqueness by default", policy: "", rule: "fair-words",
      outcome: .rewrite, reason: "none are left for", remedy: "suggest more variants",
      fires: Situation(post: variants), silent: Situation(network: "blog"), isDrawn: true),
    CatalogueRow(
      number: 25, title: "no automatic likes",
      policy: rule("noAutoLike", #""when": {"networks": ["x"]}"#), outcome: .rewrite,
      reason: "by hand", remedy: nil, fires: Situation(), silent: Situation(network: "linkedin")),
    CatalogueRow(
      number: 26, title: "limit of automatic reposts",
      policy: rule("autoRepostLimit", #""accounts": 2, \#(product)"#), outcome: .rewrite,
      reason: "no more than 2 accounts", remedy: "raise the number",
      fires: Situation(post: post(about: "product")), silent: Situation(), isDrawn: true),
    CatalogueRow(
      number: 27, title: "pod guard", policy: rule("podGuard", #""share": 0.25, "hours": 2"#),
      outcome: .defer, reason: "not for colleagues", remedy: "the hours are over",
      fires: Situation(), silent: Situation(at: "2026-11-20T12:00"), isDrawn: true),
  ]

  private static let variants =
    #""text": "Lab", "variants": ["Come and see our new lab", "Come and see our new lab today"]"#
}
