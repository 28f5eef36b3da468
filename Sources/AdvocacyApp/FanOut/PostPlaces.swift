import AdvocacyCore

/// The posts that a fan-out may have to do with, by their places in the order of ids.
struct PostPlaces {
  /// The posts, by id.
  let posts: [Post]
  private let places: [PostID: UInt32]

  /// Puts posts in order; of two with one id the later one counts.
  ///
  /// - Complexity: O(n log n).
  init(_ posts: [Post]) {
    let byID = Dictionary(posts.map { ($0.id, $0) }) { _, last in last }
    self.posts = byID.values.sorted { $0.id < $1.id }
    places = Dictionary(
      self.posts.enumerated().map { ($0.element.id, UInt32($0.offset)) }
    ) { first, _ in first }
  }

  /// The place of a post; nil for one that is none of them.
  func place(of id: PostID) -> UInt32? { places[id] }

  /// The post of an id; nil for one that is none of them.
  subscript(id: PostID) -> Post? { places[id].map { posts[Int($0)] } }
}
