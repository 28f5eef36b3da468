/// People, accounts and posts as plain numbers, simulated person by person to judge a closed form.
///
/// Accounts, networks, posts and items are numbered from 0. Some lists may end early.
package struct PlainScene: Sendable {
  /// How people differ in a quantity of mean 1: in classes of given weights, which sum to 1, by a
  /// Gamma distribution of mean 1, or not at all.
  package enum Mixing: Sendable {
    case nodes([(weight: Double, value: Double)])
    case gamma(shape: Double)
    case none
  }

  /// A person of activity d follows the account on the network with chance 1 − exp(−d·rate).
  package typealias Portion = (account: Int, network: Int, rate: Double)
  /// A size with a fraction has one person more in that part of the worlds.
  package typealias Pool = (size: Double, portions: [Portion])
  /// A person who follows an account follows the page too with chance 1 − exp(−d·rate); the other
  /// followers, as many as complete the number expected, are outside all pools.
  package typealias Page = (followers: Double, rate: Double)
  package typealias Item = (post: Int, network: Int)
  /// A follower of look u sees the share with chance 1 − exp(−rate·appeal·u); the delay is seconds.
  package typealias Share = (item: Int, account: Int, rate: Double, delay: Double)
  /// A sighting counts with its chance times `seen` of the network and the seconds left; the page's
  /// delay is 0.
  package typealias Horizon = (
    time: Double, seen: @Sendable (_ network: Int, _ seconds: Double) -> Double
  )

  /// How sightings are passed on, in no time, to strangers who follow sharers by chance.
  package struct PassOn: Sendable {
    /// By network, the chance that a person's first sighting of an item is passed on; the k-th is
    /// with the chance · k^−fatigue, until one is, and with a factor by those of depth 2 and beyond.
    package var chances: [Double] = []
    package var fatigue = 0.0
    package var laterFactor = 1.0
    /// Followers of accounts and pages are at depth 1; strangers at 2 up to this.
    package var depth = 2
    /// The log-normal number of a sharer's followers, drawn with replacement from `market` people.
    package var followers = (mu: 0.0, sigma: 0.0, cap: Double.infinity)
    package var market = 1
    /// By network: a stranger sees what is passed on with chance 1 − exp(−rate·appeal·look).
    package var rates: [Double] = []

    package init() {}
  }

  package var pools: [Pool] = []
  /// The chance that a person decides about one account's networks by one uniform number.
  package var theta = 0.0
  /// How eagerly a person follows, and, independently, how often they look.
  package var activity = Mixing.none
  package var look = Mixing.none
  package var pages: [Page?] = []
  package var items: [Item] = []
  /// By item, the rate at which the page's followers see it.
  package var pageRates: [Double] = []
  package var shares: [Share] = []
  /// By network, the log-sd of appeal, whose mean is 1; its count is that of networks.
  package var appealSpread: [Double] = [0]
  /// The correlation of a post's log-appeals on two networks, in 0...1.
  package var appealCorrelation = 0.0
  /// By item, the appeal in all worlds; drawn anew in each world without.
  package var fixedAppeals: [Double]?
  /// The items of each group for which people are counted.
  package var groups: [[Int]] = []
  package var horizon: Horizon?
  package var passOn: PassOn?
  /// Whether to count whom two accounts have in common: worlds of many accounts take long so.
  package var countsPairs = false
  /// Whether people and whom they follow are drawn anew in each world.
  package var redrawsPeople = true

  package init() {}

  /// For each group, what is counted in 2 worlds or more; O(worlds · followers · portions) time.
  package func simulate(worlds: Int, seed: UInt64) -> [PlainCounts] {
    simulate(worlds: 0..<worlds, seed: seed)
  }

  /// The same of some of the worlds, whose counts may be merged with those of others.
  package func simulate(worlds: Range<Int>, seed: UInt64) -> [PlainCounts] {
    var world = PlainWorld(self, seed: seed)
    for number in worlds { world.run(UInt64(number)) }
    return world.counts
  }
}
