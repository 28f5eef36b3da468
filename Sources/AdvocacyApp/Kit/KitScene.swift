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

/// What one employee may do of a post on one network, and when.
struct Offer {
  /// The index on the roster.
  let employee: Int
  /// The place among the post's networks.
  let network: Int
  let from: Instant
  /// The instant from which they may no more.
  let until: Instant
  let terms: CandidateTerms
  /// The text that was fixed when they were asked; nil: none was.
  let fixedText: Int?
}

/// Finds who may share a post on which network as things stand, or a little later.
///
/// Nobody is offered what they did already; who said no is kept by the policy, as by an opt-out.
struct OfferFinder {
  let post: Post
  let scene: KitScene
  /// The first instant that counts: the present, or when the post falls due.
  let start: Instant
  private let employees: [Int]
  private let past: PastSteps

  /// As many deferrals in a row are looked at as an act may be moved, and as many changes of what the
  /// rules say.
  private static let mostMoves = Int(PlannedAct.mostAttempts)
  private static let mostChanges = 200

  /// Prepares to look at a post.
  ///
  /// - Parameters:
  ///   - post: The post.
  ///   - scene: What is known.
  ///   - start: The first instant that counts; nil: now.
  ///   - only: The one employee who counts, by index; nil: all.
  /// - Throws: `Failure` where the ledger can't be read.
  init(_ post: Post, _ scene: KitScene, from start: Instant? = nil, only: Int? = nil) throws {
    self.post = post
    self.scene = scene
    self.start = max(start ?? scene.now, post.at)
    employees = only.map { [$0] } ?? Array(scene.configuration.roster.indices)
    past = try PastSteps(
      scene.ledger.trail(of: post.id, only: only.map { scene.configuration.roster[$0].id }),
      of: post, on: scene.configuration)
  }

  /// Who may share it where, by employee and network.
  ///
  /// - Complexity: O(employees × networks × rules), less what stays the same for all.
  func offers() -> [Offer] {
    guard start < post.end else { return [] }
    let found = post.networks.indices.flatMap { offers(on: $0) }
    return found.sorted { ($0.employee, $0.network) < ($1.employee, $1.network) }
  }

  /// The texts that were fixed for anybody on a network who doesn't stay out.
  func fixedTexts(on network: Int) -> [Int] {
    past.texts(on: network) { employee in
      scene.engine.staysOut(
        employee, of: post, on: post.networks[network], since: start, through: start)
    }
  }

  private func offers(on network: Int) -> [Offer] {
    let id = post.networks[network]
    guard scene.engine.network(id) != nil else { return [] }
    var readers = Readers(post, on: id, scene)
    var open: [(employee: Int, at: Instant)] = []
    for employee in employees where !past.acted(employee, on: network) {
      open.append((employee, start))
    }
    var ready: [(employee: Int, at: Instant)] = []
    for _ in 0...Self.mostMoves where !open.isEmpty {
      var deferred: [(employee: Int, at: Instant)] = []
      for (employee, instant) in open {
        let wasAsked = past.text(of: employee, on: network) != nil
        let decision = readers.decision(of: employee, at: instant, wasAsked: wasAsked)
        if decision.outcome.isAllowed {
          ready.append((employee, instant))
        } else if decision.outcome == .defer, let until = decision.until, until > instant,
          until < post.end
        {
          deferred.append((employee, until))
        }
      }
      // Rules are asked in the order of time, so that what they say of the post is kept.
      open = deferred.sorted { ($0.at, $0.employee) < ($1.at, $1.employee) }
    }
    return ready.map { employee, instant in
      let text = past.text(of: employee, on: network)
      return Offer(
        employee: employee, network: network, from: instant,
        until: readers.end(for: employee, from: instant),
        terms: readers.terms(of: employee, at: instant, wasAsked: text != nil), fixedText: text)
    }
  }

  /// What asks the rules of one network: of those who are asked now, of those who were, and of the
  /// last moment.
  private struct Readers {
    private let post: Post
    private let history: History
    private var asking: CandidateTermsReader
    private var acting: CandidateTermsReader
    private var last: CandidateTermsReader
    private var walking: CandidateTermsReader

    init(_ post: Post, on network: NetworkID, _ scene: KitScene) {
      self.post = post
      history = scene.history
      func reader(_ moment: Moment) -> CandidateTermsReader {
        scene.engine.terms(of: post, on: network, moment: moment, history: scene.history)
      }
      asking = reader(.either)
      acting = reader(.acting)
      last = reader(.acting)
      walking = reader(.acting)
    }

    mutating func decision(
      of employee: Int, at instant: Instant, wasAsked: Bool
    ) -> CandidateDecision {
      wasAsked
        ? acting.decision(of: employee, at: instant, history: history)
        : asking.decision(of: employee, at: instant, history: history)
    }

    mutating func terms(of employee: Int, at instant: Instant, wasAsked: Bool) -> CandidateTerms {
      wasAsked
        ? acting.terms(of: employee, at: instant, history: history)
        : asking.terms(of: employee, at: instant, history: history)
    }

    /// When somebody may no more: the post's end, unless a rule denies them before.
    ///
    /// A night or a weekend in between ends nothing.
    mutating func end(for employee: Int, from start: Instant) -> Instant {
      let moment = post.end - Instant.Span(milliseconds: 1)
      let outcome = last.decision(of: employee, at: moment, history: history).outcome
      guard outcome == .deny || outcome == .needsApproval else { return post.end }
      var instant = start
      for _ in 0..<OfferFinder.mostChanges {
        guard let change = walking.nextChange(of: employee, after: instant, history: history),
          change < post.end
        else { break }
        let outcome = walking.decision(of: employee, at: change, history: history).outcome
        if outcome == .deny || outcome == .needsApproval { return change }
        instant = change
      }
      return post.end
    }
  }
}

/// What was planned and done of a post, by who and where.
private struct PastSteps {
  private let networks: Int
  /// By employee and network, the text that was fixed.
  private var texts: [Int: Int] = [:]
  private var acted: Set<Int> = []

  init(_ trail: PostTrail, of post: Post, on configuration: Configuration) {
    networks = post.networks.count
    for (account, steps) in trail.steps {
      guard let employee = configuration.position(of: account.employee),
        let network = post.networks.firstIndex(of: account.network)
      else { continue }
      let key = employee * networks + network
      for step in steps {
        switch step.kind {
        case .planned, .waits: texts[key] = step.variant
        case .acted:
          texts[key] = step.variant
          acted.insert(key)
        case .prevented: continue
        }
      }
    }
  }

  func acted(_ employee: Int, on network: Int) -> Bool {
    acted.contains(employee * networks + network)
  }

  func text(of employee: Int, on network: Int) -> Int? { texts[employee * networks + network] }

  func texts(on network: Int, without isLeftOut: (_ employee: Int) -> Bool) -> [Int] {
    texts.filter { $0.key % networks == network && !isLeftOut($0.key / networks) }.map(\.value)
  }
}
