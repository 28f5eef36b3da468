/// A training course that rules and tiers may ask for.
package struct Course: Hashable, Sendable {
  package var id: CourseID
  /// The title for people.
  package var title: String
  /// For how many days it counts once completed; nil: for ever.
  package var validDays: Int?

  package init(id: CourseID, title: String, validDays: Int? = nil) {
    self.id = id
    self.title = title
    self.validDays = validDays
  }
}

/// What finishing some courses lets an employee do.
///
/// After Dell's model (Hindu BusinessLine): a course of two hours lets enthusiasts pass company
/// news on, a certification of eight hours lets professionals use branded handles.
package struct Tier: Hashable, Sendable {
  package var id: TierID
  /// The title for people.
  package var title: String
  /// The courses that must count at the instant asked about.
  package var courses: [CourseID]
  /// The tiers below, whose courses it asks for as well and whose grants it has too.
  package var includes: [TierID]
  /// What it allows besides.
  package var grants: [Grant]

  package init(
    id: TierID, title: String, courses: [CourseID] = [], includes: [TierID] = [],
    grants: [Grant] = []
  ) {
    self.id = id
    self.title = title
    self.courses = courses
    self.includes = includes
    self.grants = grants
  }

  /// Actions on networks about topics.
  package struct Grant: Hashable, Sendable {
    /// The actions; nil: all.
    package var actions: [Action]?
    /// The networks; nil: all.
    package var networks: [NetworkID]?
    /// The topics, one of which the post must have; nil: any post.
    package var topics: [String]?

    package init(
      actions: [Action]? = nil, networks: [NetworkID]? = nil, topics: [String]? = nil
    ) {
      self.actions = actions
      self.networks = networks
      self.topics = topics
    }
  }
}
