import AdvocacyModel

/// The people, tiers, scopes and posts of a random scene.
extension RandomDraws {
  /// Two tiers, the higher of which includes the lower.
  mutating func tiers() -> [Tier] {
    func grant(_ scene: inout Self) -> Tier.Grant {
      Tier.Grant(
        actions: scene.maybe { $0.actions() },
        networks: scene.maybe { _ in [id("x"), id("facebook")] },
        topics: scene.maybe { $0.some(["t", "U"]) })
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
        course: pick([id("basics"), id("advanced")]), completed: instant() - .days(3),
        score: maybe { $0.below(101) },
        level: maybe { $0.below(3) })
    }
    return Employee(
      id: id("e\(index)"), name: "", team: pick(["a", "b", "c"]), role: pick(["r", "s"]),
      country: pick(["ES", "DE"]), language: pick(["es", "es-ES", "de", ""]),
      topics: some(["t", "ｕ"]),
      consent: below(8) == 0 ? nil : consent(), trainings: trainings, accounts: accounts,
      employed: below(6) == 0 ? period() : Period(), status: status())
  }

  private mutating func consent() -> Consent {
    Consent(
      period: below(4) == 0 ? period() : Period(),
      networks: below(4) == 0 ? [id("x"), id("blog")] : nil,
      actions: below(6) == 0 ? actions() : nil, uses: below(4) == 0 ? some(["ranking"]) : nil)
  }

  private mutating func status() -> EmploymentStatus {
    EmploymentStatus(
      seniority: pick(["", "senior"]), contract: pick(["", "hourly"]),
      roles: rarely { EmploymentStatus.DatedRole(role: $0.pick(["r", "s"]), period: $0.period()) },
      leave: rarely { $0.period() } + rarely { $0.period() }, suspended: rarely { $0.period() },
      acknowledgements: below(2) == 0
        ? []
        : [
          EmploymentStatus.Acknowledgement(
            document: "code", version: pick(["3", "4"]), at: instant())
        ],
      optOuts: rarely { scene in
        EmploymentStatus.OptOut(
          topics: scene.maybe { $0.some(["t", "u"]) },
          campaigns: scene.maybe { $0.pick([["c"], ["Ｃ"]]) },
          networks: scene.maybe { _ in [id("x")] }, period: scene.period())
      },
      declined: rarely { scene in
        scene.below(2) == 0
          ? EmploymentStatus.OptOut(posts: [id("p\(scene.below(3))")])
          : EmploymentStatus.OptOut(topics: ["t"])
      }, minutesPerWeek: maybe { 1 + $0.below(12) })
  }

  /// The candidates a rule speaks about; all of them most often.
  mutating func scope() -> Scope {
    Scope(
      networks: below(4) == 0 ? [id("x"), id("blog")] : nil,
      topics: below(4) == 0 ? some(["T", "u"]) : nil,
      campaigns: below(6) == 0 ? [pick(["c", "C"])] : nil,
      hashtags: below(6) == 0 ? [pick(["#h", "#Hß"])] : nil,
      tags: below(6) == 0 ? some(["g", "K"]) : nil,
      employees: below(2) == 0 ? Selector() : selector())
  }

  /// A post with all that rules ask about.
  mutating func post(_ index: Int, _ networks: [Network]) -> Post {
    var post = Post(
      id: id("p\(index)"), text: pick(Self.texts),
      networks: networks.map(\.id), at: instant(), expires: maybe { $0.instant() },
      link: maybe {
        $0.pick(["https://a.example", "https://b.example", "https://www.a.example/page"])
      },
      campaign: maybe { _ in "c" }, topics: some(["t", "u"]), hashtags: some(["#h", "#I"]),
      variants: maybe { $0.some(Self.variants) } ?? [],
      author: maybe { $0.pick([id("e0"), id("e1")]) }, tags: some(["g", "ｋ"]),
      prize: maybe { _ in "a book" }, isInteractive: below(3) == 0)
    var languages = aside()
    if languages.below(2) == 0 {
      post.variantLanguages = post.variants.map { _ in
        languages.pick([nil, "es", "ES-es", "de"])
      }
    }
    return post
  }

  private static let texts = [
    "one", "two", "three word text", "two #h more", "Ｔｗ\u{AD}o", "これは機密です", "More #HSS",
  ]

  private static let variants = [
    "one", "other words here", "other words there", "four", "two of them", "Come and see our lab",
    "come and see our lab today",
  ]
}
