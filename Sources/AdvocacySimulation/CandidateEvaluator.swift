import AdvocacyModel
import AdvocacyPolicy

/// Asks policy and behaviour about the candidates of one post at one event.
struct CandidateEvaluator {
  let configuration: Configuration
  let engine: PolicyEngine
  let behaviour: BehaviourModel

  /// The stretch of time before an event in which participation tires.
  static let fatigueWindow = Instant.Span.days(7)

  /// Decides all candidates of a post that falls due, and adds what they plan to the history.
  func fallDue(_ post: Post, at instant: Instant, history: inout History) -> Decision {
    var draft = DecisionDraft(
      post: post, at: instant, rosterCount: configuration.roster.count)
    for network in post.networks {
      let review = engine.review(post, on: network, at: instant, history: history)
      add(review, of: post, at: instant, to: &draft, history: &history)
    }
    return draft.decision(event: .due, settled: [], calendar: configuration.calendar)
  }

  /// Decides waiting candidates again; nil where all of them wait on as before.
  ///
  /// Those who left the roster are denied.
  func review(
    _ waiting: [WaitingGroup], of post: Post, at instant: Instant, event: Decision.Event,
    history: inout History
  ) -> Decision? {
    var draft = DecisionDraft(
      post: post, at: instant, rosterCount: configuration.roster.count)
    var settled: [WaitingGroup] = []
    for network in post.networks {
      let own = waiting.filter { $0.network == network }
      let here = own.reduce(into: nobody) { $0.formUnion($1.employees) }
      let first = engine.review(
        post, on: network, at: instant, history: history, among: here)
      let deferrals = first.deferrals
      var moved = nobody
      for group in own {
        var change = group
        switch group.outcome {
        case .needsApproval: change.employees.subtract(first.needsApproval)
        default:
          let same = deferrals.first { $0.until == group.until }
          change.employees.subtract(same?.employees ?? nobody)
        }
        guard !change.isEmpty else { continue }
        settled.append(change)
        moved.formUnion(change.employees)
        draft.addLeavers(change.leavers.count, on: network)
      }
      guard !moved.isEmpty else { continue }
      let review = engine.review(
        post, on: network, at: instant, history: history, among: moved)
      add(
        review, of: post, at: instant, to: &draft, history: &history)
    }
    guard !settled.isEmpty else { return nil }
    return draft.decision(event: event, settled: settled, calendar: configuration.calendar)
  }

  /// Denies all candidates of a post who wait, since somebody withdrew it.
  func withdraw(_ waiting: [WaitingGroup], of post: Post, at instant: Instant) -> Decision {
    var counts: [VerdictCount] = []
    for (network, groups) in Dictionary(grouping: waiting, by: \.network) {
      let count = groups.reduce(0) { $0 + $1.count }
      counts.append(VerdictCount(network: network, outcome: .deny, rule: nil, count: count))
      counts.append(
        VerdictCount(
          network: network, outcome: .deny, rule: BuiltInRule.withdrawn.id, count: count))
    }
    counts.sort { ($0.network, $0.rule?.text ?? "") < ($1.network, $1.rule?.text ?? "") }
    return Decision(
      at: instant, post: post.id, event: .withdrawn, counts: counts, settled: waiting)
  }

  private var nobody: EmployeeSet { EmployeeSet(rosterCount: configuration.roster.count) }

  /// As many ends of deferrals in a row are looked at (assumed: a month of nights).
  private static let mostEnds = 32

  /// Deferrals until their candidates can be asked, or until another answer is due: rules that take
  /// turns, such as nights and weekends, make one wait, and nobody is looked at every day.
  private func lasting(
    _ deferrals: [(until: Instant, employees: EmployeeSet)], of post: Post,
    on network: NetworkID, _ history: History
  ) -> [Instant: EmployeeSet] {
    var open = deferrals
    var lasting: [Instant: EmployeeSet] = [:]
    for _ in 0..<Self.mostEnds where !open.isEmpty {
      var next: [(until: Instant, employees: EmployeeSet)] = []
      for (until, employees) in open {
        let review = engine.review(
          post, on: network, at: until, history: history, among: employees)
        let again = review.deferrals.filter { $0.until > until }
        next += again
        let ready = again.reduce(into: employees) { $0.subtract($1.employees) }
        if !ready.isEmpty { lasting[until, default: nobody].formUnion(ready) }
      }
      open = next
    }
    for (until, employees) in open { lasting[until, default: nobody].formUnion(employees) }
    return lasting
  }

  /// Adds a network's review to a draft: who waits, who takes part and how.
  private func add(
    _ review: NetworkReview, of post: Post, at instant: Instant, to draft: inout DecisionDraft,
    history: inout History
  ) {
    draft.add(
      review, deferrals: lasting(review.deferrals, of: post, on: review.network, history),
      end: post.end)
    guard let network = configuration.network(review.network) else { return }
    let allowed = review.mayTakePart
    draft.countAllowed(allowed)
    var draws = behaviour.draws(for: post, on: network)
    let texts = engine.texts(of: post, on: network.id, at: instant, history: history)
    var fit = engine.textFit(of: post, on: network.id, history: history)
    for employee in allowed {
      guard
        let choice = behaviour.choice(
          of: employee, draws: &draws, askedAt: instant,
          recent: history.participations(
            employee: employee, network: network.id, from: instant - Self.fatigueWindow,
            through: instant)
            + history.plannedParticipations(
              employee: employee, network: network.id, from: instant - Self.fatigueWindow))
      else { continue }
      let isRewritten = review.rewritten.contains(employee)
      let effect = isRewritten ? review.effect(of: employee) : Verdict.Effect()
      let actions = effect.actions(of: choice.actions, on: network)
      guard !actions.isEmpty else { continue }
      draft.add(
        PlannedAct(
          employee: employee, at: choice.at, actions: actions,
          variant: texts.map { $0[employee] ?? 0 }
            ?? fit?.text(nearest: choice.variant, for: employee, review, history)
            ?? choice.variant,
          isDisclosed: effect.addsWords),
        on: network.id)
    }
    for act in draft.planned(on: network.id) { history.plan(act, of: post, on: network.id) }
  }
}

/// The judges of posts of which acts are planned, each made when it is first asked.
struct JudgeCache {
  private let engine: PolicyEngine
  private let posts: PostPlaces
  private let networks: [Network]
  /// By post and network, the place among `judges`, from 1; 0: none.
  private var places: [UInt32]
  private var judges: [CandidateJudge] = []
  private var free: [UInt32] = []

  init(engine: PolicyEngine, posts: PostPlaces, networks: [Network]) {
    self.engine = engine
    self.posts = posts
    self.networks = networks
    // One more for acts on networks that are configured no longer.
    places = Array(repeating: 0, count: posts.posts.count * (networks.count + 1))
  }

  /// The place of a network among those configured; that after all of them for another one.
  func position(of network: NetworkID) -> UInt8 {
    UInt8(networks.firstIndex { $0.id == network } ?? networks.count)
  }

  /// Tells whether a place is that of a network that is configured.
  func isConfigured(_ network: UInt8) -> Bool { Int(network) < networks.count }

  /// What policy says of an act at an instant.
  mutating func decision(
    on entry: ActQueue.Entry, at instant: Instant, _ history: History
  ) -> CandidateDecision {
    judges[judge(of: entry, history)].decision(
      for: entry.act.employee, at: instant, history: history)
  }

  /// The rule that denies an act; nil: none does.
  mutating func obstacle(
    to entry: ActQueue.Entry, at instant: Instant, _ history: History
  ) -> RuleID? {
    judges[judge(of: entry, history)].obstacle(
      for: entry.act.employee, at: instant, history: history)
  }

  /// Whether the network takes the text of an act, with the words that rules add.
  mutating func takesText(
    of entry: ActQueue.Entry, at instant: Instant, _ history: History
  ) -> Bool {
    judges[judge(of: entry, history)].takes(
      text: entry.act.variant, of: entry.act.employee, at: instant, history: history)
  }

  /// When policy may say something else of an act; nil: never.
  mutating func nextChange(
    for entry: ActQueue.Entry, after instant: Instant, _ history: History
  ) -> Instant? {
    judges[judge(of: entry, history)].nextChange(
      for: entry.act.employee, after: instant, history: history)
  }

  /// The actions that rewriting leaves of those planned.
  func actions(of entry: ActQueue.Entry, after effect: Verdict.Effect) -> ActionSet {
    effect.actions(of: entry.act.actions, on: networks[Int(entry.network)])
  }

  /// Tells whether an employee withdrew from an act since it was planned or last looked at.
  ///
  /// Allowed: policy let them at that instant.
  func withdrew(
    _ entry: ActQueue.Entry, through instant: Instant, isAllowed: Bool = false
  ) -> Bool {
    guard isConfigured(entry.network) else { return false }
    return engine.withdrew(
      entry.act.employee, from: posts.posts[Int(entry.post)],
      on: networks[Int(entry.network)].id, since: entry.since, through: max(instant, entry.since),
      isAllowed: isAllowed)
  }

  /// Lets the judges of a post go, of which no act is left.
  mutating func forget(_ post: UInt32) {
    let first = Int(post) * (networks.count + 1)
    for place in first..<first + networks.count + 1 where places[place] > 0 {
      free.append(places[place] - 1)
      places[place] = 0
    }
  }

  private mutating func judge(of entry: ActQueue.Entry, _ history: History) -> Int {
    let place = Int(entry.post) * (networks.count + 1) + Int(entry.network)
    if places[place] > 0 { return Int(places[place]) - 1 }
    let judge = engine.judge(
      posts.posts[Int(entry.post)], on: networks[Int(entry.network)].id, moment: .acting,
      history: history)
    if let slot = free.popLast() {
      judges[Int(slot)] = judge
      places[place] = slot + 1
    } else {
      judges.append(judge)
      places[place] = UInt32(judges.count)
    }
    return Int(places[place]) - 1
  }
}
