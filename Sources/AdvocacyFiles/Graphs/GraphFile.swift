package import AdvocacyModel
import Foundation
import StrictJSON

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

/// Reads an edge list, plain or gzip, on several threads.
struct GraphReader: Sendable {
  let path: String
  let parser: EdgeParser
  let limits: GraphLimits
  let threads: Int

  /// The lines of the pieces of a file.
  private typealias Lines = Parallel.Results<EdgeParser.Lines, Failure>

  /// The graph of the file; the number of threads makes no difference.
  ///
  /// - Throws: a failure at the line and column of the first line that is no edge; as reading does.
  func graph() throws(Failure) -> FollowerGraph {
    let read = try isGzip() ? expanded() : mapped()
    let lines = read.outputs
    if var failure = read.fault {
      // The lines of a piece are counted from its own beginning.
      if let line = failure.place?.line {
        failure.place?.line = line + lines.reduce(0) { $0 + $1.count }
      }
      throw failure
    }
    let edges = lines.reduce(0) { $0 + $1.builder.edgeCount }
    guard edges > 0 else {
      throw Failure(
        .badData, at: Place(file: parser.file), "expected edges, found none",
        hint: "Write an edge a line: two node numbers")
    }
    guard edges <= limits.maximumEdges else {
      throw Failure(
        .badData, at: Place(file: parser.file),
        "expected at most \(limits.maximumEdges) edges, found \(edges)",
        hint: GraphLimits.hint)
    }
    return FollowerGraph.Builder.build(lines.map(\.builder))
  }

  /// Whether the file begins as gzip files do.
  private func isGzip() throws(Failure) -> Bool {
    let file = try MappedFile(path, named: parser.file)
    guard file.size >= 2 else { return false }
    return try file.withElements(of: UInt8.self, at: 0, count: 2) { bytes in
      bytes[0] == 0x1F && bytes[1] == 0x8B
    }
  }

  /// Reads a plain file; a piece is the lines that begin in a window of it.
  private func mapped() throws(Failure) -> Lines {
    let file = try MappedFile(path, named: parser.file)
    let size = file.size
    guard size <= limits.maximumBytes else {
      throw GraphLimits.tooLarge(parser.file, limit: limits.maximumBytes)
    }
    return Parallel.map(0..<size, by: MappedFile.window, threads: threads) {
      window throws(Failure) in
      // The byte before tells whether a line begins; the last line may go on behind.
      let first = max(0, window.lowerBound - 1)
      let last = min(window.upperBound + EdgeParser.maximumLineLength + 1, size)
      return try file.withElements(of: UInt8.self, at: first, count: last - first) {
        text throws(Failure) in
        let end = window.upperBound - first
        let begin = first == window.lowerBound ? 0 : Self.lineStart(in: text, before: end)
        return try parser.lines(of: text, beginningIn: begin..<end, isFirst: first == 0)
      }
    }
  }

  /// Reads a gzip file; it is expanded in its order, while others read the lines.
  private func expanded() throws(Failure) -> Lines {
    var pieces = try GzipPieces(path, named: parser.file, maximumBytes: limits.maximumBytes)
    return Parallel.map(
      threads: threads, next: { () throws(Failure) in try pieces.next() }
    ) { piece throws(Failure) in
      let text = piece.lines.span
      return try parser.lines(of: text, beginningIn: 0..<text.count, isFirst: piece.isFirst)
    }
  }

  /// Where the first line begins that begins behind the first byte, or the end.
  private static func lineStart(in text: Span<UInt8>, before end: Int) -> Int {
    var place = 0
    while place < end, text[place] != ASCII.lineFeed { place += 1 }
    return min(place + 1, end)
  }
}

/// Keeps a graph in binary, so that its text need not be read again.
///
/// A header of 16 words, then ids (unless they are 0, 1, 2…), offsets, followers and probabilities,
/// each padded to 8 bytes, in the byte order of the machine. Nothing of it is trusted: the header
/// must be ours and of this content, a hash must cover all, and the rows must make a graph.
enum GraphCache {
  /// By what a graph is known.
  struct Key: Hashable {
    /// The hash of the text file's bytes.
    let content: ContentHash
    let edges: AudienceFile.Direction
    let weightColumn: Int?

    fileprivate var words: [UInt64] {
      let column = UInt64(weightColumn ?? 0)
      return [content.first, content.second, column << 1 | (edges == .followedToFollower ? 0 : 1)]
    }
  }

  /// The kept graph, or nil where there is none that is whole, ours and of this content.
  ///
  /// - Complexity: O(nodes + edges).
  static func load(_ path: String, key: Key, limits: GraphLimits) -> FollowerGraph? {
    guard let file = try? MappedFile(path, named: path), file.size >= Header.size,
      let words = try? file.elements(of: UInt64.self, at: 0, count: Header.words),
      let header = Header(words, key: key), header.edges <= limits.maximumEdges,
      header.fileSize == file.size
    else { return nil }
    var place = Header.size
    func section<Number: BitwiseCopyable>(_ type: Number.Type, _ count: Int) -> [Number]? {
      defer { place += Header.padded(count * MemoryLayout<Number>.stride) }
      return try? file.elements(of: type, at: place, count: count)
    }
    guard
      let ids = header.areIDsRanks
        ? Array(0..<UInt64(header.nodes)) : section(UInt64.self, header.nodes),
      let offsets = section(UInt32.self, header.nodes + 1),
      let targets = section(UInt32.self, header.edges)
    else { return nil }
    var probabilities: [Double]?
    if header.isWeighted {
      guard let weights = section(Double.self, header.edges) else { return nil }
      probabilities = weights
    }
    guard
      let graph = FollowerGraph(
        restoring: ids, offsets: offsets, targets: targets, probabilities: probabilities,
        droppedSelfLoops: header.droppedSelfLoops, mergedEdges: header.mergedEdges),
      Header(graph, key: key) == header
    else { return nil }
    return graph
  }

  /// Keeps a graph, whole or not at all; that it can't be kept is no failure.
  static func store(_ graph: FollowerGraph, key: Key, at path: String) {
    let header = Header(graph, key: key)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(header.fileSize)
    func append<Number: BitwiseCopyable>(_ numbers: [Number]) {
      bytes.append(bytesOf: numbers)
      bytes += Array(repeating: 0, count: Header.padded(bytes.count) - bytes.count)
    }
    append(header.all)
    if !header.areIDsRanks { append(graph.ids) }
    append(graph.offsets)
    append(graph.targets)
    if let probabilities = graph.probabilities { append(probabilities) }
    try? AtomicFile.replace(path, with: bytes)
  }

  /// The first words of a cache.
  private struct Header: Equatable {
    static let words = 16
    static let size = words * MemoryLayout<UInt64>.size
    /// `advgraph`, and the version of the format; read backwards on a machine of other byte order.
    private static let magic: [UInt64] = [0x6870_6172_6776_6461, 1]

    let all: [UInt64]

    var nodes: Int { Int(all[5]) }
    var edges: Int { Int(all[6]) }
    var droppedSelfLoops: Int { Int(all[7]) }
    var mergedEdges: Int { Int(all[8]) }
    var isWeighted: Bool { all[9] & 1 == 1 }
    var areIDsRanks: Bool { all[9] & 2 == 2 }

    /// The size of a cache with this header.
    var fileSize: Int {
      Self.size + (areIDsRanks ? 0 : 8 * nodes) + Self.padded(4 * (nodes + 1))
        + Self.padded(4 * edges) + (isWeighted ? 8 * edges : 0)
    }

    /// The header that a graph is kept under.
    init(_ graph: FollowerGraph, key: Key) {
      let areRanks = graph.ids.last.map { $0 == UInt64(graph.ids.count - 1) } ?? true
      var words = Self.magic + key.words
      words += [graph.nodeCount, graph.edgeCount, graph.droppedSelfLoops, graph.mergedEdges]
        .map { UInt64($0) }
      words.append((graph.probabilities == nil ? 0 : 1) | (areRanks ? 2 : 0))
      words += Array(repeating: 0, count: Self.words - 2 - words.count)
      var hash = ContentHash()
      hash.add(words)
      hash.add(graph.ids)
      hash.add(graph.offsets)
      hash.add(graph.targets)
      if let probabilities = graph.probabilities {
        hash.add(probabilities)
      }
      all = words + [hash.first, hash.second]
    }

    /// A header that was read; nil where it isn't ours or of another content.
    init?(_ words: [UInt64], key: Key) {
      guard words.count == Self.words, Array(words[..<5]) == Self.magic + key.words,
        words[5...8].allSatisfy({ $0 <= UInt64(UInt32.max) })
      else { return nil }
      all = words
    }

    static func padded(_ bytes: Int) -> Int { (bytes + 7) / 8 * 8 }
  }
}
