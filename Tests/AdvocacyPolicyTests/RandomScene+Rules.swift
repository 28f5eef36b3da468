import AdvocacyCore

extension RandomScene {
  /// The number of kinds that can be drawn: all of them.
  static let kindCount = 42

  /// A rule of any kind.
  mutating func kind() -> Rule.Kind {
    let number = below(Self.kindCount)
    return switch number {
    case 0...10: firstKind(number)
    case 11...22: standingKind(number)
    case 23...31: frequencyKind(number)
    default: wordKind(number)
    }
  }

  private mutating func firstKind(_ number: Int) -> Rule.Kind {
    switch number {
    case 0:
      .trainingRequired(
        course: course(), graceDays: below(3), minimumScore: maybe { $0.below(3) * 50 },
        minimumLevel: maybe { $0.below(3) }, maximumAgeDays: maybe { $0.below(6) + 1 })
    case 1: .segment(selector())
    case 2: .networkAllowed([id("x"), id("linkedin"), id("facebook")])
    case 3:
      .approval(
        roles: some(["legal", "press"]), count: below(3),
        manner: maybe { $0.pick(Rule.ApprovalManner.allCases) })
    case 4: .embargo(until: instant())
    case 5: .expiry(days: below(8))
    case 6: .blackout(period(), defers: below(2) == 0)
    case 7: .quietHours(hours())
    case 8: .paidTimeOnly(hours())
    case 9: .onceOnly
    default: .disclosureRequired(words("d"))
    }
  }

  private mutating func standingKind(_ number: Int) -> Rule.Kind {
    switch number {
    case 11, 12: .tierCapability
    case 13: .policyAcknowledgement(document: "code", version: pick(["3", "4"]))
    case 14: .consentRequired(use: "ranking")
    case 15: .expertiseScope
    case 16: .authenticAccount(mustBeVerified: below(2) == 0)
    case 17: .tokenValid(days: below(4) + 1)
    case 18: .leave
    case 19: .holidays([period(), period()])
    case 20: .principalPreapproval(roles: ["legal"], count: 1)
    case 21: .adoptionCheck(domains: some(["a.example"]), roles: some(["legal"]))
    default: .testimonial(words("t"), roles: some(["legal"]), tags: ["g"])
    }
  }

  private mutating func frequencyKind(_ number: Int) -> Rule.Kind {
    switch number {
    case 23: .traineeMode(posts: below(4), roles: ["press"])
    case 24, 25:
      .frequencyCap(
        count: below(4), window: pick(Rule.Window.allCases),
        byTier: maybe { scene in
          [
            Rule.TierCount(tier: id("low"), count: scene.below(4)),
            Rule.TierCount(tier: id("high"), count: scene.below(4)),
          ]
        })
    case 26: .cooldown(hours: below(30) + 1)
    case 27, 28:
      .stagger(
        Rule.Stagger(
          gapMinutes: pick([15, 60, 120]), share: pick([0.1, 0.25, 1]), seed: below(3),
          concernsEveryPost: below(2) == 0))
    case 29:
      .textUniqueness(
        Rule.TextUniqueness(
          similarity: pick([0.3, 0.8]), accountsPerText: below(3) + 1,
          includesShares: below(2) == 0))
    case 30: .podGuard(share: pick([0.1, 0.5]), hours: below(6) + 1)
    default: .autoRepostLimit(accounts: below(12))
    }
  }

  private mutating func wordKind(_ number: Int) -> Rule.Kind {
    switch number {
    case 32: .noAutoLike
    case 33: .adLabel(byCountry: ["DE": "Werbung"])
    case 34: .incentiveDisclosure(words("win"), accepted: some(["two"]))
    case 35: .ownOpinion(words("mine"), exceptRoles: ["s"])
    case 36: .undisclosableAction(actions(), becomeQuotes: below(2) == 0)
    case 37:
      .editRights(
        Rule.EditRights(
          freedom: pick(Rule.EditRights.Freedom.allCases), needsComment: below(3) == 0))
    case 38:
      .wordBlock(
        Rule.WordBlock(
          words: some(["two"]), phrases: some(["word text"]), globs: some(["f?u*"]),
          roles: some(["legal"])))
    case 39: .confidentialClass(tags: ["k"])
    case 40: .disclosureReject(tokens: some(["#h"]), mostHashtags: maybe { $0.below(2) })
    default:
      pick([.killSwitch, .retention(years: 3, what: ["text"]), .manualOnly, .protectedSpeech])
    }
  }

  private mutating func course() -> CourseID { pick([id("basics"), id("advanced")]) }

  private mutating func hours() -> Rule.QuietHours {
    Rule.QuietHours(
      fromMinute: below(24) * 60, untilMinute: below(24) * 60,
      days: (1...7).filter { _ in below(4) == 0 })
  }

  private mutating func words(_ text: String) -> Rule.Disclosure {
    Rule.Disclosure(
      text: text, byLanguage: ["es": "\(text) es"], byNetwork: maybe { _ in ["x": "\(text) x"] },
      position: maybe { $0.pick(Rule.Position.allCases) })
  }

  /// Two tiers, the higher of which includes the lower.
  mutating func tiers() -> [Tier] {
    func grant(_ scene: inout Self) -> Tier.Grant {
      Tier.Grant(
        actions: scene.maybe { $0.actions() },
        networks: scene.maybe { _ in [id("x"), id("facebook")] },
        topics: scene.maybe { $0.some(["t", "u"]) })
    }
    return [
      Tier(id: id("low"), title: "Low", courses: [id("basics")], grants: [grant(&self)]),
      Tier(
        id: id("high"), title: "High", courses: below(2) == 0 ? [id("advanced")] : [],
        includes: below(2) == 0 ? [id("low")] : [], grants: [grant(&self), grant(&self)]),
    ]
  }

  /// An employee with all that rules ask about.
  mutating func employee(_ index: Int, _ networks: [Network]) -> Employee {
    var accounts: [Account] = []
    for network in networks where below(4) > 0 {
      accounts.append(
        Account(
          network: network.id, followers: 10, authorized: maybe { $0.instant() - .days(2) },
          isVerified: maybe { $0.below(4) > 0 }, isAutomated: maybe { $0.below(6) == 0 }))
    }
    let trainings = (0..<below(4)).map { _ in
      Training(
        course: course(), completed: instant() - .days(3), score: maybe { $0.below(101) },
        level: maybe { $0.below(3) })
    }
    return Employee(
      id: id("e\(index)"), name: "", team: pick(["a", "b", "c"]), role: pick(["r", "s"]),
      country: pick(["ES", "DE"]), language: pick(["es", "de", ""]), topics: some(["t", "u"]),
      consent: below(8) == 0 ? nil : consent(), trainings: trainings, accounts: accounts,
      employed: below(6) == 0 ? period() : Period(), standing: standing())
  }

  private mutating func consent() -> Consent {
    Consent(
      period: below(4) == 0 ? period() : Period(),
      networks: below(4) == 0 ? [id("x"), id("blog")] : nil,
      actions: below(6) == 0 ? actions() : nil, uses: below(4) == 0 ? some(["ranking"]) : nil)
  }

  private mutating func standing() -> Standing {
    Standing(
      seniority: pick(["", "senior"]), contract: pick(["", "hourly"]),
      roles: rarely { Standing.DatedRole(role: $0.pick(["r", "s"]), period: $0.period()) },
      leave: rarely { $0.period() } + rarely { $0.period() }, suspended: rarely { $0.period() },
      acknowledgements: below(2) == 0
        ? []
        : [
          Standing.Acknowledgement(document: "code", version: pick(["3", "4"]), at: instant())
        ],
      optOuts: rarely { scene in
        Standing.OptOut(
          topics: scene.maybe { $0.some(["t", "u"]) }, campaigns: scene.maybe { _ in ["c"] },
          networks: scene.maybe { _ in [id("x")] }, period: scene.period())
      })
  }
}
