import AdvocacyModel

@testable import AdvocacyPolicy

/// Whether somebody has a text that a network takes, counted part by part: no composing of words.
struct ReferenceLength {
  let candidate: ReferenceCandidate
  /// What the written rules said.
  let findings: [ReferencePolicy.Finding]

  /// What is said where no text fits; nil: one does, or none has to be said.
  var judged: ReferenceDecision? {
    guard candidate.world.configuration.semantics.number > 2,
      let limit = candidate.network.textLimit
    else { return nil }
    let adding = candidate.world.rules.map(\.rule).filter { rule in
      findings.contains {
        $0.rule == rule.id && $0.decision.outcome == .rewrite && $0.decision.effect.addsWords
      }
    }
    let isSpoken = candidate.network.passingOn == .share
    guard isSpoken || !adding.isEmpty else { return nil }
    let added = Set(adding.map(words)).reduce(0) { $0 + length($1) + 1 }
    let post = candidate.post
    let numbers = (0...post.variants.count).filter { number in
      guard number > 0, number <= post.variantLanguages.count,
        let language = post.variantLanguages[number - 1]
      else { return true }
      let spoken = candidate.employee.language.lowercased().split(separator: "-")
      return spoken.starts(with: language.lowercased().split(separator: "-"))
    }
    let isAnyShort = numbers.contains { number in
      length(post.published(variant: number)) + added <= limit
    }
    guard !isAnyShort else { return nil }
    if !adding.isEmpty { return .deny }
    return candidate.rewritten(Verdict.Effect(withheld: ActionSet([.quote, .comment, .share])))
  }

  /// The words that a rule adds for the employee.
  private func words(_ rule: Rule) -> String {
    if let label = rule.parameters as? AdLabel {
      return label.byCountry[candidate.employee.country] ?? ""
    }
    guard let words = (rule.parameters as? any DisclosingRule)?.words else { return "" }
    let network = candidate.network
    let named = [network.id, network.group?.network].compactMap { $0?.text }
    if let own = named.compactMap({ words.byNetwork?[$0] }).first { return own }
    var parts = candidate.employee.language.split(separator: "-")
    while !parts.isEmpty {
      if let own = words.byLanguage[parts.joined(separator: "-")] { return own }
      parts.removeLast()
    }
    return words.text
  }

  /// The length of a text without emoji; its words that are links stand apart.
  private func length(_ text: String) -> Int {
    let network = candidate.network.id.text
    guard network == "x" || network == "mastodon" else { return text.count }
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    let lengths = words.map { word -> Int in
      if word.hasPrefix("https://") { return 23 }
      guard network == "x" else { return word.count }
      return word.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) }
    }
    return lengths.reduce(words.count - 1, +)
  }
}
