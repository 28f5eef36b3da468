import AdvocacyCore

/// The text of a gzip file, piece by piece.
struct GzipText: ~Copyable {
  private let file: OpenFile
  private let name: String
  private let maximumBytes: Int
  private var inflater: Inflater
  private var count = 0

  private static let pieceSize = 1 << 18

  /// Opens a file.
  init(_ path: String, named name: String, maximumBytes: Int) throws(Failure) {
    let file = try FileReading.open(path, named: name)
    let inflater = try Self.inflater(name)
    self.file = file
    self.inflater = inflater
    self.name = name
    self.maximumBytes = maximumBytes
  }

  /// The next bytes of the text, or nil at its end.
  ///
  /// - Throws: a failure where reading fails, the compressed stream is damaged or cut off, or the
  ///   text is larger than allowed.
  mutating func next() throws(Failure) -> [UInt8]? {
    guard let bytes = try nextExpanded() else { return nil }
    count += bytes.count
    guard count <= maximumBytes else { throw GraphLimits.tooLarge(name, limit: maximumBytes) }
    return bytes
  }

  private mutating func nextExpanded() throws(Failure) -> [UInt8]? {
    while true {
      if inflater.needsInput {
        let bytes = try Self.read(file, name)
        guard !bytes.isEmpty else { return try lastExpanded() }
        inflater.give(bytes)
      }
      let piece = try expand()
      if !piece.isEmpty { return piece }
    }
  }

  /// What the inflater still holds once the file has ended.
  private mutating func lastExpanded() throws(Failure) -> [UInt8]? {
    guard inflater.isInsideMember else { return nil }
    let piece = try expand()
    if !piece.isEmpty { return piece }
    guard inflater.isInsideMember else { return nil }
    throw Failure(
      .badData, at: Place(file: name), "expected a whole gzip file, found one cut off",
      hint: "Fetch the file again")
  }

  private mutating func expand() throws(Failure) -> [UInt8] {
    do {
      return try inflater.expand()
    } catch {
      throw Self.failure(error, name)
    }
  }

  private static func inflater(_ name: String) throws(Failure) -> Inflater {
    do {
      return try Inflater()
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
