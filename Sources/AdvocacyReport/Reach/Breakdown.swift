/// What a report is broken down by.
package enum Breakdown: String, Codable, Hashable, Sendable, CaseIterable {
  /// Post by post.
  case post
  /// By the posts' campaigns.
  case campaign
  /// By the posts' topics; a post with several stands in each.
  case topic
  /// By the posts' hashtags; a post with several stands in each.
  case hashtag
  /// By network.
  case network
  /// By the civil day on which posts fell due, on the company's clock.
  case day
  /// By the employees' teams: what each adds.
  case team
  /// By employee: what each adds.
  case employee
}
