import AdvocacyFiles
package import AdvocacyModel
import AdvocacyReport
import Foundation
import SystemFiles

/// A company of one's own to begin with, in place of an example.
package struct StartingCompany: Hashable, Sendable {
  /// The company's name.
  package var name: String
  /// The zone of its times, by its name in the time-zone database.
  package var zone: String
  /// The company's pages, each with its followers.
  package var pages: [Page] = []
  /// The table of employees, as the configuration names it; nil: one beside it, once there is one.
  package var roster: String?
  /// The ids of the courses that the table of employees speaks of.
  package var courses: [String] = []
  /// Whether it begins with the rules that harm nobody, or with none.
  package var hasRules = false

  /// A company still without employees, pages and rules, as `--empty` has it.
  package init(name: String, zone: String) {
    self.name = name
    self.zone = zone
  }

  /// A page of the company.
  package struct Page: Hashable, Sendable {
    package var network: NetworkID
    package var followers: Int
  }

  /// The text of its `config.json`, ending with a line feed.
  package var text: String {
    var members: [(key: String, value: WrittenJSON)] = [
      ("$schema", .text("config.schema.json")),
      ("company", .object([("name", .text(name)), ("timeZone", .text(zone))])),
      (
        "pages",
        .object(
          pages.map { ($0.network.text, .object([("followers", .integer($0.followers))])) })
      ),
    ]
    if !courses.isEmpty {
      members.append(("courses", .list(courses.map { .object([("id", .text($0))]) })))
    }
    if let roster { members.append(("employees", .text(roster))) }
    let rules = hasRules ? Self.rules : []
    members.append(("policy", .object([("version", .text("1")), ("rules", .list(rules))])))
    return WrittenJSON.object(members).pretty() + "\n"
  }

  /// Free time is left alone, and nobody's account becomes a billboard.
  private static let rules: [WrittenJSON] = [
    .object([
      ("id", .text("evenings-and-weekends")), ("type", .text("quietHours")),
      ("start", .text("20:00")), ("end", .text("08:00")),
      ("days", .texts(["saturday", "sunday"])),
      ("sentence", .text("Nobody is asked in their free time.")),
    ]),
    .object([
      ("id", .text("two-a-day")), ("type", .text("frequencyCap")), ("count", .integer(2)),
      ("window", .text("day")), ("sentence", .text("At most two posts a day for each employee.")),
    ]),
    .object([("id", .text("once")), ("type", .text("onceOnly"))]),
  ]

  /// A company with nobody and nothing in it, under the name and in the zone given, or else those of
  /// the directory and of this machine.
  ///
  /// - Throws: `Failure` with cause `usage` for a name or a zone that a company can't have.
  package static func empty(
    in directory: String, name: String?, zone: String?, _ environment: Environment
  ) throws(Failure) -> StartingCompany {
    let company = StartingCompany(
      name: name ?? self.name(of: environment.absolutePath(directory)),
      zone: zone ?? environment.zoneName())
    guard let wrong = company.fault else { return company }
    let option = CompanyCalendar(zoneName: company.zone) == nil ? "--time-zone" : "--company"
    throw Failure(.usage, "\(option): \(wrong.message)", hint: wrong.hint)
  }

  /// What the reader of configurations has against it; nil: nothing.
  var fault: Failure? {
    do throws(Failure) {
      _ = try ConfigurationFile.decode(Array(text.utf8))
      return nil
    } catch {
      return error
    }
  }

  /// The name that a company has until it is told: that of the directory, in capitals where a word
  /// begins.
  static func name(of directory: String) -> String {
    let last = (directory as NSString).standardizingPath.split(separator: "/").last ?? ""
    let words = last.filter { $0.unicodeScalars.allSatisfy { PathText.foreignByte($0) == nil } }
      .split { "-_ .".contains($0) }
      .map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return words.isEmpty ? "My company" : words.joined(separator: " ")
  }
}

/// Asks whoever sits at a terminal for what a company of their own begins with.
package struct Interview {
  private let environment: Environment
  private let ask: @Sendable (String) -> String?

  /// Makes an interview; nil where nobody can be asked.
  package init?(in environment: Environment) {
    guard let ask = environment.ask else { return nil }
    self.environment = environment
    self.ask = ask
  }

  /// Asks; an empty answer takes the default, one that makes no sense is asked for again.
  ///
  /// - Parameter directory: The directory of the workspace as the caller names it.
  /// - Returns: The company; nil where there is a configuration already.
  /// - Throws: `Failure` with cause `usage` where the input ends before the last answer.
  package func company(for directory: String) throws(Failure) -> StartingCompany? {
    let path = environment.absolutePath(directory)
    let isThere = Paths.exists(Workspace(directory: path).config)
    guard !isThere else { return nil }
    environment.console.say(
      "A few questions; Enter takes what stands in brackets. config.json keeps it.")
    var company = StartingCompany(
      name: StartingCompany.name(of: path), zone: environment.zoneName())
    company.hasRules = true
    let zone = company.zone
    company.name = try answer("Company name", company.name) { text in
      StartingCompany(name: text, zone: zone).fault?.message
    }
    company.zone = try answer("Time zone", company.zone) { text in
      CompanyCalendar(zoneName: text) == nil
        ? "No such zone. Write one as Europe/Madrid, America/New_York or UTC." : nil
    }
    company.pages = try pages()
    try takeRoster(into: &company, workspace: path)
    return company
  }

  private func pages() throws(Failure) -> [StartingCompany.Page] {
    let known = Network.builtIn.map(\.id)
    let names = known.map(\.text)
    environment.console.say("Networks: \(names.joined(separator: ", "))")
    let networks = try answer("On which do you have a page", "linkedin") { text in
      let unknown = list(text).first { !names.contains($0) }
      return unknown.map { word in
        let hint = NearMiss.hint(word, among: names) ?? "Known: \(names.joined(separator: ", "))"
        return "No network \"\(SafeText.excerpt(word))\". \(hint)"
      }
    }
    var pages: [StartingCompany.Page] = []
    for network in known where list(networks).contains(network.text) {
      let followers = try answer("Followers of your page on \(network)", "0") { text in
        Int(text).map { (0...10_000_000_000).contains($0) } ?? false
          ? nil : "Write a whole number, such as 4500."
      }
      pages.append(.init(network: network, followers: Int(followers) ?? 0))
    }
    return pages
  }

  private func list(_ text: String) -> [String] {
    text.lowercased().split { ", ".contains($0) }.map(String.init)
  }

  /// Asks for the table of employees until one can be read, or none is wanted yet.
  private func takeRoster(
    into company: inout StartingCompany, workspace: String
  ) throws(Failure) {
    while true {
      let file = try answer("Roster file, a CSV of employees (Enter: later)", "", nil)
      guard !file.isEmpty else { return }
      let full = (environment.absolutePath(file) as NSString).standardizingPath
      let directory = (workspace as NSString).standardizingPath
      var trial = company
      trial.roster =
        full.hasPrefix(directory + "/") ? String(full.dropFirst(directory.count + 1)) : full
      do throws(Failure) {
        let bytes = try FileReading.contents(of: full, named: file)
        trial.courses = Self.courses(in: bytes)
        let configuration = try ConfigurationFile.decode(Array(trial.text.utf8)) {
          _ throws(Failure) in bytes
        }
        environment.console.say("  " + summary(of: configuration))
        company = trial
        return
      } catch {
        environment.console.say("  \(error)")
      }
    }
  }

  /// Who is on the roster, in a line.
  private func summary(of configuration: Configuration) -> String {
    let roster = configuration.roster
    let now = environment.now()
    let teams = Set(roster.map(\.team).filter { !$0.isEmpty }).count
    let consenting = roster.count { $0.consent.map { $0.period.contains(now) } ?? false }
    let part =
      consenting == 0
      ? "none has consented, and nobody is asked without"
      : "\(NumberFormat.count(consenting)) consent today"
    return "\(NumberFormat.count(roster.count, "employee")) in "
      + "\(NumberFormat.count(teams, "team")); \(part)"
  }

  /// The courses that the headings of a table name, as in `training:social-basics`.
  private static func courses(in bytes: [UInt8]) -> [String] {
    let line = String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    let headings = line.split { ",;\t".contains($0) }
    return headings.compactMap { heading in
      let name = heading.filter { !"\" ".contains($0) }
      guard name.lowercased().hasPrefix("training:") else { return nil }
      return String(name.dropFirst("training:".count))
    }
  }

  /// Asks one question until the answer makes sense; the complaint is nil where it does.
  private func answer(
    _ question: String, _ usual: String, _ complaint: ((String) -> String?)?
  ) throws(Failure) -> String {
    while true {
      let brackets = usual.isEmpty ? "" : " [\(usual)]"
      guard let line = ask("\(question)\(brackets): ") else {
        throw Failure(
          .usage, "the input ended before the last answer; nothing was made",
          hint: "`advocacy init --yes` asks nothing and begins with an example, `--empty` with an "
            + "empty company")
      }
      let text = String(line.trimmed(where: \.isWhitespace))
      let taken = text.isEmpty ? usual : text
      guard let wrong = complaint?(taken) else { return taken }
      environment.console.say("  \(wrong)")
    }
  }
}
