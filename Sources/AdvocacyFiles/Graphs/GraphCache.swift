import AdvocacyModel

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
