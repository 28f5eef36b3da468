package import AdvocacyModel

/// Deals the texts of a post on one network out to colleagues: nobody gets one that another has while
/// one is free that they may say.
///
/// Texts for fewer people come first: those of the narrowest language, then wider ones, then those
/// that everybody may say, the post's own last. Whoever may say a text of `es-ES` may say each that
/// those with `es` may, so that as many different texts go out as can be, in whatever order people
/// come.
package struct TextDeal {
  private let languages: [String]
  /// How often each text was dealt, by its number.
  private var uses: [Int]
  private var cursors: [[Int]: Cursor] = [:]

  /// How far the texts that somebody may say are dealt out.
  private struct Cursor {
    /// The texts, those for the fewest first.
    let texts: [Int]
    /// How often the texts were dealt that come before the place, at least once more than this.
    var level = 0
    /// The place of the first that may be free.
    var place = 0
  }

  /// Prepares to deal out a post's texts.
  package init(_ post: Post, by labels: LabelComparison) {
    languages = (0...post.variants.count).map { number in
      post.language(ofVariant: number).map(labels.languageKey) ?? ""
    }
    uses = Array(repeating: 0, count: languages.count)
  }

  /// Notes that somebody has a text already; one that the post lacks is its own.
  package mutating func note(_ text: Int) { uses[uses.indices.contains(text) ? text : 0] += 1 }

  /// The text of the next colleague.
  ///
  /// - Parameter suitable: The numbers of the texts that they may say, ascending; none: the post's
  ///   own.
  /// - Returns: The number of one that fewest have.
  /// - Complexity: O(1) on average over as many calls as there are texts.
  package mutating func deal(among suitable: [Int]) -> Int {
    guard !suitable.isEmpty else {
      note(0)
      return 0
    }
    var cursor = cursors[suitable] ?? Cursor(texts: suitable.sorted(by: precedes))
    while true {
      while cursor.place < cursor.texts.count {
        let text = cursor.texts[cursor.place]
        if uses[text] <= cursor.level {
          uses[text] += 1
          cursors[suitable] = cursor
          return text
        }
        cursor.place += 1
      }
      cursor.level += 1
      cursor.place = 0
    }
  }

  /// Texts of narrower languages first, the post's own last.
  private func precedes(_ one: Int, _ other: Int) -> Bool {
    let (first, second) = (languages[one].utf8.count, languages[other].utf8.count)
    if first != second { return first > second }
    if (one == 0) != (other == 0) { return other == 0 }
    return one < other
  }
}
