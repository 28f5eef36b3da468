package import AdvocacyModel

/// How a table of policy cases came out.
package struct PolicyTestReport: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/policy-test/1"
  /// The company's time zone, for people.
  package var timeZone: String
  /// The version of the policy, as the company names it.
  package var policyVersion: String
  /// How many cases passed.
  package var passed: Int
  /// How many did not.
  package var failed: Int
  /// The cases in the order of the file.
  package var cases: [Case]

  package var exitCode: Int32 { failed == 0 ? 0 : 1 }

  package init(timeZone: String, policyVersion: String, cases: [Case]) {
    self.timeZone = timeZone
    self.policyVersion = policyVersion
    self.cases = cases
    passed = cases.count(where: \.isPassed)
    failed = cases.count - passed
  }

  /// One case.
  package struct Case: Codable, Hashable, Sendable {
    /// What it is about.
    package var name: String
    /// The file and the line where it stands.
    package var file: String
    /// The line, from 1.
    @Nullable package var line: Int?
    package var post: PostID
    package var employee: EmployeeID
    /// The instant at which the rules were asked.
    package var at: Instant
    /// What was expected on each network.
    package var expected: Expectation
    /// What the policy said, network by network.
    package var answers: [Answer]
    /// Whether the policy said what was expected, on every network.
    package var isPassed: Bool

    package init(
      name: String, place: Place, post: PostID, employee: EmployeeID, at: Instant,
      expected: Expectation, answers: [Answer]
    ) {
      self.name = name
      file = place.file
      line = place.line
      self.post = post
      self.employee = employee
      self.at = at
      self.expected = expected
      self.answers = answers
      isPassed = answers.allSatisfy(\.isPassed)
    }
  }

  /// What a case expects.
  package struct Expectation: Codable, Hashable, Sendable {
    package var verdict: Verdict.Outcome
    /// Where it defers, until when; null: whenever.
    @Nullable package var until: Instant?
    /// All rules that are to speak, sorted; null: whichever.
    @Nullable package var rules: [RuleID]?

    package init(verdict: Verdict.Outcome, until: Instant? = nil, rules: [RuleID]? = nil) {
      self.verdict = verdict
      self.until = until
      self.rules = rules
    }
  }

  /// What the policy said on one network.
  package struct Answer: Codable, Hashable, Sendable {
    package var network: NetworkID
    /// Whether it is what was expected.
    package var isPassed: Bool
    package var verdict: Verdict.Outcome
    /// Where it defers, until when.
    @Nullable package var until: Instant?
    /// Every rule that spoke, by id.
    package var rules: [Explanation.RuleFinding]
    /// The rules that were to speak and didn't.
    package var missing: [MissingRule]
    /// The rules that spoke and were not to.
    package var unexpected: [RuleID]

    /// Compares what the policy said with what was expected.
    ///
    /// - Parameters:
    ///   - network: The network.
    ///   - verdict: What the policy said.
    ///   - expected: What it was to say.
    ///   - known: The ids of all rules, built-in ones included.
    package init(
      network: NetworkID, verdict: Verdict, expected: Expectation, known: [RuleID]
    ) {
      self.network = network
      self.verdict = verdict.outcome
      until = verdict.until
      rules = verdict.findings.map { Explanation.RuleFinding($0) }
      // A rule that only tells what satisfied it did not speak up.
      let spoke = Set(verdict.findings.filter { !$0.isSatisfied }.map(\.rule))
      missing = (expected.rules ?? []).filter { !spoke.contains($0) }
        .map { MissingRule($0, known: known) }
      // That a rule is satisfied surprises nobody.
      let objecting = Set(verdict.findings.filter { $0.outcome != .allow }.map(\.rule))
      unexpected =
        expected.rules.map { rules in objecting.filter { !rules.contains($0) }.sorted() } ?? []
      isPassed =
        verdict.outcome == expected.verdict && missing.isEmpty && unexpected.isEmpty
        && (expected.until == nil || expected.until == verdict.until)
    }
  }

  /// A rule that was to speak and didn't.
  package struct MissingRule: Codable, Hashable, Sendable {
    package var id: RuleID
    /// Whether the policy has such a rule.
    package var isKnown: Bool
    /// The rule that may be meant, where it has none.
    @Nullable package var nearest: String?

    init(_ id: RuleID, known: [RuleID]) {
      self.id = id
      isKnown = known.contains(id)
      nearest = isKnown ? nil : NearMiss.of(id.text, among: known.map(\.text))
    }
  }
}

extension PolicyTestReport {
  /// The report for people: what was expected and what was said in each failure, then the counts.
  package func render(_ style: TerminalStyle) -> String {
    let failures = cases.filter { !$0.isPassed }.map { text(of: $0, style) }
    let ink: Ink = failed == 0 ? .green : .red
    let counts = "\(NumberFormat.count(passed)) passed, \(NumberFormat.count(failed)) failed"
    return (failures + [style.paint(counts, ink) + ".\n"]).joined(separator: "\n")
  }

  private func text(of item: Case, _ style: TerminalStyle) -> String {
    let place = ([item.file] + [item.line].compactMap { $0.map(String.init) })
      .joined(separator: ":")
    let title = "\(style.paint("failed", .red))  \(SafeText.escape("\(item.name)  (\(place))"))\n"
    let answers = item.answers.filter { !$0.isPassed }.map { answer in
      let candidate = "\(item.post) for \(item.employee) on \(answer.network) at \(shown(item.at))"
      return "  \(candidate)\n\(difference(answer, item.expected).rendered(style, indent: 4))"
    }
    return title + answers.joined()
  }

  /// What was said against what was expected: - is missing, + is too much.
  private func difference(_ answer: Answer, _ expected: Expectation) -> TextTable {
    var table = TextTable(columns: [.init(""), .init(""), .init(""), .init("", fit: .wrapped)])
    let wanted = words(expected.verdict, expected.until)
    let said = words(answer.verdict, expected.until == nil ? nil : answer.until)
    if wanted != said {
      table.add([.init("-", .red), "verdict", .init(wanted), "expected"])
      table.add([.init("+", .green), "verdict", .init(said), "got"])
    } else {
      table.add(["", "verdict", .init(said), "as expected"])
    }
    for rule in answer.missing {
      table.add([.init("-", .red), .init(rule.id.text), "", .init(note(on: rule))])
    }
    for rule in answer.rules {
      let isUnexpected = answer.unexpected.contains(rule.id)
      table.add([
        isUnexpected ? .init("+", .green) : "", .init(rule.id.text),
        .init(rule.outcome.word, rule.outcome.ink), .init(rule.reason),
      ])
    }
    return table
  }

  private func note(on rule: MissingRule) -> String {
    guard !rule.isKnown else { return "did not apply" }
    let hint = rule.nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    return "the policy has no such rule\(hint)"
  }

  private func words(_ verdict: Verdict.Outcome, _ until: Instant?) -> String {
    verdict.word + (until.map { " until \(shown($0))" } ?? "")
  }
}

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
