import AdvocacyModel

/// How labels compare, by a table of what scenes write in two ways.
struct ReferenceLabels {
  /// Whether labels compare as people read them; else letter by letter.
  let areFolded: Bool

  init(_ configuration: Configuration) { areFolded = configuration.semantics.number >= 2 }

  func key(_ label: String) -> String {
    guard areFolded else { return label }
    return Self.read(label).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func hashtag(_ label: String) -> String {
    areFolded ? key(label).replacing("#", with: "") : label
  }

  /// Whether two lists share a label.
  func share(_ some: [String], _ others: [String]) -> Bool {
    some.contains { label in others.contains { key($0) == key(label) } }
  }

  /// The hashtags of a post; where labels are folded, those in its texts too.
  func hashtags(of post: Post) -> [String] {
    let texts = [post.text] + post.variants
    let written = areFolded ? texts.map(Self.read).flatMap(ReferenceTexts.hashtags) : []
    return post.hashtags + written
  }

  /// Whether a scope speaks about a post.
  func speaks(_ scope: Scope, of post: Post) -> Bool {
    let own = hashtags(of: post).map(hashtag)
    return (scope.topics.map { share($0, post.topics) } ?? true)
      && (scope.campaigns.map { share($0, [post.campaign].compactMap { $0 }) } ?? true)
      && (scope.hashtags.map { $0.map(hashtag).contains(where: own.contains) } ?? true)
      && (scope.tags.map { share($0, post.tags) } ?? true)
  }

  /// Whether a list of networks, where there is one, names a network, or the one that a group is on.
  static func names(_ list: [NetworkID]?, _ network: Network) -> Bool {
    guard let list else { return true }
    return list.contains(network.id) || network.group != nil && list.contains(network.habits)
  }

  /// Whether an employee chose to stay out of a post.
  func staysOut(_ choice: EmploymentStatus.OptOut, of post: Post, on network: Network) -> Bool {
    Self.names(choice.networks, network) && (choice.posts?.contains(post.id) ?? true)
      && speaks(Scope(topics: choice.topics, campaigns: choice.campaigns), of: post)
  }

  /// Whether a selector chooses an employee.
  func chooses(_ selector: Selector, _ employee: Employee, at instant: Instant) -> Bool {
    var rest = selector
    rest.languages = nil
    guard rest.admits(employee, at: instant) else { return false }
    guard let languages = selector.languages else { return true }
    let spoken = employee.language
    return languages.contains { named in
      guard areFolded else { return named == spoken }
      let parts = spoken.lowercased().split(separator: "-")
      return parts.starts(with: named.lowercased().split(separator: "-")) && !spoken.isEmpty
    }
  }

  /// A text in small letters of the usual width, without soft hyphens.
  static func read(_ text: String) -> String {
    let plain = text.unicodeScalars.compactMap { scalar -> Character? in
      switch scalar.value {
      case 0xAD: nil
      case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map(Character.init)
      default: Character(scalar)
      }
    }
    return String(plain).lowercased().replacing("ß", with: "ss")
  }
}
