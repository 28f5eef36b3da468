import AdvocacyModel
import AdvocacyPolicy

/// The acts that are planned: policy judges each again when its instant comes.
struct ActPlan {
  private let configuration: Configuration
  private let behaviour: BehaviourModel
  private let posts: PostPlaces
  private let watermark: Instant
  /// Who was forgotten, by the places of those who left the roster.
  private let forgotten: Set<Int>
  private var judges: JudgeCache
  private var queue = ActQueue()
  private var groups = ActGroups()
  private var clock: CompanyClock
  private var draft = BlockDraft()
  /// Acts that wait for an approval, by the place of their post.
  private var waiting: [UInt32: [ActQueue.Entry]] = [:]
  /// How many acts of each post are planned or wait.
  private var open: [Int]

  init(
    configuration: Configuration, engine: PolicyEngine, behaviour: BehaviourModel,
    posts: PostPlaces, state: FanOutState
  ) {
    self.configuration = configuration
    self.behaviour = behaviour
    self.posts = posts
    watermark = state.watermark
    forgotten = Set(
      state.departed.indices.filter { state.forgotten.contains(state.departed[$0]) }
        .map { $0 + configuration.roster.count })
    judges = JudgeCache(engine: engine, posts: posts, networks: configuration.networks)
    clock = CompanyClock(configuration.calendar)
    open = Array(repeating: 0, count: posts.posts.count)
  }

  /// Adds acts that the ledger knows as planned, to the history as well.
  mutating func add(_ group: PlannedGroup, since: Instant, to history: inout History) {
    add(group, since: since, isPlanned: false)
    guard let post = posts[group.key.post] else { return }
    for act in group.acts where act.employee < configuration.roster.count {
      history.plan(act, of: post, on: group.key.network)
    }
  }

  /// Adds acts that were planned at an instant; planned: the history knows them.
  mutating func add(_ group: PlannedGroup, since: Instant, isPlanned: Bool) {
    guard let place = posts.place(of: group.key.post) else { return }
    let number = groups.number(of: group.key)
    groups.add(group.acts.count, to: number)
    let network = judges.position(of: group.key.network)
    for act in group.acts {
      enter(
        ActQueue.Entry(
          act: act, group: number, since: since, block: 0, post: place, network: network,
          isWaiting: group.key.isWaiting),
        // What the ledger holds may stand under an hour of another clock.
        hour: isPlanned ? group.key.hour : clock.startOfHour(at: act.at))
    }
  }

  private mutating func enter(_ entry: ActQueue.Entry, hour: Instant) {
    open[Int(entry.post)] += 1
    if entry.isWaiting { waiting[entry.post, default: []].append(entry) }
    // Who waits is looked at when the post is over, whatever happens.
    queue.add(entry, hour: hour)
  }

  /// Whether an act of a post is planned or waits.
  func hasAny(of post: PostID) -> Bool { posts.place(of: post).map { open[Int($0)] > 0 } ?? false }

  /// How many acts of a post are planned, and for when.
  func count(of post: PostID) -> PlannedCount {
    var count = PlannedCount(post: post, instants: [], waiting: 0)
    guard let place = posts.place(of: post), open[Int(place)] > 0 else { return count }
    count.waiting = waiting[place]?.count ?? 0
    count.instants = queue.instants { $0.post == place && !$0.isWaiting }
    return count
  }

  /// Hands over what became of acts so far; nil: nothing.
  mutating func finishBlock() -> ActsBlock? {
    draft.isEmpty ? nil : draft.finish(&groups)
  }

  /// Judges the acts before an instant, up to the end of a block.
  ///
  /// - Parameters:
  ///   - end: The last instant whose acts are judged.
  ///   - event: The instant of the next other event, which comes before acts of its own; nil: none.
  ///   - history: What took place before; what the acts add to it is recorded.
  /// - Returns: The block that ended, where another begins; nil where no such act is left.
  mutating func handle(
    through end: Instant, before event: Instant?, _ history: inout History
  ) -> ActsBlock? {
    while let (entry, hour) = queue.next() {
      let instant = entry.act.at
      guard instant <= end, event.map({ instant < $0 }) ?? true else { return nil }
      if !draft.isEmpty, hour != draft.hour || entry.block == draft.number {
        return draft.finish(&groups)
      }
      queue.removeNext()
      // All of a post's acts that wait are looked at together when it is over.
      if entry.isWaiting { waiting[entry.post] = nil }
      settle(entry, at: instant, hour: hour, &history)
    }
    return nil
  }

  /// Takes an act out and does with it what policy says at an instant.
  private mutating func settle(
    _ entry: ActQueue.Entry, at instant: Instant, hour: Instant, _ history: inout History
  ) {
    let key = groups.key(of: entry.group)
    leave(entry, key, at: instant, hour: hour, &history)
    defer { if open[Int(entry.post)] == 0 { judges.forget(entry.post) } }
    let employee = entry.act.employee
    guard employee < configuration.roster.count, judges.isConfigured(entry.network) else {
      return draft.prevent(entry.act, in: key, by: BuiltInRule.account.id)
    }
    let decision = judges.decision(on: entry, at: instant, history)
    if judges.withdrew(entry, through: instant, isAllowed: decision.outcome.isAllowed) { return }
    switch decision.outcome {
    case .allow, .rewrite:
      let actions =
        decision.outcome == .allow
        ? entry.act.actions
        : judges.actions(of: entry, after: decision.effect)
      guard !actions.isEmpty else { return prevent(entry, key, at: instant, history) }
      guard !actions.hasWords || judges.takesText(of: entry, at: instant, history) else {
        return draft.prevent(entry.act, in: key, by: BuiltInRule.textLimit.id)
      }
      var done = entry.act
      done.at = instant
      done.actions = actions
      done.isDisclosed = done.isDisclosed || decision.effect.addsWords
      draft.record(done, in: entry.group)
      history.record(
        employee: employee, network: key.network, post: posts.posts[Int(entry.post)], at: instant,
        passesOn: !actions.isDisjoint(with: .passingOn))
    case .defer:
      guard let end = decision.until, end > instant else {
        return prevent(entry, key, at: instant, history)
      }
      move(entry, key, to: end, &history)
    case .needsApproval:
      var act = entry.act
      act.at = posts.posts[Int(entry.post)].end
      plan(act, entry, isWaiting: true, &history)
    case .deny:
      prevent(entry, key, at: instant, history)
    }
  }

  private mutating func prevent(
    _ entry: ActQueue.Entry, _ key: PlannedGroup.Key, at instant: Instant, _ history: History
  ) {
    let rule = judges.obstacle(to: entry, at: instant, history) ?? BuiltInRule.action.id
    // A consent or a wish that ended between two looks is nobody's business.
    if rule == BuiltInRule.consent.id || rule == BuiltInRule.voluntary.id { return }
    draft.prevent(entry.act, in: key, by: rule)
  }

  /// Moves an act to the end of what holds it up, spread over the time that is open then.
  private mutating func move(
    _ entry: ActQueue.Entry, _ key: PlannedGroup.Key, to end: Instant, _ history: inout History
  ) {
    let post = posts.posts[Int(entry.post)]
    guard entry.act.attempt < PlannedAct.mostAttempts else {
      return draft.prevent(entry.act, in: key, by: BuiltInRule.window.id)
    }
    var act = entry.act
    act.attempt += 1
    let change = judges.nextChange(for: entry, after: end, history) ?? post.end
    let open = min(.hours(1), min(change, post.end) - end)
    let uniform = behaviour.spread(
      of: act.employee, post: post, on: key.network, attempt: act.attempt)
    act.at = end + Instant.Span(milliseconds: Int64(uniform * Double(max(0, open.milliseconds))))
    plan(act, entry, isWaiting: false, &history)
  }

  /// Plans an act anew.
  private mutating func plan(
    _ act: PlannedAct, _ entry: ActQueue.Entry, isWaiting: Bool, _ history: inout History
  ) {
    let post = posts.posts[Int(entry.post)]
    let network = groups.key(of: entry.group).network
    let key = PlannedGroup.Key(
      post: post.id, network: network, hour: isWaiting ? act.at : clock.startOfHour(at: act.at),
      isWaiting: isWaiting)
    var next = entry
    next.act = act
    next.group = groups.number(of: key)
    next.block = draft.number
    next.isWaiting = isWaiting
    draft.plan(act, in: next.group)
    history.plan(act, of: post, on: network)
    enter(next, hour: clock.startOfHour(at: act.at))
  }

  /// Takes an act out of its group and of the history.
  private mutating func leave(
    _ entry: ActQueue.Entry, _ key: PlannedGroup.Key, at instant: Instant, hour: Instant,
    _ history: inout History
  ) {
    draft.end(entry, at: instant, hour: hour)
    open[Int(entry.post)] -= 1
    guard entry.act.employee < configuration.roster.count else { return }
    history.unplan(entry.act, of: posts.posts[Int(entry.post)], on: key.network)
  }
}

// MARK: - What people decide meanwhile

extension ActPlan {
  /// Lets acts go on that waited for an approval which was given; nil: none does.
  mutating func approve(
    _ post: Post, at instant: Instant, _ history: inout History
  ) -> ActsBlock? {
    guard let place = posts.place(of: post.id), let entries = waiting[place] else { return nil }
    var ends: [ActQueue.Entry: Instant] = [:]
    for entry in entries
    where entry.act.employee < configuration.roster.count && judges.isConfigured(entry.network) {
      let decision = judges.decision(on: entry, at: instant, history)
      guard decision.outcome != .needsApproval else { continue }
      ends[entry] = decision.outcome == .defer ? decision.until ?? instant : instant
    }
    for entry in take(where: { $0.post == place && ends[$0] != nil }).sorted() {
      let key = groups.key(of: entry.group)
      leave(entry, key, at: instant, hour: clock.startOfHour(at: instant), &history)
      move(entry, key, to: max(ends[entry] ?? instant, instant), &history)
    }
    return finishBlock()
  }

  /// Prevents all acts of a post that was withdrawn; nil: none was planned.
  mutating func withdraw(
    _ post: Post, at instant: Instant, _ history: inout History
  ) -> ActsBlock? {
    guard let place = posts.place(of: post.id) else { return nil }
    for entry in take(where: { $0.post == place }).sorted() {
      let key = groups.key(of: entry.group)
      leave(entry, key, at: instant, hour: clock.startOfHour(at: instant), &history)
      draft.prevent(entry.act, in: key, by: BuiltInRule.withdrawn.id)
    }
    return finishBlock()
  }

  /// Drops the acts of people who were forgotten: they are in no list and no count.
  mutating func dropForgotten(_ history: inout History) {
    guard !forgotten.isEmpty else { return }
    let forgotten = forgotten
    drop(take { forgotten.contains($0.act.employee) }, at: watermark, &history)
  }

  /// Drops the acts of people who withdrew from them by an instant: consent given again does not
  /// bring them back.
  mutating func dropLeavers(through instant: Instant, _ history: inout History) {
    let judges = judges
    let first = configuration.roster.count
    let entries = take { entry in
      entry.act.employee < first && judges.withdrew(entry, through: instant)
    }
    drop(entries, at: instant, &history)
  }

  private mutating func drop(
    _ entries: [ActQueue.Entry], at instant: Instant, _ history: inout History
  ) {
    guard !entries.isEmpty else { return }
    for entry in entries.sorted() {
      leave(
        entry, groups.key(of: entry.group), at: instant, hour: clock.startOfHour(at: instant),
        &history)
    }
  }

  @discardableResult
  private mutating func take(where isMeant: (ActQueue.Entry) -> Bool) -> [ActQueue.Entry] {
    for place in waiting.keys { waiting[place]?.removeAll(where: isMeant) }
    return queue.removeAll(where: isMeant)
  }
}
