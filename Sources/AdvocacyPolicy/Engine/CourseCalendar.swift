import AdvocacyModel

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
      guard grant.networks?.contains(context.network.id) ?? true, posts.admits(context.labels)
      else { return }
      granted.formUnion(grant.actions.map { ActionSet($0) } ?? .all)
    }
  }

  /// The place of a tier.
  func position(of tier: TierID) -> Int? { tiers.firstIndex { $0.id == tier } }
}
