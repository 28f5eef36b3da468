import AdvocacyModel
import AdvocacyPolicy

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
