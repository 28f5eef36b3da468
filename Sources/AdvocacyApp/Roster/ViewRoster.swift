import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
package import AdvocacyReport

/// Lists the people on the roster as of a day.
package struct ListRoster {
  var workspace: Workspace
  var teams: [String]
  var day: String?
  var isAll: Bool
  var now: String?

  /// Takes what is asked for.
  ///
  /// - Parameters:
  ///   - workspace: The workspace.
  ///   - teams: The teams asked for; none: all.
  ///   - day: The day as of which people are listed; nil: the present.
  ///   - isAll: Whether those who left before are listed as well.
  ///   - now: The present, if another than the clock's.
  package init(workspace: Workspace, teams: [String], day: String?, isAll: Bool, now: String?) {
    self.workspace = workspace
    self.teams = teams
    self.day = day
    self.isAll = isAll
    self.now = now
  }

  /// Lists them in the order of ids.
  ///
  /// - Throws: `Failure`: `usage` for a team that nobody is in, and what reading the files throws.
  /// - Complexity: O(roster).
  package func run(in environment: Environment) throws -> RosterListing {
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let at = try RosterDay(day, option: "--on", now: now, configuration, environment).instant
    let known = Set(configuration.roster.map(\.team).filter { !$0.isEmpty }).sorted()
    for team in teams where !known.contains(team) {
      throw Failure(
        .usage,
        "--team: nobody is in \"\(SafeText.excerpt(team))\"; teams: "
          + known.prefix(20).joined(separator: ", "),
        hint: NearMiss.hint(team, among: known))
    }
    let asked = configuration.roster.filter { teams.isEmpty || teams.contains($0.team) }
    let rows = asked.map { RosterListing.Row($0, at: at) }
    let shown = isAll ? rows : rows.filter { $0.state != .left }
    var listing = RosterListing(at: at, employees: shown)
    listing.notShown = rows.count - shown.count
    listing.isFiltered = !teams.isEmpty
    listing.timeZone = configuration.calendar.zoneName
    listing.language = configuration.language
    return listing
  }
}

/// The day that an option of the commands on people names.
struct RosterDay {
  /// Its first instant; of the present the instant itself.
  let instant: Instant
  /// What the clock says, for people who look at another day.
  let now: Instant

  init(
    _ text: String?, option: String, now: String?, _ configuration: Configuration,
    _ environment: Environment
  ) throws(Failure) {
    let calendar = configuration.calendar
    self.now = try PresentTime(now, in: environment, calendar: calendar).now
    instant =
      if let text {
        try TimeArgument.instant(text, option: option, calendar: calendar, now: self.now)
      } else { self.now }
  }
}

/// Shows one person: what the roster says, or all that the workspace holds.
package struct ShowEmployee {
  var workspace: Workspace
  var employee: String
  var now: String?

  package init(workspace: Workspace, employee: String, now: String?) {
    self.workspace = workspace
    self.employee = employee
    self.now = now
  }

  /// What the roster says of them.
  ///
  /// - Throws: `Failure`: `usage` for an unknown employee.
  package func run(in environment: Environment) throws -> ShownEmployee {
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let day = try RosterDay(nil, option: "--on", now: now, configuration, environment)
    let found = try configuration.employee(named: employee)
    return ShownEmployee(
      found, written: found.written(by: configuration.calendar), at: day.now,
      timeZone: configuration.calendar.zoneName, language: configuration.language)
  }

  /// All that the workspace holds of them, reasons in a language; nil: the company's.
  ///
  /// - Throws: `Failure`: `usage` for somebody whom neither roster nor ledger knows.
  /// - Complexity: O(bytes of the workspace + decisions × rules).
  package func everything(
    in environment: Environment, language: Language? = nil
  ) throws -> PersonRecord {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    let day = try RosterDay(nil, option: "--on", now: now, configuration, environment)
    let (ledger, _) = try LedgerAccess(workspace: workspace).reading()
    let id = EmployeeID(employee)
    let place = id.flatMap(configuration.position)
    let person = place.map { configuration.roster[$0] }
    let words = [person?.name ?? ""] + (person?.accounts.compactMap(\.handle) ?? [])
    let known = try id.flatMap { try self.known($0, words, in: ledger) }
    guard let id, known != nil || person != nil else {
      if let id, try ForgottenList(workspace: workspace).has(id) {
        throw Failure(
          .usage, "\"\(id)\" was erased here, and nothing leads to them any more",
          hint: "What they did is counted without a name")
      }
      _ = try configuration.employee(named: employee)
      throw Failure(.usage, "unknown employee \"\(employee)\"")
    }
    let mentions = Mentions(id: id, words: words)
    var record = PersonRecord(
      employee: id, at: day.now, timeZone: configuration.calendar.zoneName,
      roster: person?.written(by: configuration.calendar), consent: person?.consent,
      roles: person.map { roles(of: $0, configuration) } ?? [],
      listsNamingThem: try listsNaming(id, reader),
      ledger: known.map { known in
        PersonRecord.LedgerIdentity(
          key: known.key, pseudonym: known.pseudonym, rosterID: id,
          configurationsNamingThem: known.configurations)
      })
    let posts = try ledger.posts()
    if let known {
      record.take(known, calendar: configuration.calendar)
      record.decisions = try decisions(
        on: id, posts, ledger, language ?? configuration.language)
    }
    record.refusals = try ledger.refusals(of: id).map(PersonRecord.Refused.init)
    record.proposals = try ledger.proposalRecords().filter { entry in
      entry.employee == id || entry.note.map(mentions.are) == true
    }.map(PersonRecord.Proposed.init)
    let queue = try reader.queue(configuration, in: environment)
    record.authored = named(known?.authored ?? [], posts, queue) { $0.author == id }
    record.welcoming = named(known?.welcoming ?? [], posts, queue) { $0.welcomed == id }
    record.setAside += queue.compactMap { entry in
      guard case .failure(let failure) = entry.post,
        mentions.are(in: String(decoding: entry.bytes, as: UTF8.self))
      else { return nil }
      return PersonRecord.PutAside(
        file: entry.place.file, line: entry.place.line, post: entry.writtenID,
        reason: failure.description)
    }
    record.files = mentions.files(in: workspace, known: [:])
    return record
  }

  /// What the ledger holds of them; nil where it doesn't know them.
  private func known(
    _ id: EmployeeID, _ words: [String], in ledger: Ledger
  ) throws(Failure) -> LedgerPerson? {
    let mentions = Mentions(id: id, words: words)
    return try ledger.person(id) { mentions.are(in: $0) }
  }

  private func roles(
    of person: Employee, _ configuration: Configuration
  ) -> [PersonRecord.Role] {
    configuration.roles.compactMap { grant in
      let isNamed = grant.employees.contains(person.id)
      guard isNamed || grant.teams.contains(person.team) else { return nil }
      return PersonRecord.Role(role: grant.role, period: grant.period, isNamed: isNamed)
    }
  }

  /// How many lists of rules and roles name them: those that erasing them would change.
  private func listsNaming(_ id: EmployeeID, _ reader: WorkspaceReader) throws(Failure) -> Int {
    let files = try reader.configurationAndFiles().1
    let erased = try Erasure.configuration(files.config, of: id, file: "config.json")
    return erased.edited.count - (erased.roster ? 1 : 0)
  }

  /// The verdicts on their accounts, as of the instants at which they were made.
  private func decisions(
    on id: EmployeeID, _ posts: [PostID: Post], _ ledger: Ledger, _ language: Language
  ) throws -> [PersonRecord.Decided] {
    let decided = try ledger.decidedPosts().filter { $0.value.status.wasDecided }
    var contexts: [[Int64]: DecisionReplay.RunContext] = [:]
    var found: [PersonRecord.Decided] = []
    for postID in decided.keys.sorted() {
      guard let post = posts[postID] else { continue }
      var replay = try DecisionReplay(
        post: post, posts: posts, ledger: ledger, names: [:], only: id, contexts: contexts)
      for network in post.networks {
        let account = PostTrail.Account(employee: id, network: network)
        guard let look = replay.lastLook(at: account) else { continue }
        let past = try replay.context(ofRun: look.run).configuration
        guard let place = past.position(of: id), past.roster[place].account(on: network) != nil,
          let verdict = try replay.verdict(on: account, at: look)
        else { continue }
        found.append(
          .init(
            post: postID, network: network, at: look.at, verdict: verdict, language: language))
      }
      contexts = replay.contexts
    }
    return found
  }

  private func named(
    _ decided: [PostID], _ posts: [PostID: Post], _ queue: [QueueEntry],
    _ isMeant: (Post) -> Bool
  ) -> [PersonRecord.Authored] {
    let queued = queue.compactMap { try? $0.post.get() }.filter(isMeant)
    let ids = Set(queued.map(\.id))
    let inLedger = decided.filter { !ids.contains($0) }.compactMap { posts[$0] }
    let own = Set(decided)
    return
      (queued.map { .init($0, isInQueue: true, isInLedger: own.contains($0.id)) }
      + inLedger.map { .init($0, isInQueue: false, isInLedger: true) })
      .sorted { ($0.at, $0.post) < ($1.at, $1.post) }
  }
}

extension PersonRecord {
  /// Takes what a ledger holds of the person.
  fileprivate mutating func take(_ known: LedgerPerson, calendar: CompanyCalendar) {
    rosterHistory = known.rows.map {
      .init(
        first: $0.first, last: $0.last, runs: $0.runs, row: $0.employee.written(by: calendar))
    }
    allowed = known.allowed.map {
      .init(post: $0.post, at: $0.at, event: $0.event.rawValue)
    }
    waits = known.waits.map {
      .init(
        post: $0.post, network: $0.network, verdict: $0.outcome, until: $0.until,
        isOpen: $0.isOpen)
    }
    planned = known.planned.map {
      .init(
        post: $0.post, network: $0.network, at: $0.at, actions: $0.actions, variant: $0.variant,
        isOpen: $0.isOpen)
    }
    acts = known.acts.map {
      .init(
        post: $0.post, network: $0.network, action: $0.action, at: $0.at, variant: $0.variant,
        isDisclosed: $0.isDisclosed, isVoided: $0.isVoided)
    }
    prevented = known.prevented.map {
      .init(post: $0.post, network: $0.network, at: $0.at, rule: $0.rule)
    }
    statements = known.statements.map(Statement.init)
    mentions = known.mentions.map(Statement.init)
    setAside = known.setAside.map {
      .init(file: $0.place.file, line: $0.place.line, post: $0.post, reason: $0.reason)
    }
  }
}
