package import AdvocacyModel

extension ReachReport {
  /// How many distinct people had been reached by some time after the posts went out.
  package struct Moment: Codable, Hashable, Sendable {
    /// The time since each post's own instant, in seconds.
    package var seconds: Int
    /// People reached by the page alone; null where there is no page.
    @Nullable package var page: Double?
    /// People reached with the employees.
    package var withEmployees: Double

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

extension ReachReport {
  /// What is still to come of posts whose acts are not all done: a forecast, never counted.
  package struct Outlook: Codable, Hashable, Sendable {
    /// How many acts happened.
    package var acted: Int
    /// How many are to come.
    package var planned: Int
    /// When the next is.
    package var next: Instant
    /// The reach multiplier expected when all are done; null where there is no page, or too much to
    /// estimate on the side.
    @Nullable package var expected: Estimate?

    package init(acted: Int, planned: Int, next: Instant, expected: Estimate?) {
      self.acted = acted
      self.planned = planned
      self.next = next
      self.expected = expected
    }

    /// The outlook in a sentence, instants as given.
    package func sentence(
      _ shown: (Instant) -> String, in words: Words = .english
    ) -> String {
      var values: [String: Spoken] = [
        "acted": .count(acted), "planned": .count(acted + planned), "next": .text(shown(next)),
      ]
      guard let expected else { return words(\.report.outlook, values) }
      let decimals = expected.mean < 3 ? 1 : 0
      let figure = NumberFormat.fixed(expected.mean, decimals: decimals)
      values["multiple"] = .text(words.conventions.localized(figure) + "×")
      return words(\.report.outlookExpected, values)
    }
  }
}
