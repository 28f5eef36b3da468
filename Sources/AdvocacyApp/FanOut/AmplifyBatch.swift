import AdvocacyCore
import AdvocacyLedger
import AdvocacyReport

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
    try setAside(run, into: &outcome)
    try noteEdits(run, into: &outcome)
    if try isAnythingDue() {
      var tally = AmplifyTally()
      let keys =
        try isDryRun ? ledger.keys(of: configuration.roster.map(\.id)) : run.prepare()
      var fanOut = try FanOut(
        configuration: configuration, ledger: ledger, facts: facts, keys: keys,
        newPosts: intake.newPosts)
      try fanOut.run(to: present.now) { fact in
        try interruption.checkpoint()
        tally.add(fact)
        guard !isDryRun else { return }
        try record(fact, in: run)
      }
      outcome.summary.posts = tally.posts(waiting: fanOut.waitingCandidates)
      outcome.summary.skipped = tally.skipped
    }
    if !isDryRun {
      try ledger.touch(watermark: present.now, realTime: present.real)
    }
    outcome.summary.run = run.number.map(Int.init)
    return outcome
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
  private func setAside(_ run: LedgerRun, into outcome: inout Amplify.Outcome) throws {
    guard !intake.setAside.isEmpty else { return }
    let known = try ledger.setAsideHashes()
    let fresh =
      isDryRun
      ? intake.setAside.filter { !known.contains($0.contentHash) }
      : try run.record(setAside: intake.setAside)
    for post in fresh {
      outcome.summary.setAside.append(.init(post))
      outcome.complaints.append(Failure(.badData, at: post.place, post.reason).description)
    }
  }

  private func noteEdits(_ run: LedgerRun, into outcome: inout Amplify.Outcome) throws {
    guard !isDryRun else { return }
    for (post, hash) in intake.edited where try run.noteEdited(post.id, contentHash: hash) {
      outcome.complaints.append(
        "post \"\(post.id)\" was edited after it was fanned out; what happened stands, "
          + "and it is not repeated. Give the new text an id of its own")
    }
  }

  private func isAnythingDue() throws -> Bool {
    if intake.newPosts.contains(where: { max($0.at, facts.watermark) <= present.now }) {
      return true
    }
    if try ledger.waitingCounts().contains(where: { $0.until <= present.now }) { return true }
    return try ledger.statements().contains { (facts.watermark...present.now).contains($0.at) }
  }

  private func record(_ fact: FanOutFact, in run: LedgerRun) throws {
    switch fact {
    case .decision(let decision, let post):
      try run.record(decision, of: post, contentHash: hash(of: post))
    case .skip(let skip, let post):
      try run.record(skip, of: post, contentHash: hash(of: post))
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
