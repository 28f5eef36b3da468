package import AdvocacyCore

/// What holds for imported posts that don't say it themselves.
package struct ImportDefaults: Hashable, Sendable {
  /// The networks.
  package var networks: [NetworkID]
  /// The campaign.
  package var campaign: String?
  /// When they fall due.
  package var at: Instant

  /// Makes defaults.
  package init(networks: [NetworkID], campaign: String? = nil, at: Instant) {
    self.networks = networks
    self.campaign = campaign
    self.at = at
  }
}

/// What was found in a file to be imported.
package struct ImportedItems: Hashable, Sendable {
  /// The posts in the order of the file.
  package internal(set) var posts: [Found] = []
  /// The items that make no post.
  package internal(set) var skipped: [Skipped] = []

  /// A post with the place of its item.
  package struct Found: Hashable, Sendable {
    /// The post.
    package var post: Post
    /// Where its item begins.
    package var place: Place
  }

  /// An item that makes no post.
  package struct Skipped: Hashable, Sendable {
    /// Where it begins.
    package var place: Place
    /// Why, in a sentence.
    package var reason: String
  }
}
