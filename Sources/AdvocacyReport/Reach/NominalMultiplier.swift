/// The multiplier that counts actions, not people: employees × likes × reposts.
package enum NominalMultiplier {
  /// Multiplies employees, likes and reposts of one post on one network.
  ///
  /// - Parameters:
  ///   - employees: How many employees took part there; with none, the result is 1.
  ///   - likes: Their likes there.
  ///   - reposts: Their reposts there, quotes and shares included.
  /// - Returns: The product, a factor without any action counting one.
  package static func of(employees: Int, likes: Int, reposts: Int) -> Double {
    guard employees > 0 else { return 1 }
    return [employees, likes, reposts].reduce(1) { $0 * Double(max(1, $1)) }
  }

  /// The mean of the nominal multipliers of pairs of post and network; 1 without any pair.
  ///
  /// Never a product of totals, which would count every post's actions against every other's.
  ///
  /// - Complexity: O(pairs).
  package static func mean(of pairs: some Collection<Double>) -> Double {
    pairs.isEmpty ? 1 : pairs.reduce(0, +) / Double(pairs.count)
  }
}
