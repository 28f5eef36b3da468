/// Finds what somebody most likely meant by a word that isn't known.
package enum NearMiss {
  /// The known word nearest to a word, if it is near enough to be worth a hint.
  ///
  /// Near enough: at most a third of the longer word's letters have to change, two at least being
  /// allowed; letter case doesn't count. Ties go to the word that stands first.
  ///
  /// - Complexity: O(known × length²); words of very different lengths aren't compared.
  package static func of(_ word: String, among known: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased())
      let allowed = max(2, max(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= allowed else { continue }
      let distance = distance(letters, other)
      guard distance <= allowed, distance < max(letters.count, other.count) else { continue }
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.word
  }

  /// A hint sentence such as `Did you mean "linkedin"?`, or nil where nothing is near.
  package static func hint(_ word: String, among known: some Sequence<String>) -> String? {
    of(word, among: known).map { "Did you mean \"\($0)\"?" }
  }

  /// The edits between two words: letters inserted, deleted, changed or swapped with a neighbour.
  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var rows = [[Int]](
      repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count { rows[i][0] = i }
    for j in 0...b.count { rows[0][j] = j }
    for i in 1...a.count {
      for j in 1...b.count {
        let substitution = rows[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, substitution)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
        }
      }
    }
    return rows[a.count][b.count]
  }
}
