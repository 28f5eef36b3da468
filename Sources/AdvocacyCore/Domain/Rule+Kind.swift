extension Rule {
  /// The kinds of rules.
  ///
  /// Who denies, defers, asks or rewrites is said here; sources and examples are in the article
  /// on policy rules.
  package enum Kind: Hashable, Sendable, Codable {
    // Who may speak.

    /// Denies employees who have not completed a course, or whose completion has lapsed.
    ///
    /// Validity is the course's, at most the maximum age; grace is in days after it ends. A
    /// training without score or level doesn't count where one is asked for.
    case trainingRequired(
      course: CourseID, graceDays: Int, minimumScore: Int? = nil, minimumLevel: Int? = nil,
      maximumAgeDays: Int? = nil)
    /// Leaves employees the actions that the tiers of their training grant; none left: denies.
    case tierCapability
    /// Asks for an approval of each post until an account took part a number of times.
    case traineeMode(posts: Int, roles: [String])
    /// Denies employees who have not accepted a version of a document.
    case policyAcknowledgement(document: String, version: String)
    /// Denies employees whose consent doesn't cover a use of their data.
    case consentRequired(use: String)
    /// Denies employees outside a segment.
    case segment(Selector)
    /// Denies employees who share no topic with a post that has topics.
    case expertiseScope
    /// Denies accounts run by a machine, and where asked those that nobody verified.
    case authenticAccount(mustBeVerified: Bool)
    /// Denies accounts whose leave for the company's tool is older than a number of days.
    ///
    /// An account without a date is not spoken about.
    case tokenValid(days: Int)

    // What may be passed on, and where.

    /// Denies networks other than those listed.
    case networkAllowed([NetworkID])
    /// Denies posts in whose texts words, phrases or globs occur, or asks for an approval.
    case wordBlock(WordBlock)
    /// Denies posts with one of some tags.
    case confidentialClass(tags: [String])
    /// Denies everything in its scope: the kill switch of a campaign or of all.
    case killSwitch
    /// Denies posts that rely on tags nobody understands, or bury one among many hashtags.
    case disclosureReject(tokens: [String], mostHashtags: Int?)

    // Who has to agree first.

    /// Asks for the approval of a number of different people in some roles.
    case approval(roles: [String], count: Int, manner: ApprovalManner? = nil)
    /// Asks a principal to sign prepared posts; a live exchange is supervised afterwards.
    case principalPreapproval(roles: [String], count: Int)
    /// Asks for an approval of links to sites of others, or denies them where no role is named.
    case adoptionCheck(domains: [String], roles: [String])
    /// Asks for due diligence on testimonials, then adds a disclosure.
    case testimonial(Disclosure, roles: [String], tags: [String])

    // When.

    /// Defers until an instant.
    case embargo(until: Instant)
    /// Denies from a number of days after the post fell due.
    case expiry(days: Int)
    /// Denies, or defers to its end, inside a window.
    case blackout(Period, defers: Bool)
    /// Defers from one time of day to another, and on some weekdays altogether.
    case quietHours(QuietHours)
    /// Defers to the next working hours; the hours given are those not paid.
    case paidTimeOnly(QuietHours)
    /// Defers employees on leave to its end.
    case leave
    /// Defers to the end of a holiday.
    case holidays([Period])

    // How often, and not all at once.

    /// Defers an account that took part often enough to its next window.
    ///
    /// Who holds a tier with a count of its own has the highest such count instead.
    case frequencyCap(count: Int, window: Window, byTier: [TierCount]? = nil)
    /// Defers an account until a number of hours after it took part last.
    case cooldown(hours: Int)
    /// Denies an account the text or the link that it passed on before, under whatever id.
    case onceOnly
    /// Defers each account to its own slot after the post fell due.
    case stagger(Stagger)
    /// Lets no more accounts use the same or nearly the same words than a number.
    case textUniqueness(TextUniqueness)
    /// Defers all but a share of the accounts past the first hours of a post.
    case podGuard(share: Double, hours: Int)
    /// Lets only some accounts pass a post on; the others may like it.
    case autoRepostLimit(accounts: Int)
    /// Withholds likes.
    case noAutoLike

    // In which words.

    /// Adds a disclosure to the employee's words.
    ///
    /// A bare like or repost becomes a quote where the network has quotes; else it is denied.
    case disclosureRequired(Disclosure)
    /// Adds the label for advertising of the employee's country, before everything else.
    case adLabel(byCountry: [String: String])
    /// Adds a disclosure to a post with a prize, unless it holds an accepted word already.
    case incentiveDisclosure(Disclosure, accepted: [String])
    /// Adds that views are the employee's own, unless they have one of some roles.
    case ownOpinion(Disclosure, exceptRoles: [String])
    /// Withholds actions in which no disclosure can stand, or turns them into quotes.
    case undisclosableAction([Action], becomeQuotes: Bool)
    /// Holds employees to the words given, in part or whole, or asks them for some of their own.
    case editRights(EditRights)

    // What a simulation can only remind of; the candidate is allowed.

    /// Reminds of what to keep, and for how many years.
    case retention(years: Int, what: [String])
    /// Reminds that a person has to confirm each action by hand.
    case manualOnly
    /// Reminds that only posts supplied by the company are governed, never employees' own talk.
    case protectedSpeech
  }
}

extension Rule.Kind {
  /// The word by which configuration names the kind.
  package var name: String {
    switch self {
    case .trainingRequired: "trainingRequired"
    case .tierCapability: "tierCapability"
    case .traineeMode: "traineeMode"
    case .policyAcknowledgement: "policyAcknowledgement"
    case .consentRequired: "consentRequired"
    case .segment: "segment"
    case .expertiseScope: "expertiseScope"
    case .authenticAccount: "authenticAccount"
    case .tokenValid: "tokenValid"
    case .networkAllowed: "networkAllowed"
    case .wordBlock: "wordBlock"
    case .confidentialClass: "confidentialClass"
    case .killSwitch: "killSwitch"
    case .disclosureReject: "disclosureReject"
    case .approval: "approval"
    case .principalPreapproval: "principalPreapproval"
    case .adoptionCheck: "adoptionCheck"
    case .testimonial: "testimonial"
    case .embargo: "embargo"
    case .expiry: "expiry"
    case .blackout: "blackout"
    case .quietHours: "quietHours"
    case .paidTimeOnly: "paidTimeOnly"
    case .leave: "leave"
    case .holidays: "holidays"
    case .frequencyCap: "frequencyCap"
    case .cooldown: "cooldown"
    case .onceOnly: "onceOnly"
    case .stagger: "stagger"
    case .textUniqueness: "textUniqueness"
    case .podGuard: "podGuard"
    case .autoRepostLimit: "autoRepostLimit"
    case .noAutoLike: "noAutoLike"
    case .disclosureRequired: "disclosureRequired"
    case .adLabel: "adLabel"
    case .incentiveDisclosure: "incentiveDisclosure"
    case .ownOpinion: "ownOpinion"
    case .undisclosableAction: "undisclosableAction"
    case .editRights: "editRights"
    case .retention: "retention"
    case .manualOnly: "manualOnly"
    case .protectedSpeech: "protectedSpeech"
    }
  }

  /// The roles whose approval the kind asks for.
  package var approvers: [String] {
    switch self {
    case .approval(let roles, _, _), .principalPreapproval(let roles, _),
      .traineeMode(_, let roles), .adoptionCheck(_, let roles), .testimonial(_, let roles, _):
      roles
    case .wordBlock(let block): block.roles
    default: []
    }
  }
}
