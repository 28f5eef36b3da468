/// How labels, languages and texts compare under a meaning: letter by letter, or as people read
/// them.
package struct LabelComparison: Hashable, Sendable {
  /// Whether they compare as people read them.
  package let folds: Bool

  /// Makes the comparison of a meaning.
  package init(_ semantics: Semantics) { folds = semantics.foldsLabels }

  /// What labels that are the same have in common; empty where nothing of a label shows.
  ///
  /// - Complexity: O(characters).
  package func key(of label: String) -> String {
    folds ? label.foldedForComparison.withSingleSpaces : label
  }

  /// What hashtags that are the same have in common, `#` or not.
  ///
  /// - Complexity: O(characters).
  package func key(ofHashtag hashtag: String) -> String {
    guard folds else { return hashtag }
    return String(key(of: hashtag).drop { $0 == "#" })
  }

  /// The keys of some labels; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(of labels: [String]) -> Set<String> {
    Set(labels.map(key(of:))).subtracting([""])
  }

  /// The keys of some hashtags; what shows nothing has none.
  ///
  /// - Complexity: O(characters).
  package func keys(ofHashtags hashtags: [String]) -> Set<String> {
    Set(hashtags.map(key(ofHashtag:))).subtracting([""])
  }

  /// What a text is searched as: with small letters, or as people read it, invisible characters
  /// once left out and once taken for spaces.
  ///
  /// - Complexity: O(characters).
  package func readings(of text: String) -> [String] {
    folds ? text.foldedReadings : [text.lowercased()]
  }

  /// Tells whether a language named covers another: `es` covers `es-ES` and `es_MX`, not the other
  /// way (RFC 4647, 3.3.1: basic filtering).
  package func language(_ named: String, covers language: String) -> Bool {
    guard folds else { return named == language }
    let (named, language) = (languageKey(named), languageKey(language))
    return language == named || language.hasPrefix("\(named)-") && !named.isEmpty
  }

  /// What languages that are written the same have in common.
  package func languageKey(_ language: String) -> String {
    folds ? String(language.lowercased().map { $0 == "_" ? "-" : $0 }) : language
  }
}
