import AdvocacyModel
import AdvocacyPolicy

/// The labels that rules, employees and earlier posts use, to tell slips in the labels of a post.
///
/// Labels compare as people read them, so that `Results` is `results`; a post about `reslts` slips
/// past the rule about it without a word.
struct KnownLabels {
  /// What a post has a label for.
  private enum Kind: String, CaseIterable {
    case topic
    case campaign
    case hashtag
    case tag

    func labels(of post: Post) -> [String] {
      switch self {
      case .topic: post.topics
      case .campaign: [post.campaign].compactMap { $0 }
      case .hashtag: post.hashtags
      case .tag: post.tags
      }
    }
  }

  private let comparison: LabelComparison
  /// By kind and key: the label as it was first written.
  private var known: [Kind: [String: String]] = [:]

  /// Gathers the labels of the policy and of the roster.
  ///
  /// - Complexity: O(rules + roster).
  init(_ configuration: Configuration) {
    comparison = LabelComparison(configuration.semantics)
    for rule in configuration.policy.rules {
      add(rule.scope.topics ?? [], as: .topic)
      add(rule.scope.campaigns ?? [], as: .campaign)
      add(rule.scope.hashtags ?? [], as: .hashtag)
      add(rule.scope.tags ?? [], as: .tag)
      for case .tag(let tag) in rule.traits { add([tag], as: .tag) }
    }
    for grant in configuration.policy.tiers.flatMap(\.grants) {
      add(grant.topics ?? [], as: .topic)
    }
    // By index: an employee is too large to be copied for a few labels. The same list again, as
    // colleagues have it, adds nothing.
    var last: [String] = []
    for index in configuration.roster.indices where configuration.roster[index].topics != last {
      last = configuration.roster[index].topics
      add(last, as: .topic)
    }
  }

  /// Adds the labels of an earlier post.
  mutating func add(_ post: Post) {
    for kind in Kind.allCases { add(kind.labels(of: post), as: kind) }
  }

  /// What is most likely a slip in the labels of a post, in words.
  ///
  /// - Complexity: O(labels × known).
  func slips(in post: Post) -> [String] {
    Kind.allCases.flatMap { kind in
      kind.labels(of: post).compactMap { label in
        let (known, key) = (known[kind] ?? [:], key(of: label, as: kind))
        guard known[key] == nil else { return nil }
        return NearMiss.slip(key, among: Set(known.keys)).map { meant in
          "no rule, employee or earlier post knows the \(kind.rawValue) \"\(label)\"; "
            + "did you mean \"\(known[meant] ?? meant)\"?"
        }
      }
    }
  }

  private mutating func add(_ labels: [String], as kind: Kind) {
    for label in labels {
      let key = key(of: label, as: kind)
      if known[kind, default: [:]][key] == nil { known[kind, default: [:]][key] = label }
    }
  }

  private func key(of label: String, as kind: Kind) -> String {
    kind == .hashtag ? comparison.key(ofHashtag: label) : comparison.key(of: label)
  }
}
