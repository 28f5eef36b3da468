package import AdvocacyModel
import Foundation

/// Reads follower graphs: edge lists in the style of SNAP or CSV, plain or gzip.
package enum GraphFile {
  /// The graph of a file.
  ///
  /// A line is `u v`, with more columns if there are any, separated by spaces, tabs or commas;
  /// lines that begin with `#` are comments; the first line may be a header of comma-separated
  /// names. Nodes are whole numbers below 2⁶⁴.
  ///
  /// - Parameters:
  ///   - path: The file; gzip is known by its first bytes.
  ///   - name: The name by which failures call it; nil: the path.
  ///   - edges: Which way an edge `u v` points.
  ///   - weightColumn: The column, from 1, that holds the probability of an edge in [0, 1]; nil:
  ///     there is none, and columns from the third on are passed over.
  ///   - limits: How large it may be.
  ///   - threads: The number of threads, which makes no difference to the graph; nil: as many as
  ///     cores.
  ///   - cache: Where the graph is kept in binary for the next time; nil: nowhere. It is known by
  ///     the file's content and verified; one that is damaged, foreign or out of date is passed
  ///     over and replaced, and where it can't be written, nothing is lost but time.
  /// - Returns: The graph, its edges pointing from those who are followed to those who follow.
  /// - Throws: a failure with line and column where a line is no edge; `missingInput`,
  ///   `permission` or `inputOutput` where the file can't be read.
  /// - Complexity: O(bytes + nodes + edges).
  package static func read(
    _ path: String, named name: String? = nil, edges: AudienceFile.Direction,
    weightColumn: Int? = nil, limits: GraphLimits = .standard, threads: Int? = nil,
    cache: String? = nil
  ) throws(Failure) -> FollowerGraph {
    let file = name ?? path
    if let weightColumn, weightColumn < 3 {
      throw Failure(
        .configuration, at: Place(file: file),
        "expected a weight column of at least 3, found \(weightColumn)",
        hint: "The first two columns are the nodes")
    }
    let threads = max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let reader = GraphReader(
      path: path, parser: EdgeParser(file: file, edges: edges, weightColumn: weightColumn),
      limits: limits, threads: threads)
    guard let cache else { return try reader.graph() }

    func key() throws(Failure) -> GraphCache.Key {
      GraphCache.Key(
        content: try MappedFile(path, named: file).contentHash(threads: threads), edges: edges,
        weightColumn: weightColumn)
    }
    let before = try key()
    if let graph = GraphCache.load(cache, key: before, limits: limits) { return graph }
    let graph = try reader.graph()
    // Whoever wrote to the file meanwhile must not be answered from the cache.
    if try key() == before { GraphCache.store(graph, key: before, at: cache) }
    return graph
  }
}

/// How large a follower graph may be.
package struct GraphLimits: Hashable, Sendable {
  /// The most bytes of text, counted after decompression; 1 GB by default (assumed).
  package var maximumBytes: Int
  /// The most edges; 50 million by default (assumed: 1 GB of memory while reading).
  package var maximumEdges: Int

  package init(maximumBytes: Int = 1 << 30, maximumEdges: Int = 50_000_000) {
    self.maximumBytes = maximumBytes
    self.maximumEdges = maximumEdges
  }

  /// The failure of a text that is too large.
  static func tooLarge(_ file: String, limit: Int) -> Failure {
    Failure(
      .badData, at: Place(file: file), "expected at most \(limit) bytes of text, found more",
      hint: hint)
  }

  static let hint = "Leave out the nodes that no account can reach"

  /// The limits where nothing else is said.
  package static let standard = GraphLimits()
}
