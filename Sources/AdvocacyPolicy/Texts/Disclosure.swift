import AdvocacyCore

/// Words that a rule adds, such as those in which employees say whom they work for.
struct Disclosure: Hashable, Sendable {
  /// The text where neither network nor language fits.
  var text = ""
  /// The text by language of the employee.
  var byLanguage: [String: String] = [:]
  /// The text by network, which goes before the language.
  var byNetwork: [String: String]?
  /// Where it stands; nil: at the start.
  var position: Verdict.Line.Position?
  /// The furthest it may stand from the start, in characters; further: it goes to the start.
  var within: Int?

  /// The text for an employee's language, or for the nearest wider one: `de` for `de-AT`.
  ///
  /// The language as it is written goes first (RFC 4647, 3.4: lookup).
  ///
  /// - Complexity: O(languages × parts of the language).
  func text(for language: String, on network: NetworkID, by labels: LabelComparison) -> String {
    if let found = byNetwork?[network.text] ?? byLanguage[language] { return found }
    var tag = labels.languageKey(language)[...]
    while true {
      // Of languages that are written the same but for case, the first by letters.
      let same = byLanguage.filter { labels.languageKey($0.key) == tag }.min { $0.key < $1.key }
      if let same { return same.value }
      guard let hyphen = tag.lastIndex(of: "-") else { return text }
      tag = tag[..<hyphen]
    }
  }
}

extension Verdict.Line.Position: RuleValue {}

/// A rule that adds words to the employee's own.
protocol DisclosingRule: RuleType {
  /// The words.
  var words: Disclosure { get set }
}

extension DisclosingRule {
  /// The keys of the words.
  static var wordKeys: [RuleKey<Self>] {
    [
      .required("text", \.words.text, .text, "The words to add.", stored: "_0.text"),
      RuleKey(
        "byLanguage", \.words.byLanguage, .texts(by: .language),
        "The words by the employee's language.", stored: "_0.byLanguage"),
      RuleKey(
        "byNetwork", \.words.byNetwork, .texts(by: .network), "The words by network.",
        stored: "_0.byNetwork"),
      RuleKey(
        "position", \.words.position, .choice("position", of: Verdict.Line.Position.self),
        "Where the words stand.", stored: "_0.position"),
      RuleKey(
        "within", \.words.within, .integer(0...100_000),
        "The furthest from the start, in characters.", stored: "_0.within"),
    ]
  }
}
