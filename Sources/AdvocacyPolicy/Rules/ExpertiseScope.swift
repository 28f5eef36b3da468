import AdvocacyModel

/// Denies employees who share no topic with a post that has topics.
struct ExpertiseScope: RuleType {
  static let name = "expertiseScope"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    36, "Denies employees who share no topic with a post that has topics.",
    keys: "none; topics of post and employee", verdict: "deny", source: "Intel")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let nobody = EmployeeSet(rosterCount: facts.roster.count)
    var experts: [String: EmployeeSet] = [:]
    // A roster repeats few topics often, so each is folded once.
    var keys: [String: String] = [:]
    for index in facts.roster.indices {
      for topic in facts.roster[index].topics {
        let key = keys[topic] ?? facts.labels.key(of: topic)
        keys[topic] = key
        experts[key, default: nobody].insert(index)
      }
    }
    return Compiled(experts: experts, nobody: nobody)
  }

  private struct Compiled: CompiledRule {
    /// By the key of a topic, who knows about it.
    let experts: [String: EmployeeSet]
    let nobody: EmployeeSet

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard !context.post.topics.isEmpty else { return .silent }
      let able = context.labels.topics.reduce(into: nobody) { able, topic in
        if let known = experts[topic] { able.formUnion(known) }
      }
      return .people(.outside(.fixed(able), .deny))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let topics = candidate.post.topics.listed
      return RuleExplanation(
        "\(topics) is outside \(candidate.name)'s topics",
        "add one of \(topics) to \(candidate.name)'s topics")
    }
  }
}
