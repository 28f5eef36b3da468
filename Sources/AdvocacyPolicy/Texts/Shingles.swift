import AdvocacyCore

/// The runs of three words of a text, by which near-identical texts are found.
///
/// Resemblance is the share of common runs (Broder: "On the resemblance and containment of
/// documents", 1997). A text of fewer than three words is one run.
struct Shingles: Hashable, Sendable {
  private let runs: Set<UInt64>

  /// Makes the runs of a text.
  ///
  /// - Complexity: O(characters).
  init(_ text: String) {
    let words = text.words.map { RandomKey(0).keyed(by: $0).bits }
    guard words.count >= 3 else {
      runs = [words.reduce(RandomKey(1)) { $0.keyed(by: $1) }.bits]
      return
    }
    runs = Set(
      (0...(words.count - 3)).map { start in
        words[start..<(start + 3)].reduce(RandomKey(1)) { $0.keyed(by: $1) }.bits
      })
  }

  /// The common runs by all runs of both, in [0, 1].
  ///
  /// - Complexity: O(runs).
  func resemblance(to other: Shingles) -> Double {
    let common = runs.count { other.runs.contains($0) }
    return Double(common) / Double(runs.count + other.runs.count - common)
  }
}

extension Post {
  /// The numbers of the texts that employees may say as their own, near-identical ones left out.
  ///
  /// Numbers are those of amplifications: 0 for the post's own text, which counts as own words
  /// only where passing on always takes words; else those of variants, from 1.
  ///
  /// - Complexity: O(characters × distinct texts).
  func distinctTexts(similarity: Double, includingOwn: Bool) -> [Int] {
    var kept: [Shingles] = includingOwn ? [] : [Shingles(text)]
    var numbers: [Int] = []
    for (number, text) in ([text] + variants).enumerated() where includingOwn || number > 0 {
      let shingles = Shingles(text)
      guard kept.allSatisfy({ $0.resemblance(to: shingles) < similarity }) else { continue }
      kept.append(shingles)
      numbers.append(number)
    }
    return numbers
  }
}
