import AdvocacyCore

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
  /// Days are civil ones on the company's clock. A course that is not configured never lapses.
  func lapse(of course: CourseID, completed: Instant, graceDays: Int) -> Instant? {
    courses[course]?.validDays.map {
      calendar.instant($0 + graceDays, daysAfter: completed)
    }
  }

  /// The employees whose training in a course counts, by instant.
  ///
  /// - Complexity: O(n log n) in the number of trainings.
  func trained(in course: CourseID, graceDays: Int, roster: [Employee]) -> TimedSet {
    var lapses: [Instant: Instant?] = [:]
    return TimedSet(rosterCount: roster.count) { index in
      roster[index].trainings.compactMap { training in
        guard training.course == course else { return nil }
        let completed = training.completed
        // Most trainings share a few days, and calendars are slow.
        let known = lapses[completed]
        let until = known ?? lapse(of: course, completed: completed, graceDays: graceDays)
        if known == nil { lapses[completed] = .some(until) }
        return Period(from: completed, until: until)
      }
    }
  }
}
