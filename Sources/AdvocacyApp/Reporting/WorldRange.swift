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

  /// The most worlds; assumed: sums of that many stay far from the largest integer.
  private static let most = 1_000_000
}
