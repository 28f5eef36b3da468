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
      return NetworkReview(network: network, candidates: nobody, hits: [])
    }
    var candidates = accounts[position]
    if let employees { candidates.formIntersection(employees) }
    var hits = Hits()
    let consenting = consents[position].members(at: instant)
    let employed = employed.members(at: instant)
    hits.add(BuiltInRule.consent.id, .deny, candidates.subtracting(consenting))
    hits.add(BuiltInRule.employed.id, .deny, candidates.subtracting(employed))
    var eligible = candidates
    eligible.formIntersection(consenting)
    eligible.formIntersection(employed)

    let occasion = occasion(post, on: networks[position], at: instant, history: history)
    if instant >= post.end { hits.add(BuiltInRule.expiry.id, .deny, eligible) }
    if occasion.words.withdrawal != nil { hits.add(BuiltInRule.withdrawn.id, .deny, eligible) }
    for rule in rules where occasion.concerns(rule.rule) {
      let reached = rule.scope.map { eligible.intersection($0) } ?? eligible
      guard !reached.isEmpty else { continue }
      switch occasion.stance(of: rule.rule.kind) {
      case .silent: continue
      case .everyone(let ruling): hits.add(rule.rule.id, ruling, reached)
      case .byEmployee:
        apply(rule, to: reached, occasion: occasion, position: position, history, &hits)
      }
    }
    return NetworkReview(network: network, candidates: candidates, hits: hits.all)
  }

  /// Adds what a rule says that depends on the employee.
  private func apply(
    _ rule: CompiledRule, to reached: EmployeeSet, occasion: Occasion, position: Int,
    _ history: History, _ hits: inout Hits
  ) {
    let id = rule.rule.id
    switch rule.part {
    case .segment(let members): hits.add(id, .deny, reached.subtracting(members))
    case .training(let valid, let graced):
      let graced = graced.members(at: occasion.at)
      hits.add(id, .deny, reached.subtracting(graced))
      let lapsed = reached.subtracting(valid.members(at: occasion.at))
      hits.add(id, Ruling(outcome: .allow), lapsed.intersection(graced))
    case .none:
      switch rule.rule.kind {
      case .frequencyCap(let count, let window):
        let bounds = calendar.window(window, at: occasion.at)
        let over = history.accounts(
          among: reached, network: position, withAtLeast: count, in: window, since: bounds.from,
          through: occasion.at)
        hits.add(id, Ruling.wait(until: bounds.until).held(within: occasion.post), over)
      case .onceOnly:
        guard let before = history.content?.passedOnBefore(occasion.post, network: position)
        else { return }
        hits.add(id, .deny, reached.intersection(before))
      default: return
      }
    }
  }
}

/// The hits gathered so far; those that reach nobody are left out.
private struct Hits {
  var all: [NetworkReview.Hit] = []

  mutating func add(_ rule: RuleID, _ ruling: Ruling, _ employees: EmployeeSet) {
    guard !employees.isEmpty else { return }
    all.append(
      NetworkReview.Hit(
        rule: rule, outcome: ruling.outcome, until: ruling.until, employees: employees))
  }
}
