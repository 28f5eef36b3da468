import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport

/// Says what the networks of a post would not take of its texts as it would be published, or would
/// make something else of.
struct TextWarnings {
  private let engine: PolicyEngine

  init(_ engine: PolicyEngine) { self.engine = engine }

  init(_ configuration: Configuration) {
    self.init(PolicyEngine(configuration: configuration))
  }

  /// A sentence for each text that is too long, by itself or with what rules add, and for each
  /// hashtag that would not be read whole.
  ///
  /// - Complexity: O(networks × characters), and where what rules add matters that of a review.
  func warnings(of post: Post, at instant: Instant, history: History) -> [String] {
    engine.overlongTexts(of: post, at: instant, history: history).map(sentence)
      + cutHashtags(of: post)
  }

  private func sentence(_ text: OverlongText) -> String {
    let name = text.number == 0 ? "the text" : "variant \(text.number)"
    let parts =
      switch text.cause {
      case .text: ""
      case .linkAndHashtags: " with link and hashtags"
      case .addedWords: " with the words that rules add"
      }
    return "\(name) has \(NumberFormat.count(text.length)) characters\(parts)"
      + "\(Self.manner(of: text.network)); "
      + "\(text.network.title) takes \(NumberFormat.count(text.network.textLimit ?? 0))"
  }

  /// How a network counts, where it isn't as people would.
  private static func manner(of network: Network) -> String {
    switch network.counting {
    case .characters: ""
    case .weighted: " as \(network.title) counts (CJK and emoji 2, a link 23)"
    case .shortLinks: " as \(network.title) counts (a link 23)"
    }
  }

  /// What becomes of hashtags, networks that make the same of one together.
  private func cutHashtags(of post: Post) -> [String] {
    let written = post.hashtags + ([post.text] + post.variants).flatMap(\.hyphenatedHashtags)
    var seen: Set<String> = []
    return written.filter { seen.insert($0).inserted }.flatMap { hashtag -> [String] in
      var titles: [String: [String]] = [:]
      for id in post.networks {
        guard let network = engine.network(id), let read = network.hashtagRead(of: hashtag),
          read != hashtag
        else { continue }
        titles[read, default: []].append(network.title)
      }
      return titles.sorted { $0.key < $1.key }.map { read, titles in
        let list = titles.alternatives(joinedBy: "and")
        let verb = titles.count == 1 ? "reads" : "read"
        guard !read.isEmpty else {
          return "\(list) \(verb) no hashtag in \(hashtag); it needs a letter"
        }
        return "\(list) \(verb) the hashtag \(hashtag) as \(read); "
          + "take letters, digits and _ only"
      }
    }
  }
}

extension String {
  /// The hashtags in a text of which a network may read a part only: with `-` or `+` in them.
  fileprivate var hyphenatedHashtags: [String] {
    guard contains("#") else { return [] }
    return split(whereSeparator: \.isWhitespace).compactMap { word in
      var word = word.drop { "([{\"'“‘«¿¡".contains($0) }
      guard word.first == "#", !word.contains("://") else { return nil }
      while let last = word.last, !last.isLetter, !last.isNumber, last != "+", last != "#" {
        word.removeLast()
      }
      let parts = word.dropFirst()
      guard parts.contains(where: { $0 == "-" || $0 == "+" }), parts.first?.isLetter == true else {
        return nil
      }
      return String(word)
    }
  }
}
