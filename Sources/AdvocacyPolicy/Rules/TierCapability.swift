import AdvocacyModel

/// Leaves employees the actions that the tiers of their training grant; none left: denies.
struct TierCapability: RuleType {
  static let name = "tierCapability"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    2, "Leaves employees the actions that the tiers of their training grant.",
    keys: "none; `tiers` of the policy", verdict: "deny or rewrite",
    source: "Dell (Hindu BusinessLine)")

  func check(_ source: any RuleSource) throws(Failure) {
    guard source.tiers.isEmpty else { return }
    throw source.failure(
      at: nil, "there are no tiers, so that nobody could do anything",
      hint: "Add them to \"tiers\"")
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(tiers: facts.tiers, satisfied: facts.satisfied)
  }

  private struct Compiled: CompiledRule {
    let tiers: TierIndex
    let satisfied: RuleDecision?

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let network = context.network
      let grants = tiers.tiers.indices.compactMap { tier in
        let actions = tiers.grants(of: tier, in: context)
        return actions.isEmpty
          ? nil : ActionGrant(members: tiers.holders(of: tier), actions: actions)
      }
      return .people(
        .granted(grants) { granted in
          .rewrite(Verdict.Effect(withheld: ActionSet.all.subtracting(granted)), on: network)
            ?? satisfied
        })
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let network = candidate.network
      var granted = ActionSet()
      var held: [String] = []
      var granting: [String] = []
      var within: [(title: String, missing: [CourseID])] = []
      for (position, tier) in tiers.tiers.enumerated() {
        let grants = tiers.grants(of: position, in: candidate.context)
        let grantsHere = !grants.isDisjoint(with: ActionSet(network.actions))
        let missing = tiers.missing(for: position, candidate.employee, at: candidate.at)
        if missing.isEmpty {
          held.append(tier.title)
          if grantsHere { granting.append(tier.title) }
          granted.formUnion(grants)
        } else if grantsHere {
          within.append((tier.title, missing))
        }
      }
      guard !decision.isSatisfied else {
        return RuleExplanation("\(candidate.name) holds tier \(granting.listed)")
      }
      let withheld = ActionSet.all.subtracting(granted)
      let lacking = withheld.intersection(ActionSet(network.actions)).listed
      let nearest = within.min { $0.missing.count < $1.missing.count }
      let remedy = nearest.map { tier in
        "finish \(tier.missing.map(candidate.title).listed) to reach tier \(tier.title)"
      }
      let tiers = held.isEmpty ? "holds no tier" : "holds \(held.listed)"
      return RuleExplanation(
        "\(candidate.name) \(tiers), which doesn't grant on \(network.title): \(lacking)", remedy)
    }
  }
}
