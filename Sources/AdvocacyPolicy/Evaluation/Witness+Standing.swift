import AdvocacyCore

/// What rules say of who may speak.
extension Witness {
  /// What a rule says of the employee's training, consent, segment or account.
  func ofStanding(_ kind: Rule.Kind) -> Statement? {
    switch kind {
    case .trainingRequired(let course, let graceDays, let score, let level, let age):
      let need = TrainingNeed(
        course: course, minimumScore: score, minimumLevel: level, maximumAgeDays: age)
      return training(need, graceDays: graceDays)
    case .tierCapability: return tiers()
    case .policyAcknowledgement(let document, let version):
      let accepted = employee.standing.acceptances(of: document, version)
      guard !accepted.contains(where: { $0 <= at }) else { return nil }
      return Statement(
        .deny, "\(name) has not accepted version \(version) of “\(document)”",
        "accept version \(version) of “\(document)”")
    case .consentRequired(let use):
      guard employee.consent?.covers(use: use) != true else { return nil }
      return Statement(
        .deny, "\(name)'s consent doesn't cover the use “\(use)”", "consent to the use “\(use)”")
    case .segment(let selector): return segment(selector)
    case .expertiseScope:
      guard !employee.topics.contains(where: occasion.post.topics.contains) else { return nil }
      let topics = occasion.post.topics.listed
      return Statement(
        .deny, "\(topics) is outside \(name)'s topics", "add one of \(topics) to \(name)'s topics")
    case .authenticAccount(let mustBeVerified):
      guard let account = employee.account(on: network.id),
        !account.isAuthentic(verified: mustBeVerified)
      else { return nil }
      guard account.isAutomated != true else {
        return Statement(.deny, "\(name)'s account on \(network.title) is run by a machine")
      }
      return Statement(
        .deny, "nobody verified that \(name)'s account on \(network.title) is their own",
        "verify the account")
    case .tokenValid(let days): return token(days: days)
    default: return nil
    }
  }

  private func training(_ need: TrainingNeed, graceDays: Int) -> Statement? {
    let title = "“\(engine.courses.title(of: need.course))”"
    let remedy = "finish course \(title)"
    let own = employee.trainings.filter { $0.course == need.course && $0.completed <= at }
    guard !own.isEmpty else {
      return Statement(.deny, "\(name) has not completed \(title)", remedy)
    }
    guard let latest = own.filter(need.accepts).map(\.completed).max() else {
      let asked = [
        need.minimumScore.map { "a score of \($0)" }, need.minimumLevel.map { "level \($0)" },
      ].compactMap { $0 }.joined(separator: " and ")
      return Statement(
        .deny, "\(name) completed \(title) without \(asked)", "\(remedy) with \(asked)")
    }
    func lapse(_ graceDays: Int) -> Instant? {
      engine.courses.lapse(of: need, completed: latest, graceDays: graceDays)
    }
    guard let lapsed = lapse(0), at >= lapsed, let end = lapse(graceDays) else { return nil }
    let reason = "\(name)'s training \(title) lapsed on \(calendar.date(of: lapsed))"
    guard at < end else { return Statement(.deny, reason, remedy) }
    return Statement(
      .allow, "\(reason); days of grace until \(calendar.date(of: end))", remedy)
  }

  private func tiers() -> Statement? {
    let book = engine.tiers
    var granted = ActionSet()
    var held: [String] = []
    var within: [(title: String, missing: [CourseID])] = []
    for (position, tier) in book.tiers.enumerated() {
      let grants = book.grants(of: position, post: occasion.post, network: network)
      let missing = book.missing(for: position, employee, at: at)
      if missing.isEmpty {
        held.append(tier.title)
        granted.formUnion(grants)
      } else if !grants.intersection(ActionSet(network.actions)).isEmpty {
        within.append((tier.title, missing))
      }
    }
    let effect = Verdict.Effect(withheld: ActionSet.all.subtracting(granted))
    guard let ruling = Ruling.rewrite(effect, on: network) else { return nil }
    let lacking = effect.withheld.intersection(ActionSet(network.actions)).listed
    let nearest = within.min { $0.missing.count < $1.missing.count }
    let remedy = nearest.map { tier in
      let courses = tier.missing.map { "“\(engine.courses.title(of: $0))”" }.listed
      return "finish \(courses) to reach tier \(tier.title)"
    }
    let tiers = held.isEmpty ? "holds no tier" : "holds \(held.listed)"
    return Statement(
      ruling, "\(name) \(tiers), which doesn't grant on \(network.title): \(lacking)", remedy)
  }

  private func segment(_ selector: Selector) -> Statement? {
    guard !selector.admits(employee, at: at) else { return nil }
    var parts: [(asked: String, remedy: String)] = []
    func ask(_ list: [String]?, _ value: String, _ asked: String, _ remedy: String) {
      guard let list, !list.contains(value) else { return }
      parts.append(("\(asked) \(list.listed)", "\(remedy) \(list.listed)"))
    }
    ask(selector.teams, employee.team, "team", "join team")
    if let roles = selector.roles, !roles.contains(where: { employee.hasRole($0, at: at) }) {
      parts.append(("role \(roles.listed)", "take the role \(roles.listed)"))
    }
    ask(selector.countries, employee.country, "country", "be in country")
    ask(selector.languages, employee.language, "language", "speak language")
    ask(selector.contracts, employee.standing.contract, "contract", "have the contract")
    ask(selector.seniorities, employee.standing.seniority, "seniority", "reach seniority")
    if let named = selector.employees, !named.contains(employee.id) {
      parts.append(("the employees named", "be named in the segment"))
    }
    return Statement(
      .deny, "\(name) is outside the segment: \(parts.map(\.asked).joined(separator: "; "))",
      parts.map(\.remedy).joined(separator: " and "))
  }

  private func token(days: Int) -> Statement? {
    guard let authorized = employee.account(on: network.id)?.authorized else { return nil }
    let end = calendar.instant(days, daysAfter: authorized)
    guard at >= end else { return nil }
    return Statement(
      .deny,
      "\(name)'s leave for the account on \(network.title) lapsed on \(calendar.date(of: end))",
      "connect the account again")
  }
}
