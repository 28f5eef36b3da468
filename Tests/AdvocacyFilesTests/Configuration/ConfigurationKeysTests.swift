import AdvocacyModel
import Testing

@testable import AdvocacyFiles

/// The keys that files already written hold: a rename in the program must not change one.
@Suite("The keys of config.json are a contract")
struct ConfigurationKeysTests {
  @Test("each object has its keys")
  func keys() {
    typealias Keys = ConfigurationKeys
    #expect(
      Keys.top == [
        "$schema", "company", "language", "pages", "networks", "courses", "employees", "roles",
        "groups", "policy", "behaviour", "parameters", "rateCard", "links", "strings", "mail",
      ])
    #expect(Keys.company == ["name", "timeZone"])
    #expect(Keys.page == ["followers", "node"])
    #expect(Keys.network == ["title", "actions", "textLimit", "audience"] + Self.ownParameters)
    #expect(Keys.parameters == Self.ownParameters + Self.sharedParameters)
    #expect(Keys.parameter == ["low", "typical", "high", "basis", "source"])
    #expect(Keys.audience == ["file", "edges", "weightColumn"])
    #expect(Keys.course == ["id", "title", "validDays"])
    #expect(Keys.roleGrant == ["role", "employees", "teams", "from", "until"])
    #expect(Keys.behaviour == Self.behaviour)
    #expect(Keys.hours == ["from", "until"])
    #expect(Keys.rateCard == ["name", "date", "currency", "source", "rates"])
    #expect(Keys.links == ["utm"])
    #expect(Keys.utm == ["medium", "campaign", "perPerson"])
    #expect(Keys.mail == ["from", "to"])
    #expect(
      Keys.rates == [
        "perThousandImpressions", "perParticipation", "perLike", "perComment", "perShare",
        "perClick",
      ])
  }

  @Test("an employee has its keys")
  func employee() {
    typealias Keys = ConfigurationKeys
    #expect(
      Keys.employee == [
        "id", "name", "team", "role", "country", "language", "topics", "consent", "trainings",
        "accounts", "employed", "seniority", "contract", "roles", "leave", "suspended",
        "acknowledgements", "optOuts", "minutesPerWeek",
      ])
    #expect(Keys.consent == ["from", "until", "networks", "actions", "uses", "evidence"])
    #expect(Keys.datedRole == ["role", "from", "until"])
    #expect(Keys.acknowledgement == ["document", "version", "at"])
    #expect(Keys.optOut == ["topics", "campaigns", "networks", "from", "until"])
    #expect(Keys.period == ["from", "until"])
    #expect(Keys.training == ["course", "completed", "score", "level"])
    #expect(
      Keys.account == ["handle", "followers", "node", "authorized", "verified", "automated"])
  }

  @Test("a policy has its keys")
  func policy() {
    typealias Keys = ConfigurationKeys
    let selector = [
      "employees", "teams", "roles", "countries", "languages", "contracts", "seniorities",
    ]
    #expect(Keys.policy == ["version", "tiers", "fairPlay", "rules"])
    #expect(Keys.tier == ["id", "title", "courses", "includes", "allows"])
    #expect(Keys.grant == ["actions", "networks", "topics"])
    #expect(Keys.fairPlay == ["stagger", "textUniqueness"])
    #expect(Keys.rule == ["id", "type", "sentence", "from", "until", "when", "hold"])
    #expect(Keys.selector == selector)
    #expect(
      Keys.group
        == ["id", "network", "title", "members", "closed", "employees", "welcome"]
        + Self.ownParameters.filter { ParameterName(rawValue: $0)?.isOfGroup ?? false })
    #expect(
      Keys.scope == ["networks", "groups", "topics", "campaigns", "hashtags", "tags"] + selector)
    #expect(
      Keys.weekdays == [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
      ])
  }

  @Test("a post of queue.json has its keys")
  func post() {
    #expect(
      PostKey.allCases.map(\.rawValue) == [
        "id", "text", "networks", "at", "expires", "link", "campaign", "topics", "hashtags",
        "variants", "author", "tags", "prize", "interactive", "welcomes",
      ])
  }

  private static let behaviour = [
    "participation", "topicAffinity", "fatigue", "likeChance", "repostChance", "hours",
    "minutesPerWeek",
  ]
  private static let ownParameters = [
    "pageVisibility", "visibilityExponent", "visibilityRatio", "likeExposure", "appealSpread",
    "impressionsPerPerson", "shareRate", "deepShareFactor", "teamOverlap",
    "companyOverlap", "pageOverlap", "reactionDelayMedianHours", "reactionDelaySigma",
    "followersMu", "followersSigma",
  ]
  private static let sharedParameters = [
    "quoteFactor", "shareFactor", "repostFactor", "commentFactor", "activityShape", "lookShape",
    "colleagueShare", "pageStaffShare", "appealCorrelation", "networkCorrelation",
    "secondNetworkOverlap", "deepAudienceCap", "cascadeDepth", "marketSize",
  ]
}
