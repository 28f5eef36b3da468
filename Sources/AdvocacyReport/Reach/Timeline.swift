extension ReachReport {
  /// How many distinct people had been reached by some time after the posts went out.
  package struct Moment: Codable, Hashable, Sendable {
    /// The time since each post's own instant, in seconds.
    package var seconds: Int
    /// People reached by the page alone; null where there is no page.
    @Nullable package var page: Double?
    /// People reached with the employees.
    package var withEmployees: Double

    /// Makes a moment.
    package init(seconds: Int, page: Double?, withEmployees: Double) {
      self.seconds = seconds
      self.page = page
      self.withEmployees = withEmployees
    }
  }

  /// The times at which reach is looked at: minutes, hours and days after the posts.
  package static let moments =
    [5, 15, 30].map { $0 * 60 } + [1, 2, 4, 8, 12, 24, 48, 72, 120, 168, 336].map { $0 * 3600 }
}
