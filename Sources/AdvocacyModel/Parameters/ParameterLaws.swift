import Foundation

/// How long after a post somebody reacts to it: a log-normal distribution, cut at seven days.
///
/// For X it stands for the kernel that Zhao et al. published for a month of retweets ("SEISMIC: A
/// Self-Exciting Point Process Model for Predicting Tweet Popularity", KDD 2015).
package struct ReactionDelay: Sendable, Hashable {
  /// The natural logarithm of the median, in milliseconds.
  package let logMedian: Double
  /// The standard deviation of the natural logarithm.
  package let sigma: Double

  /// The longest delay: reactions later than this are as good as none.
  package static let longest = Instant.Span.days(7)

  package init(network: NetworkID, parameters: ParameterSet) {
    let hours = parameters[.reactionDelayMedianHours, network].typical
    logMedian = logarithm(max(hours, 1e-6) * 3_600_000)
    sigma = parameters[.reactionDelaySigma, network].typical
  }

  /// The delay at a quantile in [0, 1), never longer than the cut.
  ///
  /// The quantile is taken within the part of the distribution below the cut, so that no mass
  /// piles up there.
  package func delay(quantile: Double) -> Instant.Span {
    guard sigma > 0 else { return Self.longest(or: exponential(logMedian)) }
    let cut = Normal.probability(
      below: (logarithm(Double(Self.longest.milliseconds)) - logMedian) / sigma)
    let z = Normal.quantile(quantile * cut)
    return Self.longest(or: exponential(logMedian + sigma * z))
  }

  /// The share of reactions that come within some seconds, in [0, 1].
  package func share(within seconds: Double) -> Double {
    guard seconds > 0 else { return 0 }
    let cut = Double(Self.longest.milliseconds)
    let time = min(seconds * 1000, cut)
    guard sigma > 0 else { return time >= min(cut, exponential(logMedian)) ? 1 : 0 }
    let whole = Normal.probability(below: (logarithm(cut) - logMedian) / sigma)
    return Normal.probability(below: (logarithm(time) - logMedian) / sigma) / whole
  }

  private static func longest(or milliseconds: Double) -> Instant.Span {
    min(longest, Instant.Span(milliseconds: Int64(min(milliseconds, 1e15))))
  }
}

/// How the visibility of an account's posts falls with its number of followers.
///
/// The share of followers who see a post is v(1,000) · (followers / 1,000)^-exponent. Metricool's
/// 41,170 LinkedIn pages have a mean of 261 impressions at 500 to 2,000 followers and 6,484 above
/// 50,000, which is an exponent of 0.4.
package enum VisibilityBySize {
  /// The highest share to which a small size lifts a visibility.
  package static let ceiling = 0.9

  /// The numbers of followers between which the law holds; beyond them it stays level.
  package static let followers: ClosedRange<Double> = 300...10_000_000

  /// The visibility of an account with so many followers, in [0, 1].
  ///
  /// It is cut at the ceiling, or at the visibility at 1,000 followers where that is higher.
  package static func visibility(
    atThousand visibility: Double, followers count: Double, exponent: Double
  ) -> Double {
    guard exponent != 0 else { return min(1, visibility) }
    let size = min(max(count, followers.lowerBound), followers.upperBound)
    let scaled = visibility * pow(size / 1000, -exponent)
    return min(scaled, max(ceiling, min(1, visibility)))
  }
}
