import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport

/// Makes situations in which a rule that differs between two policies may speak.
///
/// Its posts are those of its scope, its instants those at which its answer may change, and its
/// past whatever it asks about. What no situation shows may differ all the same: a comparison says
/// how many it tried.
struct RuleSituations {
  private let configurations: [Configuration]
  private let at: Instant?
  private let base: Instant
  private let calendar: CompanyCalendar

  /// The bounds on what is tried of one rule (assumed: a few dozen show every part of a rule).
  private enum Limit {
    static let situations = 48
    static let posts = 8
    static let instants = 16
    static let labels = 6
    static let roles = 4
  }

  /// - Parameters:
  ///   - before: The old configuration.
  ///   - after: The new one.
  ///   - at: The only instant to try; nil: those at which a rule's answer may change.
  ///   - now: The present.
  init(before: Configuration, after: Configuration, at: Instant?, now: Instant) {
    configurations = [before, after]
    self.at = at
    calendar = after.calendar
    base = at ?? after.calendar.noonOfWorkingDay(from: now)
  }

  /// The situations made for some rules, one that serves several made once.
  func probes(for rules: [RuleID]) -> [PolicyProbe] {
    var probes: [PolicyProbe] = []
    var places: [String: Int] = [:]
    for probe in rules.flatMap({ self.probes(for: $0) }) {
      if let place = places[probe.name], probes[place].post == probe.post {
        probes[place].rules += probe.rules
      } else {
        places[probe.name] = probes.count
        probes.append(probe)
      }
    }
    return probes
  }

  /// The situations made for a rule, the plainest first.
  ///
  /// - Complexity: O(situations × rules of one + roster) for the instants.
  private func probes(for id: RuleID) -> [PolicyProbe] {
    let forms = configurations.map { $0.policy.rulesInForce.first { $0.id == id } }
    let rules = forms.compactMap { $0 }
    let walks = zip(configurations, forms).map { RuleWalk($0, rule: $1) }
    var probes: [PolicyProbe] = []
    for (label, post) in posts(for: rules) {
      for start in starts(for: rules) {
        let timed = post.due(at: start)
        probes += pasts(for: rules).map { past, words in
          probe(label + words, timed, at: start, id, past)
        }
        let instants = at == nil ? instants(from: start, of: timed, walks) : []
        probes += instants.map { instant in
          let isOver = instant >= timed.end
          return probe(label, isOver ? post.due(at: instant) : timed, at: instant, id)
        }
      }
    }
    return Array(probes.prefix(Limit.situations))
  }

  private func probe(
    _ label: String, _ post: Post, at instant: Instant, _ rule: RuleID,
    _ past: ProbePast = ProbePast()
  ) -> PolicyProbe {
    PolicyProbe(
      name: "\(label), \(calendar.spoken(instant))", post: post, at: instant, origin: .made,
      rules: [rule], kind: label, past: past)
  }

  // MARK: Posts

  /// Posts of the scopes of a rule's forms, by what tells them apart.
  private func posts(for rules: [Rule]) -> [(label: String, post: Post)] {
    guard let id = PostID("probe") else { return [] }
    let all = Set(configurations.flatMap(\.networks).map(\.id)).sorted()
    var labels: [String] = []
    var posts: [String: Post] = [:]
    func add(_ parts: [String], _ post: Post) {
      let label = parts.isEmpty ? "no topic" : parts.joined(separator: ", ")
      if let known = posts[label] {
        posts[label]?.networks = Set(known.networks + post.networks).sorted()
      } else {
        labels.append(label)
        posts[label] = post
      }
    }
    for rule in rules {
      let scope = rule.scope
      let networks = scope.networks ?? all
      for number in 0..<scope.variety(atMost: Limit.labels) {
        var post = Post(id: id, text: "probe", networks: networks, at: base)
        let parts = scope.mark(&post, number)
        for trait in rule.traits.sorted(by: { $0.words < $1.words }) {
          var marked = post
          add(parts + [trait.mark(&marked)], marked)
        }
        add(parts, post)
      }
    }
    return labels.prefix(Limit.posts).compactMap { label in posts[label].map { (label, $0) } }
  }

  // MARK: Instants

  /// Noon of a working day, and an instant in each period of the rule that doesn't hold it.
  private func starts(for rules: [Rule]) -> [Instant] {
    guard at == nil else { return [base] }
    let others = rules.map(\.period).filter { !$0.contains(base) }.compactMap { period in
      period.from ?? period.until.map { $0 - .days(1) }
    }
    return others.reduce(into: [base]) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The instants after a start at which either form of the rule may say something else.
  private func instants(from start: Instant, of post: Post, _ walks: [RuleWalk]) -> [Instant] {
    var post = post
    // Long enough for windows of next year; the post asked about ends as posts do.
    post.expires = start + .days(400)
    var steps = walks.map { $0.steps(of: post) }
    var instants: [Instant] = []
    var instant = start
    while instants.count < Limit.instants {
      let next = steps.indices.compactMap { steps[$0].next(after: instant) }.min()
      guard let next, next < post.end else { break }
      instants.append(next)
      instant = next
    }
    return instants
  }

  // MARK: The past

  /// Nothing, and whatever else the forms of a rule ask about, with the words for it.
  private func pasts(for rules: [Rule]) -> [(past: ProbePast, words: String)] {
    var pasts: [(ProbePast, String)] = [(ProbePast(), "")]
    func add(_ past: ProbePast, _ words: String) {
      if !pasts.contains(where: { $0.0 == past }) { pasts.append((past, words)) }
    }
    for rule in rules {
      switch rule.pastNeeded {
      case nil: break
      case .sameText: add(ProbePast(earlierPosts: 1, hasSameText: true), ", text shared before")
      case .participations(let counts):
        for count in counts {
          let posts = NumberFormat.count(count, "earlier post")
          add(ProbePast(earlierPosts: count), ", after \(posts)")
        }
      }
      guard let needed = rule.approvalsNeeded else { continue }
      for role in needed.roles.prefix(Limit.roles) {
        add(ProbePast(approvals: [role]), ", approved as \(role)")
      }
      let enough = (0..<needed.count).map { needed.roles[$0 % needed.roles.count] }
      add(ProbePast(approvals: enough), ", approved as \(enough.joined(separator: ", "))")
    }
    return pasts
  }
}

extension Post {
  /// The post, due at another instant.
  fileprivate func due(at instant: Instant) -> Post {
    var post = self
    post.at = instant
    return post
  }
}

extension Scope {
  /// How many posts it takes to have each of its labels once.
  fileprivate func variety(atMost most: Int) -> Int {
    let counts = [topics?.count, campaigns?.count, hashtags?.count, tags?.count]
    return min(most, counts.compactMap { $0 }.max() ?? 1)
  }

  /// Gives a post one label of each kind, and tells which.
  fileprivate func mark(_ post: inout Post, _ number: Int) -> [String] {
    func label(_ labels: [String]?) -> String? {
      labels.flatMap { $0.isEmpty ? nil : $0[number % $0.count] }
    }
    let (topic, campaign) = (label(topics), label(campaigns))
    let (hashtag, tag) = (label(hashtags), label(tags))
    post.topics = [topic].compactMap { $0 }
    post.campaign = campaign
    post.hashtags = [hashtag].compactMap { $0 }
    post.tags = [tag].compactMap { $0 }
    return [
      topic, campaign.map { "campaign \($0)" }, hashtag, tag.map { "tag \($0)" },
    ].compactMap { $0 }
  }
}

extension PostTrait {
  /// Gives a post the trait, and tells it.
  fileprivate func mark(_ post: inout Post) -> String {
    switch self {
    case .tag(let tag): post.tags.append(tag)
    case .prize: post.prize = "a prize"
    case .linkElsewhere: post.link = "https://elsewhere.example/"
    case .variants:
      post.variants = ["one way to say it", "quite another wording of that"]
      post.variantLanguages = []
    case .words(let words): post.text = "probe \(words)"
    }
    return words
  }

  fileprivate var words: String {
    switch self {
    case .tag(let tag): "tag \(tag)"
    case .prize: "with a prize"
    case .linkElsewhere: "with a link elsewhere"
    case .variants: "with suggested texts"
    case .words(let words): "saying “\(words)”"
    }
  }
}

/// Finds the instants at which one rule, alone in its policy, may say something else.
struct RuleWalk {
  private let engine: PolicyEngine
  private let history: History
  private let roster: [Employee]
  private let rule: Rule?

  /// How many employees stand for all on a network (assumed).
  private static let examples = 3

  /// Compiles a policy of the one rule; nil: of none, which then never changes its mind.
  ///
  /// - Complexity: O(roster).
  init(_ configuration: Configuration, rule: Rule?) {
    var configuration = configuration
    configuration.policy = Policy(
      tiers: configuration.policy.tiers, rules: [rule].compactMap { $0 })
    engine = PolicyEngine(configuration: configuration)
    history = History(configuration: configuration)
    roster = configuration.roster
    self.rule = rule
  }

  /// The steps of a post, network by network, for a few employees about whom the rule speaks.
  func steps(of post: Post) -> Steps {
    let selector = rule?.scope.employees ?? Selector()
    let judges = post.networks.map { network in
      let holders = roster.indices.lazy.filter { index in
        roster[index].account(on: network) != nil && selector.admits(roster[index], at: post.at)
      }
      return Steps.Judge(
        judge: engine.judge(post, on: network, moment: .either, history: history),
        employees: Array(holders.prefix(Self.examples)))
    }
    return Steps(judges: rule == nil ? [] : judges, history: history)
  }

  /// What may change of one post as time goes on.
  struct Steps {
    struct Judge {
      var judge: CandidateJudge
      let employees: [Int]
    }

    fileprivate var judges: [Judge]
    fileprivate let history: History

    /// The next instant at which a verdict may be another; nil: all stay for good.
    mutating func next(after instant: Instant) -> Instant? {
      var next: Instant?
      for index in judges.indices {
        for employee in judges[index].employees {
          let change = judges[index].judge.nextChange(
            for: employee, after: instant, history: history)
          guard let change else { continue }
          next = min(next ?? change, change)
        }
      }
      return next
    }
  }
}
