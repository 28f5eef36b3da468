import AdvocacyApp
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("Kits")
struct KitTests {
  @Test("A kit is refused with the reason, and with what is still open")
  func refused() throws {
    let scene = try KitCompany()
    let open = "Still open for ana: lab, fair"
    let cases = [
      ("over", "ana", "usage: over expired on Mon 16 Nov 10:00. \(open)"),
      ("gone", "ana", "usage: gone was withdrawn on Mon 23 Nov 11:00. \(open)"),
      ("lap", "ana", "usage: unknown post \"lap\". Did you mean \"lab\"?"),
      ("lab", "anna", "usage: unknown employee \"anna\". Did you mean \"ana\"?"),
    ]
    for (post, employee, expected) in cases {
      #expect(scene.refusal { _ = try scene.kit(post, employee) } == expected)
    }
    let untrained = scene.refusal { _ = try scene.kit("lab", "dev") }
    #expect(untrained.hasPrefix("permission: dev may not share lab now: "))
    #expect(untrained.contains("has not completed “Basics”"))
    #expect(untrained.hasSuffix("Nothing is open for dev now"))
  }

  @Test("Who may share it gets text, links, terms, reasons and the way to say no")
  func whole() throws {
    let kit = try KitCompany().value("lab", "ana")
    #expect(kit.language == "es" && kit.minutes == 3)
    #expect(kit.why == ["aceptaste participar", "completaste «Basics»"])
    #expect(kit.decline == "advocacy decline lab --employee ana")
    #expect(kit.rules.map(\.id.text) == ["trained"])
    #expect(kit.networks.map(\.network.text) == ["linkedin", "x"])
    #expect(
      kit.networks.allSatisfy {
        $0.from == nil && $0.until == Instant(rfc3339: "2026-12-07T09:00:00Z")
      })
    #expect(kit.networks[0].text == "Text of lab https://acme.example/lab?a=1#top")
    #expect(kit.networks[0].shareLink?.hasPrefix("https://www.linkedin.com/") == true)
  }

  @Test("A post to come has a kit that says from when, and so has a deferral")
  func later() throws {
    let quiet = #", {"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"}"#
    let scene = try KitCompany(rules: quiet)
    let coming = try scene.value("fair", "ana")
    #expect(coming.from == Instant(rfc3339: "2026-11-30T09:00:00Z"))
    let night = try scene.value("lab", "ana", now: "2026-11-23T22:00")
    #expect(night.from == Instant(rfc3339: "2026-11-24T07:00:00Z"))
    #expect(night.until == Instant(rfc3339: "2026-12-07T09:00:00Z"))
  }

  @Test("It is open until a rule denies it, and not until the post's end only")
  func closing() throws {
    let rules = """
      , {"id": "soon", "type": "blackout", "starts": "2026-11-26", "ends": "2026-12-31", "then": "deny"}
      """
    let kit = try KitCompany(rules: rules).value("lab", "ben")
    #expect(kit.until == Instant(rfc3339: "2026-11-25T23:00:00Z"))
  }

  @Test("A post that waits for an approval has no kit before, and says who approved it after")
  func approval() throws {
    let rule = #", {"id": "ok", "type": "approval", "roles": ["legal"], "count": 1}"#
    let scene = try KitCompany(rules: rule)
    let refusal = scene.refusal { _ = try scene.kit("lab", "ben") }
    #expect(refusal.hasPrefix("permission: ben may not share lab now: needs 1 approval from legal"))
    try scene.workspace.speak(.approval, on: "lab", as: "legal", by: "ana", at: "2026-11-23T11:30")
    #expect(try scene.value("lab", "ben").why.contains("legal approved it"))
  }

  @Test("The words that rules add stand in the text, and are named")
  func disclosure() throws {
    let rule = """
      , {"id": "own", "type": "disclosureRequired", "text": "I work at Acme.",
         "byLanguage": {"es": "Trabajo en Acme."}}
      """
    let kit = try KitCompany(rules: rule).value("lab", "ana")
    #expect(kit.networks.map(\.disclosures) == [["Trabajo en Acme."], ["Trabajo en Acme."]])
    #expect(kit.networks[1].text?.hasPrefix("Trabajo en Acme. Text of lab") == true)
    #expect(kit.rules.contains { $0.id.text == "own" && $0.verdict == .rewrite })
  }

  @Test("No two colleagues on a network get the same text while there are others")
  func distinct() throws {
    let scene = try KitCompany(variants: 2)
    #expect(try scene.all("lab").files == ["lab-ana.json", "lab-ben.json", "lab-chi.json"])
    let kits = try ["ana", "ben", "chi"].map { try scene.value("lab", $0) }
    for network in 0..<2 {
      #expect(Set(kits.map { $0.networks[network].text }).count == 3)
    }
    // Whoever asks for one kit gets that which all got.
    for kit in kits {
      let file = try scene.workspace.directory.text(of: "kits/lab-\(kit.employee).json")
      #expect(file == (try kit.json))
    }
  }

  @Test("Where a rule deals the texts, who has none shares without words")
  func dealt() throws {
    let scene = try KitCompany(variants: 1, fairPlay: true)
    let kits = try ["ana", "ben", "chi"].map { try scene.value("lab", $0, now: "2026-11-26T12:00") }
    let texts = kits.flatMap(\.networks).map(\.variant)
    #expect(texts.count { $0 == 1 } <= 2)
    let wordless = kits.flatMap(\.networks).filter { $0.variant == nil }
    #expect(wordless.allSatisfy { $0.text == nil && $0.actions == [.like, .repost] })
    #expect(!wordless.isEmpty)
  }

  @Test("Links have the tags of the configuration, unless the text gets too long for the network")
  func tags() throws {
    let plain = try KitCompany(extra: #""links": {"utm": {"campaign": "Q4"}},"#)
    let kit = try plain.value("lab", "ben")
    #expect(
      kit.networks[0].link
        == "https://acme.example/lab?a=1&utm_source=linkedin&utm_medium=employee&utm_campaign=Q4#top"
    )
    #expect(kit.networks[0].text?.contains("utm_source=linkedin") == true)
    let short = try KitCompany(
      extra: """
        "links": {"utm": {}}, "networks": {"linkedin": {"textLimit": 60}},
        """)
    #expect(try short.value("lab", "ben").networks[0].link == "https://acme.example/lab?a=1#top")
  }

  @Test("People are told apart by the pseudonym of the ledger's export, once it has one")
  func pseudonyms() throws {
    let scene = try KitCompany(extra: #""links": {"utm": {"perPerson": true}},"#)
    #expect(try scene.value("lab", "ben").networks[0].link?.contains("utm_content") == false)
    try scene.workspace.amplify("2026-11-23T10:30")
    let link = try scene.value("lab", "ben").networks[0].link
    #expect(link?.contains(/utm_content=e[0-9a-f]{12}#top/) == true)
  }

  @Test("The same inputs give the same bytes in every format", arguments: KitFormat.allCases)
  func stable(format: KitFormat) throws {
    let scene = try KitCompany(
      extra: #""mail": {"from": "a@acme.example", "to": "{employee}@acme.example"},"#, variants: 2)
    _ = try scene.all("lab", format, to: "one")
    _ = try scene.all("lab", format, to: "two")
    for employee in ["ana", "ben", "chi"] {
      let name = "lab-\(employee).\(format.ending)"
      let texts = try ["one", "two"].map { try scene.workspace.directory.text(of: "\($0)/\(name)") }
      #expect(texts[0] == texts[1] && !texts[0].isEmpty)
    }
  }

  @Test("A link that lies under the name of a kit is not written through")
  func planted() throws {
    let scene = try KitCompany()
    let directory = scene.workspace.directory
    try FileManager.default.createDirectory(
      atPath: directory.file("open"), withIntermediateDirectories: true,
      attributes: [.posixPermissions: 0o777])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o777], ofItemAtPath: directory.file("open"))
    try directory.write("<!doctype html>", to: "victim")
    try FileManager.default.createSymbolicLink(
      atPath: directory.file("open/lab-ana.html"), withDestinationPath: directory.file("victim"))
    #expect(
      scene.refusal { _ = try scene.all("lab", .html, to: "open") }.hasPrefix(
        "cannotCreate: "))
    #expect(try directory.text(of: "victim") == "<!doctype html>")
  }

  @Test("Mail without addresses, several kits without a directory: refused")
  func usage() throws {
    let scene = try KitCompany()
    #expect(
      scene.refusal { _ = try scene.kit("lab", "ana", .eml) }.hasPrefix(
        "configuration: config.json: \"mail\" is missing"))
    let several = scene.refusal {
      _ = try MakeKits(
        workspace: scene.workspace.workspace, post: "lab", employees: [], isForAll: true,
        format: .html, output: nil, now: KitCompany.now
      ).run(in: scene.workspace.environment)
    }
    #expect(
      several
        == "usage: several kits don't go to standard output. Name a directory: --output kits")
  }

  @Test("A language without strings is that of the company; strings are checked key by key")
  func languages() throws {
    let scene = try KitCompany(
      extra: #""language": "es", "strings": {"fr": "fr.json"},"#)
    #expect(try scene.value("lab", "chi").language == "es")
    #expect(
      scene.refusal { _ = try scene.mine("dev") }
        == "missingInput: fr.json: there is no such file")
    var texts = KitPhrases.keyed.map { ($0.key, $0.phrase[.english]) }
    func write() throws {
      let object = Dictionary(uniqueKeysWithValues: texts)
      let data = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
      try scene.workspace.directory.write(String(decoding: data, as: UTF8.self), to: "fr.json")
    }
    texts.append(("nothingg", "x"))
    try write()
    #expect(
      scene.refusal { _ = try scene.mine("dev") }.contains(
        "unknown key \"nothingg\". Did you mean \"nothing\"?"))
    texts.removeLast()
    let place = try #require(texts.firstIndex { $0.0 == "nothing" })
    texts[place].1 = "Rien pour l’instant."
    try write()
    #expect(try scene.mine("dev").render(.plain) == "Rien pour l’instant.\n")
  }
}
