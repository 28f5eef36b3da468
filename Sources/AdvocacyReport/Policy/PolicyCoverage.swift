package import AdvocacyModel

/// Which rules spoke, how often and when, and which never did.
package struct PolicyCoverage: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/policy-coverage/1"
  /// The company's time zone, for people.
  package var timeZone: String
  /// The version of the policy, as the company names it.
  package var policyVersion: String
  /// How many posts the ledger has decided in the stretch of time asked for.
  package var decidedPosts: Int
  /// How many posts are still to be decided or have candidates who wait.
  package var openPosts: Int
  /// The rules of the policy, and others that spoke, by id.
  package var rules: [Row]
  /// The rules of the policy that spoke neither in the ledger nor in the forecast, by id.
  package var silent: [RuleID]

  package init(
    timeZone: String, policyVersion: String, decidedPosts: Int, openPosts: Int, rules: [Row]
  ) {
    self.timeZone = timeZone
    self.policyVersion = policyVersion
    self.decidedPosts = decidedPosts
    self.openPosts = openPosts
    self.rules = rules.sorted { $0.id < $1.id }
    silent = self.rules.filter { $0.origin == .policy && $0.ledger == nil && $0.forecast == nil }
      .map(\.id)
  }

  /// Where a rule comes from.
  package enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
    /// The policy of the configuration.
    case policy
    /// The program itself.
    case builtIn
    /// A policy of before: the configuration has no such rule any more.
    case former
  }

  /// One rule.
  package struct Row: Codable, Hashable, Sendable {
    /// The rule.
    package var id: RuleID
    /// Its type; null where only the ledger knows it.
    @Nullable package var type: String?
    /// Where it comes from.
    package var origin: Origin
    /// What it said in the ledger; null: nothing.
    @Nullable package var ledger: Tally?
    /// What it would say of the posts still to come; null: nothing.
    @Nullable package var forecast: Tally?

    package init(id: RuleID, type: String?, origin: Origin, ledger: Tally?, forecast: Tally?) {
      self.id = id
      self.type = type
      self.origin = origin
      self.ledger = ledger
      self.forecast = forecast
    }
  }

  /// How often a rule spoke.
  package struct Tally: Codable, Hashable, Sendable {
    /// How often in all; candidates that were looked at again count again.
    package var count: Int
    /// How often it said what, by rising strength.
    package var said: [Said]
    /// On how many posts.
    package var posts: Int
    /// The last instant at which it spoke.
    package var last: Instant

    package init(counts: [Verdict.Outcome: Int], posts: Int, last: Instant) {
      count = counts.values.reduce(0, +)
      said = counts.sorted { $0.key < $1.key }.map { Said(outcome: $0.key, count: $0.value) }
      self.posts = posts
      self.last = last
    }
  }

  /// How often a rule said one thing.
  package struct Said: Codable, Hashable, Sendable {
    /// What it asked for.
    package var outcome: Verdict.Outcome
    /// How often.
    package var count: Int
  }

  /// The coverage for people.
  package func render(_ style: TerminalStyle) -> String {
    let decided = NumberFormat.count(decidedPosts, "post")
    let open = NumberFormat.count(openPosts)
    let version = SafeText.escape(policyVersion)
    let heading = "\(decided) decided, \(open) still open; policy \(version).\n"
    return [heading, table.rendered(style), sentence(style)].filter { !$0.isEmpty }
      .joined(separator: "\n")
  }

  private var table: TextTable {
    var table = TextTable(columns: [
      .init("rule", fit: .cutInMiddle), .init("type", dropRank: 2), .init("times", .right),
      .init("posts", .right),
      .init("last", dropRank: 1), .init("said", isElastic: true), .init("to come", .right),
    ])
    for row in rules {
      let ink: Ink = silent.contains(row.id) ? .yellow : .plain
      table.add([
        .init(row.id.text, ink), .init(row.type ?? row.origin.word),
        .count(row.ledger?.count ?? 0),
        .count(row.ledger?.posts ?? 0),
        .init(row.ledger.map { shown($0.last) } ?? "–"),
        .init((row.ledger?.said ?? []).map(\.words).joined(separator: ", ")),
        .count(row.forecast?.count ?? 0),
      ])
    }
    return table
  }

  private func sentence(_ style: TerminalStyle) -> String {
    guard !silent.isEmpty else {
      return "Every rule of the policy applied, or would to queued posts.\n"
    }
    let count = NumberFormat.count(silent.count, "rule")
    let names = silent.map(\.text).joined(separator: ", ")
    let sentence = "\(count) never applied and would not apply to queued posts: \(names)."
    return style.paint(sentence, .yellow) + "\n"
  }
}

extension PolicyCoverage.Said {
  fileprivate var words: String { "\(NumberFormat.count(count)) \(outcome.word)" }
}

extension PolicyCoverage.Origin {
  fileprivate var word: String {
    switch self {
    case .policy: ""
    case .builtIn: "built in"
    case .former: "no longer in the policy"
    }
  }
}
