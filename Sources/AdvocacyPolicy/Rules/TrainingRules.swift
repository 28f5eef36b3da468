import AdvocacyModel

/// Denies employees who have not completed a course, or whose completion has lapsed.
///
/// Validity is the course's, at most the maximum age; grace is in days after it ends. A training
/// without score or level doesn't count where one is asked for.
struct TrainingRequired: RuleType {
  static let name = "trainingRequired"

  /// The course; nil only before a configuration is read.
  var course: CourseID?
  /// For how many civil days a lapsed training still counts, 0 or more.
  var graceDays = 0
  /// The least score that counts, 0 to 100; nil: any.
  var minimumScore: Int?
  /// The least level that counts, 1 or more; nil: any.
  var minimumLevel: Int?
  /// After how many civil days a training counts no more; nil: as long as the course says.
  var maximumAgeDays: Int?

  static let keys: [RuleKey<Self>] = [
    .required("course", \.course, .course),
    RuleKey(
      "graceDays", \.graceDays, .integer(0...3650),
      "Days for which a lapsed course still counts."),
    RuleKey(
      "minimumScore", \.minimumScore, .integer(0...100), "The least score that counts."),
    RuleKey(
      "minimumLevel", \.minimumLevel, .integer(1...100), "The least level that counts."),
    RuleKey(
      "maximumAgeDays", \.maximumAgeDays, .integer(1...36_500),
      "Days after which it counts no more."),
  ]

  static let documentation = RuleDocumentation(
    1, "Denies employees whose training in a course is missing or has lapsed.",
    verdict: "deny; allow in grace", source: "Dell SMaC, Intel, Coca-Cola")

  var shortReason: String? { "training missing" }

  var ownWords: Sentence? {
    course.map { Sentence("Only with the course \($0)", es: "Solo con el curso \($0)") }
  }

  /// What a training must be to count.
  private var need: TrainingNeed? {
    course.map {
      TrainingNeed(
        course: $0, minimumScore: minimumScore, minimumLevel: minimumLevel,
        maximumAgeDays: maximumAgeDays)
    }
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    guard let need else {
      return Compiled(rule: self, need: nil, valid: nil, graced: nil, satisfied: nil)
    }
    func trained(_ graceDays: Int) -> Members {
      .timed(facts.courses.trained(in: need, graceDays: graceDays, roster: facts.roster))
    }
    return Compiled(
      rule: self, need: need, valid: trained(0), graced: graceDays > 0 ? trained(graceDays) : nil,
      satisfied: facts.satisfied)
  }

  private struct Compiled: CompiledRule {
    let rule: TrainingRequired
    let need: TrainingNeed?
    let valid: Members?
    /// Those whose training counts with the days of grace; nil: there are none.
    let graced: Members?
    let satisfied: RuleDecision?

    var trained: Members? { graced ?? valid }

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard let valid else { return .silent }
      guard let graced else { return .people(.outside(valid, .deny, inside: satisfied)) }
      return .people(
        .between(
          outer: graced, inner: valid, outside: .deny, between: .allow, inside: satisfied))
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      guard let need else {
        return RuleExplanation(Sentence("no course is named", es: "no se nombra ningún curso"))
      }
      let (name, at) = (candidate.name, candidate.at)
      let title = candidate.title(of: need.course)
      let remedy = Sentence("finish course “\(title)”", es: "hacer el curso «\(title)»")
      let own = candidate.employee.trainings.filter {
        $0.course == need.course && $0.completed <= at
      }
      if decision.isSatisfied, let valid = completion(need, own, candidate) { return valid }
      guard !own.isEmpty else {
        return RuleExplanation(
          Sentence(
            "\(name) has not completed “\(title)”", es: "\(name) no ha hecho el curso «\(title)»"),
          remedy)
      }
      guard let latest = own.filter(need.accepts).map(\.completed).max() else {
        let asked = [
          need.minimumScore.map { Sentence("a score of \($0)", es: "una nota de \($0)") },
          need.minimumLevel.map { Sentence("level \($0)", es: "el nivel \($0)") },
        ].compactMap { $0 }.joined(by: Sentence(" and ", es: " y "))
        return RuleExplanation(
          Sentence(
            "\(name) completed “\(title)” without \(asked.english)",
            es: "\(name) hizo el curso «\(title)» sin \(asked.spanish)"),
          Sentence(
            "\(remedy.english) with \(asked.english)",
            es: "\(remedy.spanish) con \(asked.spanish)"))
      }
      func lapse(_ graceDays: Int) -> Sentence {
        candidate.engine.courses.lapse(of: need, completed: latest, graceDays: graceDays)
          .map(candidate.calendar.day(of:)) ?? Sentence("never", es: "nunca")
      }
      let reason = Sentence(
        "\(name)'s training “\(title)” lapsed on \(lapse(0).english)",
        es: "a \(name) le caducó el curso «\(title)» el \(lapse(0).spanish)")
      guard decision.outcome == .allow else { return RuleExplanation(reason, remedy) }
      let grace = lapse(rule.graceDays)
      return RuleExplanation(
        Sentence(
          "\(reason.english); days of grace until \(grace.english)",
          es: "\(reason.spanish); días de gracia hasta el \(grace.spanish)"), remedy)
    }

    /// The training that counts the longest, the latest of several, days of grace aside; nil: none
    /// counts without them.
    private func completion(
      _ need: TrainingNeed, _ trainings: [Training], _ candidate: CandidateFacts
    ) -> RuleExplanation? {
      let courses = candidate.engine.courses
      let counting = trainings.compactMap { courses.period(of: $0, for: need, graceDays: 0) }
        .filter { $0.contains(candidate.at) }
      let longest = counting.max {
        ($0.until ?? .distantFuture, $0.from ?? .distantPast)
          < ($1.until ?? .distantFuture, $1.from ?? .distantPast)
      }
      guard let longest, let completed = longest.from else { return nil }
      let (calendar, title) = (candidate.calendar, candidate.title(of: need.course))
      let (day, end) = (calendar.day(of: completed), longest.until.map(calendar.day(of:)))
      return RuleExplanation(
        Sentence(
          "\(candidate.name) completed “\(title)” on \(day.english)"
            + (end.map { ", valid until \($0.english)" } ?? ""),
          es: "\(candidate.name) hizo el curso «\(title)» el \(day.spanish)"
            + (end.map { ", válido hasta el \($0.spanish)" } ?? "")))
    }
  }
}

/// Leaves employees the actions that the tiers of their training grant; none left: denies.
struct TierCapability: RuleType {
  static let name = "tierCapability"

  static let keys: [RuleKey<Self>] = []

  static let documentation = RuleDocumentation(
    2, "Leaves employees the actions that the tiers of their training grant.",
    keys: "none; `tiers` of the policy", verdict: "deny or rewrite",
    source: "Dell (Hindu BusinessLine)")

  func check(_ source: any RuleSource) throws(Failure) {
    guard source.tiers.isEmpty else { return }
    throw source.failure(
      at: nil, "there are no tiers, so that nobody could do anything",
      hint: "Add them to \"tiers\"")
  }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(tiers: facts.tiers, satisfied: facts.satisfied)
  }

  private struct Compiled: CompiledRule {
    let tiers: TierIndex
    let satisfied: RuleDecision?

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      let network = context.network
      let grants = tiers.tiers.indices.compactMap { tier in
        let actions = tiers.grants(of: tier, in: context)
        return actions.isEmpty
          ? nil : ActionGrant(members: tiers.holders(of: tier), actions: actions)
      }
      return .people(
        .granted(grants) { granted in
          .rewrite(Verdict.Effect(withheld: ActionSet.all.subtracting(granted)), on: network)
            ?? satisfied
        })
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let network = candidate.network
      var granted = ActionSet()
      var held: [String] = []
      var granting: [String] = []
      var within: [(title: String, missing: [CourseID])] = []
      for (position, tier) in tiers.tiers.enumerated() {
        let grants = tiers.grants(of: position, in: candidate.context)
        let grantsHere = !grants.isDisjoint(with: ActionSet(network.actions))
        let missing = tiers.missing(for: position, candidate.employee, at: candidate.at)
        if missing.isEmpty {
          held.append(tier.title)
          if grantsHere { granting.append(tier.title) }
          granted.formUnion(grants)
        } else if grantsHere {
          within.append((tier.title, missing))
        }
      }
      guard !decision.isSatisfied else {
        return RuleExplanation(
          Sentence(
            "\(candidate.name) holds tier \(granting.listed)",
            es: "\(candidate.name) tiene el nivel \(granting.listed)"))
      }
      let withheld = ActionSet.all.subtracting(granted)
      let lacking = withheld.intersection(ActionSet(network.actions)).listed
      let nearest = within.min { $0.missing.count < $1.missing.count }
      let remedy = nearest.map { tier in
        let courses = tier.missing.map(candidate.title)
        return Sentence(
          "finish \(courses.map { "“\($0)”" }.listed) to reach tier \(tier.title)",
          es: "hacer \(courses.map { "«\($0)»" }.listed) para alcanzar el nivel \(tier.title)")
      }
      return RuleExplanation(
        Sentence(
          "\(candidate.name) holds \(held.isEmpty ? "no tier" : held.listed), which doesn't grant "
            + "on \(network.title): \(lacking.english)",
          es: "\(candidate.name) tiene \(held.isEmpty ? "ningún nivel" : held.listed), que no "
            + "permite en \(network.title): \(lacking.spanish)"), remedy)
    }
  }
}
