import AdvocacyModel

/// Asks for an approval of each post until an account took part a number of times.
struct TraineeMode: RuleType, CompiledRule {
  static let name = "traineeMode"

  /// How many posts are looked at first.
  var posts = 1
  /// The roles, one of which approves.
  var roles: [String] = []

  static let keys: [RuleKey<Self>] = [
    .required("posts", \.posts, .integer(1...1000), "How many posts are looked at first."),
    .required("roles", \.roles, .labels, toleratesAbsence: true),
  ]

  static let documentation = RuleDocumentation(
    3, "Asks for an approval of each post until an account took part a number of times.",
    verdict: "needs approval", source: "MusterPoint")

  var approvers: [String] { roles }

  var lookback: Lookback { .everything }

  func answer(_ context: EvaluationContext) -> RuleAnswer {
    let until = context.approvals.next(after: context.at)
    guard context.approvals.through(context.at).count(in: roles) == 0 else {
      return context.satisfied(until: until)
    }
    let others: RuleDecision? = context.semantics.tellsWhatSatisfied ? .satisfied : nil
    return .history(.fewerThan(posts, .ask, others: others), until: until)
  }

  func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
    guard !decision.isSatisfied || candidate.approvals.count(in: roles) == 0 else {
      return candidate.approved(in: roles)
    }
    let done = candidate.participations(from: .distantPast)
    let planned = candidate.planned(from: .distantPast, before: .distantFuture)
    let more = planned == 0 ? "" : ", \(planned) planned"
    let progress = "\(candidate.network.title): \(done) of \(posts) posts done\(more)"
    guard !decision.isSatisfied else {
      return RuleExplanation("\(candidate.name) is no trainee any more on \(progress)")
    }
    return RuleExplanation(
      "\(candidate.name) is a trainee on \(progress)", candidate.approval(by: roles))
  }
}
