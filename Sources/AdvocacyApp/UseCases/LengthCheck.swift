import AdvocacyCore
import AdvocacyPolicy
import AdvocacyReport

/// Finds what of a post is too long for its networks, as it would be published.
struct LengthCheck {
  let post: Post
  let configuration: Configuration
  let engine: PolicyEngine
  let at: Instant
  let history: History

  /// A sentence for each text that a network doesn't take, by itself or with what rules add.
  ///
  /// - Complexity: O(roster × rules that add words), and O(rules) for each language and choice of
  ///   such rules.
  func warnings(_ reviews: [NetworkReview]) -> [String] {
    reviews.flatMap { review -> [String] in
      guard let network = configuration.network(review.network), let limit = network.textLimit
      else { return [] }
      let published = (0...post.variants.count).map(post.published)
      let rewritten = longest(of: published, review)
      return published.indices.compactMap { number in
        let bare = published[number].count
        let isWhole = published[number] == post.wording(variant: number)
        guard bare <= limit else {
          return warning(number, bare, isWhole ? "" : " with link and hashtags", network, limit)
        }
        let most = rewritten[number] ?? bare
        return most > limit
          ? warning(number, most, " with the words that rules add", network, limit) : nil
      }
    }
  }

  private func warning(
    _ number: Int, _ length: Int, _ parts: String, _ network: Network, _ limit: Int
  ) -> String {
    let name = number == 0 ? "the text" : "variant \(number)"
    return "\(name) has \(NumberFormat.count(length)) characters\(parts); "
      + "\(network.title) takes \(NumberFormat.count(limit))"
  }

  /// By text, the most characters that it has with what rules add for somebody who may say it.
  private func longest(of published: [String], _ review: NetworkReview) -> [Int: Int] {
    var longest: [Int: Int] = [:]
    for (language, employee) in samples(review) {
      let verdict = engine.rewriting(
        of: post, employee: employee, on: review.network, at: at, history: history)
      for number in post.texts(for: language, by: engine.labels) {
        longest[number] = max(longest[number] ?? 0, verdict.composed(published[number]).count)
      }
    }
    return longest
  }

  /// One employee for each language and choice of rules that add words to theirs: what is added is
  /// the same for all others.
  private func samples(_ review: NetworkReview) -> [(language: String, employee: Int)] {
    let adding = review.findings.filter { $0.effect.addsWords && $0.outcome == .rewrite }
    var seen: Set<Sample> = []
    var samples: [(language: String, employee: Int)] = []
    let concerned = adding.reduce(into: EmployeeSet(rosterCount: configuration.roster.count)) {
      $0.formUnion($1.employees)
    }
    for employee in concerned {
      let language = configuration.roster[employee].language
      let rules = adding.map { $0.employees.contains(employee) }
      guard seen.insert(Sample(language: language, rules: rules)).inserted else { continue }
      samples.append((language, employee))
    }
    return samples
  }

  private struct Sample: Hashable {
    var language: String
    var rules: [Bool]
  }
}
