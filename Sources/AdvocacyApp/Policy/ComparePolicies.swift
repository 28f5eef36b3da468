import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation
import SystemFiles

/// Show whose rights change between two configurations.
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

/// A post about which two policies are asked, under the name that people read.
struct PolicyProbe {
  var name: String
  var post: Post
  var at: Instant
  var origin = PolicyDiff.Probe.Origin.named
  /// The rules for which it was made, by id.
  var rules: [RuleID] = []
  /// What situations made for a rule have in common that differ by their instant alone.
  var kind = ""
  var past = ProbePast()
}

/// What is taken to have happened before two policies are asked.
struct ProbePast: Hashable {
  /// How many posts every account took part in before, a minute apart.
  var earlierPosts = 0
  /// Whether those had the text of the post asked about.
  var hasSameText = false
  /// The roles in which the post was approved, each by somebody else.
  var approvals: [String] = []
}

/// Finds the posts about which two policies are compared.
struct PolicyProbes {
  /// The configurations, the old one first.
  let configurations: [Configuration]
  /// The workspace whose queue is used, if there is one.
  let workspace: Workspace?
  /// The instant asked for; nil: each post at its own.
  let at: Instant?
  let now: Instant

  private var calendar: CompanyCalendar { configurations.last?.calendar ?? .utc }

  /// The posts named, else those of the queue that are not over, else one of every class.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post, `badData` for a bad one.
  func find(
    _ named: [String], in environment: Environment
  ) throws -> [PolicyProbe] {
    guard let newer = configurations.last else { return [] }
    let queue =
      try workspace.map { try WorkspaceReader(workspace: $0).entries(newer, in: environment) } ?? []
    guard named.isEmpty else {
      return try named.flatMap { text in
        let path = environment.absolutePath(text)
        guard Paths.exists(path) else {
          return [try PostLookup(queue: queue, ledger: [:]).post(text)]
        }
        let bytes = try FileReading.contents(of: path, named: text)
        return try QueueFile.entries(bytes, file: text, configuration: newer)
          .map { try $0.post.get() }
      }.map { probe($0, .named) }
    }
    let open = queue.compactMap { try? $0.post.get() }.filter { $0.end > at ?? now }
    return open.isEmpty ? classes() : open.map { probe($0, .queue) }
  }

  private func probe(_ post: Post, _ origin: PolicyDiff.Probe.Origin) -> PolicyProbe {
    PolicyProbe(name: post.id.text, post: post, at: at ?? max(post.at, now), origin: origin)
  }

  /// One post for every class that the rules of either policy tell apart, and one of none of them.
  ///
  /// Due on all networks at noon of a working day, so that quiet hours don't hide the rest.
  private func classes() -> [PolicyProbe] {
    let rules = configurations.flatMap(\.policy.rules)
    let scopes = rules.map(\.scope)
    let instant = at ?? calendar.noonOfWorkingDay(from: now)
    let networks = configurations.flatMap(\.networks).map(\.id)
    guard let id = PostID("probe") else { return [] }
    let bare = Post(id: id, text: "probe", networks: networks, at: instant)
    let comparison = LabelComparison(configurations.last?.semantics ?? .current)
    func members(
      _ path: (Scope) -> [String]?, besides others: [String] = [],
      by key: (String) -> String = comparison.key(of:)
    ) -> [String] {
      let written = Set(scopes.compactMap(path).joined()).union(others).sorted()
      return Dictionary(written.map { (key($0), $0) }, uniquingKeysWith: { first, _ in first })
        .values.sorted()
    }
    let granted = configurations.flatMap(\.policy.tiers).flatMap(\.grants)
      .flatMap { $0.topics ?? [] }
    let traits = rules.reduce(into: Set<PostTrait>()) { $0.formUnion($1.traits) }
    let tags = traits.compactMap { if case .tag(let tag) = $0 { tag } else { nil } }
    func probes(
      _ noun: String, _ labels: [String], _ mark: (inout Post, String) -> Void
    ) -> [PolicyProbe] {
      labels.map { label in
        var post = bare
        mark(&post, label)
        return PolicyProbe(
          name: "\(noun) \(label)", post: post, at: instant, origin: .class)
      }
    }
    return [PolicyProbe(name: "any other post", post: bare, at: instant, origin: .class)]
      + probes("topic", members(\.topics, besides: granted)) { $0.topics = [$1] }
      + probes("campaign", members(\.campaigns)) { $0.campaign = $1 }
      + probes("hashtag", members(\.hashtags, by: comparison.key(ofHashtag:))) {
        $0.hashtags = [$1]
      }
      + probes("tag", members(\.tags, besides: tags)) { $0.tags = [$1] }
      + probes("with", traits.contains(.prize) ? ["a prize"] : []) {
        $0.prize = $1
      }
      + probes("with", traits.contains(.linkElsewhere) ? ["a link elsewhere"] : []) {
        post, _ in post.link = "https://elsewhere.example/"
      }
  }
}

extension CompanyCalendar {
  /// Noon of the civil day that holds an instant, or of the Monday after a weekend.
  func noonOfWorkingDay(from instant: Instant) -> Instant {
    var day = instant
    while civilTime(at: day).weekday > 5 { day = startOfNextDay(at: day) }
    var noon = civilTime(at: day)
    noon.millisecondOfDay = 43_200_000
    return self.instant(of: noon)
  }
}

extension WorkspaceReader {
  /// The entries of the queue; none where there is no queue.
  ///
  /// - Throws: `Failure` where the queue as a whole can't be read.
  func entries(
    _ configuration: Configuration, in environment: Environment
  ) throws(Failure) -> [QueueEntry] {
    hasQueue ? try queue(configuration, in: environment) : []
  }
}
