import Foundation

/// With which chance people of a pool follow an account: a person of activity d with 1 − exp(−d · x),
/// x such that the pool holds as many followers as the account has there.
struct FollowChances: Sendable {
  /// The classes of activity.
  let activity: MixingNodes
  private let weights: [Lanes]
  private let values: [Lanes]
  /// The mean square of activity.
  let meanSquare: Double

  /// Prepares the chances for some classes.
  init(activity: MixingNodes) {
    self.activity = activity
    weights = Lanes.packed(activity.weights)
    values = Lanes.packed(activity.values)
    meanSquare = zip(activity.weights, activity.values).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
  }

  /// The x of an account that a share of a pool follows.
  ///
  /// A share of all or more is followed by everybody who is ever active.
  ///
  /// - Complexity: O(classes), about five times.
  func x(ofShare share: Double) -> Double {
    guard share > 0 else { return 0 }
    guard share < Self.most else { return 1e9 }
    // Newton's method on a concave function: from the second step on it comes from below.
    var x = min(share + share * share * meanSquare / 2, 4 * share)
    for _ in 0..<60 {
      var value = Lanes.zero
      var slope = Lanes.zero
      for place in values.indices {
        let follows = Lanes.chance(values[place] * x)
        value += weights[place] * follows
        slope += weights[place] * values[place] * (1 - follows)
      }
      let next = max(share, x - (value.sum() - share) / slope.sum())
      let isDone = abs(next - x) <= 1e-10 * x
      x = next
      if isDone { break }
    }
    return x
  }

  private static let most = 1 - 1e-9

  /// Adds the chance of each class at an x.
  func add(at x: Double, to chances: inout [Double]) {
    var left = activity.values.count
    for lanes in values {
      let follows = Lanes.chance(lanes * x)
      for lane in 0..<min(8, left) { chances.append(follows[lane]) }
      left -= 8
    }
  }
}
