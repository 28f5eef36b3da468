extension Rule {
  /// Words that a rule adds, such as those in which employees say whom they work for.
  package struct Disclosure: Hashable, Sendable, Codable {
    /// The text where neither network nor language fits.
    package var text: String
    /// The text by language of the employee.
    package var byLanguage: [String: String]
    /// The text by network, which goes before the language.
    package var byNetwork: [String: String]?
    /// Where it stands; nil: at the start.
    package var position: Position?
    /// The furthest it may stand from the start, in characters; further: it goes to the start.
    package var within: Int?

    /// Makes a disclosure.
    package init(
      text: String, byLanguage: [String: String] = [:], byNetwork: [String: String]? = nil,
      position: Position? = nil, within: Int? = nil
    ) {
      self.text = text
      self.byLanguage = byLanguage
      self.byNetwork = byNetwork
      self.position = position
      self.within = within
    }

    /// The text for an employee's language, or for the nearest wider one: `de` for `de-AT`.
    ///
    /// - Complexity: O(parts of the language).
    package func text(for language: String, on network: NetworkID? = nil) -> String {
      if let network, let found = byNetwork?[network.text] { return found }
      var tag = language[...]
      while true {
        if let found = byLanguage[String(tag)] { return found }
        guard let hyphen = tag.lastIndex(of: "-") else { return text }
        tag = tag[..<hyphen]
      }
    }
  }

  /// Where added words stand.
  package enum Position: String, Hashable, Sendable, Codable, CaseIterable {
    /// Before the employee's words.
    case start
    /// After them.
    case end
  }

  /// How the people of an approval count.
  package enum ApprovalManner: String, Hashable, Sendable, Codable, CaseIterable {
    /// So many different people, in any of the roles.
    case anyRole
    /// So many different roles, each by somebody else.
    case eachRole
    /// The first so many roles as listed, one after the other, each by somebody else.
    case inOrder
  }

  /// What must not occur in the texts of a post.
  package struct WordBlock: Hashable, Sendable, Codable {
    /// Single words, letter case aside.
    package var words: [String]
    /// Words in a row, letter case and what stands between them aside.
    package var phrases: [String]
    /// Single words in which `*` stands for any letters and `?` for one.
    package var globs: [String]
    /// The roles whose approval lets it pass; none: denied.
    package var roles: [String]

    /// The longest glob, in characters.
    package static let longestGlob = 63

    /// Makes a block.
    package init(
      words: [String] = [], phrases: [String] = [], globs: [String] = [], roles: [String] = []
    ) {
      self.words = words
      self.phrases = phrases
      self.globs = globs
      self.roles = roles
    }
  }

  /// How different the words of colleagues on one network have to be.
  package struct TextUniqueness: Hashable, Sendable, Codable {
    /// From which share of common runs of three words two texts count as one, in (0, 1].
    ///
    /// Default 0.8 (assumed).
    package var similarity: Double
    /// How many accounts of a network may use one text.
    ///
    /// Default 1: X forbids identical posts from several accounts (read).
    package var accountsPerText: Int
    /// Whether networks are included on which passing on always takes words, such as the blog.
    package var includesShares: Bool

    /// Makes a demand.
    package init(
      similarity: Double = 0.8, accountsPerText: Int = 1, includesShares: Bool = false
    ) {
      self.similarity = similarity
      self.accountsPerText = accountsPerText
      self.includesShares = includesShares
    }
  }

  /// What employees may do to the words given.
  package struct EditRights: Hashable, Sendable, Codable {
    /// How free employees are.
    package enum Freedom: String, Hashable, Sendable, Codable, CaseIterable {
      /// No words of their own.
      case locked
      /// Words of their own beside the post, not in its place.
      case append
      /// Whatever they like.
      case free
    }

    /// How free employees are.
    package var freedom: Freedom
    /// Whether who passes the post on has to add words.
    package var needsComment: Bool

    /// Makes rights.
    package init(freedom: Freedom, needsComment: Bool = false) {
      self.freedom = freedom
      self.needsComment = needsComment
    }
  }
}
