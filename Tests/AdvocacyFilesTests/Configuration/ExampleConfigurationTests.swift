import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import Testing

@Suite("config.example.json")
struct ExampleConfigurationTests {
  private let example: Configuration

  init() throws {
    example = try ConfigurationFile.decode(try Repository.exampleConfiguration())
  }

  @Test("is a company of 12 with pages on X and LinkedIn")
  func company() throws {
    #expect(example.company == "Acme Robotics")
    #expect(example.calendar.zoneName == "Europe/Madrid")
    #expect(example.roster.count == 12)
    #expect(Set(example.roster.map(\.team)).count == 4)
    #expect(example.pages.map(\.network.text) == ["linkedin", "x"])
    #expect(example.pages.map(\.followers) == [1500, 800])
    #expect(
      example.networks.map(\.id.text)
        == ["blog", "bluesky", "facebook", "linkedin", "mastodon", "threads", "x"])
    #expect(example.behaviour.participation == .chance(Parameter(0.25)))
  }

  @Test("lets all 12 speak on X and LinkedIn on 2026-11-23")
  func everybodyMaySpeak() throws {
    let day = try #require(Instant(rfc3339: "2026-11-23T10:00:00+01:00"))
    let networks = try ["x", "linkedin"].map { try #require(NetworkID($0)) }
    let course = try #require(CourseID("social-basics"))
    let validity = Instant.Span.days(Int64(try #require(example.courses.first?.validDays)))
    for employee in example.roster {
      #expect(employee.consent?.period.contains(day) == true, "\(employee.id)")
      #expect(employee.consent?.networks == nil)
      #expect(employee.employed.contains(day))
      let completed = employee.trainings.filter { $0.course == course }.map(\.completed)
      #expect(completed.contains { $0 <= day && day < $0 + validity }, "\(employee.id)")
      for network in networks { #expect(employee.account(on: network) != nil) }
    }
  }

  @Test("shows every kind of rule, none of which speaks about hiring but the general ones")
  func rules() throws {
    let kinds = Set(example.policy.rules.map(\.type))
    #expect(kinds.count == 11)
    let network = try #require(NetworkID("x"))
    let id = try #require(PostID("lab"))
    let at = try #require(Instant(rfc3339: "2026-11-20T10:00:00Z"))
    let post = Post(
      id: id, text: "Lab", networks: [network], at: at, campaign: "lab", topics: ["hiring"],
      hashtags: ["#AcmeLab"])
    let labels = LabelComparison(example.semantics)
    let speaking = example.policy.rules.filter {
      LabelFilter($0.scope, by: labels).admits(PostLabels(post, by: labels))
    }.map(\.type).sorted()
    #expect(speaking == ["frequencyCap", "onceOnly", "quietHours", "trainingRequired"])
  }

  @Test("reads a date as the start of the day in the company's zone")
  func dates() throws {
    let ana = try #require(example.roster.first)
    #expect(ana.consent?.period.from == Instant(rfc3339: "2026-08-31T22:00:00Z"))
    let trained = try #require(ana.trainings.first)
    #expect(trained.completed == Instant(rfc3339: "2026-09-09T22:00:00Z"))
  }
}
