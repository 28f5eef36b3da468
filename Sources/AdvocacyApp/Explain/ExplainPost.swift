import AdvocacyLedger
package import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import AdvocacySimulation

/// Tells every verdict on a post with its rules and what would change it.
package struct ExplainPost {
  var workspace: Workspace
  var post: String
  var employee: String?
  var now: String?
  var language: Language?

  /// Asks about a post, by itself or for one employee.
  ///
  /// - Parameters:
  ///   - workspace: The workspace.
  ///   - post: The id of the post.
  ///   - employee: The one employee asked about; nil: everybody.
  ///   - now: The clock to go by, as the option takes it.
  ///   - language: The language of the answer; nil: the company's.
  package init(
    workspace: Workspace, post: String, employee: String?, now: String?, language: Language? = nil
  ) {
    self.workspace = workspace
    self.post = post
    self.employee = employee
    self.now = now
    self.language = language
  }

  /// Explains: a decided post as of then, from the inputs that the ledger keeps, with what came
  /// later after it; one to come as of when it falls due.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post or employee.
  package func run(in environment: Environment) throws -> Explanation {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    // Every command takes --now; decisions are explained as of their own instants.
    _ = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let posts = try ledger.posts()
    let found = try PostLookup(
      queue: try reader.queue(configuration, in: environment), ledger: posts
    )
    .post(post)
    let chosen = try employee.map { try configuration.employee(named: $0).id }
    let decided = try ledger.decidedPosts()[found.id]
    let names = Dictionary(configuration.roster.map { ($0.id, $0.name) }) { first, _ in first }
    let explainer = PostExplainer(
      post: found, posts: posts, ledger: ledger, configuration: configuration, chosen: chosen,
      seed: facts.header.seed, language: language ?? configuration.language)
    var explanation: Explanation
    switch decided?.status {
    case .decided, .withdrawn:
      explanation = try explainer.decided(
        DecisionReplay(post: found, posts: posts, ledger: ledger, names: names, only: chosen))
    case .skipped(let reason):
      explanation = explainer.skipped(reason, at: decided?.decidedAt ?? found.at)
    case nil:
      let statements = try ledger.statements().filter { $0.post == found.id }
      let dueAt = max(found.at, facts.watermark)
      explanation =
        if found.at < facts.header.start {
          explainer.skipped(.beforeStart, at: dueAt)
        } else if statements.contains(where: { $0.kind == .withdrawal }) {
          explainer.skipped(.withdrawn, at: dueAt)
        } else {
          try explainer.toCome(at: dueAt, statements: statements)
        }
    }
    explanation.timeZone = configuration.calendar.zoneName
    explanation.language = explainer.language
    return explanation
  }
}

/// Makes the explanation of one post.
struct PostExplainer {
  let post: Post
  let posts: [PostID: Post]
  let ledger: Ledger
  let configuration: Configuration
  /// The one employee asked about; nil: all.
  let chosen: EmployeeID?
  /// What the workspace's draws are keyed by.
  let seed: UInt64
  /// In which language it is explained.
  let language: Language

  private var words: Words { Words(language) }

  /// Explains a post that is still to fall due, as policy stands.
  func toCome(at instant: Instant, statements: [PostStatement]) throws -> Explanation {
    let window = HistoryWindow(
      of: configuration, from: instant, open: [post], past: posts.values)
    var history = try History(
      configuration: configuration,
      // No rule looks at what somebody else did.
      participations: ledger.participations(since: window.since, andOf: window.posts, of: chosen),
      posts: posts, statements: statements)
    history.plan(
      try ledger.planned(before: .max, of: chosen), configuration: configuration, posts: posts)
    let engine = PolicyEngine(configuration: configuration)
    var texts = TextChoice(
      post: post, configuration: configuration, engine: engine, seed: seed, at: instant,
      history: history)
    return explanation(at: instant, of: configuration) { account, place in
      let verdict = engine.verdict(
        post, employee: place, on: account.network, at: instant, moment: .either,
        history: history)
      return .init(
        employee: account.employee, network: configuration.titled(account.network),
        verdict: verdict,
        text: post.published(variant: texts.variant(of: place, on: account.network, verdict)),
        in: language)
    }
  }

  /// Explains a post that is or will be skipped.
  func skipped(_ reason: Skip.Reason, at instant: Instant) -> Explanation {
    let verdict = Verdict(skipped: reason)
    return explanation(at: instant, of: configuration) { account, _ in
      .init(
        employee: account.employee, network: configuration.titled(account.network),
        verdict: verdict, text: post.published(variant: 0), in: language)
    }
  }

  /// Explains a post that was decided.
  func decided(_ replay: DecisionReplay) throws -> Explanation {
    var replay = replay
    guard let due = replay.trail.looks.first(where: { $0.event == .due }) else {
      throw Failure(.badData, "the ledger is damaged: it has lost the decision on a post")
    }
    let context = try replay.context(ofRun: due.run)
    var failed: (any Error)?
    var explanation = explanation(at: due.at, of: context.configuration) { account, _ in
      do {
        guard let look = replay.lastLook(at: account),
          var verdict = try replay.verdict(on: account, at: look)
        else { return nil }
        // Where rules take turns, a wait lasts longer than the deferral of one of them.
        if verdict.outcome == .defer {
          verdict.until = replay.waitsUntil(account) ?? verdict.until
        }
        let step = replay.trail.steps[account]?.last { $0.kind.tellsText }
        let carried = try step.flatMap { step in
          try text(carriedBy: step, on: account, asked: verdict, &replay)
        }
        var entry = Explanation.NetworkVerdict(
          employee: account.employee, network: context.configuration.titled(account.network),
          verdict: verdict, text: post.published(variant: step?.variant ?? 0), carried: carried,
          in: language)
        entry.asked = look.at
        entry.isTooLate = entry.wouldChange != nil && !replay.waits(account)
        entry.later = try laterFacts(on: account, &replay)
        if chosen != nil, let step = replay.trail.steps[account]?.last, case .acted = step.kind {
          entry.acting =
            try replay.verdict(on: account, acting: step)?.findings.map {
              .init($0, in: language)
            } ?? []
        }
        return entry
      } catch {
        failed = error
        return nil
      }
    }
    if let failed { throw failed }
    explanation.later = statementsAndEdits(of: replay.trail)
    return explanation
  }

  /// The words of an act as it was recorded, or is planned; nil for one without words.
  ///
  /// Words are added as of the act; where everybody is explained, as of asking, since each act has
  /// an instant of its own.
  private func text(
    carriedBy step: PostTrail.Step, on account: PostTrail.Account, asked: Verdict,
    _ replay: inout DecisionReplay
  ) throws -> String? {
    guard step.hasWords else { return nil }
    let text = post.published(variant: step.variant)
    guard step.isDisclosed else { return text }
    guard case .acted = step.kind, chosen != nil,
      let acting = try replay.verdict(on: account, acting: step), !acting.lines.isEmpty
    else { return asked.composed(text) }
    return acting.composed(text)
  }

  /// One entry for each account that the post concerns, of those on a roster.
  private func explanation(
    at instant: Instant, of configuration: Configuration,
    _ entry: (PostTrail.Account, _ place: Int) -> Explanation.NetworkVerdict?
  ) -> Explanation {
    var verdicts: [Explanation.NetworkVerdict] = []
    let declined = declinedSince
    for (place, employee) in configuration.roster.enumerated()
    where chosen.map({ $0 == employee.id }) ?? true {
      for network in post.networks where employee.account(on: network) != nil || chosen != nil {
        let account = PostTrail.Account(employee: employee.id, network: network)
        guard let verdict = entry(account, place) else { continue }
        // Who stays out of something is told themselves, and nobody else.
        let isPrivate =
          verdict.rules.contains { $0.id == BuiltInRule.voluntary.id }
          || declined.contains(account)
        if chosen != nil || !isPrivate { verdicts.append(verdict) }
      }
    }
    return Explanation(post: post.id, employee: chosen, at: instant, verdicts: verdicts)
  }

  /// Whoever stays out by their own word at present, also of what was decided before.
  private var declinedSince: Set<PostTrail.Account> {
    guard configuration.hasRefusals else { return [] }
    let engine = PolicyEngine(configuration: configuration)
    let everybody = EmployeeSet.everyone(rosterCount: configuration.roster.count)
    return post.networks.reduce(into: []) { accounts, network in
      for place in engine.whoDeclines(post, on: network, among: everybody) {
        accounts.insert(.init(employee: configuration.roster[place].id, network: network))
      }
    }
  }

  /// What became of somebody who was asked, dated.
  private func laterFacts(
    on account: PostTrail.Account, _ replay: inout DecisionReplay
  ) throws -> [Explanation.Later] {
    var facts: [Explanation.Later] = []
    let steps = replay.trail.steps[account] ?? []
    for (place, step) in steps.enumerated() {
      switch step.kind {
      // What went as planned needs no plan told.
      case .planned where place + 1 < steps.count && steps[place + 1].at == step.at: continue
      case .planned:
        facts.append(.init(at: step.at, kind: .planned, words: words(\.explain.plannedWords)))
      case .waits:
        facts.append(.init(at: step.at, kind: .waits, words: words(\.explain.waitsWords)))
      case .acted(let actions):
        facts.append(.init(at: step.at, kind: .acted, words: actions.listed[language]))
      case .prevented(let rule):
        let reason = try replay.verdict(on: account, acting: step)?.findings
          .first { $0.rule == rule }?.why[language]
        facts.append(
          .init(
            at: step.at, kind: .prevented, words: reason ?? words(\.explain.preventedWords),
            rule: rule))
      }
    }
    return facts
  }

  private func statementsAndEdits(of trail: PostTrail) -> [Explanation.Later] {
    let statements = trail.statements.filter { _, statement in
      statement.kind == .withdrawal || trail.looks.allSatisfy { $0.at < statement.at }
    }.map { _, statement in
      Explanation.Later(at: statement.at, kind: .statement, words: said(statement))
    }
    let edits = trail.edits.map {
      Explanation.Later(at: $0, kind: .edit, words: words(\.explain.edited))
    }
    return (statements + edits).sorted { $0.at < $1.at }
  }

  /// What somebody said of the post, in words.
  private func said(_ statement: PostStatement) -> String {
    let isWithdrawal = statement.kind == .withdrawal
    let phrase: KeyPath<Catalogue, Phrase> =
      switch (statement.employee != nil, !statement.role.isEmpty) {
      case (false, false): isWithdrawal ? \.explain.withdrawn : \.explain.approved
      case (false, true): isWithdrawal ? \.explain.withdrawnAs : \.explain.approvedAs
      case (true, false): isWithdrawal ? \.explain.withdrawnBy : \.explain.approvedBy
      case (true, true): isWithdrawal ? \.explain.withdrawnByAs : \.explain.approvedByAs
      }
    let sentence = words(
      phrase,
      ["person": .text(statement.employee?.text ?? ""), "role": .text(statement.role)])
    guard let note = statement.note else { return sentence }
    return words(\.explain.noted, ["words": .text(sentence), "note": .quoted(note)])
  }
}

extension Configuration {
  /// A network by its id; one that it doesn't know is called by its id.
  fileprivate func titled(_ network: NetworkID) -> Network {
    networks.first { $0.id == network }
      ?? Network(id: network, title: network.text, actions: [], textLimit: nil)
  }
}

extension PostTrail.Step.Kind {
  /// Whether the step says which text was meant.
  fileprivate var tellsText: Bool {
    if case .prevented = self { return false }
    return true
  }
}

extension Verdict {
  /// The verdict on everybody's candidates of a post that is skipped.
  fileprivate init(skipped reason: Skip.Reason) {
    let rule = RuleID("skipped").map {
      let why = reason.sentence
      return Finding(
        rule: $0, outcome: .deny,
        why: Sentence(
          "the post is skipped: \(why.english)", es: "la publicación se omite: \(why.spanish)"))
    }
    self.init(outcome: .deny, findings: [rule].compactMap { $0 })
  }
}
