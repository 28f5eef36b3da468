import AdvocacyModel

/// Defers each account to its own slot after the post fell due.
///
/// Each account belongs to one of equal groups, and one group's slot follows another's for as long
/// as the post lives.
struct Stagger: RuleType {
  static let name = "stagger"

  /// The length of a slot, in minutes.
  ///
  /// Default 15 (assumed).
  var gapMinutes = 15
  /// The most of the staff who may take part within an hour, in (0, 1].
  ///
  /// Default 0.25 (assumed).
  var share = 0.25
  /// What the groups are drawn by, besides post and network.
  var seed = 0
  /// Whether posts without suggested words are staggered as well: where it is written as a rule.
  var concernsEveryPost = false

  static let keys: [RuleKey<Self>] = [
    RuleKey(
      "gapMinutes", \.gapMinutes, .integer(1...1440),
      "The minutes between two groups; 15 otherwise.", stored: "_0.gapMinutes"),
    RuleKey("share", \.share, .decimal(0.001...1), "A share of the staff.", stored: "_0.share"),
    RuleKey(
      "seed", \.seed, .integer(0...Int(Int32.max)), "What groups are drawn by.",
      stored: "_0.seed"),
    .kept("_0.concernsEveryPost", \.concernsEveryPost),
  ]

  /// Slots are for asking; whoever was asked in theirs acts when they like.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    23, "Defers each account to a slot of its own after the post fell due.", verdict: "defer",
    source: "guards against pods")

  /// The most groups of colleagues: two days of quarters of an hour, and more than any share asks.
  private static let mostGroups = 240

  /// The number of groups, 1 or more.
  var groups: Int { max(1, Int((60 / (share * Double(gapMinutes))).rounded(.up))) }

  var traits: Set<PostTrait> { [.variants] }

  init() {}

  /// A rule that a company writes itself holds for every post.
  init(reading source: any RuleSource) throws(Failure) {
    try self.init(guarding: source)
    concernsEveryPost = true
  }

  /// Reads what fair play says of it.
  init(guarding source: any RuleSource) throws(Failure) {
    try self.init(keysOf: source)
    guard groups <= Self.mostGroups else {
      throw source.failure(
        at: nil, "makes \(groups) groups of colleagues; \(Self.mostGroups) are the most",
        hint: "Raise \"share\" or \"gapMinutes\"")
    }
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      rule: self,
      groups: ColleagueGroups(count: groups, rosterCount: facts.roster.count, seed: seed))
  }

  private struct Compiled: CompiledRule {
    let rule: Stagger
    let groups: ColleagueGroups

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let isConcerned = rule.concernsEveryPost || !context.post.variants.isEmpty
      guard isConcerned, groups.count > 1 else { return .silent }
      return .people(
        .slots(
          groups, groups.draw(for: context.post, on: context.network), slots(of: context.post)))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let draw = groups.draw(for: candidate.post, on: candidate.network)
      let own = groups.group(of: candidate.index, for: draw)
      let next = slots(of: candidate.post).next(of: own, after: candidate.at) ?? candidate.post.end
      return candidate.waiting(
        until: next, thing: Sentence("the slot begins", es: "empieza su turno")
      ) { time in
        Sentence(
          "staggered with colleagues: \(candidate.name)'s slot starts at \(time.english)",
          es: "por turnos con sus compañeros: el de \(candidate.name) empieza el \(time.spanish)")
      }
    }

    private func slots(of post: Post) -> Slots {
      Slots(groups: groups.count, gapMinutes: rule.gapMinutes, post: post)
    }
  }
}

/// Defers all but a share of the accounts past the first hours of a post.
struct PodGuard: RuleType {
  static let name = "podGuard"

  /// The share of the accounts that may take part at once, in (0, 1].
  var share = 0.1
  /// For how many hours.
  var hours = 2

  static let keys: [RuleKey<Self>] = [
    .required("share", \.share, .decimal(0.01...1), "A share of the staff."),
    .required("hours", \.hours, .integer(1...8760), "A number of hours."),
  ]

  /// The share is of those asked; whoever was asked acts when they like.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    27, "Defers all but a share of the accounts past the first hours of a post.",
    verdict: "defer",
    simulated: "yes; rings are not looked for, since colleagues never count", source: "LinkedIn")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    let groups = max(1, Int((1 / share).rounded(.up)))
    return Compiled(
      rule: self,
      groups: ColleagueGroups(count: groups, rosterCount: facts.roster.count, seed: 0))
  }

  private struct Compiled: CompiledRule {
    let rule: PodGuard
    let groups: ColleagueGroups

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let end = end(of: context.post)
      guard context.at < end else { return .silent }
      let draw = groups.draw(for: context.post, on: context.network)
      return .people(
        .outside(.fixed(groups.members(of: 0, for: draw)), context.wait(until: end)), until: end)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      candidate.waiting(
        until: end(of: candidate.post),
        thing: Sentence("the hours are over", es: "pasan esas horas")
      ) { time in
        Sentence(
          "the first hours of a post are not for colleagues; next \(time.english)",
          es: "las primeras horas de una publicación no son para los compañeros; desde el "
            + time.spanish)
      }
    }

    private func end(of post: Post) -> Instant { post.at + .hours(Int64(rule.hours)) }
  }
}

/// Lets only some accounts pass a post on; the others may like it.
struct AutoRepostLimit: RuleType {
  static let name = "autoRepostLimit"

  /// How many accounts of a network.
  var accounts = 0

  static let keys: [RuleKey<Self>] = [
    .required("accounts", \.accounts, .integer(0...1_000_000), "How many accounts.")
  ]

  /// Reposts are dealt as people are asked; a hire must not take them away again.
  static let defaultHold = Hold.asking

  static let documentation = RuleDocumentation(
    26, "Lets only some accounts pass a post on; the others may like it.",
    verdict: "rewrite, or deny", simulated: "yes: dealt by keyed draws", source: "X staff, 2018")

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(accounts: accounts, holders: facts.holders, rosterCount: facts.roster.count)
  }

  private struct Compiled: CompiledRule {
    let accounts: Int
    let holders: [[Int32]]
    let rosterCount: Int

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let liking = Verdict.Effect(withheld: .passingOn)
      guard let position = context.position,
        let decision = RuleDecision.rewrite(liking, on: context.network)
      else { return .silent }
      let dealt = RandomAllotment(
        accounts, to: holders[position], post: context.post, network: context.network, salt: 4)
      return .people(
        .outside(
          .fixed(EmployeeSet(rosterCount: rosterCount, members: dealt.employees)), decision))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      RuleExplanation(
        Sentence(
          "no more than \(accounts) accounts on \(candidate.network.title) pass a post on",
          es:
            "en \(candidate.network.title) comparten una publicación como mucho \(accounts) cuentas"
        ),
        Sentence("raise the number of accounts", es: "subir el número de cuentas"))
    }
  }
}
