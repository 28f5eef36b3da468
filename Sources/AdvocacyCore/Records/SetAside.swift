/// A post of the queue that can't be used, by its content.
package struct SetAside: Hashable, Sendable {
  /// The post's id as written, or an empty text.
  package var post: String
  /// Where it stands.
  package var place: Place
  /// Why.
  package var reason: String
  /// SHA-256 of the bytes of the post as they stand in the queue.
  package var contentHash: [UInt8]

  /// Makes a post set aside.
  package init(post: String, place: Place, reason: String, contentHash: [UInt8]) {
    self.post = post
    self.place = place
    self.reason = reason
    self.contentHash = contentHash
  }
}
