package import AdvocacyCore

extension PolicyEngine {
  /// Which text falls to which employee where colleagues have to use different words.
  ///
  /// The post's own text, number 0, stands for no words of one's own on networks where a post can
  /// be passed on without.
  ///
  /// - Returns: The numbers by employee; who is not named has 0. nil: no rule deals texts there.
  /// - Complexity: O(length of the texts × texts).
  package func texts(
    of post: Post, on network: NetworkID, at instant: Instant, history: History
  ) -> [Int: Int]? {
    guard let position = position(of: network) else { return nil }
    let occasion = occasion(post, on: networks[position], at: instant, history: history)
    for rule in rules where occasion.concerns(rule.rule) {
      guard case .textUniqueness(let demand) = rule.rule.kind, occasion.isConcerned(by: demand),
        let deal = deal(of: rule.rule.kind, occasion, position)
      else { continue }
      let numbers = distinctTexts(occasion, demand)
      let dealt = deal.employees.enumerated().map { place, employee in
        (employee, numbers[place % numbers.count])
      }
      return Dictionary(dealt) { first, _ in first }
    }
    return nil
  }

  /// To whom a rule deals what there is too little of.
  func deal(of kind: Rule.Kind, _ occasion: Occasion, _ position: Int) -> Deal? {
    switch kind {
    case .textUniqueness(let demand):
      let texts = distinctTexts(occasion, demand).count
      return Deal(
        texts * demand.accountsPerText, to: holders[position], post: occasion.post,
        network: occasion.network, salt: 3)
    case .autoRepostLimit(let accounts):
      return Deal(
        accounts, to: holders[position], post: occasion.post, network: occasion.network, salt: 4)
    default: return nil
    }
  }

  /// What a rule says of those to whom nothing was dealt.
  func withheldOutsideDeal(_ kind: Rule.Kind, _ occasion: Occasion) -> Ruling? {
    let actions: ActionSet =
      switch kind {
      case .textUniqueness: ActionSet([Action.comment, .share])
      default: .passingOn
      }
    return .rewrite(Verdict.Effect(withheld: actions), on: occasion.network)
  }

  private func distinctTexts(_ occasion: Occasion, _ demand: Rule.TextUniqueness) -> [Int] {
    occasion.post.distinctTexts(similarity: demand.similarity, includingOwn: occasion.isWordy)
  }
}
