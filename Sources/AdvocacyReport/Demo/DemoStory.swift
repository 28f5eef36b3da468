import AdvocacyModel

/// What `demo` tells: what was made, what happened, what it brought, what to try next.
package struct DemoStory: CommandOutput, Hashable {
  /// The name of the company.
  package var company: String
  /// How many employees are on the roster.
  package var employees: Int
  /// How many posts are in the queue.
  package var posts: Int
  /// How many of them were due.
  package var due: Int
  /// The seed of every draw.
  package var seed: UInt64
  /// The workspace, as people would type it.
  package var directory: String
  /// The files in it, as people would type them.
  package var files: [String]
  /// What policy said of the candidates.
  package var policy: Policy
  /// How many likes and reposts were recorded.
  package var actions: Int
  /// How long the simulation took, in seconds, if it was timed.
  package var seconds: Double?
  package var report: ReachReport
  /// Commands worth trying next.
  package var next: [String]

  package init(
    company: String, employees: Int, posts: Int, due: Int, seed: UInt64, directory: String,
    files: [String], policy: Policy, actions: Int, seconds: Double?, report: ReachReport,
    next: [String]
  ) {
    self.company = company
    self.employees = employees
    self.posts = posts
    self.due = due
    self.seed = seed
    self.directory = directory
    self.files = files
    self.policy = policy
    self.actions = actions
    self.seconds = seconds
    self.report = report
    self.next = next
  }

  /// How many candidates there were and what became of them.
  package struct Policy: Encodable, Hashable, Sendable {
    /// How many were allowed.
    package var allowed: Int
    /// How many were denied, by reason.
    package var denied: [Reason]
    /// How many were deferred, by reason.
    package var deferred: [Reason]
    /// How many need an approval, by reason.
    package var needsApproval: [Reason]

    package init(
      allowed: Int, denied: [Reason] = [], deferred: [Reason] = [], needsApproval: [Reason] = []
    ) {
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
    }
  }

  /// A count with its reason in a few words.
  package struct Reason: Encodable, Hashable, Sendable {
    /// How many candidates.
    package var count: Int
    /// Why: `training lapsed`.
    package var words: String

    package init(_ count: Int, _ words: String) {
      self.count = count
      self.words = words
    }
  }
}

extension DemoStory {
  /// The story for people.
  package func render(_ style: TerminalStyle) -> String {
    let title = """
      \(company): \(NumberFormat.count(employees, "employee")), \
      \(NumberFormat.count(posts, "post")), seed \(seed), in \(directory)
      """
    let headline = style.paint(Wrapping.wrap(report.headline, to: style.width), .bold)
    let footnotes = report.footnotes.map { Wrapping.wrap($0, to: style.width) }
    let talk = ([headline] + footnotes).map { $0 + "\n" }.joined()
    let sections = [
      SafeText.escape(title) + "\n", steps.rendered(style, indent: 2),
      report.figuresTable().rendered(style, indent: 2) + talk, ending,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var steps: TextTable {
    var table = TextTable(columns: [.init(""), .init("")])
    let people = NumberFormat.count(report.total.figures.employees, "employee")
    let time = seconds.map { ", \(NumberFormat.fixed($0, decimals: 1)) s" } ?? ""
    let actions = NumberFormat.count(actions)
    table.add(["queue", .init("\(NumberFormat.count(due, "post")) due")])
    table.add(["policy", .init(policy.sentence)])
    table.add(["amplify", .init("\(actions) likes and reposts by \(people)")])
    table.add(["reach", .init(report.worldsInWords() + time)])
    return table
  }

  private var ending: String {
    let lines = [
      files.isEmpty ? nil : "Files: \(files.joined(separator: " · "))",
      next.isEmpty ? nil : "Next: \(next.joined(separator: " · "))",
    ]
    return lines.compactMap { $0.map { SafeText.escape($0) + "\n" } }.joined()
  }
}

extension DemoStory.Policy {
  /// The counts in one line, reasons in brackets.
  fileprivate var sentence: String {
    let parts = [
      part(denied, "denied"), part(deferred, "deferred"),
      part(needsApproval, total(needsApproval) == 1 ? "needs approval" : "need approval"),
    ]
    let candidates = allowed + total(denied) + total(deferred) + total(needsApproval)
    let allowedText = "\(NumberFormat.count(allowed)) allowed"
    return "\(NumberFormat.count(candidates, "candidate")): "
      + ([allowedText] + parts.compactMap { $0 }).joined(separator: ", ")
  }

  private func part(_ reasons: [DemoStory.Reason], _ word: String) -> String? {
    let count = total(reasons)
    guard count > 0 else { return nil }
    let known = reasons.filter { $0.count > 0 }
    let words = known.map { known.count == 1 ? $0.words : "\($0.count) \($0.words)" }
    return "\(NumberFormat.count(count)) \(word) (\(words.joined(separator: ", ")))"
  }

  private func total(_ reasons: [DemoStory.Reason]) -> Int { reasons.reduce(0) { $0 + $1.count } }
}
