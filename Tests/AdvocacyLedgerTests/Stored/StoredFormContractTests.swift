import AdvocacyModel
import AdvocacyPolicy
import Foundation
import Testing

@testable import AdvocacyLedger

/// The JSON of a value, as the ledger keeps it.
func json(_ value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// Keys and words that ledgers already written hold: a rename in the program must not change one.
@Suite("The stored form is a contract")
struct StoredFormContractTests {
  private let from = Instant(seconds: 0)
  private let x: NetworkID
  private let basics: CourseID
  private let period: Period
  private static let span = #"{"from":"1970-01-01T00:00:00Z","until":"1970-01-02T00:00:00Z"}"#

  init() throws {
    x = try network("x")
    basics = try #require(CourseID("basics"))
    period = Period(from: from, until: Instant(seconds: 86_400))
  }

  @Test("the keys of networks, pages and courses, and those of what is not there")
  func company() throws {
    let net = Network(id: x, title: "X", actions: [.like, .share], textLimit: 280)
    #expect(
      try json(StoredNetwork(net))
        == #"{"actions":["like","share"],"id":"x","textLimit":280,"title":"X"}"#)
    #expect(
      try json(StoredNetwork(Network(id: x, title: "X", actions: [], textLimit: nil)))
        == #"{"actions":[],"id":"x","title":"X"}"#)
    #expect(
      try json(StoredPage(Page(network: x, followers: 3, node: .max)))
        == #"{"followers":3,"network":"x","node":18446744073709551615}"#)
    #expect(
      try json(StoredPage(Page(network: x, followers: 3))) == #"{"followers":3,"network":"x"}"#)
    #expect(
      try json(StoredCourse(Course(id: basics, title: "Basics", validDays: 9)))
        == #"{"id":"basics","title":"Basics","validDays":9}"#)
  }

  @Test("the keys of a configuration, of behaviour, audiences and parameters")
  func configuration() throws {
    let calendar = try #require(CompanyCalendar(zoneName: "UTC"))
    var parameters = ParameterSet()
    parameters.override(
      .shareRate, on: x,
      with: Parameter(low: 0.1, typical: 0.2, high: 0.3, basis: .read, source: "A study"))
    let empty = Configuration(
      company: "Acme", calendar: calendar, networks: [], policy: Policy(fairPlay: .off),
      behaviour: Behaviour(participation: .everyone),
      audiences: [
        AudienceFile(network: x, file: "x.txt", edges: .followedToFollower, weightColumn: 3)
      ], parameters: parameters)
    #expect(
      try json(StoredConfiguration(empty, naming: \.text)) == """
        {"audiences":[{"edges":"followedToFollower","file":"x.txt","network":"x",\
        "weightColumn":3}],"behaviour":{"fatigue":0.2,"fromMinute":480,"likeChance":0.8,\
        "participation":{"everyone":{}},"repostChance":0.6,"topicAffinity":1.5,\
        "untilMinute":1200},"company":"Acme","courses":[],"networks":[],"pages":[],\
        "parameters":{"overrides":[{"name":"shareRate","network":"x","parameter":{"basis":"read",\
        "high":0.3,"low":0.1,"source":"A study","typical":0.2}}]},"policy":{"fairPlay":{},\
        "rules":[],"tiers":[],"version":"1"},"zone":"UTC"}
        """)
    #expect(try !json(StoredConfiguration(empty, naming: \.text)).contains("roles"))
    #expect(try json(StoredParticipation(.chance(Parameter(0.5)))) == #"{"chance":{"_0":0.5}}"#)
  }

  @Test("the keys of a role, whose employees stand under the ledger's keys")
  func roles() throws {
    let ana = try #require(EmployeeID("ana"))
    let grant = RoleGrant(role: "legal", employees: [ana], teams: ["law"], period: period)
    let naming = StoredEmployeeNames.naming { $0 == ana ? 17 : nil }
    #expect(
      try json(StoredRoleGrant(grant, naming: naming)) == """
        {"employees":["_employee.17"],"period":\(Self.span),"role":"legal","teams":["law"]}
        """)
    #expect(
      try json(StoredRoleGrant(RoleGrant(role: "legal", teams: ["law"]), naming: naming))
        == #"{"employees":[],"period":{},"role":"legal","teams":["law"]}"#)
  }

  @Test("the keys of a policy's tiers, fair play, scopes and rules")
  func policy() throws {
    let tier = Tier(
      id: try #require(TierID("pro")), title: "Pro", courses: [basics],
      includes: [try #require(TierID("fan"))],
      grants: [Tier.Grant(actions: [.quote], networks: [x], topics: ["a"]), Tier.Grant()])
    #expect(
      try json(StoredTier(tier)) == """
        {"courses":["basics"],"grants":[{"actions":["quote"],"networks":["x"],"topics":["a"]},\
        {}],"id":"pro","includes":["fan"],"title":"Pro"}
        """)
    #expect(
      try json(StoredFairPlay(Policy.FairPlay.usual)) == """
        {"stagger":{"concernsEveryPost":false,"gapMinutes":15,"seed":0,"share":0.25},\
        "textUniqueness":{"accountsPerText":1,"includesShares":false,"similarity":0.8}}
        """)
    let scope = Scope(
      networks: [x], topics: ["a"], campaigns: ["b"], hashtags: ["#c"], tags: ["d"],
      employees: Selector(
        employees: [try #require(EmployeeID("ana"))], teams: ["e"], roles: ["f"],
        countries: ["ES"], languages: ["es"], contracts: ["g"], seniorities: ["h"]))
    #expect(
      try json(StoredScope(scope, naming: StoredEmployeeNames.naming { _ in nil })) == """
        {"campaigns":["b"],"employees":{"contracts":["g"],"countries":["ES"],\
        "employees":["_unlisted"],"languages":["es"],"roles":["f"],"seniorities":["h"],\
        "teams":["e"]},"hashtags":["#c"],"networks":["x"],"tags":["d"],"topics":["a"]}
        """)
    let rule = """
      {"id":"some","kind":{"anything":{"deep":[1,0.5,true,"a",{}]}},"period":\(Self.span),\
      "scope":{"employees":{}},"sentence":"Why."}
      """
    #expect(try json(JSONDecoder().decode(StoredRule.self, from: Data(rule.utf8))) == rule)
    // Rules kept before there was a choice have no hold, and none is added.
    let held = rule.replacing(#""id""#, with: #""hold":"acting","id""#)
    #expect(try json(JSONDecoder().decode(StoredRule.self, from: Data(held.utf8))) == held)
  }

  @Test("the keys of consents, trainings, accounts and standings")
  func employee() throws {
    let span = Self.span
    #expect(
      try json(
        StoredConsent(
          Consent(
            period: period, networks: [x], actions: [.comment], uses: ["a"], evidence: "file 7")))
        == #"{"actions":["comment"],"networks":["x"],"period":\#(span),"uses":["a"]}"#)
    #expect(
      try json(StoredTraining(Training(course: basics, completed: from, score: 1, level: 2)))
        == #"{"completed":"1970-01-01T00:00:00Z","course":"basics","level":2,"score":1}"#)
    let account = Account(
      network: x, handle: "@a", followers: 0, node: 5, authorized: from, isVerified: true,
      isAutomated: false)
    #expect(
      try json(StoredAccount(account)) == """
        {"authorized":"1970-01-01T00:00:00Z","followers":0,"isAutomated":false,\
        "isVerified":true,"network":"x"}
        """)
    let standing = EmploymentStatus(
      seniority: "a", contract: "b", roles: [EmploymentStatus.DatedRole(role: "c", period: period)],
      leave: [period], suspended: [Period()],
      acknowledgements: [EmploymentStatus.Acknowledgement(document: "d", version: "1", at: from)],
      optOuts: [
        EmploymentStatus.OptOut(topics: ["e"], campaigns: ["f"], networks: [x], period: period)
      ])
    #expect(
      try json(StoredEmploymentStatus(standing)) == """
        {"acknowledgements":[{"at":"1970-01-01T00:00:00Z","document":"d","version":"1"}],\
        "contract":"b","leave":[\(span)],"optOuts":[{"campaigns":["f"],"networks":["x"],\
        "period":\(span),"topics":["e"]}],"roles":[{"period":\(span),"role":"c"}],\
        "seniority":"a","suspended":[{}]}
        """)
  }

  @Test("the keys of a roster's columns")
  func roster() throws {
    let ana = Employee(
      id: try #require(EmployeeID("ana")), team: "t", role: "r", country: "ES", language: "es",
      topics: ["hiring"], trainings: [Training(course: basics, completed: from)],
      accounts: [Account(network: x, followers: 3, node: 7)])
    let roster = try StoredInputsCoder.bytes(of: [ana], by: RosterKeys([17]))
    #expect(
      String(decoding: roster, as: UTF8.self) == """
        {"keys":"Ig==","people":{"accounts":[{"followers":"Bg==","network":"x","nodes":"Dg==",\
        "placed":"AA==","rest":{"rows":"AA==","values":[{"followers":0,"network":"x"}]},\
        "rows":"AA=="}],"dates":{"consents":{"rows":"AA==","values":[null]},\
        "joined":{"rows":"AA==","values":[null]},"left":{"rows":"AA==","values":[null]},\
        "trainings":{"counts":"Ag==","elements":{"rows":"AA==","values":[\
        {"completed":"1970-01-01T00:00:00Z","course":"basics"}]}}},"labels":{\
        "countries":{"rows":"AA==","values":["ES"]},"languages":{"rows":"AA==","values":["es"]},\
        "roles":{"rows":"AA==","values":["r"]},"standings":{"rows":"AA==","values":[\
        {"acknowledgements":[],"contract":"","leave":[],"optOuts":[],"roles":[],"seniority":"",\
        "suspended":[]}]},"teams":{"rows":"AA==","values":["t"]},"topics":{"counts":"Ag==",\
        "elements":{"rows":"AA==","values":["hiring"]}}}}}
        """)
  }

  @Test("the keys of a post")
  func post() throws {
    let post = Post(
      id: try postID("one"), text: "a/b", networks: [x], at: from, expires: from, link: "l",
      campaign: "c", topics: ["t"], hashtags: ["#h"], variants: ["v"], tags: ["g"], prize: "p",
      isInteractive: true)
    #expect(
      try StoredBody(post, author: 17, welcomed: nil).json == """
        {"at":0,"author":17,"campaign":"c","expires":0,"hashtags":["#h"],"isInteractive":true,\
        "link":"l","networks":["x"],"prize":"p","tags":["g"],"text":"a/b","topics":["t"],\
        "variants":["v"]}
        """)
  }

  @Test("the languages of variants, where there are any, come back as they were")
  func languages() throws {
    let post = Post(
      id: try postID("one"), text: "t", networks: [x], at: from, variants: ["v", "w"],
      variantLanguages: ["es", nil])
    let json = try StoredBody(post, author: nil, welcomed: nil).json
    #expect(
      json == """
        {"at":0,"hashtags":[],"networks":["x"],"text":"t","topics":[],\
        "variantLanguages":["es",null],"variants":["v","w"]}
        """)
    #expect(try StoredBody(json: json).post(post.id, author: nil, welcomed: nil) == post)
  }
}
