import AdvocacyCore
import AdvocacyLedger
import AdvocacyPolicy
import AdvocacyReport

/// The example company's days: what the demo posts, and when it looks.
enum DemoCompany {
  /// The start of the ledger.
  static let start = "2026-11-20T00:00"
  /// When the demo amplifies.
  static let now = "2026-11-23T09:00"

  /// The example configuration, everybody taking part: the textbook case.
  static var configuration: String {
    ExampleConfiguration.text.replacing(
      "\"participation\": 0.25", with: "\"participation\": \"everyone\"")
  }

  /// Three posts: one for all, one that waits for the morning and is disclosed, one for approval.
  static func posts(_ calendar: CompanyCalendar) throws(Failure) -> [Post] {
    [
      try post(
        "madrid-lab", "We open our Madrid lab", at: "2026-11-20T10:00", calendar,
        campaign: "lab", topics: ["hiring"]),
      try post(
        "quiet-motor", "Our new motor is the quietest in its class", at: "2026-11-20T20:30",
        calendar, campaign: "motor", topics: ["product"]),
      try post(
        "q3-results", "Third-quarter results: orders up 14 %", at: "2026-11-21T11:00", calendar,
        campaign: "results", topics: ["results"]),
    ]
  }

  private static func post(
    _ id: String, _ text: String, at time: String, _ calendar: CompanyCalendar,
    campaign: String, topics: [String]
  ) throws(Failure) -> Post {
    guard let id = PostID(id), let written = WrittenTime(time) else {
      throw Failure(.internal, "the demo's post \"\(id)\" is not one")
    }
    return Post(
      id: id, text: text, networks: ["linkedin", "x"].compactMap { NetworkID($0) },
      at: calendar.instant(of: written), link: "https://acme.example/\(id)", campaign: campaign,
      topics: topics, hashtags: ["#AcmeRobotics"])
  }

  /// What policy said of all candidates, each counted once, as it stands now.
  static func policy(_ facts: ReportFacts, of configuration: Configuration) -> DemoStory.Policy {
    var totals: [Verdict.Outcome: Int] = [:]
    var reasons: [Verdict.Outcome: [String: Int]] = [:]
    for count in facts.posts.flatMap(\.counts) {
      if let rule = count.rule {
        let words = words(for: rule, in: configuration)
        reasons[count.outcome, default: [:]][words, default: 0] += count.count
      } else {
        totals[count.outcome, default: 0] += count.count
      }
    }
    let allowed = totals[.allow, default: 0] + totals[.rewrite, default: 0]
    // A candidate denied by one rule may wait for another as well; the verdicts' totals hold.
    func list(_ outcome: Verdict.Outcome) -> [DemoStory.Reason] {
      let total = totals[outcome, default: 0]
      let known = reasons[outcome, default: [:]].sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      guard total > 0, let first = known.first else { return [] }
      guard known.count > 1, known.reduce(0, { $0 + $1.value }) == total else {
        return [.init(total, known.count == 1 ? first.key : "\(first.key) and others")]
      }
      return known.map { .init($0.value, $0.key) }
    }
    return DemoStory.Policy(
      allowed: allowed, denied: list(.deny), needsApproval: list(.needsApproval))
  }

  /// A rule in two or three words.
  private static func words(for id: RuleID, in configuration: Configuration) -> String {
    configuration.policy.rules.first { $0.id == id }?.shortReason ?? id.text
  }
}
