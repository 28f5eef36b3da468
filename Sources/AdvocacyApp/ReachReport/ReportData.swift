import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReach
import AdvocacyReport

/// All that a report is made from, before anything is estimated.
struct ReportData {
  /// The configuration with those on its roster who acted and have left it.
  let configuration: Configuration
  let periods: ReportPeriods
  let breakdown: Breakdown
  /// The posts of the period.
  let posts: [PostFacts]
  /// The posts that they are compared with.
  let compared: [PostFacts]
  /// The networks of any of them.
  let networks: [NetworkID]
  /// What is estimated together.
  let cells: ReportCells
  /// The teams or employees told apart, if the report is by either.
  let parts: ReportContributors
  /// Who got how far.
  let presentFunnel: FunnelCount
  /// The instant up to which actions count: as asked, else the last one known.
  let asOf: Instant
  /// Who spoke for themselves.
  let voices: ReportVoices

  /// Reads the facts of the periods from a ledger.
  ///
  /// - Throws: `Failure`.
  init(
    _ ledger: Ledger, periods: ReportPeriods, breakdown: Breakdown,
    configuration present: Configuration, watermark: Instant
  ) throws {
    let bound = periods.asOf ?? .distantFuture
    let stored = try ledger.reportFacts(asOf: bound, since: periods.since, until: periods.until)
    let before = try periods.compared.map { period in
      try ledger.reportFacts(asOf: bound, since: period.lowerBound, until: period.upperBound)
    }
    let configuration = try present.withDeparted(
      of: stored.employees + (before?.employees ?? []), from: ledger)
    posts = stored.posts(on: configuration)
    compared = before?.posts(on: configuration) ?? []
    networks = Array(Set((posts + compared).flatMap(\.post.networks))).sorted()
    cells = ReportCells(
      posts: posts + compared, comparedFrom: posts.count, networks: networks,
      groupsOfNetworks: configuration.groups.map(\.id), breakdown: breakdown,
      labeling: .init(
        calendar: configuration.calendar, labels: LabelComparison(configuration.semantics)))
    let last = stored.posts.lazy.flatMap(\.actions).map(\.at).max()
    asOf = periods.asOf ?? max(watermark, last ?? watermark)
    presentFunnel = FunnelCount(present)
    let isWhole = configuration.roster.count == present.roster.count
    let listing = isWhole ? presentFunnel : FunnelCount(configuration)
    parts = ReportContributors(
      posts, by: breakdown, roster: configuration.roster,
      listed: listing.consenting(at: asOf))
    voices = try ReportVoices(
      ledger, periods, asOf: asOf, posts: posts, configuration: configuration)
    self.configuration = configuration
    self.periods = periods
    self.breakdown = breakdown
  }

  /// The problem for the reach engine.
  ///
  /// - Throws: `Failure` with cause `configuration` for a node that a graph doesn't have.
  func problem(graphs: [NetworkID: FollowerGraph]) throws(Failure) -> ReachProblem {
    try ReachProblem.of(
      posts + compared, cells: cells, networks: networks, configuration: configuration,
      graphs: graphs, parts: parts)
  }

  /// From the roster to those who took part.
  func funnel(_ participation: ReachReport.Participation) -> ReachReport.Funnel {
    presentFunnel.funnel(of: posts, participation: participation, at: asOf)
  }
}

extension ReportFacts.PostFacts {
  /// How many employees were allowed on each network: an employee has one account there.
  fileprivate var allowedByNetwork: [NetworkID: Int] {
    var allowed: [NetworkID: Int] = [:]
    for count in counts where count.rule == nil && count.outcome.isAllowed {
      allowed[count.network, default: 0] += count.count
    }
    return allowed
  }
}

extension Ledger {
  /// The facts of some posts, employees by their place on a roster.
  ///
  /// - Throws: `busy`, `permission`, `inputOutput`, `badData`.
  func facts(
    of posts: Set<PostID>, on configuration: Configuration
  ) throws -> [AdvocacyApp.PostFacts] {
    let decided = try decidedPosts().filter { posts.contains($0.key) }.map(\.value.at)
    guard let first = decided.min(), let last = decided.max() else { return [] }
    let facts = try reportFacts(
      asOf: .distantFuture, since: first, until: last + .seconds(1))
    return facts.posts(on: configuration).filter { posts.contains($0.post.id) }
  }
}

extension ReportFacts {
  /// The facts with employees by their place on the present roster.
  func posts(on configuration: Configuration) -> [AdvocacyApp.PostFacts] {
    let places = employees.map { configuration.position(of: $0) }
    return posts.map { facts in
      AdvocacyApp.PostFacts(
        post: facts.post, allowed: facts.allowedEmployees, allowedPeople: facts.allowed,
        allowedByNetwork: facts.allowedByNetwork, roster: facts.headcount, counts: facts.counts,
        actions: facts.actions.map { action in
          AdvocacyApp.PostFacts.Act(
            employee: places[Int(action.employee)], person: Int64(action.employee),
            network: networks[Int(action.network)], action: action.action,
            delay: Int(max(0, (action.at - facts.post.at).milliseconds) / 1000))
        })
    }
  }
}

extension Configuration {
  /// The configuration with those who acted and are no longer on the roster.
  ///
  /// They stand as the last run that had them knew them, so that what was reached through somebody
  /// doesn't shrink when they leave or are forgotten.
  ///
  /// - Throws: `Failure` of the ledger.
  /// - Complexity: O(roster) where nobody left, else O(bytes of the rosters kept).
  func withDeparted(of actors: [EmployeeID], from ledger: Ledger) throws -> Configuration {
    var missing = Set(actors).subtracting(roster.lazy.map(\.id))
    guard !missing.isEmpty else { return self }
    let ids = try ledger.employeesByKey()
    var departed: [Employee] = []
    try ledger.rosters { bytes in
      for employee in try StoredInputsCoder.employees(bytes, ids: ids)
      where missing.remove(employee.id) != nil {
        var employee = employee
        // Whoever left is in no row of a report, as if they had taken back their consent.
        employee.consent = nil
        departed.append(employee)
      }
      return missing.isEmpty
    }
    var whole = self
    whole.roster = (roster + departed).sorted { $0.id < $1.id }
    return whole
  }
}

/// Counts who got how far from the roster to taking part, and which rules held the rest back.
struct FunnelCount {
  let policy: PolicyEngine
  let configuration: Configuration

  init(_ configuration: Configuration) {
    policy = PolicyEngine(configuration: configuration)
    self.configuration = configuration
  }

  /// The employees who agree to take part, by their place on the roster.
  func consenting(at instant: Instant) -> EmployeeSet { policy.consenting(at: instant) }

  /// The funnel, training and consent as they stand on the present roster at an instant.
  ///
  /// - Complexity: O(posts × networks × rules + rules × roster).
  func funnel(
    of posts: [PostFacts], participation: ReachReport.Participation, at instant: Instant
  ) -> ReachReport.Funnel {
    let trained = policy.trained(at: instant)
    var counts: [Held: Int] = [:]
    for count in posts.flatMap(\.counts) where !count.outcome.isAllowed {
      guard let rule = count.rule else { continue }
      counts[Held(rule: rule, outcome: count.outcome), default: 0] += count.count
    }
    let words = Words(configuration.language)
    let sentences = Dictionary(
      configuration.policy.rules.map { rule in
        (rule.id, rule.inWords(kind: words.kind(ofRule: rule)))
      }
    ) { first, _ in first }
    let types = Dictionary(
      configuration.policy.rules.map { ($0.id, $0.type) }
    ) { first, _ in first }
    return ReachReport.Funnel(
      roster: participation.roster, trained: trained.count,
      consented: trained.intersection(policy.consenting(at: instant)).count,
      allowed: participation.allowed, took: participation.took,
      stopped: counts.map { held, count in
        .init(
          rule: held.rule,
          type: types[held.rule] ?? BuiltInRule(rawValue: held.rule.text)?.rawValue,
          outcome: held.outcome, candidates: count,
          sentence: (sentences[held.rule] ?? BuiltInRule(rawValue: held.rule.text)?.inWords)?[
            words.language] ?? words(\.report.noLongerARule))
      })
  }

  private struct Held: Hashable {
    var rule: RuleID
    var outcome: Verdict.Outcome
  }
}

/// The stretches of time that a report covers and compares with.
struct ReportPeriods {
  /// The first instant of the posts; nil: from the first.
  var since: Instant?
  /// The instant before which the posts fell due; nil: to the last.
  var until: Instant?
  /// The instant after which actions don't count; nil: all count.
  var asOf: Instant?
  /// The period compared with, the end left out; nil: none.
  var compared: Range<Instant>?

  /// Reads what the command line says; where it names no end, the watermark is the end.
  ///
  /// - Throws: `Failure` with cause `usage`.
  init(
    _ asked: PeriodArgument.Meaning, asOf: String?, compareTo: String?, watermark: Instant,
    calendar: CompanyCalendar, now: Instant
  ) throws(Failure) {
    func first(_ text: String, _ option: String) throws(Failure) -> Instant {
      try TimeArgument.instant(text, option: option, calendar: calendar, now: now)
    }
    func end(_ text: String, _ option: String) throws(Failure) -> Instant {
      try TimeArgument.end(text, option: option, calendar: calendar, now: now)
    }
    since = asked.since
    until = asked.until
    if let asOf {
      self.asOf = try end(asOf, "--as-of")
    }
    guard let compareTo else { return }
    if compareTo == "previous", let whole = asked.period?.previous {
      compared = whole.range(in: calendar)
      return
    }
    compared =
      compareTo == "previous"
      ? try previous(before: self.until ?? self.asOf ?? watermark)
      : try Self.dates(
        compareTo, first: { text throws(Failure) in try first(text, "--compare-to") },
        end: { text throws(Failure) in try end(text, "--compare-to") })
  }

  /// The stretch of the same length that ends where this one begins.
  private func previous(before end: Instant) throws(Failure) -> Range<Instant> {
    guard let since, since < end else {
      throw Failure(
        .usage, "--compare-to previous: the report has no first day",
        hint: "Add --period november, --since, or name the other period: "
          + "--compare-to 2026-10-01..2026-10-31")
    }
    return since - (end - since)..<since
  }

  private static func dates(
    _ text: String, first: (String) throws(Failure) -> Instant,
    end: (String) throws(Failure) -> Instant
  ) throws(Failure) -> Range<Instant> {
    let ends = text.split(separator: "..", maxSplits: 1, omittingEmptySubsequences: false)
    guard ends.count == 2 else {
      throw Failure(
        .usage, "--compare-to: not a period: \"\(text)\"",
        hint: "Write previous, or the first and the last day: 2026-10-01..2026-10-31")
    }
    let (first, last) = (try first(String(ends[0])), try end(String(ends[1])))
    guard first < last else {
      throw Failure(.usage, "--compare-to: the period \"\(text)\" ends before it begins")
    }
    return first..<last
  }
}
