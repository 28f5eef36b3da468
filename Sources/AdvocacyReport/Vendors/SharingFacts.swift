/// What the formulas of other products start from: the same posts, accounts and actions as ours.
package struct SharingFacts: Hashable, Sendable {
  /// The followers of the account, once for each post that it passed on.
  package var shares: [Int]
  /// The followers of each account that passed anything on, once an account.
  package var accounts: [Int]
  /// The actions on each post and network on which anybody acted.
  package var engagements: [Int]
  /// The distinct people reached by each post.
  package var reachOfPosts: [Double]
  /// The people from whom all audiences are drawn.
  package var market: Double

  /// Makes the facts.
  package init(
    shares: [Int], accounts: [Int], engagements: [Int], reachOfPosts: [Double], market: Double
  ) {
    self.shares = shares
    self.accounts = accounts
    self.engagements = engagements
    self.reachOfPosts = reachOfPosts
    self.market = market
  }
}
