import AdvocacyCore

/// What rules say of how often, and of not all at once.
extension Witness {
  /// What a rule says of what the account did before, and of its place among colleagues.
  func ofFrequency(_ kind: Rule.Kind, _ compiled: CompiledRule) -> Statement? {
    switch kind {
    case .frequencyCap(let count, let window, let byTier): return cap(count, window, byTier ?? [])
    case .traineeMode(let posts, let roles):
      let done = participations(from: .distantPast)
      guard done < posts else { return nil }
      return Statement(
        .ask, "\(name) is a trainee on \(network.title): \(done) of \(posts) posts done",
        approval(of: roles))
    case .cooldown(let hours): return cooldown(hours)
    case .onceOnly: return repetition()
    case .stagger(let stagger): return slot(stagger, compiled)
    case .podGuard(_, let hours):
      guard case .groups(let groups) = compiled.part else { return nil }
      let draw = groups.draw(for: occasion.post, on: network)
      guard groups.group(of: index, for: draw) != 0 else { return nil }
      return wait(
        until: occasion.post.at + .hours(Int64(hours)),
        for: "the first hours of a post are not for colleagues; next", thing: "the hours are over")
    case .textUniqueness, .autoRepostLimit: return leftOut(kind)
    default: return nil
    }
  }

  private func participations(from start: Instant) -> Int {
    history.participations(employee: index, network: network.id, from: start, through: at)
  }

  private func cap(_ count: Int, _ window: Rule.Window, _ byTier: [Rule.TierCount]) -> Statement? {
    let own = byTier.filter { tierCount in
      guard let position = engine.tiers.position(of: tierCount.tier) else { return false }
      return engine.tiers.missing(for: position, employee, at: at).isEmpty
    }
    let most = own.map(\.count).max() ?? count
    let bounds = calendar.window(window, at: at)
    let taken = participations(from: bounds.from)
    guard taken >= most else { return nil }
    let times = taken == 1 ? "once" : "\(taken) times"
    let reason =
      "\(name) took part \(times) this \(window.rawValue) on \(network.title), "
      + "the most is \(most); next \(window.rawValue) begins"
    return wait(until: bounds.until, for: reason, thing: "the next \(window.rawValue) begins")
  }

  private func cooldown(_ hours: Int) -> Statement? {
    let span = Instant.Span.hours(Int64(hours))
    guard let last = history.lastParticipation(of: index, network: network.id, through: at),
      last > at - span
    else { return nil }
    return wait(
      until: last + span,
      for: "\(name) took part on \(network.title) less than \(hours) h ago; next",
      thing: "the pause ends")
  }

  private func repetition() -> Statement? {
    guard let position = engine.position(of: network.id),
      let twin = history.content?.firstTwin(
        of: occasion.post, employee: index, network: position)
    else { return nil }
    return Statement(.deny, "\(name) passed on the same text or link as post \(twin)")
  }

  private func slot(_ stagger: Rule.Stagger, _ compiled: CompiledRule) -> Statement? {
    guard case .groups(let groups) = compiled.part else { return nil }
    let slots = Slots(groups: groups.count, gapMinutes: stagger.gapMinutes, post: occasion.post)
    let own = groups.group(of: index, for: groups.draw(for: occasion.post, on: network))
    guard slots.open(at: at) != own, let next = slots.next(of: own, after: at) else { return nil }
    return wait(
      until: next, for: "colleagues don't speak all at once; \(name)'s turn is at",
      thing: "the slot begins")
  }

  private func leftOut(_ kind: Rule.Kind) -> Statement? {
    guard let position = engine.position(of: network.id),
      let deal = engine.deal(of: kind, occasion, position), !deal.employees.contains(index),
      let ruling = engine.withheldOutsideDeal(kind, occasion)
    else { return nil }
    guard case .autoRepostLimit(let accounts) = kind else {
      return Statement(
        ruling,
        "colleagues on \(network.title) have all suggested words; none are left for \(name)",
        "suggest more variants that differ")
    }
    return Statement(
      ruling, "no more than \(accounts) accounts on \(network.title) pass a post on",
      "raise the number of accounts")
  }
}
