import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import Testing

/// A rule of the catalogue as a company writes it, with a scene in which it speaks and one in which
/// it doesn't.
struct CatalogueRow: Sendable, CustomTestStringConvertible {
  /// The number in the catalogue.
  var number: Int
  /// What it is.
  var title: String
  /// The members of `"policy"`.
  var policy: String
  /// The id under which it speaks.
  var rule = "it"
  /// What it asks for.
  var outcome: Verdict.Outcome
  /// Words of the reason.
  var reason: String
  /// Words of the advice; nil: nothing would change it, or nothing has to.
  var remedy: String?
  /// When it speaks.
  var moment = Moment.asking
  /// Where it speaks.
  var fires: Situation
  /// Where it doesn't.
  var silent: Situation
  /// Words with which it tells there that it has what it asks for; nil: it says nothing at all.
  var satisfied: String?
  /// Whether it speaks to some employees, drawn by keys, rather than to Ana.
  var isDrawn = false

  var testDescription: String { "\(number) \(title)" }
}

/// One candidate or all: what differs from Ana on X and a post about hiring.
struct Situation: Sendable {
  /// Members of the employee, in place of her own.
  var ana = ""
  /// Members of her account on X.
  var account = ""
  /// Members of the post besides id, time and networks.
  var post = #""text": "We open our lab""#
  var network = "x"
  var at = "2026-11-20T10:00"
  /// When she took part before.
  var took: [String] = []
  /// The roles that approved, one a minute.
  var approvals: [String] = []

  /// The situation decoded by the program's own readers, under a policy.
  func scene(policy: String) throws -> Scene {
    let colleagues = (1...11).map { number in
      #"{"id": "e\#(number)", \#(Self.consent), "country": "ES", "accounts": {\#(Self.accounts)}}"#
    }
    let own = ana.isEmpty ? "" : ", \(ana)"
    let more = account.isEmpty ? "" : ", \(account)"
    let country = ana.contains("country") ? "" : #", "country": "ES""#
    let text = #"""
      {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
       "courses": [{"id": "basics", "validDays": 365}, {"id": "advanced"}],
       "employees": [
         {"id": "ana", "name": "Ana Ruiz", \#(Self.consent)\#(country), "accounts":
           {"x": {"followers": 1\#(more)}, \#(Self.others)}\#(own)},
         \#(colleagues.joined(separator: ",\n"))],
       "policy": {\#(policy)}}
      """#
    var scene = Scene()
    scene.configuration = try ConfigurationFile.decode(Array(text.utf8))
    let body = #"""
      {"id": "lab", "at": "2026-11-20T10:00", "networks": ["x", "linkedin", "facebook", "blog"],
       \#(post)}
      """#
    scene.post = try QueueFile.single(
      Array(body.utf8), file: "queue.json", configuration: scene.configuration)
    var older = scene.post
    older.id = id("older")
    for instant in took { scene.record(on: network, post: older, at: instant) }
    scene.approvals = approvals.enumerated().map { minute, role in
      ApprovalRecord(
        post: scene.post.id, role: role, employee: id("e\(minute + 1)"),
        at: time("2026-11-20T09:00") + .minutes(Int64(minute)))
    }
    return scene
  }

  private static let consent =
    #""language": "es", "consent": {"from": "2026-01-01", "uses": ["reach"]}"#
  private static let others =
    #""linkedin": {"followers": 1}, "facebook": {"followers": 1}, "blog": {"followers": 1}"#
  private static let accounts = #""x": {"followers": 1}, \#(others)"#

  /// The findings of a rule: those of Ana, or of everybody.
  func findings(_ row: CatalogueRow) throws -> [Verdict.Finding] {
    var scene = try scene(policy: row.policy)
    scene.moment = row.moment
    let roster = scene.configuration.roster.indices
    return (row.isDrawn ? Array(roster) : [0]).flatMap { employee in
      scene.verdict(of: employee, on: network, at: at).findings.filter {
        $0.rule.text == row.rule
      }
    }
  }
}

/// The members of a policy with one rule.
func rule(_ type: String, _ members: String = "", tiers: String = "") -> String {
  let own = members.isEmpty ? "" : ", \(members)"
  return #"\#(tiers)"rules": [{"id": "it", "type": "\#(type)"\#(own)}]"#
}

/// The scope of a rule that speaks about posts on the product.
let aboutProduct = #""when": {"topics": ["product"]}"#

/// The members of a post about a topic.
func post(about topic: String) -> String {
  #""text": "We open our lab", "topics": ["\#(topic)"]"#
}

/// The members of a post with a tag.
func tagged(_ tag: String) -> String { #""text": "Lab", "tags": ["\#(tag)"]"# }
