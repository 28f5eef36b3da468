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

/// What a training must be to count.
struct TrainingNeed: Hashable, Sendable {
  var course: CourseID
  var minimumScore: Int?
  var minimumLevel: Int?
  var maximumAgeDays: Int?

  /// Tells whether a training is in the course and good enough, whenever it was.
  func accepts(_ training: Training) -> Bool {
    training.course == course
      && (minimumScore.map { (training.score ?? -1) >= $0 } ?? true)
      && (minimumLevel.map { (training.level ?? 0) >= $0 } ?? true)
  }
}

/// The courses, with the instants at which a training in them lapses.
struct CourseCalendar: Sendable {
  private let courses: [CourseID: Course]
  private let calendar: CompanyCalendar

  init(_ courses: [Course], calendar: CompanyCalendar) {
    self.courses = Dictionary(courses.map { ($0.id, $0) }) { first, _ in first }
    self.calendar = calendar
  }

  /// The title of a course; its id where it is not configured.
  func title(of course: CourseID) -> String { courses[course]?.title ?? course.text }

  /// When a training completed at an instant lapses, grace days included; nil: never.
  ///
  /// Days are civil ones on the company's clock: those of the course, or the maximum age where
  /// that is less. A course that is not configured never lapses.
  func lapse(of need: TrainingNeed, completed: Instant, graceDays: Int) -> Instant? {
    let days = [courses[need.course]?.validDays, need.maximumAgeDays].compactMap { $0 }.min()
    return days.map { calendar.instant($0 + graceDays, daysAfter: completed) }
  }

  /// When a training counts; nil where it never does.
  func period(of training: Training, for need: TrainingNeed, graceDays: Int) -> Period? {
    guard need.accepts(training) else { return nil }
    return Period(
      from: training.completed,
      until: lapse(of: need, completed: training.completed, graceDays: graceDays))
  }

  /// The employees whose training counts, by instant.
  ///
  /// - Complexity: O(n log n) in the number of trainings.
  func trained(
    in need: TrainingNeed, graceDays: Int = 0, roster: [Employee]
  ) -> EmployeeTimeline {
    var lapses: [Instant: Instant?] = [:]
    return EmployeeTimeline(rosterCount: roster.count) { index in
      roster[index].trainings.compactMap { training in
        guard need.accepts(training) else { return nil }
        let completed = training.completed
        // Most trainings share a few days, and calendars are slow.
        let known = lapses[completed]
        let until = known ?? lapse(of: need, completed: completed, graceDays: graceDays)
        if known == nil { lapses[completed] = .some(until) }
        return Period(from: completed, until: until)
      }
    }
  }
}

/// The tiers with who holds them.
struct TierIndex: Sendable {
  /// The tiers, sorted by id.
  let tiers: [Tier]
  /// By tier: the courses that it and the tiers below ask for, sorted.
  private let courses: [[CourseID]]
  /// By tier and grant: the posts about which it is.
  private let posts: [[LabelFilter]]
  private let trained: [CourseID: EmployeeTimeline]
  private let rosterCount: Int
  private let calendar: CourseCalendar

  /// Compiles the tiers of a policy.
  ///
  /// - Complexity: O(tiers² + courses × trainings log trainings).
  init(
    _ tiers: [Tier], courses calendar: CourseCalendar, roster: [Employee], labels: LabelComparison
  ) {
    self.tiers = tiers
    posts = tiers.map { $0.grants.map { LabelFilter(topics: $0.topics, by: labels) } }
    self.calendar = calendar
    rosterCount = roster.count
    courses = tiers.map { tier in
      var asked: Set<CourseID> = []
      var seen: Set<TierID> = []
      var open = [tier.id]
      while let id = open.popLast() {
        guard seen.insert(id).inserted, let tier = tiers.first(where: { $0.id == id }) else {
          continue
        }
        asked.formUnion(tier.courses)
        open += tier.includes
      }
      return asked.sorted()
    }
    trained = Dictionary(
      Set(courses.joined()).map { course in
        (course, calendar.trained(in: TrainingNeed(course: course), roster: roster))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The employees who hold a tier.
  func holders(of tier: Int) -> Members {
    let held = courses[tier].compactMap { trained[$0].map(Members.timed) }
    return held.isEmpty ? .fixed(.everyone(rosterCount: rosterCount)) : .inAll(held)
  }

  /// The courses that an employee still has to finish for a tier.
  func missing(for tier: Int, _ employee: Employee, at instant: Instant) -> [CourseID] {
    courses[tier].filter { course in
      !employee.trainings.contains {
        calendar.period(of: $0, for: TrainingNeed(course: course), graceDays: 0)?
          .contains(instant) ?? false
      }
    }
  }

  /// The actions that a tier itself grants for a post on a network.
  func grants(of tier: Int, in context: EvaluationContext) -> ActionSet {
    zip(tiers[tier].grants, posts[tier]).reduce(into: ActionSet()) { granted, each in
      let (grant, posts) = each
      guard grant.networks.cover(context.network), posts.admits(context.labels)
      else { return }
      granted.formUnion(grant.actions.map { ActionSet($0) } ?? .all)
    }
  }

  /// The place of a tier.
  func position(of tier: TierID) -> Int? { tiers.firstIndex { $0.id == tier } }
}
