import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacySimulation

/// One batch over an open ledger: finds what is due, decides it, records it post by post.
struct AmplifyBatch {
  let configuration: Configuration
  let ledger: Ledger
  let facts: LedgerFacts
  let present: PresentTime
  let intake: QueueIntake
  let isDryRun: Bool
  let interruption: Interruption

  func run() throws -> Amplify.Outcome {
    let run = ledger.beginRun(inputs())
    var outcome = Amplify.Outcome(summary: summary(), complaints: [])
    outcome.setAsidePosts = intake.setAside.count
    var recorder = FactRecorder(run: isDryRun ? nil : run)
    do {
      if let known = present.vouchedAfter {
        try recorder.add(.clock(real: present.real, known: known))
      }
      try setAside(&recorder, into: &outcome)
      try noteEdits(&recorder, into: &outcome)
      if try isAnythingOpen() { try fanOut(run, &recorder, into: &outcome) }
    } catch {
      // What was decided before the end is as it would have been without it.
      try? recorder.flush()
      throw error
    }
    try recorder.finish(at: present.now, real: present.real)
    outcome.summary.run = run.number.map(Int.init)
    return outcome
  }

  private func fanOut(
    _ run: LedgerRun, _ recorder: inout FactRecorder, into outcome: inout Amplify.Outcome
  ) throws {
    var tally = AmplifyTally()
    let keys = try isDryRun ? ledger.keys(of: configuration.roster.map(\.id)) : run.prepare()
    var fanOut = try FanOut(
      configuration: configuration, ledger: ledger, facts: facts, keys: keys,
      newPosts: intake.newPosts)
    recorder.departed = fanOut.departed
    try fanOut.run(to: present.now) { fact in
      try interruption.checkpoint()
      tally.add(fact)
      try recorder.add(runFact(fact))
    }
    outcome.summary.posts = tally.posts(
      waiting: fanOut.waitingCandidates, planned: fanOut.plannedActs)
    outcome.summary.skipped = tally.skipped
  }

  private func summary() -> AmplifySummary {
    var summary = AmplifySummary(
      run: nil, watermark: present.now, posts: [], setAside: [], skipped: [])
    summary.timeZone = configuration.calendar.zoneName
    summary.isDryRun = isDryRun
    return summary
  }

  private func inputs() -> RunInputs {
    let configuration = configuration
    let roster = configuration.roster
    return RunInputs(
      now: present.now, realTime: present.real, roster: roster.map(\.id),
      policyVersion: configuration.policy.version, toolVersion: ToolVersion.text,
      configurationSnapshot: { key in try StoredInputsCoder.bytes(of: configuration, key: key) },
      rosterSnapshot: { keys in try StoredInputsCoder.bytes(of: roster, by: keys) })
  }

  /// Complains once about each content that can't be used.
  private func setAside(
    _ recorder: inout FactRecorder, into outcome: inout Amplify.Outcome
  ) throws {
    let fresh = try ledger.notSetAside(intake.setAside)
    guard !fresh.isEmpty else { return }
    try recorder.add(.setAside(fresh))
    for post in fresh {
      outcome.summary.setAside.append(.init(post))
      outcome.complaints.append(Failure(.badData, at: post.place, post.reason).description)
    }
  }

  private func noteEdits(
    _ recorder: inout FactRecorder, into outcome: inout Amplify.Outcome
  ) throws {
    guard !isDryRun else { return }
    for (post, hash) in intake.edited where try !ledger.knows(hash, of: post.id) {
      try recorder.add(.edit(post.id, contentHash: hash))
      outcome.complaints.append(
        "post \"\(post.id)\" was edited after it went out; what happened stands, "
          + "and it is not repeated. Give the new text an id of its own")
    }
  }

  /// Whether there may be anything to do: a post, somebody who waits, or an act that is planned.
  private func isAnythingOpen() throws -> Bool {
    if intake.newPosts.contains(where: { max($0.at, facts.watermark) <= present.now }) {
      return true
    }
    let waiting = try ledger.waitingCounts()
    if waiting.contains(where: { $0.until <= present.now }) { return true }
    if !waiting.isEmpty, configuration.hasRefusals { return true }
    if try ledger.hasPlannedActs() { return true }
    return try ledger.statements().contains { (facts.watermark...present.now).contains($0.at) }
  }

  private func runFact(_ fact: FanOutFact) -> RunFact {
    switch fact {
    case .decision(let decision, let post):
      .decision(decision, post, contentHash: hash(of: post))
    case .skip(let skip, let post): .skip(skip, post, contentHash: hash(of: post))
    case .acts(let block): .acts(block)
    }
  }

  private func hash(of post: Post) -> [UInt8] {
    intake.hashes[post.id] ?? SHA256Digest.of(post.canonicalBytes)
  }
}

/// The version of the program, as it stands in the ledger and in reports.
package enum ToolVersion {
  /// The release.
  package static let text = "0.2.0"
}

/// Gathers what a run decides, and records much of it at a time.
///
/// A transaction costs five waits for the disk, whatever it holds: those of a backlog hold many
/// facts, and that of an ordinary run all of it, its heartbeat included. What a crash loses the next
/// run decides again, to the same.
struct FactRecorder {
  /// As many rows make a transaction (assumed): about a tenth of a second of writing.
  private static let mostRows = 50_000

  private let run: LedgerRun?
  private var facts: [RunFact] = []
  private var rows = 0
  /// Those whom planned acts name by a place beyond the roster.
  var departed: [EmployeeID] = []

  /// Makes a recorder; without a run nothing is written.
  init(run: LedgerRun?) { self.run = run }

  /// Takes a fact.
  ///
  /// - Throws: What writing throws, once there is enough to write.
  mutating func add(_ fact: RunFact) throws {
    guard run != nil else { return }
    facts.append(fact)
    rows += fact.size
    if rows >= Self.mostRows { try flush() }
  }

  /// Records what was gathered.
  mutating func flush() throws {
    try run?.record(facts, departed: departed)
    facts.removeAll()
    rows = 0
  }

  /// Records what was gathered with the end of the run.
  mutating func finish(at watermark: Instant, real: Instant) throws {
    try run?.record(facts, departed: departed, end: (watermark, real))
    facts.removeAll()
  }
}

/// Adds up what a batch did, post by post.
struct AmplifyTally {
  private var posts: [AmplifySummary.Post] = []
  private(set) var skipped: [AmplifySummary.Skipped] = []
  private var positions: [PostID: Int] = [:]
  private var asked: [PostID: EmployeeSet] = [:]

  mutating func add(_ fact: FanOutFact) {
    switch fact {
    case .skip(let skip, _):
      skipped.append(.init(post: skip.post, reason: skip.reason.sentence.english))
    case .decision(let decision, _): add(decision)
    case .acts(let block): add(block)
    }
  }

  /// The place of a post's counts, made where there are none.
  private mutating func position(of post: PostID) -> Int {
    if let position = positions[post] { return position }
    positions[post] = posts.count
    posts.append(.init(id: post))
    return posts.count - 1
  }

  private mutating func add(_ decision: Decision) {
    let position = position(of: decision.post)
    var asked = asked[decision.post] ?? decision.allowed
    if asked.rosterCount == decision.allowed.rosterCount { asked.formUnion(decision.allowed) }
    self.asked[decision.post] = asked
    posts[position].employeesAsked = asked.count
    for count in decision.counts where count.rule == nil {
      switch count.outcome {
      case .allow, .rewrite: posts[position].allowed += count.count
      case .deny: posts[position].denied += count.count
      case .defer, .needsApproval: continue
      }
    }
  }

  private mutating func add(_ block: ActsBlock) {
    for recorded in block.recorded {
      let position = position(of: recorded.post)
      posts[position].acts += recorded.acts.count
      posts[position].amplifications += recorded.acts.reduce(0) {
        $0 + $1.actions.rawValue.nonzeroBitCount
      }
    }
    for act in block.prevented { posts[position(of: act.post)].prevented += 1 }
  }

  /// The posts; those of their candidates who wait, and their planned acts, counted as they stand at
  /// the end.
  func posts(
    waiting: (PostID) -> [WaitingGroup], planned: (PostID) -> PlannedCount
  ) -> [AmplifySummary.Post] {
    posts.map { post in
      var post = post
      for group in waiting(post.id) {
        switch group.outcome {
        case .needsApproval: post.needsApproval += group.count
        default: post.deferred += group.count
        }
      }
      let acts = planned(post.id)
      post.planned = acts.instants.count
      post.nextAct = acts.instants.first
      post.needsApproval += acts.waiting
      return post
    }
  }
}
