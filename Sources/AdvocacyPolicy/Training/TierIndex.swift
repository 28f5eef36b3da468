import AdvocacyCore

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
