/// With which probability an edge of a graph carries a post on, in the independent-cascade model.
package enum CascadeModel: Sendable, Hashable {
  /// 1 / the number of accounts that the follower follows: the weighted cascade.
  case weighted
  /// The same for all edges, in [0, 1].
  case uniform(Double)
  /// Each edge's own, as imported.
  case edge
}

/// The expected spread of a post through a graph.
package struct CascadeEstimate: Sendable, Hashable {
  /// The mean number of people reached, seeds counted.
  package var mean: Double
  /// The standard error of the mean.
  package var standardError: Double
  /// The number of worlds.
  package var worlds: Int
  /// The number of edges that were met in all worlds: followers of people reached.
  package var edges: Int
}
