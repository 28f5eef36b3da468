extension ReachReport {
  /// How many people two teams or employees would both have reached, each alone.
  package struct Overlap: Codable, Hashable, Sendable {
    /// The name of the one.
    package var first: String
    /// The name of the other.
    package var second: String
    /// The mean number of people whom both would have reached.
    package var people: Double

    /// Makes an overlap.
    package init(first: String, second: String, people: Double) {
      self.first = first
      self.second = second
      self.people = people
    }
  }
}
