import AdvocacyCore

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

  /// Makes the calendar of some courses.
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
