package import AdvocacyCore

extension PolicyEngine {
  /// Decides a post on each of its networks.
  ///
  /// - Complexity: O(networks × rules × roster / 64), and O(accounts) for each cap in force.
  package func decide(_ post: Post, at instant: Instant, history: History) -> [NetworkReview] {
    post.networks.map { review(post, on: $0, at: instant, history: history) }
  }

  /// Decides a post for all candidates on a network at an event.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - network: The network; on one that is not configured nobody is a candidate.
  ///   - instant: The instant of the event.
  ///   - history: What took place before the event.
  ///   - employees: The employees to look at, such as those whose deferral ended; nil: all.
  /// - Returns: The outcomes of all candidates as sets, with every rule that spoke.
  /// - Complexity: O(rules × roster / 64), and O(accounts) for each cap in force.
  package func review(
    _ post: Post, on network: NetworkID, at instant: Instant, history: History,
    among employees: EmployeeSet? = nil
  ) -> NetworkReview {
    guard let position = position(of: network) else {
      let nobody = EmployeeSet(rosterCount: roster.count)
      let bare = Network(id: network, title: network.text, actions: [], textLimit: nil)
      return NetworkReview(network: bare, candidates: nobody, hits: Hits())
    }
    var candidates = accounts[position]
    if let employees { candidates.formIntersection(employees) }
    let occasion = occasion(post, on: networks[position], at: instant, history: history)
    var hits = Hits()
    let eligible = standing(of: candidates, occasion, position, &hits)
    if instant >= post.end { hits.add(BuiltInRule.expiry.id, .deny, eligible) }
    if occasion.words.withdrawal != nil { hits.add(BuiltInRule.withdrawn.id, .deny, eligible) }
    for rule in rules where occasion.concerns(rule.rule) {
      let stance = occasion.stance(of: rule)
      if stance == .silent { continue }
      let reached = rule.scope.map { eligible.intersection($0.members(at: instant)) } ?? eligible
      switch stance {
      case .silent: continue
      case .everyone(let ruling): hits.add(rule.rule.id, ruling, reached)
      case .byEmployee:
        guard !reached.isEmpty else { continue }
        let asked = Asked(
          rule: rule, employees: reached, occasion: occasion, network: position, history: history)
        apply(asked, &hits)
      }
    }
    return NetworkReview(network: networks[position], candidates: candidates, hits: hits)
  }

  /// Adds what the built-in rules say of employees, and returns those whom rules are asked about.
  private func standing(
    of candidates: EmployeeSet, _ occasion: Occasion, _ position: Int, _ hits: inout Hits
  ) -> EmployeeSet {
    let instant = occasion.at
    let consenting = consents[position].members(at: instant)
    let employed = employed.members(at: instant)
    let suspended = suspended.members(at: instant)
    let out = staying(out: candidates, of: occasion)
    hits.add(BuiltInRule.consent.id, .deny, candidates, except: consenting)
    hits.add(BuiltInRule.employed.id, .deny, candidates, except: employed)
    hits.add(BuiltInRule.suspended.id, .deny, candidates, among: suspended)
    hits.add(BuiltInRule.voluntary.id, .deny, out)
    var eligible = candidates
    eligible.formIntersection(consenting)
    eligible.formIntersection(employed)
    eligible.subtract(suspended)
    eligible.subtract(out)
    for (actions, employees) in partialConsents {
      let effect = Verdict.Effect(withheld: ActionSet.all.subtracting(actions))
      guard let ruling = Ruling.rewrite(effect, on: occasion.network) else { continue }
      hits.add(BuiltInRule.consent.id, ruling, eligible, among: employees)
    }
    return eligible
  }

  /// The candidates who chose to stay out of the post.
  private func staying(out candidates: EmployeeSet, of occasion: Occasion) -> EmployeeSet {
    guard !candidates.isDisjoint(with: optedOut) else {
      return EmployeeSet(rosterCount: roster.count)
    }
    return candidates.intersection(optedOut).filtered { index in
      roster[index].standing.optOuts.contains {
        $0.period.contains(occasion.at)
          && $0.concerns(occasion.post, on: occasion.network.id)
      }
    }
  }
}

/// The hits gathered so far; those that reach nobody are left out.
struct Hits {
  private(set) var all: [NetworkReview.Hit] = []

  mutating func add(_ rule: RuleID, _ ruling: Ruling?, _ employees: EmployeeSet) {
    guard let ruling, !employees.isEmpty else { return }
    all.append(
      NetworkReview.Hit(
        rule: rule, outcome: ruling.outcome, until: ruling.until, effect: ruling.effect,
        employees: employees))
  }

  /// Adds what a rule says of those of some employees who are in a set too.
  mutating func add(
    _ rule: RuleID, _ ruling: Ruling?, _ employees: EmployeeSet, among set: EmployeeSet
  ) {
    guard ruling != nil, !employees.isDisjoint(with: set) else { return }
    add(rule, ruling, employees.intersection(set))
  }

  /// Adds what a rule says of those of some employees who are not in a set: most often nobody,
  /// for which no set is made.
  mutating func add(
    _ rule: RuleID, _ ruling: Ruling?, _ employees: EmployeeSet, except set: EmployeeSet
  ) {
    guard ruling != nil, !employees.isSubset(of: set) else { return }
    add(rule, ruling, employees.subtracting(set))
  }
}
