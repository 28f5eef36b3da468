package import AdvocacyModel
import AdvocacyReach
import AdvocacyReport

/// Turns the facts and the engine's estimate into the report's value.
struct ReportAssembly {
  var data: ReportData
  var estimate: ReachEstimate
  var sums: [BlockSums]

  private var total: ReachEstimate.Cell { estimate.groups[data.cells.total] }

  /// The report, without what takes estimates of its own.
  func report(
    seed: UInt64, ledgerHead: String?, inputsHash: String, extras: Set<ReportExtra>
  ) -> ReachReport {
    let provenance = ReportProvenance(
      configuration: data.configuration, networks: data.networks)
    var report = ReachReport(
      seed: seed, worlds: estimate.worlds, blocks: estimate.blocks,
      relativeStandardError: total.relativeStandardError,
      intervalLevel: estimate.intervalLevel, asOf: data.asOf, since: data.periods.since,
      until: data.periods.until, ledgerHead: ledgerHead, inputsHash: inputsHash,
      inputs: provenance.inputs, notes: provenance.notes(estimate, posts: data.posts),
      by: data.breakdown, posts: postRows, total: figures(of: data.posts, cell: total),
      groups: groups)
    report.company = data.configuration.company
    report.language = data.configuration.language
    report.timeZone = data.configuration.calendar.zoneName
    if !data.parts.names.isEmpty { addAttribution(to: &report) }
    report.comparison = comparison(with: report.total.figures)
    report.funnel = data.funnel(report.total.figures.participation)
    report.voices = data.voices.value(data.cells, estimate)
    if extras.contains(.vendors) {
      report.vendors = ReachReport.vendorFigures(
        of: SharingFacts(
          of: data.posts, figures: report.posts.map(\.figures),
          configuration: data.configuration), total: report.total.figures)
    }
    report.mediaCost = data.configuration.rateCard.map {
      .init($0, of: data.posts, total: report.total.figures)
    }
    return report
  }

  private var postRows: [ReachReport.Post] {
    data.posts.indices.map { index in
      let post = data.posts[index].post
      return ReachReport.Post(
        id: post.id, text: post.text, at: post.at, campaign: post.campaign,
        figures: figures(of: [data.posts[index]], cell: estimate.groups[index]))
    }
  }

  private var groups: ReachReport.Groups {
    switch data.breakdown.grouping {
    case .posts: .none
    case .labels, .networks, .groups:
      .figures(
        data.cells.groups.enumerated().map { index, group in
          .init(
            name: group.name,
            figures: figures(
              of: group.posts.map { data.posts[$0] },
              cell: estimate.groups[data.posts.count + index], on: group.network),
            membership: membership(of: group))
        })
    case .people:
      .contributions(
        zip(data.parts.names.indices, estimate.contributors).map { index, estimate in
          var part = ReachReport.Contribution(
            name: data.parts.names[index], counts: data.parts.counts[index], estimate: estimate)
          part.roster = data.parts.headcounts[index]
          return part
        })
    }
  }

  /// Who is in a group, and whom only what was posted there reached, in the same worlds.
  private func membership(of group: ReportCells.Group) -> ReachReport.Membership? {
    guard let others = group.others, let id = group.network,
      let facts = data.configuration.network(id)?.group
    else { return nil }
    let only = GroupChange(sums, from: others, to: data.cells.total).withEmployees
    return .init(
      network: facts.network, members: facts.members, isClosed: facts.isClosed,
      onlyThere: .init(only))
  }

  /// What those bring who are in no row, and whom two rows have in common.
  private func addAttribution(to report: inout ReachReport) {
    let names = data.parts.names
    report.unlisted = estimate.otherEmployees.flatMap { others in
      others.grossReach > 0
        ? .init(name: "", counts: data.parts.unlisted, estimate: others) : nil
    }
    report.overlaps = estimate.overlaps.map {
      .init(first: names[$0.first], second: names[$0.second], people: $0.people)
    }
  }

  private func comparison(with figures: ReachReport.Figures) -> ReachReport.Comparison? {
    guard let period = data.periods.compared else { return nil }
    guard !data.compared.isEmpty else {
      return .init(
        since: period.lowerBound, until: period.upperBound, posts: 0,
        figures: nil, changes: [])
    }
    let place = data.cells.total + 1
    let before = self.figures(of: data.compared, cell: estimate.groups[place])
    // A report without posts has no figure per post.
    let counts = (before: data.compared.count, after: max(1, data.posts.count))
    let change = GroupChange(
      sums, from: place, to: data.cells.total, posts: (counts.before, counts.after))
    let isPerPost = counts.before != counts.after || !hasSameLength(period)
    return .init(
      since: period.lowerBound, until: period.upperBound, posts: data.compared.count,
      figures: before,
      changes: ReachReport.Change.all(
        from: before, to: figures, change, perPost: isPerPost ? counts : nil))
  }

  /// Whether the report's period is as long as another; one without a beginning is of no length.
  private func hasSameLength(_ other: Range<Instant>) -> Bool {
    guard let since = data.periods.since else { return false }
    let end = data.periods.until ?? data.asOf
    return end - since == other.upperBound - other.lowerBound
  }

  private func figures(
    of posts: [PostFacts], cell: ReachEstimate.Cell, on only: NetworkID? = nil
  ) -> ReachReport.Figures {
    let counts = ActionCounts(
      posts.lazy.flatMap(\.actions).filter { act in only.map { act.network == $0 } ?? true })
    return ReachReport.Figures(
      networks: ReachReport.NetworkActions.of(posts, on: only.map { [$0] }),
      employees: counts.people.count, likes: counts.likes, reposts: counts.reposts,
      nominalMultiplier: NominalMultiplier.overPairs(of: posts, on: only.map { [$0] }),
      participation: .init(
        of: posts, took: counts.people.count, on: only, present: data.configuration.roster.count),
      potentialReach: cell.potentialReach, grossReach: cell.grossReach,
      impressions: cell.impressions, frequency: cell.frequency ?? 0,
      reachByFrequency: cell.byFrequency,
      reach: .init(
        page: cell.page.map { .init($0) }, withEmployees: .init(cell.withEmployees)),
      additionalPeople: .init(cell.additionalPeople),
      reachMultiplier: cell.reachMultiplier.map { .init($0) })
  }
}

extension ReachReport.Participation {
  /// Who took part in some posts; everybody counts once, whatever the posts.
  ///
  /// On one network, and of posts that an older program decided, only how many is known: the largest
  /// count is the least that there can have been.
  init(of posts: [PostFacts], took: Int, on only: NetworkID? = nil, present: Int) {
    let allowed = posts.map { facts in
      only.map { facts.allowedByNetwork[$0, default: 0] } ?? facts.allowed
    }
    var people: EmployeeSet?
    for allowed in posts.lazy.compactMap(\.allowedPeople) where only == nil {
      if people?.formUnion(allowed) == nil { people = allowed }
    }
    let roster = posts.map(\.roster).max() ?? present
    self.init(
      took: took, allowed: max(took, people?.count ?? 0, allowed.max() ?? 0),
      roster: max(took, roster))
  }
}

extension ReachReport.Estimate {
  /// The engine's figure as the report writes it.
  init(_ figure: ReachEstimate.Figure) {
    self.init(mean: figure.mean, low: figure.low, high: figure.high)
  }
}

extension ReachReport.Estimate {
  /// The part of one of several.
  fileprivate func divided(by count: Int) -> Self {
    let count = Double(count)
    return Self(mean: mean / count, low: low / count, high: high / count)
  }
}

extension ReachReport.Contribution {
  /// What a team or an employee did, and what the engine says that it added.
  init(name: String, counts: ActionCounts, estimate: ReachEstimate.Contribution) {
    self.init(
      name: name, employees: counts.people.count, actions: counts.total, likes: counts.likes,
      reposts: counts.reposts, grossReach: estimate.grossReach,
      additionalPeople: .init(estimate.additionalPeople), share: .init(estimate.share),
      shareStandardError: estimate.shareStandardError, alone: .init(estimate.alone))
  }
}

extension ReachReport.Change {
  /// The changes of all figures that both periods have; per post as well, where their numbers of
  /// posts are given.
  static func all(
    from before: ReachReport.Figures, to after: ReachReport.Figures, _ change: GroupChange,
    perPost posts: (before: Int, after: Int)?
  ) -> [Self] {
    func row(
      _ figure: ReachReport.ChangedFigure, _ difference: ReachEstimate.Figure?,
      _ value: (ReachReport.Figures) -> ReachReport.Estimate?
    ) -> Self? {
      guard let difference, let old = value(before), let new = value(after) else { return nil }
      return Self(figure: figure, before: old, after: new, difference: .init(difference))
    }
    let perPost = posts.map { posts in
      Self(
        figure: .additionalPeoplePerPost,
        before: before.additionalPeople.divided(by: posts.before),
        after: after.additionalPeople.divided(by: posts.after),
        difference: .init(change.additionalPeoplePerPost))
    }
    return [
      row(.reachPage, change.page) { $0.reach.page },
      row(.reachWithEmployees, change.withEmployees) { $0.reach.withEmployees },
      row(.additionalPeople, change.additionalPeople) { $0.additionalPeople },
      perPost,
      row(.reachMultiplier, change.reachMultiplier) { $0.reachMultiplier },
    ].compactMap { $0 }
  }
}

/// What the ledger says of one post, as far as a report needs it.
package struct PostFacts: Sendable {
  /// The post as it was fanned out.
  package var post: Post
  /// How many employees were allowed on at least one network.
  package var allowed: Int
  /// Who they were, by numbers that are the same in all facts; nil where only how many is known.
  package var allowedPeople: EmployeeSet?
  /// How many employees were allowed on each network.
  package var allowedByNetwork: [NetworkID: Int]
  /// How many employees were on the roster then.
  package var roster: Int
  /// The counts of verdicts and of rules that spoke.
  package var counts: [VerdictCount]
  /// Who did what.
  package var actions: [Act]

  package init(
    post: Post, allowed: Int, allowedPeople: EmployeeSet? = nil,
    allowedByNetwork: [NetworkID: Int] = [:], roster: Int,
    counts: [VerdictCount] = [], actions: [Act]
  ) {
    self.post = post
    self.allowed = allowed
    self.allowedPeople = allowedPeople
    self.allowedByNetwork = allowedByNetwork
    self.roster = roster
    self.counts = counts
    self.actions = actions
  }

  /// One action.
  package struct Act: Sendable, Hashable {
    /// The employee, by index on the present roster; nil for one who left it.
    package var employee: Int?
    /// The employee's number in the ledger, the same in all facts.
    package var person: Int64
    package var network: NetworkID
    package var action: Action
    /// When they did it, in seconds after the post's instant, 0 or more.
    package var delay: Int

    package init(
      employee: Int?, person: Int64, network: NetworkID, action: Action, delay: Int = 0
    ) {
      self.employee = employee
      self.person = person
      self.network = network
      self.action = action
      self.delay = delay
    }
  }
}

/// Counts who did what over some posts and networks.
struct ActionCounts {
  private(set) var people: Set<Int64> = []
  private(set) var likes = 0
  private(set) var reposts = 0
  private(set) var total = 0

  mutating func add(_ act: PostFacts.Act) {
    people.insert(act.person)
    total += 1
    if act.action == .like { likes += 1 }
    if act.action.passesOn { reposts += 1 }
  }

  init(_ acts: some Sequence<PostFacts.Act> = []) {
    for act in acts { add(act) }
  }
}

extension ReachReport.NetworkActions {
  /// The actions on each network of some posts, with the mean nominal multiplier of the posts.
  static func of(_ posts: [PostFacts], on networks: [NetworkID]? = nil) -> [Self] {
    let all = networks ?? Array(Set(posts.flatMap(\.post.networks))).sorted()
    return all.map { network in
      var together = ActionCounts()
      var multipliers: [Double] = []
      for facts in posts where facts.post.networks.contains(network) {
        let own = ActionCounts(facts.actions.lazy.filter { $0.network == network })
        multipliers.append(own.nominalMultiplier)
        for act in facts.actions where act.network == network { together.add(act) }
      }
      return Self(
        network: network, employees: together.people.count, likes: together.likes,
        reposts: together.reposts, nominalMultiplier: NominalMultiplier.mean(of: multipliers))
    }
  }
}

extension ActionCounts {
  /// Employees × likes × reposts.
  var nominalMultiplier: Double {
    NominalMultiplier.of(employees: people.count, likes: likes, reposts: reposts)
  }
}

extension NominalMultiplier {
  /// The mean over all pairs of post and network.
  static func overPairs(of posts: [PostFacts], on networks: Set<NetworkID>? = nil) -> Double {
    let pairs = posts.flatMap { facts in
      facts.post.networks.filter { networks?.contains($0) ?? true }.map { network in
        ActionCounts(facts.actions.lazy.filter { $0.network == network }).nominalMultiplier
      }
    }
    return mean(of: pairs)
  }
}

extension SharingFacts {
  /// What other products' formulas start from: the shares of those who are on the roster.
  ///
  /// - Complexity: O(actions).
  init(of posts: [PostFacts], figures: [ReachReport.Figures], configuration: Configuration) {
    var shares: [Int] = []
    var accounts: [Sharer: Int] = [:]
    var engagements: [Int] = []
    for facts in posts {
      var actions: [NetworkID: Int] = [:]
      var passedOn: Set<Sharer> = []
      for act in facts.actions {
        actions[act.network, default: 0] += 1
        guard act.action.passesOn, let employee = act.employee else { continue }
        let sharer = Sharer(employee: employee, network: act.network)
        guard let account = configuration.roster[employee].account(on: act.network),
          passedOn.insert(sharer).inserted
        else { continue }
        shares.append(account.followers)
        accounts[sharer] = account.followers
      }
      engagements += actions.sorted { $0.key < $1.key }.map(\.value)
    }
    self.init(
      shares: shares, accounts: accounts.values.sorted(), engagements: engagements,
      reachOfPosts: figures.map(\.reach.withEmployees.mean),
      market: configuration.parameters[.marketSize].typical)
  }

  private struct Sharer: Hashable {
    var employee: Int
    var network: NetworkID
  }
}

extension ReachReport.MediaCost {
  /// Applies a card to what was done about some posts; nobody counts clicks in a simulation.
  init(_ card: RateCard, of posts: [PostFacts], total: ReachReport.Figures) {
    let acts = posts.flatMap(\.actions)
    let participations = posts.reduce(0) { sum, facts in
      sum + Set(facts.actions.map { [$0.person, Int64(facts.place(of: $0.network))] }).count
    }
    self.init(
      card,
      counts: [
        .perThousandImpressions: total.impressions, .perParticipation: Double(participations),
        .perLike: Double(total.likes), .perShare: Double(total.reposts),
        .perComment: Double(acts.count { $0.action == .comment }),
      ])
  }
}

extension PostFacts {
  fileprivate func place(of network: NetworkID) -> Int {
    post.networks.firstIndex(of: network) ?? post.networks.count
  }
}
