package import AdvocacyModel

/// How much of the past the rules of a policy can ask about: a ledger of years need not be read
/// whole for the next post.
package struct HistoryWindow: Hashable, Sendable {
  /// The first instant of events that count.
  package private(set) var since: Instant
  /// The posts whose participations count however long ago they were.
  package let posts: Set<PostID>

  /// Works out what can be asked.
  ///
  /// - Parameters:
  ///   - policy: The policy; a rule counts even where it is not in force yet.
  ///   - calendar: The company's calendar, by which caps count.
  ///   - earliest: The first instant at which a post may be decided.
  ///   - span: What is asked besides rules: this long before an event.
  ///   - open: The posts that may be decided.
  ///   - past: All posts that were decided.
  /// - Complexity: O(rules + characters of all posts).
  package init(
    of policy: Policy, calendar: CompanyCalendar, from earliest: Instant, span: Instant.Span,
    open: [Post], past: some Sequence<Post>
  ) {
    let lookbacks = policy.rulesInForce.map(\.lookback)
    since = lookbacks.reduce(earliest - span) { first, lookback in
      switch lookback {
      case .nowhere, .content: first
      case .window(let window): min(first, calendar.window(window, at: earliest).from)
      case .span(let span): min(first, earliest - span)
      case .everything: .distantPast
      }
    }
    // Where a clock goes back, a window that begins later may reach back further.
    if since > .distantPast { since = since - .days(1) }
    posts = lookbacks.contains(.content) ? ContentHistory.kin(of: open, among: past) : []
  }

  /// Asks about what was done of one post.
  package init(of post: PostID) { self.init(since: .distantFuture, posts: [post]) }

  private init(since: Instant, posts: Set<PostID>) {
    self.since = since
    self.posts = posts
  }

  /// What either of two policies can ask about.
  package func union(_ other: Self) -> Self {
    Self(since: min(since, other.since), posts: posts.union(other.posts))
  }
}

/// How far back a rule looks.
enum Lookback: Hashable, Sendable {
  /// It doesn't ask about the past.
  case nowhere
  /// To the beginning of the calendar window that holds the event.
  case window(FrequencyCap.Window)
  /// So long before the event.
  case span(Instant.Span)
  /// To the first post of all.
  case everything
  /// To all posts that share their text or link with the one decided.
  case content
}

extension Rule {
  /// How far back the rule looks.
  var lookback: Lookback {
    guard let type = parameters as? any RuleType else { return .nowhere }
    return type.lookback
  }
}

extension PolicyEngine {
  /// Whether a rule that speaks when people are asked looks at what accounts did and have planned.
  package var readsPlans: Bool {
    rules.contains { $0.hold.includes(.asking) && $0.rule.lookback != .nowhere }
  }
}

extension CompanyCalendar {
  /// The window of a cap that holds an instant: its first instant and that of the next window.
  ///
  /// Days, weeks and months are civil ones and may hold an hour more or less; a clock hour that
  /// is repeated makes two windows.
  func window(_ window: FrequencyCap.Window, at instant: Instant) -> (from: Instant, until: Instant)
  {
    let civil = civilTime(at: instant)
    switch window {
    case .hour:
      let from = instant - Instant.Span(milliseconds: civil.millisecondOfDay % 3_600_000)
      return (from, from + .hours(1))
    case .day:
      return (startOfDay(at: instant), startOfNextDay(at: instant))
    case .week:
      let monday = civil.midnight(addingDays: 1 - civil.weekday)
      return (self.instant(of: monday), self.instant(of: monday.midnight(addingDays: 7)))
    case .month:
      let first = civil.midnight(addingDays: 1 - civil.day)
      let someDayOfNext = first.midnight(addingDays: 31)
      let next = someDayOfNext.midnight(addingDays: 1 - someDayOfNext.day)
      return (self.instant(of: first), self.instant(of: next))
    }
  }

  /// The instant at which the wall shows the same time of day some civil days later.
  func instant(_ days: Int, daysAfter instant: Instant) -> Instant {
    let civil = civilTime(at: instant)
    return self.instant(of: CivilTime(utc: civil.asUTC + .days(Int64(days))))
  }
}

extension CivilTime {
  /// Midnight of a civil day some days later.
  fileprivate func midnight(addingDays days: Int) -> CivilTime {
    var civil = CivilTime(utc: asUTC + .days(Int64(days)))
    civil.millisecondOfDay = 0
    return civil
  }
}

extension [Period] {
  /// The end of the stretch of touching periods that holds an instant.
  ///
  /// - Returns: nil where none holds it; an end of nil where it never ends.
  /// - Complexity: O(periods²).
  func end(at instant: Instant) -> Instant?? {
    var end: Instant?
    while true {
      let here = filter { $0.contains(end ?? instant) }
      guard !here.isEmpty else { return end.map { .some($0) } }
      var latest = end ?? instant
      for period in here {
        guard let until = period.until else { return .some(nil) }
        latest = Swift.max(latest, until)
      }
      end = latest
    }
  }
}

/// How often each account took part in the one window that holds the latest event.
///
/// Caps ask almost always about that window; a row of numbers answers them without a look at the
/// participations themselves.
struct WindowCounts: Sendable {
  /// The kind of window.
  let kind: FrequencyCap.Window
  private let calendar: CompanyCalendar
  private var from = Instant.distantPast
  private var until = Instant.distantPast
  /// Whether the counts hold everything recorded since the window's first instant.
  private var isWhole = false
  private var counts: [[UInt32]]

  /// Makes counts of a kind of window for a number of networks.
  init(_ kind: FrequencyCap.Window, calendar: CompanyCalendar, networks: Int, rosterCount: Int) {
    self.kind = kind
    self.calendar = calendar
    counts = Array(repeating: Array(repeating: 0, count: rosterCount), count: networks)
  }

  /// Counts a participation; one before the current window is none of its business.
  mutating func add(employee: Int, network: Int, at instant: Instant) {
    if instant >= until { begin(at: instant) }
    guard instant >= from else { return }
    counts[network][employee] &+= 1
  }

  /// The employees, of some, whose account took part often enough in a window.
  ///
  /// - Parameters:
  ///   - employees: The employees to look at.
  ///   - network: The position of the network.
  ///   - count: How often is enough, 1 or more.
  ///   - start: The first instant of the window.
  /// - Returns: nil where the window is not the current one, or is not counted from its start.
  /// - Complexity: O(employees).
  func accounts(
    among employees: EmployeeSet, network: Int, withAtLeast count: Int, since start: Instant
  ) -> EmployeeSet? {
    guard isWhole, start == from else { return nil }
    let row = counts[network]
    return employees.filtered { Int(row[$0]) >= count }
  }

  /// How often an account took part in a window.
  ///
  /// - Returns: nil where the window is not the current one, or is not counted from its start.
  func count(employee: Int, network: Int, since start: Instant) -> Int? {
    guard isWhole, start == from else { return nil }
    return Int(counts[network][employee])
  }

  private mutating func begin(at instant: Instant) {
    let window = calendar.window(kind, at: instant)
    // Where a clock goes back by half an hour, the hours before and after it overlap.
    isWhole = window.from >= until
    (from, until) = window
    for network in counts.indices {
      var row = counts[network].mutableSpan
      row.update(repeating: 0)
    }
  }
}
