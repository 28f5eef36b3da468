import AdvocacyCore

/// What rules say of the words, and of actions without any.
extension Witness {
  /// What a rule adds to the employee's words, or takes from their actions.
  func ofWords(_ kind: Rule.Kind, _ stance: Stance) -> Statement? {
    switch kind {
    case .disclosureRequired(let words): return adding(words, .disclosure)
    case .incentiveDisclosure(let words, _): return adding(words, .incentive)
    case .ownOpinion(let words, let exempt):
      guard !exempt.contains(where: { employee.hasRole($0, at: at) }) else { return nil }
      var words = words
      words.position = words.position ?? .end
      return adding(words, .ownOpinion)
    case .adLabel(let labels):
      return labels[employee.country].flatMap { adding(Rule.Disclosure(text: $0), .label) }
    case .testimonial(let words, let roles, _):
      guard case .everyone(let ruling) = stance else { return nil }
      guard ruling.outcome == .needsApproval else { return adding(words, .disclosure) }
      return Statement(
        ruling, "a testimonial needs due diligence by \(roles.listed)", approval(of: roles))
    case .undisclosableAction, .editRights, .noAutoLike:
      guard case .everyone(let ruling) = stance else { return nil }
      return changing(kind, ruling)
    default: return nil
    }
  }

  private func adding(
    _ words: Rule.Disclosure, _ purpose: Verdict.Line.Purpose
  ) -> Statement? {
    guard let ruling = Ruling.rewrite(.words, on: network) else { return nil }
    guard ruling.outcome == .rewrite else {
      return Statement(ruling, "\(network.title) cannot carry a disclosure")
    }
    let text = words.text(for: employee.language, on: network.id)
    var statement = Statement(ruling, "add “\(text)”")
    statement.line = Verdict.Line(
      purpose: purpose, text: text, position: words.position ?? .start, within: words.within)
    return statement
  }

  private func changing(_ kind: Rule.Kind, _ ruling: Ruling) -> Statement {
    switch kind {
    case .undisclosableAction(let actions, let becomeQuotes):
      let named = ActionSet(actions).intersection(ActionSet(network.actions)).listed
      return becomeQuotes
        ? Statement(ruling, "\(named) can carry no disclosure: only as a quote")
        : Statement(ruling, "\(named) can carry no disclosure and is left out")
    case .noAutoLike:
      return Statement(
        ruling, "likes on \(network.title) are for people to give by hand; none is simulated")
    case .editRights(let rights):
      let freedom =
        switch rights.freedom {
        case .locked: "the words are fixed"
        case .append: "words may be added, not replaced"
        case .free: "the words are free"
        }
      return Statement(
        ruling, rights.needsComment ? "\(freedom); a repost takes words of one's own" : freedom)
    default: return Statement(ruling, "")
    }
  }
}
