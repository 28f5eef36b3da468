import Foundation

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
