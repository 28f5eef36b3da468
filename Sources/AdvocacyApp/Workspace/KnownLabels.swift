import AdvocacyCore
import AdvocacyPolicy

/// The labels that rules, employees and earlier posts use, to tell slips in the labels of a post.
///
/// Rules compare labels letter by letter, so that a post about `Results` slips past a rule about
/// `results` without a word.
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

  private var known: [Kind: Set<String>] = [:]

  /// Gathers the labels of the policy and of the roster.
  ///
  /// - Complexity: O(rules + roster).
  init(_ configuration: Configuration) {
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
    // By index: an employee is too large to be copied for a few labels.
    for index in configuration.roster.indices {
      add(configuration.roster[index].topics, as: .topic)
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
        NearMiss.slip(label, among: known[kind] ?? []).map {
          "no rule, employee or earlier post knows the \(kind.rawValue) \"\(label)\"; "
            + "did you mean \"\($0)\"?"
        }
      }
    }
  }

  private mutating func add(_ labels: [String], as kind: Kind) {
    for label in labels { known[kind, default: []].insert(label) }
  }
}
