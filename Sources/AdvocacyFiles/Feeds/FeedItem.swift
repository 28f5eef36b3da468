package import AdvocacyCore

/// One item of an RSS or Atom feed.
package struct FeedItem: Hashable, Sendable {
  /// What the feed calls the item for ever: its guid or Atom id, else its link; may be empty.
  package var id: String
  /// The title, as text.
  package var title: String
  /// The page it points to; nil where it names none.
  package var link: String?
  /// When it was published; nil where the feed doesn't say, or in a form not understood.
  package var published: Instant?
  /// The date as the feed writes it; empty where it has none.
  package var writtenDate: String
  /// The categories in the order of the feed, without repeats.
  package var categories: [String]
  /// The line where the item begins, from 1.
  package var line: Int

  /// Makes an item that begins at a line.
  package init(
    id: String = "", title: String = "", link: String? = nil, published: Instant? = nil,
    writtenDate: String = "", categories: [String] = [], line: Int
  ) {
    self.id = id
    self.title = title
    self.link = link
    self.published = published
    self.writtenDate = writtenDate
    self.categories = categories
    self.line = line
  }
}
