import AdvocacyCore
import AdvocacyPolicy
import Testing

/// Makes an id of text that is one.
func id<Kind>(_ text: String) -> Identifier<Kind> {
  guard let id = Identifier<Kind>(text) else { preconditionFailure("\(text) is no id") }
  return id
}

/// The instant of a time as written; one without a zone is Madrid's.
func time(_ text: String) -> Instant {
  guard let written = WrittenTime(text) else { preconditionFailure("\(text) is no time") }
  return madrid.instant(of: written)
}

/// The company's calendar in these tests.
let madrid: CompanyCalendar = {
  guard let calendar = CompanyCalendar(zoneName: "Europe/Madrid") else {
    preconditionFailure("no zone data for Europe/Madrid")
  }
  return calendar
}()

/// One post, two employees and a history, to be asked about one rule or another.
///
/// Ana (index 0) is an engineer in Spain, Ben (index 1) in marketing in Germany; both consented
/// and are on X, LinkedIn and the blog.
struct Scene {
  var configuration = Configuration(
    company: "Acme", calendar: madrid,
    courses: [Course(id: id("basics"), title: "Social media basics", validDays: 365)],
    roster: [
      Scene.employee("ana", "Ana Ruiz", team: "engineering", country: "ES", language: "es"),
      Scene.employee("ben", "Ben Kurz", team: "marketing", country: "DE", language: "de-AT"),
    ])
  var post = Post(
    id: id("lab"), text: "We open our lab", networks: [id("x"), id("linkedin"), id("blog")],
    at: time("2026-11-20T10:00"), link: "https://acme.example/lab", campaign: "lab",
    topics: ["hiring"], hashtags: ["#AcmeLab"])
  var records: [(employee: Int, network: NetworkID, post: Post, at: Instant, passesOn: Bool)] = []
  var words: [Word] = []

  static let ana = 0
  static let ben = 1

  /// Makes a scene under rules.
  init(_ kinds: Rule.Kind...) {
    configuration.policy = Policy(
      rules: kinds.enumerated().map { Rule(id: id("rule\($0.offset)"), kind: $0.element) })
  }

  /// Makes a scene under a rule with a scope or a period of its own.
  init(_ rule: Rule) { configuration.policy = Policy(rules: [rule]) }

  static func employee(
    _ name: String, _ fullName: String, team: String, country: String, language: String
  ) -> Employee {
    Employee(
      id: id(name), name: fullName, team: team, role: team == "marketing" ? "editor" : "engineer",
      country: country, language: language, topics: [],
      consent: Consent(period: Period(from: time("2026-01-01"))),
      accounts: ["x", "linkedin", "blog"].map { Account(network: id($0), followers: 100) })
  }

  var history: History {
    var history = History(configuration: configuration)
    for record in records {
      history.record(
        employee: record.employee, network: record.network, post: record.post, at: record.at,
        passesOn: record.passesOn)
    }
    for word in words { history.record(word) }
    return history
  }

  /// The verdict on a candidate; both evaluators are asked and have to agree.
  func verdict(
    of employee: Int = Scene.ana, on network: String = "x", at instant: String = "2026-11-20T10:00",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    let engine = PolicyEngine(configuration: configuration)
    let verdict = engine.verdict(
      post, employee: employee, on: id(network), at: time(instant), history: history)
    let review = engine.review(post, on: id(network), at: time(instant), history: history)
    if let difference = disagreement(review, verdict, employee: employee) {
      Issue.record("\(difference)", sourceLocation: sourceLocation)
    }
    return verdict
  }

  /// The outcome for a candidate.
  func outcome(
    of employee: Int = Scene.ana, on network: String = "x", at instant: String = "2026-11-20T10:00",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict.Outcome {
    verdict(of: employee, on: network, at: instant, sourceLocation: sourceLocation).outcome
  }

  /// Records that an account passed a post on.
  mutating func record(
    _ employee: Int = Scene.ana, on network: String = "x", post: Post? = nil, at instant: String,
    passesOn: Bool = true
  ) {
    records.append((employee, id(network), post ?? self.post, time(instant), passesOn))
  }
}

/// How a review and a verdict on one of its candidates differ, or nil where they agree.
func disagreement(_ review: NetworkReview, _ verdict: Verdict, employee: Int) -> String? {
  guard review.candidates.contains(employee) else {
    return verdict.findings.map(\.rule) == [BuiltInRule.account.id]
      ? nil : "no candidate, yet \(verdict)"
  }
  let hits = review.hits.filter { $0.employees.contains(employee) }
  let agree =
    review.outcome(of: employee) == verdict.outcome && review.until(of: employee) == verdict.until
    && (verdict.outcome != .rewrite || review.effect(of: employee) == verdict.effect)
    && hits.elementsEqual(verdict.findings) { hit, finding in
      hit.rule == finding.rule && hit.outcome == finding.outcome && hit.until == finding.until
        && hit.effect == finding.effect
    }
  guard !agree else { return nil }
  let ofReview = hits.map { "\($0.rule) \($0.outcome) \($0.until?.rfc3339 ?? "-") \($0.effect)" }
  let ofVerdict = verdict.findings.map {
    "\($0.rule) \($0.outcome) \($0.until?.rfc3339 ?? "-") \($0.effect)"
  }
  return "review says \(ofReview), verdict says \(ofVerdict)"
}
