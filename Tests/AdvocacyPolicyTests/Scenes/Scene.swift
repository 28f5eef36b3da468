import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

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
  var participations: [Past.Participation] = []
  var planned: [Past.Participation] = []
  /// Whether the employees are asked, or act.
  var moment = Moment.asking
  var approvals: [ApprovalRecord] = []
  var withdrawals: [WithdrawalRecord] = []

  static let ana = 0
  static let ben = 1

  /// Makes a scene under rules.
  init(_ parameters: any RuleParameters...) {
    configuration.policy = Policy(
      fairPlay: .usual,
      rules: parameters.enumerated().map { Rule(id: id("rule\($0.offset)"), $0.element) })
  }

  /// Makes a scene under a rule with a scope or a period of its own.
  init(_ rule: Rule) {
    configuration.policy = Policy(fairPlay: .usual, rules: [rule])
  }

  static func employee(
    _ name: String, _ fullName: String, team: String, country: String, language: String
  ) -> Employee {
    Employee(
      id: id(name), name: fullName, team: team, role: team == "marketing" ? "editor" : "engineer",
      country: country, language: language, topics: [],
      consent: Consent(period: Period(from: time("2026-01-01"))),
      accounts: ["x", "linkedin", "blog"].map { Account(network: id($0), followers: 100) })
  }

  var past: Past {
    Past(
      participations: participations, planned: planned, approvals: approvals,
      withdrawals: withdrawals)
  }

  var history: History { past.history(configuration) }

  /// The verdict on a candidate; the sets, the judge of one and the reference have to agree.
  func verdict(
    of employee: Int = Scene.ana, on network: String = "x", at instant: String = "2026-11-20T10:00",
    sourceLocation: SourceLocation = #_sourceLocation
  ) -> Verdict {
    let engine = PolicyEngine(configuration: configuration)
    let (network, at, history): (NetworkID, _, _) = (id(network), time(instant), history)
    let own = configuration.network(network)
    let verdict = engine.verdict(
      post, employee: employee, on: network, at: at, moment: moment, history: history)
    let review = engine.review(post, on: network, at: at, moment: moment, history: history)
    let answer = ReferencePolicy(configuration, past, moment).answer(
      post, employee: employee, on: network, at: at)
    var judge = engine.judge(post, on: network, moment: moment, history: history)
    let decision = judge.decision(for: employee, at: at, history: history)
    let differences = [
      difference(
        Answers(review)[employee], answer.ofSets(by: configuration.semantics), "sets", on: own),
      difference(ReferencePolicy.Answer(verdict), answer, "verdict", on: own),
      difference(ReferenceDecision(decision), answer, "judge", on: own),
    ]
    for difference in differences.compactMap({ $0 }) {
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
    participations.append(
      Past.Participation(
        employee: employee, network: id(network), post: post ?? self.post, at: time(instant),
        passesOn: passesOn))
  }

  /// Plans that an account will pass a post on.
  mutating func plan(
    _ employee: Int = Scene.ana, on network: String = "x", post: Post? = nil, at instant: String,
    passesOn: Bool = true
  ) {
    planned.append(
      Past.Participation(
        employee: employee, network: id(network), post: post ?? self.post, at: time(instant),
        passesOn: passesOn))
  }
}
