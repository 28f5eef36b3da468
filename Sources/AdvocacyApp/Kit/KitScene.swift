import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport
import AdvocacySimulation
import Foundation

/// All that kits, digests and calendars are made from, read once.
struct KitScene {
  let workspace: Workspace
  let configuration: Configuration
  let engine: PolicyEngine
  let ledger: Ledger
  let facts: LedgerFacts
  /// The posts of queue and ledger, as they were where they were decided; by instant, then id.
  let posts: [Post]
  /// The posts that were set aside, by their ids as written.
  let setAside: [String: Failure]
  /// When posts were withdrawn.
  let withdrawn: [PostID: Instant]
  let statements: [PostStatement]
  /// What was done, and is planned.
  let history: History
  /// The pseudonyms of the ledger's export, where links tell people apart by them.
  let pseudonyms: [EmployeeID: String]
  let now: Instant

  /// Reads a workspace as it stands.
  ///
  /// - Throws: `Failure` where config, queue or ledger can't be read.
  init(_ workspace: Workspace, now flag: String?, in environment: Environment) throws {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    now = try PresentTime(flag, in: environment, calendar: configuration.calendar).now
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let known = try ledger.posts()
    var posts = known
    var setAside: [String: Failure] = [:]
    for entry in try reader.queue(configuration, in: environment) {
      switch entry.post {
      case .success(let post): posts[post.id] = posts[post.id] ?? post
      case .failure(let failure): setAside[entry.writtenID] = failure
      }
    }
    statements = try ledger.statements()
    withdrawn = Dictionary(
      statements.filter { $0.kind == .withdrawal }.map { ($0.post, $0.at) },
      uniquingKeysWith: min)
    let start = now
    let window = HistoryWindow(
      of: configuration, from: start, open: posts.values.filter { $0.end > start },
      past: known.values)
    var history = try History(
      configuration: configuration, ledger: ledger, window: window, posts: known,
      statements: statements)
    history.plan(
      try ledger.planned(before: .max), configuration: configuration, posts: known)
    self.history = history
    pseudonyms =
      configuration.outreach.tags?.tellsPeopleApart == true ? try ledger.pseudonyms() : [:]
    engine = PolicyEngine(configuration: configuration)
    self.posts = posts.values.sorted { ($0.at, $0.id) < ($1.at, $1.id) }
    self.setAside = setAside
    self.workspace = workspace
    self.configuration = configuration
    self.ledger = ledger
    self.facts = facts
  }

  /// The post of an id as written.
  ///
  /// - Throws: `Failure`: `badData` for one that was set aside, `usage` for an unknown one, for one
  ///   that was withdrawn and for one that is over, with what is still open for an employee.
  func openPost(_ text: String, for employee: Int?) throws -> Post {
    guard let post = posts.first(where: { $0.id.text == text }) else {
      if let failure = setAside[text] { throw failure }
      throw Failure(
        .usage, "unknown post \"\(text)\"",
        hint: NearMiss.hint(text, among: posts.map(\.id.text) + setAside.keys.sorted())
          ?? "`advocacy queue list` lists the posts")
    }
    let calendar = configuration.calendar
    if let at = withdrawn[post.id] {
      throw Failure(
        .usage, "\(post.id) was withdrawn on \(calendar.wallTime(at, present: now))",
        hint: try employee.map { try stillOpen(for: $0) })
    }
    guard now < post.end else {
      throw Failure(
        .usage, "\(post.id) expired on \(calendar.wallTime(post.end, present: now))",
        hint: try employee.map { try stillOpen(for: $0) })
    }
    return post
  }

  /// Tells whether a post can still be shared, or will be: not withdrawn, not over.
  func isOpen(_ post: Post) -> Bool { now < post.end && withdrawn[post.id] == nil }

  /// What an employee may share as things stand, in a sentence.
  func stillOpen(for employee: Int) throws -> String {
    let name = configuration.roster[employee].id
    let open = try posts.filter { post in
      try isOpen(post) && !OfferFinder(post, self, only: employee).offers().isEmpty
    }
    guard !open.isEmpty else { return "Nothing is open for \(name) now" }
    return "Still open for \(name): \(open.map(\.id.text).joined(separator: ", "))"
  }

  /// The place of an employee on the roster.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func place(of employee: String) throws(Failure) -> Int {
    let id = try configuration.employee(named: employee).id
    guard let place = configuration.position(of: id) else {
      throw Failure(.internal, "nobody stands on the roster as \(id)")
    }
    return place
  }
}

/// Finds how each employee is spoken to.
struct Voices {
  private let configuration: Configuration
  private let workspace: Workspace
  private let environment: Environment
  private let now: Instant
  private var known: [String: Voice] = [:]

  init(_ scene: KitScene, in environment: Environment) {
    self.init(scene.configuration, scene.workspace, at: scene.now, in: environment)
  }

  init(
    _ configuration: Configuration, _ workspace: Workspace, at now: Instant,
    in environment: Environment
  ) {
    self.configuration = configuration
    self.workspace = workspace
    self.now = now
    self.environment = environment
  }

  /// The voice of a language: the company's strings, else the program's own, else that of the
  /// company, which is told once.
  ///
  /// - Throws: `Failure` where the strings can't be read.
  mutating func voice(for language: String) throws -> Voice {
    if let voice = known[language] { return voice }
    let voice = try find(language)
    known[language] = voice
    return voice
  }

  private func find(_ language: String) throws -> Voice {
    let labels = LabelComparison(.current)
    let files = configuration.outreach.strings.filter {
      labels.language($0.language, covers: language)
    }
    if let file = files.max(by: { $0.language.count < $1.language.count }) {
      return try strings(file)
    }
    let calendar = configuration.calendar
    if let own = Language.allCases.first(where: { labels.language($0.rawValue, covers: language) })
    {
      return Voice(own, calendar: calendar, at: now)
    }
    if !language.isEmpty {
      environment.note(
        "there are no strings for \(language); who speaks it reads \(configuration.language.name). "
          + "Add \"strings\": {\"\(language)\": \"strings.\(language).json\"} to config.json; "
          + "`advocacy schema strings` tells what goes in the file")
    }
    return Voice(configuration.language, calendar: calendar, at: now)
  }

  /// Reads a file of strings.
  ///
  /// - Throws: `Failure` with file, line and column.
  func strings(_ file: Outreach.StringsFile) throws(Failure) -> Voice {
    let path = file.file.hasPrefix("/") ? file.file : workspace.directory + "/" + file.file
    let bytes = try FileReading.contents(of: path, named: file.file)
    let phrases = Dictionary(KitPhrases.keyed.map { ($0.key, $0.phrase) }) { first, _ in first }
    let texts = try StringsFile.decode(
      bytes, file: file.file, keys: KitPhrases.keyed.map(\.key)
    ) { key, text in
      phrases[key].flatMap { PhraseForm.fault(of: text, for: key, $0) }
        .map { ($0.message, $0.hint) }
    }
    return Voice(tag: file.language, texts: texts, calendar: configuration.calendar, at: now)
  }
}

extension Language {
  /// What it is called in English.
  fileprivate var name: String {
    switch self {
    case .english: "English"
    case .spanish: "Spanish"
    }
  }
}
