import AdvocacyCore
import AdvocacyLedger
import AdvocacyPolicy

extension History {
  /// The history that the ledger holds, for the employees and networks of a configuration.
  ///
  /// - Complexity: O(participations).
  init(
    configuration: Configuration, participations: Participations, posts: [PostID: Post],
    words: [Word]
  ) {
    self.init(configuration: configuration)
    for word in words { record(word) }
    let positions = participations.employees.map { configuration.position(of: $0) }
    let bodies = participations.posts.map { posts[$0] }
    // One by one in event order; posts of the same event stand together already.
    for entry in participations.entries.sorted(by: { $0.at < $1.at }) {
      guard let employee = positions[Int(entry.employee)], let post = bodies[Int(entry.post)]
      else { continue }
      record(
        employee: employee, network: participations.networks[Int(entry.network)], post: post,
        at: entry.at, passesOn: entry.passesOn)
    }
  }
}
