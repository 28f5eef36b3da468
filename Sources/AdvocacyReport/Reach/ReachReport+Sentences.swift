extension ReachReport {
  /// The one sentence to remember.
  package var headline: String {
    let figures = total.figures
    let additional = figures.additionalPeople
    guard !posts.isEmpty else { return "No post was fanned out in this period." }
    guard figures.employees > 0 else {
      if let outlook { return "Nobody has acted yet. \(outlook.sentence(shown))" }
      let waiting = posts.count { $0.state == "waiting" }
      if waiting > 0 {
        let verb = waiting == 1 ? "waits" : "wait"
        return "Nobody has acted yet: \(NumberFormat.count(waiting, "post")) \(verb). "
          + "`advocacy queue list` tells for what."
      }
      return "No employee took part, so the company reached nobody whom its page did not."
    }
    let employees = NumberFormat.count(figures.employees, "employee")
    let people = NumberFormat.people(additional.mean)
    let noun = people == "1" ? "person" : "people"
    guard let multiplier = figures.reachMultiplier else {
      let low = NumberFormat.people(additional.low)
      let high = NumberFormat.people(additional.high)
      return """
        \(employees) brought the company to about \(people) \(noun) (\(low)–\(high)); it has no \
        page there to compare with.
        """
    }
    return """
      \(employees) brought the company to about \(people) \(noun) whom its page alone would not \
      have reached: \(NumberFormat.multiplier(multiplier)).
      """
  }

  /// The notes below the table.
  package var footnotes: [String] {
    switch by {
    case .topic, .hashtag:
      (nominalFootnote.map { [$0] } ?? []) + [
        "A post with several \(by.rawValue)s stands in each; the total counts its people once."
      ]
    case .post, .campaign, .network, .day: nominalFootnote.map { [$0] } ?? []
    case .team, .employee:
      posts.isEmpty
        ? []
        : [
          """
          * Each person whom the page did not reach is split equally among those who brought \
          them (the Shapley value), so that the shares add up to all together. Only they: nobody \
          else brought these people. Alone: whom they would bring if nobody else took part.
          """
        ]
    }
  }

  /// What the nominal multiplier counts, by the pair of post and network where it is greatest.
  private var nominalFootnote: String? {
    let pairs = posts.flatMap(\.figures.networks)
    let greatest = pairs.max { $0.nominalMultiplier < $1.nominalMultiplier }
    guard let greatest, greatest.employees > 0 else { return nil }
    let factors = [
      (greatest.employees, "employee"), (greatest.likes, "like"), (greatest.reposts, "repost"),
    ]
    let words = factors.map { NumberFormat.count($0, $1) }.joined(separator: " × ")
    let product = factors.map { NumberFormat.count(max(1, $0.0)) }.joined(separator: " × ")
    let result = NumberFormat.fixed(greatest.nominalMultiplier, decimals: 0)
    let zero = factors.contains { $0.0 == 0 } ? "; none counts as 1" : ""
    let mean =
      pairs.count > 1
      ? " Over \(NumberFormat.count(pairs.count)) pairs of post and network: their mean." : ""
    return "* \(words) counts actions, not people (\(product) = \(result)\(zero)).\(mean)"
  }
}
