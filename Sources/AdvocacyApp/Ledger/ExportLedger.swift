import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Gives away what was decided and done, employees by pseudonym unless told otherwise.
package struct ExportLedger {
  var workspace: Workspace
  var form: ExportForm
  var hasRosterIDs: Bool

  package init(workspace: Workspace, form: ExportForm, hasRosterIDs: Bool) {
    self.workspace = workspace
    self.form = form
    self.hasRosterIDs = hasRosterIDs
  }

  /// Hands over the export piece by piece, once the ledger is read and free for others.
  ///
  /// - Throws: `Failure` of the ledger, and what the writer throws.
  /// - Complexity: O(rows); memory for one post at a time.
  package func run(in environment: Environment, write: (String) throws -> Void) throws {
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let spool = try SpooledOutput()
    try spool.add(
      form.beginning(ledger: facts.id, links: facts.head.sequence, head: facts.head.hash))
    var isFirst = true
    try ledger.export(naming: hasRosterIDs ? .rosterID : .pseudonym) { post in
      try spool.add(try form.text(of: ExportedPost(post), isFirst: isFirst))
      isFirst = false
    }
    try spool.add(form.end)
    try spool.hand(to: write)
  }
}

extension ExportedPost {
  /// The post as the ledger knows it.
  fileprivate init(_ post: PostExport) {
    self.init(
      id: post.id.text, at: post.times?.at, ends: post.times?.end,
      skipped: post.skipped?.rawValue,
      decisions: post.decisions.map {
        Decision(
          at: $0.at, event: $0.event.rawValue, candidates: $0.candidates,
          allowedEmployees: $0.allowedEmployees)
      },
      actions: post.actions.map {
        Action(
          employee: $0.employee, network: $0.network.text, action: $0.action.rawValue, at: $0.at,
          variant: $0.variant, isDisclosed: $0.isDisclosed)
      })
  }
}

/// Gives away every decision per person with its rules, made again from the inputs that the ledger
/// keeps and checked against the counts that it recorded.
///
/// People who chose to stay out are not in it.
package struct ExportDecisions {
  var workspace: Workspace
  var form: ExportForm
  var hasRosterIDs: Bool

  package init(workspace: Workspace, form: ExportForm, hasRosterIDs: Bool) {
    self.workspace = workspace
    self.form = form
    self.hasRosterIDs = hasRosterIDs
  }

  /// How a check of replayed decisions against recorded ones ended.
  package struct Check: Hashable, Sendable {
    /// How many decisions gave the recorded counts.
    package var matching = 0
    /// The posts of decisions that gave others.
    package var differing: [PostID] = []
    /// How many can't be compared, since people of theirs were forgotten.
    package var incomplete = 0
  }

  /// Hands over the export piece by piece.
  ///
  /// - Returns: How the check against the recorded counts ended.
  /// - Throws: `Failure` of the ledger, and what the writer throws.
  /// - Complexity: O(decisions × roster × rules); memory for one post at a time.
  package func run(in environment: Environment, write: (String) throws -> Void) throws -> Check {
    let present = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let (ledger, _) = try LedgerAccess(workspace: workspace).reading()
    let posts = try ledger.posts()
    let decided = try ledger.decidedPosts().filter { $0.value.status.wasDecided }
    let pseudonyms = try hasRosterIDs ? [:] : ledger.pseudonyms()
    let isHidden = Self.hidden(present)
    var check = Check()
    var contexts: [[Int64]: DecisionReplay.RunContext] = [:]
    try write(form.decisionsBeginning)
    var isFirst = true
    for id in decided.keys.sorted() {
      guard let post = posts[id] else { continue }
      var replay = try DecisionReplay(
        post: post, posts: posts, ledger: ledger, names: [:], only: nil, contexts: contexts)
      for look in replay.trail.looks {
        for network in post.networks {
          let review = try replay.review(look, on: network)
          let context = try replay.context(ofRun: look.run)
          try compare(review, look, post, context, ledger, &check)
          let rows = review.decisions.compactMap { place, outcome, findings in
            let employee = context.configuration.roster[place].id
            guard !findings.contains(where: { $0.rule == BuiltInRule.voluntary.id }),
              !isHidden(employee, post, network)
            else { return nil as ExportedDecision? }
            return ExportedDecision(
              post: id.text, employee: pseudonyms[employee] ?? employee.text,
              network: network.text, at: look.at, event: look.event.rawValue,
              verdict: outcome.rawValue, until: review.until(of: place),
              rules: findings.map { "\($0.rule) \($0.outcome.rawValue)" })
          }
          // The order of the roster would tell who stands behind a pseudonym.
          for row in rows.sorted(by: { $0.employee < $1.employee }) {
            try write(try form.text(of: row, isFirst: isFirst))
            isFirst = false
          }
        }
      }
      for row in acts(of: replay.trail, post, pseudonyms, isHidden) {
        try write(try form.text(of: row, isFirst: isFirst))
        isFirst = false
      }
      contexts = replay.contexts
    }
    try write(form.end)
    return check
  }

  /// Tells whether somebody stays out of a post, by the present configuration, at any time.
  private static func hidden(
    _ configuration: Configuration
  ) -> (EmployeeID, Post, NetworkID) -> Bool {
    let engine = PolicyEngine(configuration: configuration)
    return { employee, post, network in
      configuration.position(of: employee).map { place in
        engine.staysOut(
          place, of: post, on: network, since: .distantPast, through: .distantFuture)
      } ?? false
    }
  }

  /// Compares a review with the counts that were recorded.
  private func compare(
    _ review: NetworkReview, _ look: PostTrail.Look, _ post: Post,
    _ context: DecisionReplay.RunContext,
    _ ledger: Ledger, _ check: inout Check
  ) throws {
    let recorded = try ledger.counts(ofLink: look.link).filter { $0.network == review.network }
    if look.event == .withdrawn || context.isIncomplete {
      check.incomplete += 1
    } else if Set(recorded) == Set(review.counts) {
      check.matching += 1
    } else {
      check.differing.append(post.id)
    }
  }

  /// What became of acts: by the ledger itself, which names the rule that prevented one.
  private func acts(
    of trail: PostTrail, _ post: Post, _ pseudonyms: [EmployeeID: String],
    _ isHidden: (EmployeeID, Post, NetworkID) -> Bool
  ) -> [ExportedDecision] {
    let accounts = trail.steps.keys.filter { !isHidden($0.employee, post, $0.network) }
    let rows = accounts.flatMap { account in
      (trail.steps[account] ?? []).compactMap { step -> ExportedDecision? in
        let outcome: Verdict.Outcome
        var rules: [String] = []
        switch step.kind {
        case .planned, .waits: return nil
        case .acted: outcome = step.isDisclosed ? .rewrite : .allow
        case .prevented(let rule):
          outcome = .deny
          rules = ["\(rule) \(outcome.rawValue)"]
        }
        return ExportedDecision(
          post: post.id.text, employee: pseudonyms[account.employee] ?? account.employee.text,
          network: account.network.text, at: step.at, event: "act", verdict: outcome.rawValue,
          until: nil, rules: rules)
      }
    }
    return rows.sorted { ($0.at, $0.employee, $0.network) < ($1.at, $1.employee, $1.network) }
  }
}

extension NetworkReview {
  /// What was said of each candidate, with every rule that spoke.
  fileprivate var decisions: [(place: Int, outcome: Verdict.Outcome, findings: [RuleFinding])] {
    candidates.compactMap { place in
      outcome(of: place).map { outcome in
        (place, outcome, findings.filter { $0.employees.contains(place) })
      }
    }
  }
}
