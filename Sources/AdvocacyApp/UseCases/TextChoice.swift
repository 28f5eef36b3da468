import AdvocacyCore
import AdvocacyPolicy

/// Which text of a post falls to whom when it falls due: dealt by a rule, else drawn.
struct TextChoice {
  private let behaviour: BehaviourModel
  private var draws: [NetworkID: BehaviourModel.PostDraws] = [:]
  private var dealt: [NetworkID: [Int: Int]] = [:]

  /// Deals and prepares the draws of a post on all its networks.
  ///
  /// - Complexity: O(networks × length of the texts × texts).
  init(
    post: Post, configuration: Configuration, engine: PolicyEngine, seed: UInt64,
    at instant: Instant, history: History
  ) {
    behaviour = BehaviourModel(configuration: configuration, seed: seed)
    for id in post.networks {
      guard let network = configuration.network(id) else { continue }
      draws[id] = behaviour.draws(for: post, on: network)
      dealt[id] = engine.texts(of: post, on: id, at: instant, history: history)
    }
  }

  /// The number of an employee's text: 0 for the post's own, else that of a variant.
  ///
  /// The employee is an index on the roster.
  func variant(of employee: Int, on network: NetworkID) -> Int {
    if let dealt = dealt[network] { return dealt[employee] ?? 0 }
    return draws[network].map { behaviour.variant(of: employee, draws: $0) } ?? 0
  }
}
