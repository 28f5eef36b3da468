import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation
import SystemFiles

/// Makes the kits of a post: for one employee, some, or all who may share it.
package struct MakeKits {
  var workspace: Workspace
  var post: String
  var employees: [String]
  var isForAll: Bool
  var format: KitFormat
  var output: String?
  var now: String?

  /// Makes the use case; without a directory the kit of one employee is the text.
  package init(
    workspace: Workspace, post: String, employees: [String], isForAll: Bool, format: KitFormat,
    output: String?, now: String?
  ) {
    self.workspace = workspace
    self.post = post
    self.employees = employees
    self.isForAll = isForAll
    self.format = format
    self.output = output
    self.now = now
  }

  /// What there is to print.
  package enum Outcome {
    /// The kit of one employee.
    case text(String)
    /// What was written.
    case written(KitsMade)
  }

  /// Writes a kit for each who may share the post, or hands over the one asked for.
  ///
  /// - Throws: `Failure`: `usage` for an unknown post or employee, a post that was withdrawn or is
  ///   over, and for several kits without a directory; `permission` for an employee who may not share
  ///   it now; `configuration` for mail without addresses.
  package func run(in environment: Environment) throws -> Outcome {
    let scene = try KitScene(workspace, now: now, in: environment)
    let places = try employees.map { name throws(Failure) in try scene.place(of: name) }
    let post = try scene.openPost(self.post, for: places.count == 1 ? places.first : nil)
    guard output != nil || (!isForAll && places.count == 1) else {
      throw Failure(
        .usage, "several kits don't go to standard output",
        hint: "Name a directory: --output kits")
    }
    let maker = try KitMaker(post, scene)
    let having = Set(maker.employees)
    for place in places where !having.contains(place) {
      throw try KitRefusal(post, scene).failure(for: place)
    }
    var voices = Voices(scene, in: environment)
    var renderer = KitRenderer(format, scene)
    guard let output else {
      let voice = try voices.voice(for: scene.configuration.roster[places[0]].language)
      guard let kit = maker.kit(of: places[0], in: voice) else {
        throw Failure(.internal, "a kit is missing")
      }
      return .text(try renderer.text(of: kit, post, in: voice))
    }
    let directory = try KitDirectory(output, in: environment)
    let wanted = isForAll ? having : Set(places)
    var made = KitsMade(post: post.id, directory: directory.shown, files: [])
    try maker.forEachKit(voice: { try voices.voice(for: $0) }) { place, kit, voice in
      guard wanted.contains(place) else { return }
      let file = "\(post.id)-\(kit.employee).\(format.ending)"
      try directory.write(try renderer.text(of: kit, post, in: voice), to: file)
      made.files.append(file)
      made.contents = Self.contents(of: kit)
    }
    try directory.finish()
    if isForAll { made.without = KitRefusal(post, scene).counts(without: having) }
    if made.files.count != 1 { made.contents = nil }
    return .written(made)
  }

  private static func contents(of kit: Kit) -> String {
    let networks = kit.networks.map(\.title).alternatives(joinedBy: "and")
    let parts = [
      kit.networks.contains { $0.text != nil } ? "text" : nil,
      kit.networks.contains { $0.shareLink != nil } ? "share button" : nil,
    ].compactMap { $0 }
    return (parts.isEmpty ? "what to do on" : parts.joined(separator: " and ") + " for")
      + " \(networks), and how to say no."
  }
}

/// Renders kits one after the other, keeping what they have in common.
struct KitRenderer {
  private let format: KitFormat
  private let scene: KitScene
  private var writers: [String: KitWriter] = [:]

  init(_ format: KitFormat, _ scene: KitScene) {
    self.format = format
    self.scene = scene
  }

  mutating func text(of kit: Kit, _ post: Post, in voice: Voice) throws -> String {
    let writer = writers[voice.tag] ?? KitWriter(voice)
    writers[voice.tag] = writer
    return try KitMessage(of: kit, in: voice).rendered(
      as: format, by: &writers[voice.tag, default: writer], id: "kit.\(kit.post).\(kit.employee)",
      date: min(post.at, scene.now), scene.configuration)
  }
}

/// Says why an employee gets no kit of a post.
struct KitRefusal {
  private let post: Post
  private let scene: KitScene

  init(_ post: Post, _ scene: KitScene) {
    self.post = post
    self.scene = scene
  }

  /// The failure for one employee, with what is still open for them.
  func failure(for employee: Int) throws -> Failure {
    let person = scene.configuration.roster[employee]
    let hint = try scene.stillOpen(for: employee)
    let deeds = try scene.ledger.participations(
      since: .distantFuture, andOf: [post.id], of: person.id)
    let networks = post.networks.filter { person.account(on: $0) != nil }
    if !deeds.entries.isEmpty, deeds.entries.count >= networks.count {
      let titles = deeds.entries.compactMap {
        scene.engine.network(deeds.networks[Int($0.network)])?.title
      }
      return Failure(
        .usage,
        "\(person.id) shared \(post.id) already, on \(titles.alternatives(joinedBy: "and"))",
        hint: hint)
    }
    let instant = max(scene.now, post.at)
    var reasons: [String] = []
    for network in networks.isEmpty ? post.networks : networks {
      let verdict = scene.engine.verdict(
        post, employee: employee, on: network, at: instant, moment: .either,
        history: scene.history)
      for finding in verdict.findings
      where finding.outcome == verdict.outcome && !reasons.contains(finding.reason) {
        reasons.append(finding.reason)
      }
    }
    let why = reasons.isEmpty ? "" : ": \(reasons.joined(separator: "; "))"
    return Failure(.permission, "\(person.id) may not share \(post.id) now\(why)", hint: hint)
  }

  /// How many of the others each rule keeps, whose own choice does not; most first.
  ///
  /// - Complexity: O(networks × rules × roster / 64).
  func counts(without having: Set<Int>) -> [KitsMade.Held] {
    var counts: [RuleID: Int] = [:]
    var seen = having
    for network in post.networks {
      let review = scene.engine.review(
        post, on: network, at: max(scene.now, post.at), moment: .either, history: scene.history)
      let ownChoice = [BuiltInRule.voluntary.id, BuiltInRule.consent.id, BuiltInRule.account.id]
      for finding in review.findings where !finding.outcome.isAllowed {
        for employee in finding.employees
        where !seen.contains(employee) && review.outcome(of: employee) == finding.outcome {
          seen.insert(employee)
          if !ownChoice.contains(finding.rule) { counts[finding.rule, default: 0] += 1 }
        }
      }
    }
    return counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
      .map { KitsMade.Held(rule: $0.key, count: $0.value) }
  }
}

/// A directory into which kits and digests go, a file for each employee.
final class KitDirectory {
  private let path: String
  private let name: String
  private var folder: OutputFolder
  private let environment: Environment

  /// Makes the directory where it is missing.
  ///
  /// - Throws: `Failure`: `usage` for an empty name, `cannotCreate`, `permission`.
  init(_ name: String, in environment: Environment) throws {
    guard !name.isEmpty else { throw Failure(.usage, "--output: the directory's name is empty") }
    let path = environment.absolutePath(name)
    do throws(SystemError) {
      try Paths.makeDirectory(path)
    } catch {
      throw error.asFailure(toMakeDirectory: name)
    }
    self.path = path
    self.name = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    self.environment = environment
    folder = try OutputFolder(path, named: self.name)
  }

  /// The directory as people know it, without a slash at its end.
  var shown: String { name }

  /// Writes a file; what lies there is replaced only where it is of the same kind, and no link is
  /// followed that somebody else may have put there.
  func write(_ text: String, to file: String) throws {
    guard folder.holds(file) else {
      return try folder.create(file, with: Array(text.utf8))
    }
    try OutputFile.write(text, to: "\(path)/\(file)", in: environment)
  }

  /// Saves what was written.
  func finish() throws { try folder.finish() }
}

extension KitMessage {
  /// The message in a format, for one employee.
  ///
  /// - Throws: `Failure`: `configuration` for mail without addresses, `internal` where a kit can't be
  ///   written as JSON.
  func rendered(
    as format: KitFormat, by writer: inout KitWriter, id: String, date: Instant,
    _ configuration: Configuration
  ) throws -> String {
    switch format {
    case .html: writer.page(self)
    case .markdown: writer.markdown(self)
    case .json: try jsonText
    case .eml: try mail(by: &writer, id: id, date: date, configuration).text5322
    }
  }

  /// One kit as it is, several as a list.
  private var jsonText: String {
    get throws {
      guard kits.count != 1 else { return try kits[0].json }
      return try KitList(kits: kits).json
    }
  }

  private struct KitList: JSONReport {
    var schema = "advocacy/kit-list/1"
    var kits: [Kit]
  }

  /// The message as a mail whose id and date follow from what it says.
  ///
  /// - Throws: `Failure` with cause `configuration` where mail has no addresses.
  func mail(
    by writer: inout KitWriter, id: String, date: Instant, _ configuration: Configuration
  ) throws(Failure) -> MailMessage {
    guard let addresses = configuration.outreach.mail, let first = kits.first else {
      throw Failure(
        .configuration, at: Place(file: "config.json"),
        "\"mail\" is missing, so mail has no addresses",
        hint: "Add \"mail\": {\"from\": \"advocacy@acme.example\", "
          + "\"to\": \"{employee}@acme.example\"}")
    }
    let text = writer.plain(self)
    let mark = RandomKey(0).keyed(by: subject).keyed(by: text).bits
    return MailMessage(
      from: .init(name: first.company, address: addresses.sender),
      to: .init(name: first.name, address: addresses.address(of: first.employee)),
      subject: subject, date: date, id: "\(id).\(String(mark, radix: 36))",
      domain: String(addresses.domain), language: first.language, text: text,
      html: writer.mailPage(self))
  }
}
