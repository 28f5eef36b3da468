import AdvocacyCore

/// When: windows, hours, leave and holidays.
extension CatalogueTests {
  static let times = [
    CatalogueRow(
      number: 17, title: "blackout",
      policy: rule(
        "blackout",
        #""starts": "2026-11-01", "ends": "2026-12-01", "when": {"tags": ["results"]}"#),
      outcome: .deny, reason: "blackout until", remedy: nil,
      fires: Situation(post: #""text": "Lab", "tags": ["results"]"#), silent: Situation()),
    CatalogueRow(
      number: 18, title: "embargo", policy: rule("embargo", #""release": "2026-11-21T09:00""#),
      outcome: .defer, reason: "embargo until", remedy: "the embargo ends", fires: Situation(),
      silent: Situation(at: "2026-11-21T09:00")),
    CatalogueRow(
      number: 18, title: "expiry", policy: rule("expiry", #""days": 2"#), outcome: .deny,
      reason: "2 days ago", remedy: nil, fires: Situation(at: "2026-11-22T10:00"),
      silent: Situation()),
    CatalogueRow(
      number: 19, title: "paid time only",
      policy: rule(
        "paidTimeOnly",
        #""start": "09:00", "end": "17:00", "when": {"contracts": ["hourly"]}"#),
      outcome: .defer, reason: "2026-11-23T09:00", remedy: "working hours begin",
      fires: Situation(ana: #""contract": "hourly""#, at: "2026-11-20T17:00"),
      silent: Situation(ana: #""contract": "salaried""#, at: "2026-11-20T17:00")),
    CatalogueRow(
      number: 20, title: "quiet hours",
      policy: rule("quietHours", #""start": "20:00", "end": "08:00""#), outcome: .defer,
      reason: "quiet until", remedy: "quiet hours end", fires: Situation(at: "2026-11-20T21:00"),
      silent: Situation()),
    CatalogueRow(
      number: 20, title: "leave", policy: rule("leave"), outcome: .defer,
      reason: "Ana Ruiz is on leave until 2026-11-25", remedy: "the leave ends",
      fires: Situation(
        ana: #"""
          "leave": [{"from": "2026-11-19", "until": "2026-11-23"},
            {"from": "2026-11-23", "until": "2026-11-25"}]
          """#),
      silent: Situation()),
    CatalogueRow(
      number: 20, title: "holidays", policy: rule("holidays", #""dates": ["2026-11-20"]"#),
      outcome: .defer, reason: "holiday until 2026-11-21", remedy: "the holiday ends",
      fires: Situation(), silent: Situation(at: "2026-11-21")),
  ]
}
