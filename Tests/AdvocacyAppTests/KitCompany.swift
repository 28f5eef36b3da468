import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation

/// A company of four on three networks, with posts that are open, over, withdrawn and to come.
struct KitCompany {
  static let now = "2026-11-23T12:00"
  let workspace: TestWorkspace

  init(rules: String = "", extra: String = "", variants: Int = 0, fairPlay: Bool = false) throws {
    let people = [("ana", "es"), ("ben", "en"), ("chi", ""), ("dev", "fr")]
      .map { id, spoken in
        let language = spoken.isEmpty ? "" : " \"language\": \"\(spoken)\","
        return
          """
          {"id": "\(id)", "name": "\(id.capitalized)",\(language)
           "consent": {"from": "2026-01-01"},
           "trainings": \(id == "dev" ? "[]" : #"[{"course": "basics", "completed": "2026-01-10"}]"#),
           "accounts": {"x": {"followers": 9}, "linkedin": {"followers": 9}}}
          """
      }
    let texts = (0..<variants).map { "\"Wording \($0) of it, in words of its own\"" }
    func post(_ id: String, _ at: String, _ more: String = "") -> String {
      """
      {"id": "\(id)", "text": "Text of \(id)", "networks": ["linkedin", "x"], "at": "\(at)",
       "link": "https://acme.example/\(id)?a=1#top"\(more)}
      """
    }
    let posts = [
      post("over", "2026-11-02T10:00"),
      post("lab", "2026-11-23T10:00", ", \"variants\": [\(texts.joined(separator: ", "))]"),
      post("gone", "2026-11-23T10:00"),
      post("fair", "2026-11-30T10:00", ", \"topics\": [\"fair\"]"),
    ]
    workspace = try TestWorkspace(
      config: """
        {"company": {"name": "Acme", "timeZone": "Europe/Madrid"},
         "courses": [{"id": "basics", "title": "Basics"}], "employees": [\(people.joined(separator: ","))],
         \(extra)
         "policy": {\(fairPlay ? "" : "\"fairPlay\": false, ")"rules": [
           {"id": "trained", "type": "trainingRequired", "course": "basics"}\(rules)]},
         "behaviour": {"participation": 0}}
        """, queue: "[\(posts.joined(separator: ",\n"))]")
    try workspace.speak(.withdrawal, on: "gone", as: "", by: nil, at: "2026-11-23T11:00")
  }

  func kit(
    _ post: String, _ employee: String, _ format: KitFormat = .json, now: String = now
  ) throws -> String {
    let outcome = try MakeKits(
      workspace: workspace.workspace, post: post, employees: [employee], isForAll: false,
      format: format, output: nil, now: now
    ).run(in: workspace.environment)
    guard case .text(let text) = outcome else { return "" }
    return text
  }

  func value(_ post: String, _ employee: String, now: String = now) throws -> Kit {
    try JSONDecoder().decode(Kit.self, from: Data(kit(post, employee, now: now).utf8))
  }

  func all(
    _ post: String, _ format: KitFormat = .json, to directory: String = "kits"
  ) throws -> KitsMade {
    let outcome = try MakeKits(
      workspace: workspace.workspace, post: post, employees: [], isForAll: true, format: format,
      output: directory, now: Self.now
    ).run(in: workspace.environment)
    guard case .written(let made) = outcome else { throw Failure(.internal, "nothing was written") }
    return made
  }

  func digest(
    _ week: String? = nil, to output: String? = nil, sendmail: String? = nil, now: String = now
  ) throws -> DigestsMade {
    try MakeDigests(
      workspace: workspace.workspace, week: week, format: .eml, output: output,
      sendmail: sendmail, now: now
    ).run(in: workspace.environment)
  }

  func mine(_ employee: String, week: String? = nil, now: String = now) throws -> MyPosts {
    try ShowMine(
      workspace: workspace.workspace, employee: employee, week: week, now: now
    ).run(in: workspace.environment)
  }

  /// What a call throws, as people read it, with the cause.
  func refusal(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "nothing"
    } catch let failure as Failure {
      return "\(failure.cause): \(failure)"
    } catch {
      return "\(error)"
    }
  }
}
