import Foundation
import Synchronization

/// With which chance people of a pool follow an account: a person of activity d with 1 − exp(−d · x),
/// x such that the pool holds as many followers as the account has there.
struct FollowChances: Sendable {
  /// The classes of activity.
  let activity: MixingNodes
  private let weights: [Lanes]
  private let values: [Lanes]
  /// The mean square of activity.
  let meanSquare: Double
  /// log(x) at shares in even steps of log(share), from the least on.
  private let table: [Double]

  private static let least = log(1e-9)
  private static let steps = 256
  private static let step = (log(most) - least) / Double(steps)
  private static let most = 1 - 1e-9
  private static let known = Mutex<[[Double]: FollowChances]>([:])

  /// The chances for some classes.
  ///
  /// - Complexity: O(1) for classes asked about before; else about 0.1 ms.
  static func of(_ activity: MixingNodes) -> FollowChances {
    let key = activity.values
    if let chances = known.withLock({ $0[key] }) { return chances }
    let chances = FollowChances(activity: activity)
    known.withLock { known in
      // Ranges hand out shapes of a grid; what is more is an ever new exact value.
      if known.count > 1000 { known.removeAll() }
      known[key] = chances
    }
    return chances
  }

  private init(activity: MixingNodes) {
    self.activity = activity
    let (weights, values) = (Lanes.packed(activity.weights), Lanes.packed(activity.values))
    self.weights = weights
    self.values = values
    meanSquare = zip(activity.weights, activity.values).reduce(0) { $0 + $1.0 * $1.1 * $1.1 }
    var x = exp(Self.least)
    table = (0...Self.steps).map { number in
      let share = exp(Self.least + Double(number) * Self.step)
      for _ in 0..<100 {
        let next = Self.improved(x, share, weights, values)
        let isDone = abs(next - x) <= 1e-12 * x
        x = next
        if isDone { break }
      }
      return log(x)
    }
  }

  /// A step of Newton's method, which comes from below on a concave function.
  private static func improved(
    _ x: Double, _ share: Double, _ weights: [Lanes], _ values: [Lanes]
  ) -> Double {
    let (value, slope) = Lanes.seenWithSlope(x, values, weights)
    return max(share, x - (value - share) / slope)
  }

  /// The x of an account that a share of a pool follows.
  ///
  /// A share of all or more is followed by everybody who is ever active.
  ///
  /// - Complexity: O(classes): a table, and a step from there.
  func x(ofShare share: Double) -> Double {
    guard share > 0 else { return 0 }
    guard share < Self.most else { return 1e9 }
    guard share > 2e-9 else { return share }
    let place = (log(share) - Self.least) / Self.step
    let first = min(max(0, Int(place) - 1), Self.steps - 2)
    let (a, b, c) = (table[first], table[first + 1], table[first + 2])
    let t = place - Double(first)
    let near = a + t * (b - a) + t * (t - 1) / 2 * (c - 2 * b + a)
    return Self.improved(exp(near), share, weights, values)
  }

  /// Adds the chance of each class at an x.
  func add(at x: Double, to chances: inout [Double]) {
    guard x > 0 else {
      for _ in activity.values { chances.append(0) }
      return
    }
    var left = activity.values.count
    for lanes in values {
      let follows = Lanes.chance(lanes * x)
      for lane in 0..<min(8, left) { chances.append(follows[lane]) }
      left -= 8
    }
  }
}
