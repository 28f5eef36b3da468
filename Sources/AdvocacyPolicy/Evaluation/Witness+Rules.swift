import AdvocacyCore

/// What the written rules say.
extension Witness {
  /// What a rule says that is in force and speaks about the candidate; nil where it is silent.
  func statement(of compiled: CompiledRule) -> Statement? {
    let stance = occasion.stance(of: compiled)
    guard stance != .silent else { return nil }
    let kind = compiled.rule.kind
    switch kind {
    case .trainingRequired, .tierCapability, .policyAcknowledgement, .consentRequired, .segment,
      .expertiseScope, .authenticAccount, .tokenValid:
      return ofStanding(kind)
    case .embargo, .expiry, .blackout, .quietHours, .paidTimeOnly, .leave, .holidays:
      return ofTime(kind)
    case .traineeMode, .frequencyCap, .cooldown, .onceOnly, .stagger, .textUniqueness, .podGuard,
      .autoRepostLimit:
      return ofFrequency(kind, compiled)
    case .disclosureRequired, .adLabel, .incentiveDisclosure, .ownOpinion, .undisclosableAction,
      .editRights, .noAutoLike, .testimonial:
      return ofWords(kind, stance)
    case .networkAllowed, .wordBlock, .confidentialClass, .killSwitch, .disclosureReject,
      .approval, .principalPreapproval, .adoptionCheck, .retention, .manualOnly, .protectedSpeech:
      guard case .everyone(let ruling) = stance else { return nil }
      return ofContent(compiled, ruling)
    }
  }

  /// What a rule says of what a post holds, where it goes and who agreed.
  private func ofContent(_ compiled: CompiledRule, _ ruling: Ruling) -> Statement? {
    let rule = compiled.rule
    let post = occasion.post
    switch rule.kind {
    case .networkAllowed(let networks):
      let titles = networks.map { id in engine.networks.first { $0.id == id }?.title ?? id.text }
      return Statement(
        ruling, "\(network.title) is not among the networks allowed (\(titles.listed))",
        "allow \(network.title) in rule \(rule.id)")
    case .wordBlock(let block):
      let reason = "“\(occasion.blockedWord(compiled.part) ?? "")” must not be said"
      guard !block.roles.isEmpty else {
        return Statement(ruling, reason, "write the post without it")
      }
      return Statement(ruling, reason, approval(of: block.roles))
    case .confidentialClass(let tags):
      let found = tags.filter(post.tags.contains)
      return Statement(
        ruling, "the post is tagged \(found.listed), which is confidential",
        "take out what is confidential, and the tag")
    case .killSwitch:
      return Statement(ruling, "everything of this kind is stopped", "lift rule \(rule.id)")
    case .disclosureReject(let tokens, let most):
      return Statement(
        ruling, occasion.rejection(tokens, mostHashtags: most) ?? "",
        "say in plain words who speaks")
    case .approval(let roles, let count, let manner):
      return ofApproval(ruling, roles, count, manner ?? .anyRole)
    case .principalPreapproval(let roles, _):
      guard ruling.outcome == .needsApproval else {
        return Statement(ruling, "a live exchange is supervised afterwards by \(roles.listed)")
      }
      return Statement(
        ruling, "a prepared post needs the signature of a principal (\(roles.listed))",
        approval(of: roles))
    case .adoptionCheck(_, let roles):
      return Statement(
        ruling, "the link leads to others, whose words the company would adopt",
        roles.isEmpty ? "link to a site of the company" : approval(of: roles))
    case .retention(let years, let what):
      return Statement(
        ruling,
        "reminder: keep \(what.listed) for \(years) \(years == 1 ? "year" : "years"); "
          + "the ledger keeps only what is simulated")
    case .manualOnly:
      return Statement(
        ruling, "reminder: on \(network.title) a person has to confirm each action by hand")
    case .protectedSpeech:
      return Statement(
        ruling,
        "reminder: only this post of the company is governed; what employees say of pay and "
          + "conditions is theirs to say, never scored and never blocked")
    default: return nil
    }
  }

  private func ofApproval(
    _ ruling: Ruling, _ roles: [String], _ count: Int, _ manner: Rule.ApprovalManner
  ) -> Statement {
    let given = occasion.words.approvals(in: roles, manner: manner)
    switch manner {
    case .anyRole:
      return Statement(
        ruling, "needs approval by \(count) of: \(roles.listed); \(given) given",
        "approval by \(count - given)\(given == 0 ? "" : " more") of: \(roles.listed)")
    case .eachRole:
      return Statement(
        ruling, "needs approval in \(count) of the roles: \(roles.listed); \(given) given",
        "approval in \(count - given)\(given == 0 ? "" : " more") of the roles: \(roles.listed)")
    case .inOrder:
      let rest = roles.dropFirst(given).prefix(Swift.max(0, count - given))
      return Statement(
        ruling, "needs approval in this order: \(roles.listed); \(given) given",
        "approval by \(rest.joined(separator: ", then "))")
    }
  }

  /// The advice to have a post approved.
  func approval(of roles: [String]) -> String { "approval by 1 of: \(roles.listed)" }
}
