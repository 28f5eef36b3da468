import AdvocacyCore

extension Occasion {
  /// What a rule says.
  func stance(of compiled: CompiledRule) -> Stance {
    let kind = compiled.rule.kind
    switch kind {
    case .trainingRequired, .tierCapability, .policyAcknowledgement, .consentRequired, .segment,
      .authenticAccount, .tokenValid, .leave, .frequencyCap, .cooldown, .onceOnly, .adLabel,
      .ownOpinion, .autoRepostLimit:
      return .byEmployee
    case .traineeMode(_, let roles):
      return words.approvals(in: roles) > 0 ? .silent : .byEmployee
    case .expertiseScope: return post.topics.isEmpty ? .silent : .byEmployee
    case .podGuard(_, let hours):
      return at < post.at + .hours(Int64(hours)) ? .byEmployee : .silent
    case .stagger(let stagger):
      let isConcerned = stagger.concernsEveryPost || !post.variants.isEmpty
      return isConcerned && stagger.groups > 1 ? .byEmployee : .silent
    case .textUniqueness(let demand):
      return isConcerned(by: demand) ? .byEmployee : .silent
    case .embargo, .expiry, .blackout, .quietHours, .paidTimeOnly, .holidays:
      return stance(ofTime: kind)
    case .approval, .principalPreapproval, .adoptionCheck, .testimonial, .wordBlock:
      return stance(ofConsultation: kind, compiled.part)
    case .disclosureRequired, .incentiveDisclosure, .undisclosableAction, .editRights, .noAutoLike:
      return stance(ofWording: kind, compiled.part)
    case .networkAllowed(let networks):
      return networks.contains(network.id) ? .silent : .everyone(.deny)
    case .confidentialClass(let tags):
      return tags.contains(where: post.tags.contains) ? .everyone(.deny) : .silent
    case .disclosureReject(let tokens, let most):
      return rejection(tokens, mostHashtags: most) == nil ? .silent : .everyone(.deny)
    case .killSwitch: return .everyone(.deny)
    case .retention, .manualOnly, .protectedSpeech: return .everyone(.allow)
    }
  }

  private func stance(ofTime kind: Rule.Kind) -> Stance {
    switch kind {
    case .embargo(let until): at >= until ? .silent : wait(until: until)
    case .expiry(let days):
      at >= calendar.instant(days, daysAfter: post.at) ? .everyone(.deny) : .silent
    case .blackout(let period, let defers):
      if period.contains(at) {
        if defers, let end = period.until { wait(until: end) } else { .everyone(.deny) }
      } else {
        .silent
      }
    case .quietHours(let hours), .paidTimeOnly(let hours):
      switch hours.quiet(at: at, in: calendar) {
      case .no: .silent
      case .until(let end): wait(until: end)
      case .always: .everyone(.deny)
      }
    case .holidays(let periods):
      periods.end(at: at).map { end in end.map { wait(until: $0) } ?? .everyone(.deny) } ?? .silent
    default: .silent
    }
  }

  private func stance(ofConsultation kind: Rule.Kind, _ part: CompiledRule.Part) -> Stance {
    switch kind {
    case .approval(let roles, let count, let manner):
      words.approvals(in: roles, manner: manner ?? .anyRole) >= count ? .silent : .everyone(.ask)
    case .principalPreapproval(let roles, let count):
      if post.isInteractive {
        .everyone(.allow)
      } else {
        words.approvals(in: roles) >= count ? .silent : .everyone(.ask)
      }
    case .adoptionCheck(let domains, let roles):
      if linksElsewhere(than: domains) {
        roles.isEmpty
          ? .everyone(.deny) : words.approvals(in: roles) > 0 ? .silent : .everyone(.ask)
      } else {
        .silent
      }
    case .testimonial(_, let roles, let tags):
      if tags.contains(where: post.tags.contains) {
        roles.isEmpty || words.approvals(in: roles) > 0 ? adding() : .everyone(.ask)
      } else {
        .silent
      }
    case .wordBlock(let block):
      if blockedWord(part) == nil {
        .silent
      } else if block.roles.isEmpty {
        .everyone(.deny)
      } else {
        words.approvals(in: block.roles) > 0 ? .silent : .everyone(.ask)
      }
    default: .silent
    }
  }

  private func stance(ofWording kind: Rule.Kind, _ part: CompiledRule.Part) -> Stance {
    switch kind {
    case .disclosureRequired: adding()
    case .incentiveDisclosure:
      post.prize == nil || blockedWord(part) != nil ? .silent : adding()
    case .undisclosableAction(let actions, let becomeQuotes):
      Stance(
        .rewrite(
          becomeQuotes
            ? Verdict.Effect(turned: ActionSet(actions))
            : Verdict.Effect(withheld: ActionSet(actions)), on: network))
    case .editRights(let rights): Stance(.rewrite(rights.effect, on: network))
    case .noAutoLike:
      Stance(.rewrite(Verdict.Effect(withheld: ActionSet([Action.like])), on: network))
    default: .silent
    }
  }

  private func wait(until end: Instant) -> Stance {
    .everyone(Ruling.wait(until: end).held(within: post))
  }

  private func adding() -> Stance { Stance(.rewrite(.words, on: network)) }
}

extension Occasion {
  /// Tells whether a demand for different words speaks about the post there.
  func isConcerned(by demand: Rule.TextUniqueness) -> Bool {
    isWordy ? demand.includesShares : !post.variants.isEmpty
  }

  /// The first thing that a filter finds in the post's texts.
  func blockedWord(_ part: CompiledRule.Part) -> String? {
    guard case .words(let filter) = part else { return nil }
    for text in texts {
      if let found = filter.firstMatch(in: text) { return found }
    }
    return nil
  }

  /// Why the post's way to disclose is none; nil where nothing is wrong with it.
  func rejection(_ tokens: [String], mostHashtags: Int?) -> String? {
    let written = ([post.text] + post.variants).map { text in
      text.folded.split(whereSeparator: \.isWhitespace).map { word in
        String(word.trimmingPunctuation)
      }
    }
    let hashtags = post.hashtags.map(\.folded)
    for token in tokens {
      let folded = token.folded
      if hashtags.contains(folded) || written.contains(where: { $0.contains(folded) }) {
        return "“\(token)” tells nobody who speaks"
      }
    }
    guard let mostHashtags else { return nil }
    let most = written.map { Set($0.filter { $0.hasPrefix("#") }).union(hashtags).count }.max() ?? 0
    guard most > mostHashtags else { return nil }
    return "\(most) hashtags would bury a disclosure, the most is \(mostHashtags)"
  }

  /// Tells whether the post links to a site that is none of the company's own.
  func linksElsewhere(than domains: [String]) -> Bool {
    guard let host = post.link?.host else { return false }
    return !domains.contains { host == $0.folded || host.hasSuffix(".\($0.folded)") }
  }
}

extension Rule.EditRights {
  /// What the rights leave of the actions.
  var effect: Verdict.Effect {
    let withheld: [Action] =
      switch freedom {
      case .locked: Action.allCases.filter(\.hasWords)
      case .append: [.comment, .share]
      case .free: []
      }
    return Verdict.Effect(
      withheld: ActionSet(withheld), turned: needsComment ? ActionSet([Action.repost]) : [])
  }
}

extension [Period] {
  /// The end of the stretch of touching periods that holds an instant.
  ///
  /// - Returns: nil where none holds it; an end of nil where it never ends.
  /// - Complexity: O(periods²).
  func end(at instant: Instant) -> Instant?? {
    var end: Instant?
    while true {
      let here = filter { $0.contains(end ?? instant) }
      guard !here.isEmpty else { return end.map { .some($0) } }
      var latest = end ?? instant
      for period in here {
        guard let until = period.until else { return .some(nil) }
        latest = Swift.max(latest, until)
      }
      end = latest
    }
  }
}

extension String {
  /// The host of an http or https link, in small letters.
  fileprivate var host: String {
    let rest = folded.drop { $0 != "/" }.drop { $0 == "/" }
    let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let host = authority.split(separator: "@").last ?? authority
    return String(host.prefix { $0 != ":" })
  }
}

extension Substring {
  /// The word without what stands around it, a leading `#` aside.
  fileprivate var trimmingPunctuation: Substring {
    var rest = drop { !$0.isLetter && !$0.isNumber && $0 != "#" }
    while let last = rest.last, !last.isLetter, !last.isNumber { rest.removeLast() }
    return rest
  }
}
