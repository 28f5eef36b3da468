extension Rule {
  /// The calendar stretch over which a cap counts, in the company's time zone.
  package enum Window: String, Hashable, Sendable, Codable, CaseIterable {
    /// A clock hour.
    case hour
    /// A civil day.
    case day
    /// A week from Monday to Sunday (ISO 8601).
    case week
    /// A calendar month.
    case month
  }

  /// The hours in which employees are left in peace, in the company's time zone.
  package struct QuietHours: Hashable, Sendable, Codable {
    /// The minute of the day from which it is quiet, 0 to 1439.
    package var fromMinute: Int
    /// The minute of the day until which it is quiet, 0 to 1439; before `fromMinute`: overnight.
    ///
    /// Equal to `fromMinute`: no hours are quiet, only the days.
    package var untilMinute: Int
    /// The weekdays that are quiet altogether, 1 for Monday to 7 for Sunday.
    package var days: [Int]

    /// Makes quiet hours.
    package init(fromMinute: Int, untilMinute: Int, days: [Int] = []) {
      self.fromMinute = fromMinute
      self.untilMinute = untilMinute
      self.days = days
    }
  }

  /// The count of a cap for those who hold a tier.
  package struct TierCount: Hashable, Sendable, Codable {
    /// The tier.
    package var tier: TierID
    /// How often, 1 or more.
    package var count: Int

    /// Makes a count.
    package init(tier: TierID, count: Int) {
      self.tier = tier
      self.count = count
    }
  }

  /// How colleagues are spread over time: each account belongs to one of equal groups, and one
  /// group's slot follows another's for as long as the post lives.
  package struct Stagger: Hashable, Sendable, Codable {
    /// The length of a slot, in minutes.
    ///
    /// Default 15 (assumed).
    package var gapMinutes: Int
    /// The most of the staff who may take part within an hour, in (0, 1].
    ///
    /// Default 0.25 (assumed).
    package var share: Double
    /// What the groups are drawn by, besides post and network.
    package var seed: Int
    /// Whether posts without suggested words are staggered as well.
    package var concernsEveryPost: Bool

    /// Makes a stagger.
    package init(
      gapMinutes: Int = 15, share: Double = 0.25, seed: Int = 0, concernsEveryPost: Bool = false
    ) {
      self.gapMinutes = gapMinutes
      self.share = share
      self.seed = seed
      self.concernsEveryPost = concernsEveryPost
    }

    /// The number of groups, 1 or more.
    package var groups: Int { max(1, Int((60 / (share * Double(gapMinutes))).rounded(.up))) }
  }
}
