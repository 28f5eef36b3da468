/// The work that the engine did, in counts that are the same on every machine.
package struct ReachCounts: Sendable, Hashable, Codable {
  /// The followers of accounts that were drawn, block by block.
  package var followers = 0
  /// The shares shown to an account's followers, world by world; each costs at least a draw.
  package var exposures = 0
  /// The sightings simulated, by the page alone and with the employees; each costs a draw.
  package var sightings = 0
  /// The people reached who were simulated, item by item, by the page alone and with employees.
  package var people = 0

  static func + (lhs: Self, rhs: Self) -> Self {
    Self(
      followers: lhs.followers + rhs.followers, exposures: lhs.exposures + rhs.exposures,
      sightings: lhs.sightings + rhs.sightings, people: lhs.people + rhs.people)
  }
}
