/// One element of the queue as it stands in the file: a post, or why it is none.
package struct QueueEntry: Hashable, Sendable {
  /// The post, or the failure that names the first thing wrong with it.
  package var post: Result<Post, Failure>
  /// The id as written, or an empty text.
  package var writtenID: String
  /// Where the element begins.
  package var place: Place
  /// The bytes of the element as they stand in the file.
  package var bytes: [UInt8]

  /// Makes an entry.
  package init(
    post: Result<Post, Failure>, writtenID: String, place: Place, bytes: [UInt8]
  ) {
    self.post = post
    self.writtenID = writtenID
    self.place = place
    self.bytes = bytes
  }
}
