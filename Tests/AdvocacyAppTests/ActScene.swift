import AdvocacyModel
import AdvocacyTestSupport
import Foundation

@testable import AdvocacyApp

/// A small company each of whose employees acts a fixed time after they are asked.
struct ActCompany {
  /// The rules, each an object.
  var rules: [String] = []
  /// The other members of the policy, such as tiers.
  var policy = #""fairPlay": false"#
  /// The ids of the employees.
  var employees = ["ana", "ben"]
  /// The members of single employees in place of the usual ones, each with its key.
  var own: [String: [String: String]] = [:]
  /// The participation, as it is written.
  var participation = "1"
  /// How long after they are asked employees act, in hours.
  var delay = 2.0
  /// How unequal delays are: the standard deviation of their natural logarithm; 0: all the same.
  var delaySigma = 0.0
  /// The members of the behaviour besides participation.
  var behaviour = """
    "likeChance": 1, "repostChance": 1, "fatigue": 0,
    "hours": {"from": "00:00", "until": "24:00"}
    """
  /// The networks on which everybody has an account.
  var networks = ["x", "linkedin"]
  /// Further members of the configuration, such as roles.
  var extra = ""

  /// The text of `config.json`.
  var text: String {
    let accounts = networks.map { "\"\($0)\": {\"followers\": 100}" }.joined(separator: ", ")
    let people = employees.map { id -> String in
      var members = [
        "team": #""t1""#, "country": #""ES""#, "language": #""es""#, "topics": #"["product"]"#,
        "consent": #"{"from": "2026-01-01"}"#,
        "trainings": #"[{"course": "basics", "completed": "2026-01-10"}]"#,
        "accounts": "{\(accounts)}",
      ]
      for (key, value) in own[id] ?? [:] { members[key] = value }
      let texts = members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
      return "{\"id\": \"\(id)\", \(texts.joined(separator: ", "))}"
    }
    return """
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "courses": [{"id": "basics", "validDays": 365}, {"id": "advanced"}],
       "parameters": {"reactionDelayMedianHours": \(delay), "reactionDelaySigma": \(delaySigma)},
       "employees": [\(people.joined(separator: ",\n"))],
       "policy": {\(policy), "rules": [\(rules.joined(separator: ",\n"))]},
       \(extra.isEmpty ? "" : "\(extra),")
       "behaviour": {"participation": \(participation), \(behaviour)}}
      """
  }

  /// The company with some rules.
  static func ruled(_ rules: String...) -> ActCompany { ActCompany(rules: rules) }

  /// The company with other members of Ana.
  func ana(_ key: String, _ value: String) -> ActCompany {
    var other = self
    other.own["ana", default: [:]][key] = value
    return other
  }

  /// The company with some rules in place of its own.
  func rules(_ rules: String...) -> ActCompany {
    var other = self
    other.rules = rules
    return other
  }

  /// A workspace of the company.
  func workspace(queue: String, seed: UInt64 = 1) throws -> TestWorkspace {
    try TestWorkspace(config: text, queue: queue, seed: seed)
  }
}

extension TestWorkspace {
  /// Puts another configuration in place.
  func configure(_ company: ActCompany) throws {
    try directory.write(company.text, to: "config.json")
  }

  /// What the ledger holds.
  func record() throws -> ActRecord { ActRecord(dump: try dump()) }

  /// A queue of one post, its members besides text given.
  static func post(
    _ id: String = "lab", at: String = "2026-11-10T12:00:00Z", networks: String = #"["x"]"#,
    text: String = "We open our lab", members: String = ""
  ) -> String {
    let more = members.isEmpty ? "" : ", \(members)"
    return """
      [{"id": "\(id)", "text": "\(text)", "networks": \(networks), "at": "\(at)"\(more)}]
      """
  }
}

/// The acts of a ledger, done, prevented and planned, read off its canonical text.
struct ActRecord {
  /// One line of the text.
  struct Line: Hashable {
    var post: String
    var employee: String
    var network: String
    var at: Instant
    /// The action, the rule that prevented the act, or the actions planned.
    var what: String
    var variant = 0
    var isDisclosed = false
  }

  var actions: [Line] = []
  var prevented: [Line] = []
  /// The acts to come at an instant.
  var planned: [Line] = []
  /// The acts that wait for an approval.
  var waiting: [Line] = []

  init(dump: String) {
    for line in dump.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      func instant(_ place: Int) -> Instant {
        Instant(milliseconds: words.count > place ? Int64(words[place]) ?? 0 : 0)
      }
      switch words.first {
      case "action" where words.count == 8:
        actions.append(
          Line(
            post: words[1], employee: words[2], network: words[3], at: instant(5), what: words[4],
            variant: Int(words[6]) ?? 0, isDisclosed: words[7] == "1"))
      case "prevented" where words.count == 6:
        prevented.append(
          Line(
            post: words[1], employee: words[2], network: words[3], at: instant(4), what: words[5]))
      case "planned" where words.count == 10:
        let line = Line(
          post: words[1], employee: words[2], network: words[3], at: instant(5), what: words[6],
          variant: Int(words[7]) ?? 0, isDisclosed: words[9] == "1")
        if words[4] == "waits" { waiting.append(line) } else { planned.append(line) }
      default: continue
      }
    }
  }

  /// Whether anything is said of somebody.
  func mentions(_ employee: String) -> Bool {
    (actions + prevented + planned + waiting).contains { $0.employee == employee }
  }

  /// The rules that prevented acts of somebody, in order.
  func obstacles(of employee: String) -> [String] {
    prevented.filter { $0.employee == employee }.map(\.what)
  }

  /// Who acted, each once, in order.
  var actors: [String] { Set(actions.map(\.employee)).sorted() }
}
