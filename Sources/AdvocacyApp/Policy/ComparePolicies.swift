import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Says whose rights change between two configurations.
package struct ComparePolicies {
  var old: String
  var new: String
  var posts: [String]
  var at: String?
  var now: String?
  var workspace: Workspace?

  /// Makes the use case.
  ///
  /// - Parameters:
  ///   - old: The file of the old configuration.
  ///   - new: The file of the new one.
  ///   - posts: Files of posts, or ids of posts of the queue; none: the queue's, else one of every
  ///     class that rules tell apart, and situations made for the rules that differ.
  ///   - at: The instant at which both are asked; nil: each post at its own.
  ///   - now: What to take for the present.
  ///   - workspace: The workspace whose queue is used, if there is one.
  package init(
    old: String, new: String, posts: [String] = [], at: String? = nil, now: String? = nil,
    workspace: Workspace? = nil
  ) {
    self.old = old
    self.new = new
    self.posts = posts
    self.at = at
    self.now = now
    self.workspace = workspace
  }

  /// Compares; nothing is taken to have happened before but in situations made for rules that ask
  /// about the past or for approvals.
  ///
  /// - Throws: `Failure`: `configuration` for a bad one, `usage` for an unknown post.
  /// - Complexity: O(posts × networks × employees × rules that speak).
  package func run(in environment: Environment) throws -> PolicyDiff {
    let before = try configuration(old, in: environment)
    let after = try configuration(new, in: environment)
    let calendar = after.calendar
    let present = try TimeArgument.present(now, in: environment, calendar: calendar)
    let instant = try at.map {
      try TimeArgument.instant($0, option: "--at", calendar: calendar, now: present)
    }
    let rules = RuleComparison(
      before: before.policy, after: after.policy, calendar: calendar
    ).changes
    let found = try PolicyProbes(
      configurations: [before, after], workspace: workspace, at: instant, now: present
    ).find(posts, in: environment)
    let situations = RuleSituations(before: before, after: after, at: instant, now: present)
    // Who names posts asks about those alone.
    let made = posts.isEmpty ? situations.probes(for: rules.map(\.id)) : []
    let probes = found + made
    let comparison = RightsComparison(before: before, after: after)
    let networks = Set(probes.flatMap(\.post.networks)).sorted()
    return PolicyDiff(
      timeZone: calendar.zoneName, old: old, new: new,
      posts: probes.map { .init(name: $0.name, at: $0.at, origin: $0.origin, rules: $0.rules) },
      rules: rules,
      hasOtherTiers: before.policy.tiers != after.policy.tiers, networks: networks,
      changes: comparison.changes(probes, on: networks))
  }

  private func configuration(
    _ file: String, in environment: Environment
  ) throws(Failure) -> Configuration {
    try WorkspaceReader.configuration(at: environment.absolutePath(file), named: file)
  }
}

/// Tells which rules two policies don't share.
struct RuleComparison {
  let before: Policy
  let after: Policy
  let calendar: CompanyCalendar

  /// The rules added, removed and changed, by id.
  var changes: [PolicyDiff.RuleChange] {
    let old = Dictionary(before.rulesInForce.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(after.rulesInForce.map { ($0.id, $0) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      switch (old[id], new[id]) {
      case (nil, let rule?): .init(kind: .added, id: id, type: rule.type)
      case (let rule?, nil): .init(kind: .removed, id: id, type: rule.type)
      case (let then?, let now?) where then != now:
        .init(
          kind: .changed, id: id, type: now.type, differs: differences(then, now),
          details: then.differences(to: now, calendar: calendar))
      default: nil
      }
    }
  }

  private func differences(_ then: Rule, _ now: Rule) -> [String] {
    let isSameType = then.type == now.type
    let found: [(String, Bool)] = [
      ("type, was \(then.type)", !isSameType),
      ("parameters", isSameType && !areEqual(then.parameters, now.parameters)),
      ("scope", then.scope != now.scope),
      ("dates", then.period != now.period), ("hold", then.hold != now.hold),
      ("sentence", then.sentence != now.sentence),
    ]
    return found.filter(\.1).map(\.0)
  }
}
