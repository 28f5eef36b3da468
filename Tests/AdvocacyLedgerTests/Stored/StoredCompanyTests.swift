import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyLedger
@testable import AdvocacyPolicy

/// The values of `companies/every-rule.json`, as a run kept them and as they come back.
@Suite("A company's inputs kept and restored")
struct StoredCompanyTests {
  private let configuration: Configuration

  init() throws {
    configuration = try StoredFixture(schema: 2, company: "every-rule").configuration()
  }

  @Test("company, networks, pages and courses come back")
  func company() throws {
    #expect(configuration.company == "Acme “Robotics” / Söhne")
    #expect(configuration.calendar.zoneName == "Europe/Madrid")
    #expect(
      configuration.networks.map(\.id.text)
        == ["blog", "facebook", "intranet", "linkedin", "mastodon", "x"])
    let mastodon = try #require(configuration.network(network("mastodon")))
    #expect(mastodon.title == "Mastodon")
    #expect(mastodon.actions == [.like, .repost, .comment])
    #expect(mastodon.textLimit == 500)
    #expect(try configuration.network(network("intranet"))?.textLimit == nil)
    #expect(configuration.pages.map(\.followers) == [1500, 800])
    #expect(configuration.pages.map(\.node) == [nil, 1_234_567_890_123_456_789])
    #expect(configuration.courses.map(\.id.text) == ["basics", "claims", "long"])
    #expect(configuration.courses.map(\.validDays) == [365, nil, nil])
    #expect(configuration.rateCard == nil)
  }

  @Test("what reach is worked out from comes back")
  func reachInputs() throws {
    #expect(
      configuration.behaviour
        == Behaviour(
          participation: .chance(Parameter(0.25)), topicAffinity: 2, fatigue: 0.125, likeChance: 1,
          repostChance: 0.6, fromMinute: 450, untilMinute: 1440))
    #expect(
      try configuration.audiences == [
        AudienceFile(
          network: network("x"), file: "graphs/x.txt", edges: .followedToFollower, weightColumn: 3),
        AudienceFile(network: network("linkedin"), file: "graphs/linkedin.txt"),
      ])
    let parameters = configuration.parameters
    #expect(parameters.overrides.count == 4)
    #expect(parameters[.cascadeDepth] == Parameter(4))
    #expect(try parameters[.visibilityRatio, network("mastodon")] == Parameter(3.5))
    #expect(try parameters[.pageVisibility, network("linkedin")].basis == .assumed)
    let other = try StoredFixture(schema: 2, company: "fair-play-off").configuration()
    #expect(other.behaviour.participation == .everyone)
    #expect(other.parameters == ParameterSet())
  }

  @Test("tiers and fair play come back, and what is off stays off")
  func policy() throws {
    let policy = configuration.policy
    #expect(policy.version == "2026-11 \"draft\"")
    #expect(policy.tiers.map(\.id.text) == ["fan", "pro"])
    #expect(policy.tiers.map(\.title) == ["Fan", "pro"])
    #expect(policy.tiers.map { $0.courses.map(\.text) } == [["basics"], ["long"]])
    #expect(policy.tiers.map { $0.includes.map(\.text) } == [[], ["fan"]])
    #expect(
      try policy.tiers.map(\.grants) == [
        [
          Tier.Grant(
            actions: [.like, .repost], networks: [network("x"), network("mastodon")],
            topics: ["product"]),
          Tier.Grant(actions: [.comment]),
        ], [Tier.Grant()],
      ])
    let stagger = Stagger {
      $0.gapMinutes = 30
      $0.share = 0.4
      $0.seed = 3
    }
    #expect(policy.fairPlay.stagger as? Stagger == stagger)
    let textUniqueness = TextUniqueness {
      $0.similarity = 0.9
      $0.accountsPerText = 2
    }
    #expect(policy.fairPlay.textUniqueness as? TextUniqueness == textUniqueness)
    let off = try StoredFixture(schema: 2, company: "fair-play-off").configuration()
    #expect(off.policy.fairPlay == .off)
    let half = try StoredFixture(schema: 2, company: "nearly-empty").configuration()
    #expect(half.policy.fairPlay == Policy.FairPlay(stagger: nil, textUniqueness: TextUniqueness()))
    #expect(half.policy.rules == [])
  }

  @Test("the scopes, periods and sentences of rules come back")
  func rules() throws {
    func rule(_ id: String) throws -> Rule {
      try #require(configuration.policy.rules.first { $0.id.text == id })
    }
    #expect(configuration.policy.rules.count == 64)
    #expect(try rule("trained").sentence == "Who speaks for us has learnt \"how\" / where.")
    #expect(try rule("once").sentence == nil)
    #expect(try rule("once").scope == Scope())
    #expect(try rule("tiered").scope.networks?.map(\.text) == ["mastodon", "x"])
    #expect(try rule("tiered").scope.campaigns == ["atlas"])
    #expect(try rule("ranked").scope.hashtags == ["#Race"])
    #expect(
      try rule("segment-people").scope.employees.employees?.map(\.text) == ["ana", "_unlisted"])
    #expect(
      try rule("segment-rest").scope
        == Scope(
          tags: ["results"],
          employees: Selector(
            roles: ["lead"], countries: ["ES"], languages: ["es"], contracts: ["hourly"])))
    #expect(try rule("trainee").scope.employees.seniorities == ["junior"])
    #expect(try rule("handbook").scope.employees.teams == ["engineering"])
    #expect(
      try rule("killed").period
        == Period(
          from: Instant(rfc3339: "2026-08-31T22:00:00Z"),
          until: Instant(rfc3339: "2027-09-01T10:30:00Z")))
  }

  @Test("everything about an employee comes back but name, handle and evidence")
  func employee() throws {
    func time(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }
    func courses(_ text: String) throws -> CourseID { try #require(CourseID(text)) }
    let october = try time("2026-09-30T22:00:00Z")
    let ana = try Employee(
      id: #require(EmployeeID("ana")), name: "ana", team: "engineering", role: "engineer",
      country: "ES", language: "es", topics: ["product", "engineering"],
      consent: Consent(
        period: Period(
          from: time("2026-08-31T22:00:00Z"), until: time("2027-08-31T22:00:00Z")),
        networks: [network("x"), network("linkedin")],
        actions: [.like, .repost, .quote, .comment, .share], uses: ["leaderboard", "newsletter"]),
      trainings: [
        Training(
          course: courses("basics"), completed: time("2026-09-09T22:00:00Z"), score: 85, level: 2),
        Training(course: courses("claims"), completed: time("2026-09-11T08:30:00Z")),
      ],
      accounts: [
        Account(network: network("linkedin"), followers: 410, node: 5),
        Account(
          network: network("x"), followers: 240, node: 9_223_372_036_854_775_807,
          authorized: october, isVerified: true, isAutomated: false),
      ],
      employed: Period(from: time("2019-12-31T23:00:00Z"), until: time("2029-12-31T23:00:00Z")),
      status: EmploymentStatus(
        seniority: "senior", contract: "hourly",
        roles: [
          EmploymentStatus.DatedRole(
            role: "interim", period: Period(from: october, until: time("2026-11-30T23:00:00Z"))),
          EmploymentStatus.DatedRole(role: "coach", period: Period(from: october)),
        ],
        leave: [Period(from: time("2026-12-19T23:00:00Z"), until: time("2027-01-06T23:00:00Z"))],
        suspended: [
          Period(from: time("2026-07-31T22:00:00Z"), until: time("2026-08-14T22:00:00Z"))
        ],
        acknowledgements: [
          EmploymentStatus.Acknowledgement(
            document: "handbook", version: "3", at: time("2026-09-01T22:00:00Z")),
          EmploymentStatus.Acknowledgement(
            document: "nda", version: "1", at: time("2026-09-02T10:00:00Z")),
        ],
        optOuts: [
          EmploymentStatus.OptOut(topics: ["results"], period: Period(from: october)),
          EmploymentStatus.OptOut(
            campaigns: ["zeus"], networks: [network("x")],
            period: Period(until: time("2026-12-31T23:00:00Z"))),
        ]))
    #expect(configuration.roster.map(\.id.text) == ["ana", "ben", "carla", "dora"])
    #expect(configuration.roster.first == ana)
    let carla = configuration.roster[2]
    #expect(carla.consent == nil && carla.trainings == [] && carla.status == EmploymentStatus())
    #expect(carla.accounts.map(\.followers) == [0, 3])
    #expect(carla.accounts.map(\.isVerified) == [nil, false])
  }
}
