import AdvocacyCore

/// Some of the worlds of a report, as the command line names them: `0..<3200`.
struct WorldRange: Hashable {
  /// The worlds.
  let worlds: Range<Int>

  /// Reads a range of worlds.
  ///
  /// - Throws: `Failure` with cause `usage`.
  init(_ text: String) throws(Failure) {
    let ends = text.split(separator: "..<", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let first = ends[0], let end = ends[1] else {
      throw Failure(
        .usage, "--worlds: expected a range such as '0..<3200', found \"\(text)\"",
        hint: "Put it in quotes, since < is a redirection to the shell")
    }
    guard 0 <= first, first < end, end <= Self.most else {
      throw Failure(
        .usage,
        "--worlds: expected 0 <= A < B <= \(Self.most) in A..<B, found \"\(text)\"")
    }
    worlds = first..<end
  }

  /// The blocks that these worlds make up.
  ///
  /// - Throws: `Failure` with cause `usage` where a block would be cut.
  func blocks(ofSize size: Int) throws(Failure) -> Range<Int> {
    let (first, end) = (worlds.lowerBound, worlds.upperBound)
    guard first % size == 0, end % size == 0 else {
      let low = (first + size / 2) / size
      let high = max(low + 1, (end + size / 2) / size)
      throw Failure(
        .usage,
        "--worlds: \(first)..<\(end) cuts a block: here a block is \(size) worlds, and only whole "
          + "ones can be simulated",
        hint: "The nearest range is '\(low * size)..<\(high * size)'")
    }
    return first / size..<end / size
  }

  /// The most worlds; assumed: sums of that many stay far from the largest integer.
  private static let most = 1_000_000
}
