import AdvocacyCore

/// The text of a graph file, plain or gzip, piece by piece.
struct GraphText: ~Copyable {
  private let file: OpenFile
  private let name: String
  private let maximumBytes: Int
  private var inflater: Inflater?
  private var first: [UInt8]
  private var count = 0

  private static let pieceSize = 1 << 18

  /// Opens a file; a gzip file is known by its first two bytes.
  init(_ path: String, named name: String, maximumBytes: Int) throws(Failure) {
    let file = try FileReading.open(path, named: name)
    let first = try Self.read(file, name)
    self.inflater = try Self.inflater(for: first, name)
    self.file = file
    self.first = first
    self.name = name
    self.maximumBytes = maximumBytes
  }

  /// The next bytes of the text, or nil at its end.
  ///
  /// - Throws: a failure where reading fails, the compressed stream is damaged or cut off, or the
  ///   text is larger than allowed.
  mutating func next() throws(Failure) -> [UInt8]? {
    let bytes = inflater == nil ? try nextPlain() : try nextExpanded()
    guard let bytes else { return nil }
    count += bytes.count
    guard count <= maximumBytes else {
      throw Failure(
        .badData, at: Place(file: name),
        "expected at most \(maximumBytes) bytes of text, found more")
    }
    return bytes
  }

  private mutating func nextPlain() throws(Failure) -> [UInt8]? {
    let bytes = first.isEmpty ? try Self.read(file, name) : first
    first = []
    return bytes.isEmpty ? nil : bytes
  }

  private mutating func nextExpanded() throws(Failure) -> [UInt8]? {
    while true {
      if inflater?.needsInput == true {
        let bytes = try Self.read(file, name)
        guard !bytes.isEmpty else { return try lastExpanded() }
        inflater?.give(bytes)
      }
      if let piece = try expand(), !piece.isEmpty { return piece }
    }
  }

  /// What the inflater still holds once the file has ended.
  private mutating func lastExpanded() throws(Failure) -> [UInt8]? {
    guard inflater?.isInsideMember == true else { return nil }
    if let piece = try expand(), !piece.isEmpty { return piece }
    guard inflater?.isInsideMember == true else { return nil }
    throw Failure(
      .badData, at: Place(file: name), "expected a whole gzip file, found one cut off",
      hint: "Fetch the file again")
  }

  private mutating func expand() throws(Failure) -> [UInt8]? {
    do {
      return try inflater?.expand()
    } catch {
      throw Self.failure(error, name)
    }
  }

  private static func inflater(
    for bytes: [UInt8], _ name: String
  ) throws(Failure) -> Inflater? {
    guard bytes.starts(with: [0x1F, 0x8B]) else { return nil }
    do {
      var inflater = try Inflater()
      inflater.give(bytes)
      return inflater
    } catch {
      throw failure(error, name)
    }
  }

  private static func read(_ file: borrowing OpenFile, _ name: String) throws(Failure) -> [UInt8] {
    do {
      return try file.read(atMost: pieceSize)
    } catch {
      throw SystemCall.readFailure(error.code, file: name)
    }
  }

  private static func failure(_ fault: Inflater.Fault, _ name: String) -> Failure {
    switch fault {
    case .noMemory: Failure(.internal, at: Place(file: name), "out of memory for decompression")
    case .damaged:
      Failure(
        .badData, at: Place(file: name), "expected gzip data, found damage in it",
        hint: "Fetch the file again")
    }
  }
}
