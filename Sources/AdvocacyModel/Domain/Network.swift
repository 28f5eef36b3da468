/// What a network lets an account do.
package struct Network: Hashable, Sendable {
  /// The id by which posts and accounts name it.
  package var id: NetworkID
  /// The name for people.
  package var title: String
  /// The actions that an account has there.
  package var actions: [Action]
  /// The longest text of a post, counted as the network counts, or nil where there is no limit worth
  /// a warning.
  package var textLimit: Int?
  /// What it is a group of; nil for a network itself.
  package var group: NetworkGroup?

  package init(
    id: NetworkID, title: String, actions: [Action], textLimit: Int?, group: NetworkGroup? = nil
  ) {
    self.id = id
    self.title = title
    self.actions = actions
    self.textLimit = textLimit
    self.group = group
  }

  /// The id of the network whose habits it has: its own, or a group's network's.
  package var habits: NetworkID { group?.network ?? id }

  /// How the network counts the length of a text.
  package var counting: TextCounting { KnownNetwork.counting(on: habits) }

  /// What the network reads of a hashtag written with its sign; nil: that isn't known, or nothing.
  ///
  /// It is the whole, the beginning, or an empty text where it reads none.
  ///
  /// - Complexity: O(characters).
  package func hashtagRead(of hashtag: String) -> String? {
    KnownNetwork.hashtags(on: habits)?.read(hashtag)
  }

  /// Whether a post can be passed on with own words above it.
  package var hasQuotes: Bool { actions.contains(.quote) }

  /// The action by which a willing account passes a post on: a repost, else a share.
  package var passingOn: Action? {
    if actions.contains(.repost) { return .repost }
    return actions.contains(.share) ? .share : nil
  }
}

/// What an employee's account does with a post.
package enum Action: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// Marks the post as liked; reaches followers only at a fraction of the visibility.
  case like
  /// Passes the post on unchanged.
  case repost
  /// Passes the post on with the employee's own words.
  case quote
  /// Answers below the post.
  case comment
  /// Publishes the link anew on the employee's own page, in the employee's own words.
  case share

  /// Whether the action carries words of the employee, in which a disclosure can stand.
  package var hasWords: Bool { self == .quote || self == .comment || self == .share }

  /// Whether the action passes the post on; reports count these as reposts.
  package var passesOn: Bool { self == .repost || self == .quote || self == .share }

  package static func < (lhs: Self, rhs: Self) -> Bool { lhs.code < rhs.code }

  /// A small stable number for storage, 0 to 4; never reassigned.
  package var code: Int {
    switch self {
    case .like: 0
    case .repost: 1
    case .quote: 2
    case .comment: 3
    case .share: 4
    }
  }

  /// Makes an action of its number, or nil where there is none such.
  package init?(code: Int) {
    guard let action = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = action
  }
}

/// What is known of a network without configuration: a row for each, and all that there is to add
/// for a new one.
struct KnownNetwork: Sendable {
  /// The id by which posts and accounts name it.
  let id: String
  /// What it is where no configuration names it; nil: only figures are known, and whoever wants the
  /// network lists its actions.
  let offer: Offer?
  /// The parameters that have values of their own here.
  let parameters: [ParameterName: Parameter]

  /// A network as every company has it.
  struct Offer: Sendable {
    var title: String
    var actions: [Action]
    var textLimit: Int?
    var counting: TextCounting
    /// What it reads as a hashtag; nil: nothing, or it isn't known.
    var hashtags: HashtagForm?

    init(
      _ title: String, _ actions: [Action], textLimit: Int? = nil,
      counting: TextCounting = .characters, hashtags: HashtagForm? = nil
    ) {
      self.title = title
      self.actions = actions
      self.textLimit = textLimit
      self.counting = counting
      self.hashtags = hashtags
    }
  }

  private init(_ id: String, _ offer: Offer? = nil, parameters: [ParameterName: Parameter]) {
    self.id = id
    self.offer = offer
    self.parameters = parameters
  }

  /// The values of parameters on a network, where it has its own.
  static func parameters(of network: NetworkID) -> [ParameterName: Parameter] {
    parametersByID[network.text] ?? [:]
  }

  /// How a network counts the length of a text; by characters where nothing else is known.
  static func counting(on network: NetworkID) -> TextCounting {
    countingByID[network.text] ?? .characters
  }

  /// What a network reads as a hashtag; nil: nothing, or it isn't known.
  static func hashtags(on network: NetworkID) -> HashtagForm? {
    hashtagsByID[network.text]
  }

  private static let countingByID = Dictionary(
    all.compactMap { known in known.offer.map { (known.id, $0.counting) } },
    uniquingKeysWith: { first, _ in first })

  private static let hashtagsByID = Dictionary(
    all.compactMap { known in known.offer?.hashtags.map { (known.id, $0) } },
    uniquingKeysWith: { first, _ in first })

  private static let parametersByID = Dictionary(
    all.map { ($0.id, $0.parameters) }, uniquingKeysWith: { first, _ in first })

  /// The networks, sorted by id.
  ///
  /// Text limits and ways to count are the networks' own for ordinary accounts (read).
  static let all: [KnownNetwork] = [
    // Its followers are its subscribers.
    KnownNetwork(
      "blog", Offer("Blog", [.comment, .share]),
      parameters: [
        .pageVisibility: .assumed(0.05, 0.15, 0.30, "share of subscribers"),
        .visibilityExponent: .assumed(0, 0, 0, "subscribers get every post, whatever their number"),
        .visibilityRatio: .assumed(0.5, 1, 2),
        .likeExposure: .assumed(0, 0, 0, "a blog shows nobody's likes"),
        .appealSpread: .assumed(1.0, 1.0, 1.0),
        .impressionsPerPerson: .assumed(1.2, 1.2, 1.2),
        .shareRate: .assumed(0.005, 0.005, 0.005),
        .deepShareFactor: .assumed(0, 0, 0, "a blog has no feed to pass posts on in"),
        .reactionDelayMedianHours: .assumed(72, 72, 72),
        .reactionDelaySigma: .assumed(1.5, 1.5, 1.5),
      ]),
    KnownNetwork(
      "bluesky",
      Offer("Bluesky", [.like, .repost, .quote, .comment], textLimit: 300, hashtags: .free),
      parameters: [
        .pageVisibility: .assumed(0.04, 0.10, 0.20, "between X and Mastodon"),
        .visibilityRatio: .assumed(0.7, 1, 2, "between X and Mastodon"),
      ]),
    KnownNetwork(
      "facebook",
      Offer(
        "Facebook", [.like, .repost, .quote, .comment], textLimit: 63_206, hashtags: .words),
      parameters: [
        .pageVisibility: .assumed(
          0.05, 0.12, 0.22, "22.8 % below 1,000 followers in 2015 (Locowise), lowered since"),
        .visibilityExponent: .read(
          0.3, 0.4, 0.5, "LinkedIn pages (Metricool); 22.8 to 2.27 % with size in 2015 (Locowise)"),
        .visibilityRatio: .assumed(1, 1.8, 4, unequalSizes),
        .likeExposure: .assumed(0.02, 0.10, 0.25),
        .appealSpread: .measured(1.0, 1.1, 1.2, "reach of one brand's 500 posts: 1.14"),
        .impressionsPerPerson: .measured(1.54, 1.76, 2.05, "impressions / reach of 500 posts"),
        .shareRate: .measured(0.0007, 0.0019, 0.0033, "quartiles of one brand's 500 posts"),
        .reactionDelayMedianHours: .assumed(0.5, 1.5, 4),
        .reactionDelaySigma: .assumed(1.6, 1.6, 1.6),
        .followersMu: .read(5.30, 5.30, 5.30, "median 200, mean 338 friends (Pew 2014)"),
        .followersSigma: .read(1.02, 1.02, 1.02, "median 200, mean 338 friends (Pew 2014)"),
      ]),
    KnownNetwork(
      "linkedin",
      Offer("LinkedIn", [.like, .repost, .quote, .comment], textLimit: 3_000, hashtags: .words),
      parameters: [
        .pageVisibility: .read(
          0.08, 0.12, 0.17,
          "261 impressions a post at 500 to 2,000 followers (Metricool), 1.65 a person"),
        .visibilityExponent: .read(
          0.3, 0.4, 0.5, "1.58 million posts of 41,170 LinkedIn pages (Metricool)"),
        .visibilityRatio: .assumed(1, 1.5, 3, unequalSizes),
        .likeExposure: .assumed(0.02, 0.10, 0.25),
        .appealSpread: .assumed(0.8, 1.0, 1.2, "between X and Facebook"),
        .impressionsPerPerson: .measured(1.3, 1.65, 2.0, "one post"),
        .shareRate: .assumed(0.0003, 0.001, 0.003),
        .teamOverlap: .measured(
          0.018, 0.25, 0.83, "1,497 groups on five follower graphs: 1.8 to 83 %, median 24 %"),
        .reactionDelayMedianHours: .assumed(2, 6, 12),
        .reactionDelaySigma: .assumed(1.3, 1.3, 1.3),
        .followersMu: .read(5.23, 5.23, 5.23, "median 186, mean 303 (smprotips, a weak source)"),
        .followersSigma: .read(0.99, 0.99, 0.99, "median 186, mean 303 (smprotips, a weak source)"),
      ]),
    KnownNetwork(
      "mastodon",
      Offer(
        "Mastodon", [.like, .repost, .quote, .comment], textLimit: 500, counting: .shortLinks,
        hashtags: .words),
      parameters: [
        .pageVisibility: .assumed(0.05, 0.15, 0.30, "a chronological feed, as on a blog"),
        .visibilityExponent: .assumed(0, 0, 0, "a chronological feed shows small and large alike"),
        .visibilityRatio: .assumed(0.7, 1, 1.5, "a chronological feed favors nobody"),
      ]),
    KnownNetwork(
      "threads", Offer("Threads", [.like, .repost, .quote, .comment], textLimit: 500),
      parameters: [
        .pageVisibility: .assumed(0.02, 0.06, 0.15, "below X"),
        .visibilityRatio: .assumed(0.7, 1.2, 2.5, "as on X, less sure"),
      ]),
    KnownNetwork(
      "x",
      Offer(
        "X", [.like, .repost, .quote, .comment], textLimit: 280, counting: .weighted,
        hashtags: .words),
      parameters: [
        .pageVisibility: .assumed(
          0.03, 0.08, 0.18, "4 % at 24,000 followers would be 14 % at 1,000; lowered"),
        .visibilityRatio: .assumed(0.8, 1.2, 2.2, unequalSizes),
        .likeExposure: .assumed(0, 0.05, 0.20),
        .appealSpread: .measured(
          0.75, 0.9, 1.1, "120 posts of a small account: 0.76; Facebook 1.14"),
        .impressionsPerPerson: .assumed(1.1, 1.4, 1.9),
        .shareRate: .measured(
          0.0005, 0.0025, 0.006, "2.7 reposts by 24,000 followers at an assumed visibility of 4 %"),
        .reactionDelayMedianHours: .read(
          0.572, 0.572, 0.572, "kernel of SEISMIC (Zhao 2015) cut at 7 days, as a log-normal"),
        .reactionDelaySigma: .read(2.42, 2.42, 2.42, "kernel of SEISMIC (Zhao 2015) cut at 7 days"),
        .followersMu: .measured(4.47, 4.47, 4.47, "accounts that passed on one widely shared post"),
        .followersSigma: .measured(
          1.31, 1.31, 1.31, "accounts that passed on one widely shared post"),
      ]),
  ]

  private static let unequalSizes =
    "published quotients compare accounts of unequal size; the law of size takes its part out"
}

extension Network {
  /// The networks known without configuration, sorted by id.
  package static let builtIn: [Network] = KnownNetwork.all.compactMap { known in
    guard let offer = known.offer, let id = NetworkID(known.id) else { return nil }
    return Network(
      id: id, title: offer.title, actions: offer.actions, textLimit: offer.textLimit)
  }
}
