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
    let context = context(post, on: network, at: instant, moment: .asking, history: history)
    for rule in rules where rule.rule.period.contains(instant) && rule.concerns(context) {
      guard let uniqueness = rule.compiled as? TextUniqueness.Compiled else { continue }
      if let dealt = uniqueness.dealt(context) { return dealt }
    }
    return nil
  }
}
