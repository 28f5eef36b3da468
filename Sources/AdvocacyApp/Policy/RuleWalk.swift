import AdvocacyCore
import AdvocacyPolicy

/// Finds the instants at which one rule, alone in its policy, may say something else.
struct RuleWalk {
  private let engine: PolicyEngine
  private let history: History
  private let roster: [Employee]
  private let rule: Rule?

  /// How many employees stand for all on a network (assumed).
  private static let examples = 3

  /// Compiles a policy of the one rule; nil: of none, which then never changes its mind.
  ///
  /// - Complexity: O(roster).
  init(_ configuration: Configuration, rule: Rule?) {
    var configuration = configuration
    configuration.policy = Policy(
      tiers: configuration.policy.tiers, rules: [rule].compactMap { $0 })
    engine = PolicyEngine(configuration: configuration)
    history = History(configuration: configuration)
    roster = configuration.roster
    self.rule = rule
  }

  /// The steps of a post, network by network, for a few employees about whom the rule speaks.
  func steps(of post: Post) -> Steps {
    let selector = rule?.scope.employees ?? Selector()
    let judges = post.networks.map { network in
      let holders = roster.indices.lazy.filter { index in
        roster[index].account(on: network) != nil && selector.admits(roster[index], at: post.at)
      }
      return Steps.Judge(
        judge: engine.judge(post, on: network, moment: .either, history: history),
        employees: Array(holders.prefix(Self.examples)))
    }
    return Steps(judges: rule == nil ? [] : judges, history: history)
  }

  /// What may change of one post as time goes on.
  struct Steps {
    struct Judge {
      var judge: CandidateJudge
      let employees: [Int]
    }

    fileprivate var judges: [Judge]
    fileprivate let history: History

    /// The next instant at which a verdict may be another; nil: all stay for good.
    mutating func next(after instant: Instant) -> Instant? {
      var next: Instant?
      for index in judges.indices {
        for employee in judges[index].employees {
          let change = judges[index].judge.nextChange(
            for: employee, after: instant, history: history)
          guard let change else { continue }
          next = min(next ?? change, change)
        }
      }
      return next
    }
  }
}
