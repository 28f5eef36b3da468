import AdvocacyModel

/// Lets only some accounts pass a post on; the others may like it.
struct AutoRepostLimit: RuleType {
  static let name = "autoRepostLimit"

  /// How many accounts of a network.
  var accounts = 0

  static let keys: [RuleKey<Self>] = [
    .required("accounts", \.accounts, .integer(0...1_000_000), "How many accounts.")
  ]

  /// Reposts are dealt as people are asked; a hire must not take them away again.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    26, "Lets only some accounts pass a post on; the others may like it.",
    verdict: "rewrite, or deny", simulated: "yes: dealt by keyed draws", source: "X staff, 2018")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(accounts: accounts, holders: facts.holders, rosterCount: facts.roster.count)
  }

  private struct Compiled: CompiledRule {
    let accounts: Int
    let holders: [[Int32]]
    let rosterCount: Int

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let liking = Verdict.Effect(withheld: .passingOn)
      guard let position = context.position,
        let decision = RuleDecision.rewrite(liking, on: context.network)
      else { return .silent }
      let dealt = RandomAllotment(
        accounts, to: holders[position], post: context.post, network: context.network, salt: 4)
      return .people(
        .outside(
          .fixed(EmployeeSet(rosterCount: rosterCount, members: dealt.employees)), decision))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        "no more than \(accounts) accounts on \(candidate.network.title) pass a post on",
        "raise the number of accounts")
    }
  }
}
