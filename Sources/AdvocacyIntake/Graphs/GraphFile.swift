package import AdvocacyCore

/// Reads follower graphs: edge lists in the style of SNAP, plain or gzip.
package enum GraphFile {
  /// The graph of a file.
  ///
  /// A line is `u v`, with more columns if there are any, separated by spaces, tabs or commas;
  /// lines that begin with `#` are comments. Nodes are whole numbers below 2⁶⁴.
  ///
  /// - Parameters:
  ///   - path: The file; gzip is known by its first bytes.
  ///   - name: The name by which failures call it; nil: the path.
  ///   - edges: Which way an edge `u v` points.
  ///   - weightColumn: The column, from 1, that holds the probability of an edge in [0, 1]; nil:
  ///     there is none, and columns from the third on are passed over.
  ///   - limits: How large it may be.
  /// - Returns: The graph, its edges pointing from those who are followed to those who follow.
  /// - Throws: a failure with line and column where a line is no edge; `missingInput`,
  ///   `permission` or `inputOutput` where the file can't be read.
  /// - Complexity: O(bytes + edges × log nodes).
  package static func read(
    _ path: String, named name: String? = nil, edges: AudienceFile.Direction,
    weightColumn: Int? = nil, limits: GraphLimits = .standard
  ) throws(Failure) -> FollowerGraph {
    let file = name ?? path
    if let weightColumn, weightColumn < 3 {
      throw Failure(
        .configuration, at: Place(file: file),
        "expected a weight column of at least 3, found \(weightColumn)",
        hint: "The first two columns are the nodes")
    }
    var text = try GraphText(path, named: file, maximumBytes: limits.maximumBytes)
    var parser = EdgeParser(
      file: file, edges: edges, weightColumn: weightColumn, maximumEdges: limits.maximumEdges)
    while let piece = try text.next() { try parser.read(piece) }
    try parser.finish()
    return parser.builder.build()
  }
}
