import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport
import AdvocacySimulation

/// Looks ahead at one post: who will be asked to amplify it, and what that is likely to add.
///
/// It is this workspace's own future: the fan-out of all that is open, from where the ledger ends,
/// since posts that come before take the places that a cap leaves.
struct PostPreview {
  let post: Post
  let configuration: Configuration
  let ledger: Ledger
  let facts: LedgerFacts
  let now: Instant
  let workspace: Workspace
  /// The other posts of the queue.
  let queued: [Post]

  /// The value that `post` prints.
  func added(to file: String, isDryRun: Bool) async throws -> AddedPost {
    let dueAt = max(post.at, facts.watermark)
    let posts = try ledger.posts()
    let window = HistoryWindow(
      of: configuration, from: dueAt, open: [post], past: posts.values)
    let history = try History(
      configuration: configuration, ledger: ledger, window: window, posts: posts,
      statements: try ledger.statements())
    let engine = PolicyEngine(configuration: configuration)
    let reviews = engine.decide(post, at: dueAt, history: history)
    var labels = KnownLabels(configuration)
    for earlier in posts.values.filter({ $0.id != post.id }) + queued { labels.add(earlier) }
    var warnings =
      TextWarnings(engine).warnings(of: post, at: dueAt, history: history)
      + timeWarnings(dueAt: dueAt) + labels.slips(in: post)
    var networks = reviews.map(AddedPost.Network.init)
    var forecast: AddedPost.Forecast?
    do {
      let future = try future()
      if let decision = future.decision {
        networks = post.networks.map { AddedPost.Network($0, decision.counts) }
      }
      forecast = try await self.forecast(future)
    } catch let failure as Failure {
      // The post is in the queue by now; a look ahead that fails must not say otherwise.
      warnings.append("cannot tell what it is likely to add: \(failure)")
    }
    var added = AddedPost(
      id: post.id.text, file: file, isDryRun: isDryRun,
      at: configuration.calendar.format(post.at),
      networks: networks, warnings: warnings, forecast: forecast)
    added.language = configuration.language
    return added
  }

  private func timeWarnings(dueAt: Instant) -> [String] {
    if post.at < facts.header.start {
      return ["it is dated before the start of the ledger and will be skipped"]
    }
    return dueAt >= post.end ? ["it is over already and will be skipped"] : []
  }

  /// What becomes of the post.
  private struct Future {
    /// How its candidates were decided when it fell due; nil: it is skipped.
    var decision: Decision?
    /// Whoever is asked, then or later.
    var allowed: EmployeeSet
    /// The acts up to its end.
    var acts: [PostFacts.Act] = []
  }

  private func future() throws -> Future {
    let decided = try ledger.decidedPosts()
    var fanOut = try FanOut(
      configuration: configuration, ledger: ledger, facts: facts,
      keys: try ledger.keys(of: configuration.roster.map(\.id)),
      newPosts: queued.filter { decided[$0.id] == nil } + [post])
    var future = Future(allowed: EmployeeSet(rosterCount: configuration.roster.count))
    fanOut.run(to: post.end) { fact in
      switch fact {
      case .decision(let decision, _) where decision.post == post.id:
        future.allowed.formUnion(decision.allowed)
        if decision.event == .due { future.decision = decision }
      case .acts(let block):
        future.acts += block.recorded.filter { $0.post == post.id }.flatMap(\.facts)
      default: return
      }
    }
    return future
  }

  /// What the employees' simulated shares of this post would add, deferrals carried out.
  ///
  /// Fewer blocks than a report takes: a person waits for it. Nil where nobody takes part.
  private func forecast(_ future: Future) async throws -> AddedPost.Forecast? {
    let acts = future.acts
    guard !acts.isEmpty else { return nil }
    let posts = [
      PostFacts(
        post: post, allowed: future.allowed.count, roster: configuration.roster.count, actions: acts
      )
    ]
    let cells = ReportCells(posts: posts, networks: post.networks)
    var problem = try ReachProblem.of(
      posts, cells: cells, networks: post.networks, configuration: configuration,
      graphs: try GraphLoading(workspace: workspace).graphs(
        configuration, networks: post.networks))
    problem.countsSightings = false
    let estimate = try await ReachEngine.estimate(
      problem, ReachOptions(seed: facts.header.seed, draws: ReachOptions.row))
    let cell = estimate.groups[0]
    return AddedPost.Forecast(
      employees: Set(acts.map(\.person)).count, actions: acts.count,
      additionalPeople: .init(cell.additionalPeople),
      reachMultiplier: cell.reachMultiplier.map { .init($0) })
  }
}

extension AddedPost.Network {
  /// What a review counts, of a post that nobody will be asked about.
  init(_ review: NetworkReview) {
    // A rule that defers people to several instants speaks in as many findings.
    let rules = review.findings.reduce(into: [AddedPost.RuleCount]()) { rules, finding in
      let (rule, outcome) = (finding.rule.text, finding.outcome.rawValue)
      if let last = rules.last, last.rule == rule, last.outcome == outcome {
        rules[rules.count - 1].count += finding.employees.count
      } else {
        rules.append(.init(rule: rule, outcome: outcome, count: finding.employees.count))
      }
    }
    self.init(
      network: review.network.text, allowed: review.mayTakePart.count,
      denied: review.denied.count, deferred: review.deferred.count,
      needsApproval: review.needsApproval.count, rules: rules)
  }
}

extension RecordedActs {
  /// The actions, of employees of the present roster.
  var facts: [PostFacts.Act] {
    acts.flatMap { act in
      act.actions.actions.map { action in
        PostFacts.Act(
          employee: act.employee, person: Int64(act.employee), network: network, action: action)
      }
    }
  }
}

/// Says what the networks of a post would not take of its texts as it would be published, or would
/// make something else of.
struct TextWarnings {
  private let engine: PolicyEngine

  init(_ engine: PolicyEngine) { self.engine = engine }

  init(_ configuration: Configuration) {
    self.init(PolicyEngine(configuration: configuration))
  }

  /// A sentence for each text that is too long, by itself or with what rules add, and for each
  /// hashtag that would not be read whole.
  ///
  /// - Complexity: O(networks × characters), and where what rules add matters that of a review.
  func warnings(of post: Post, at instant: Instant, history: History) -> [String] {
    engine.overlongTexts(of: post, at: instant, history: history).map(sentence)
      + cutHashtags(of: post)
  }

  private func sentence(_ text: OverlongText) -> String {
    let name = text.number == 0 ? "the text" : "variant \(text.number)"
    let parts =
      switch text.cause {
      case .text: ""
      case .linkAndHashtags: " with link and hashtags"
      case .addedWords: " with the words that rules add"
      }
    return "\(name) has \(NumberFormat.count(text.length)) characters\(parts)"
      + "\(Self.manner(of: text.network)); "
      + "\(text.network.title) takes \(NumberFormat.count(text.network.textLimit ?? 0))"
  }

  /// How a network counts, where it isn't as people would.
  private static func manner(of network: Network) -> String {
    switch network.counting {
    case .characters: ""
    case .weighted: " as \(network.title) counts (CJK and emoji 2, a link 23)"
    case .shortLinks: " as \(network.title) counts (a link 23)"
    }
  }

  /// What becomes of hashtags, networks that make the same of one together.
  private func cutHashtags(of post: Post) -> [String] {
    let written = post.hashtags + ([post.text] + post.variants).flatMap(\.hyphenatedHashtags)
    var seen: Set<String> = []
    return written.filter { seen.insert($0).inserted }.flatMap { hashtag -> [String] in
      var titles: [String: [String]] = [:]
      for id in post.networks {
        guard let network = engine.network(id), let read = network.hashtagRead(of: hashtag),
          read != hashtag
        else { continue }
        titles[read, default: []].append(network.title)
      }
      return titles.sorted { $0.key < $1.key }.map { read, titles in
        let list = titles.alternatives(joinedBy: "and")
        let verb = titles.count == 1 ? "reads" : "read"
        guard !read.isEmpty else {
          return "\(list) \(verb) no hashtag in \(hashtag); it needs a letter"
        }
        return "\(list) \(verb) the hashtag \(hashtag) as \(read); "
          + "take letters, digits and _ only"
      }
    }
  }
}

extension String {
  /// The hashtags in a text of which a network may read a part only: with `-` or `+` in them.
  fileprivate var hyphenatedHashtags: [String] {
    guard contains("#") else { return [] }
    return split(whereSeparator: \.isWhitespace).compactMap { word in
      var word = word.drop { "([{\"'“‘«¿¡".contains($0) }
      guard word.first == "#", !word.contains("://") else { return nil }
      while let last = word.last, !last.isLetter, !last.isNumber, last != "+", last != "#" {
        word.removeLast()
      }
      let parts = word.dropFirst()
      guard parts.contains(where: { $0 == "-" || $0 == "+" }), parts.first?.isLetter == true else {
        return nil
      }
      return String(word)
    }
  }
}
