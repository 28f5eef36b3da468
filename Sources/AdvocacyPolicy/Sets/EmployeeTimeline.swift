import AdvocacyModel

/// A set of employees that changes with time, such as those whose consent is in force.
///
/// Periods that overlap or touch are made one, so that each change flips one employee's membership:
/// in or out, forwards or backwards in time.
struct EmployeeTimeline: Sendable {
  /// The instants of the changes, in order.
  private let instants: [Instant]
  /// The employee whose membership flips at each of them.
  private let flipped: [Int32]
  /// The set before every `stride`th change, so that none has to be replayed from the start.
  private let checkpoints: [EmployeeSet]
  /// As many changes as take about as long to replay as a set to copy; 256 at least.
  private let stride: Int
  /// When each employee's membership changes; none where nobody's ever does.
  private let changes: [OwnChanges]
  /// When it does after the first two times, in order, of those with more.
  private let furtherChanges: [Int: [Instant]]

  /// The first two changes of one employee; that of nobody's where there is none.
  ///
  /// Few employees have more; keeping two in place answers with one look into memory, not three.
  private struct OwnChanges {
    var first = Instant.distantFuture
    var second = Instant.distantFuture
  }

  /// Makes the set of a roster from the periods in which each employee is a member.
  ///
  /// - Complexity: O(periods + instants × log instants) on average.
  init(rosterCount: Int, periods: (Int) -> [Period]) {
    var changes = Changes(rosterCount: rosterCount)
    for employee in 0..<rosterCount {
      let own = periods(employee)
      for period in own.count > 1 ? Self.merged(own) : own { changes.add(period, of: employee) }
    }
    self.init(changes, rosterCount: rosterCount)
  }

  /// Makes the set of a roster from the one period in which each employee is a member, if any.
  ///
  /// - Complexity: O(roster + instants × log instants) on average.
  init(rosterCount: Int, period: (Int) -> Period?) {
    var changes = Changes(rosterCount: rosterCount)
    for employee in 0..<rosterCount {
      if let period = period(employee) { changes.add(period, of: employee) }
    }
    self.init(changes, rosterCount: rosterCount)
  }

  private init(_ found: Changes, rosterCount: Int) {
    var members = found.members
    let changes = Self.ordered(found.changes)
    instants = changes.map(\.at)
    flipped = changes.map(\.employee)
    stride = max(256, rosterCount / 64)
    var checkpoints = [members]
    for start in Swift.stride(from: 0, to: changes.count - stride, by: stride) {
      members.flip(flipped[start..<start + stride])
      checkpoints.append(members)
    }
    self.checkpoints = checkpoints
    (self.changes, furtherChanges) = Self.grouped(instants, flipped, rosterCount: rosterCount)
  }

  /// The instants of changes by employee, each one's in order.
  ///
  /// - Complexity: O(roster + changes).
  private static func grouped(
    _ instants: [Instant], _ flipped: [Int32], rosterCount: Int
  ) -> (first: [OwnChanges], further: [Int: [Instant]]) {
    guard !flipped.isEmpty else { return ([], [:]) }
    var first = [OwnChanges](repeating: OwnChanges(), count: rosterCount)
    var further: [Int: [Instant]] = [:]
    for (employee, instant) in zip(flipped.lazy.map(Int.init), instants) {
      if first[employee].first == .distantFuture {
        first[employee].first = instant
      } else if first[employee].second == .distantFuture {
        first[employee].second = instant
      } else {
        further[employee, default: []].append(instant)
      }
    }
    return (first, further)
  }

  /// Who is a member from the beginning of time, and the changes after it.
  private struct Changes {
    var members: EmployeeSet
    var changes: [Change] = []

    init(rosterCount: Int) { members = EmployeeSet(rosterCount: rosterCount) }

    /// Adds a period, which no other of the same employee may overlap or touch.
    mutating func add(_ period: Period, of employee: Int) {
      guard !period.isEmpty else { return }
      if let from = period.from {
        changes.append(Change(at: from, employee: Int32(employee)))
      } else {
        members.insert(employee)
      }
      if let until = period.until {
        changes.append(Change(at: until, employee: Int32(employee)))
      }
    }
  }

  private struct Change {
    let at: Instant
    let employee: Int32
  }

  /// The changes by instant, those of one instant by employee, as they come.
  ///
  /// Dealt out by instant: a company has many employees and few days on which something changes.
  ///
  /// - Complexity: O(changes + instants × log instants) on average.
  private static func ordered(_ changes: [Change]) -> [Change] {
    var numbers: [Instant: Int] = [:]
    var counts: [Int] = []
    let numbered = changes.map { change in
      let number = numbers[change.at] ?? counts.count
      if number == counts.count {
        numbers[change.at] = number
        counts.append(0)
      }
      counts[number] += 1
      return number
    }
    var places = counts
    var start = 0
    for (_, number) in numbers.sorted(by: { $0.key < $1.key }) {
      places[number] = start
      start += counts[number]
    }
    var ordered = changes
    for (change, number) in zip(changes, numbered) {
      ordered[places[number]] = change
      places[number] += 1
    }
    return ordered
  }

  /// The members at an instant: the nearest checkpoint, and the changes between flipped.
  ///
  /// - Complexity: O(roster / 64 + log changes).
  func members(at instant: Instant) -> EmployeeSet {
    let passed = instants.firstPosition { $0 > instant }
    let nearest = Swift.min((passed + stride / 2) / stride, checkpoints.count - 1)
    let start = nearest * stride
    var members = checkpoints[nearest]
    members.flip(flipped[Swift.min(start, passed)..<Swift.max(start, passed)])
    return members
  }

  /// Tells whether an employee is a member at an instant.
  ///
  /// - Complexity: O(log the employee's changes), of which most have one or two.
  func contains(_ employee: Int, at instant: Instant) -> Bool {
    let isMember = checkpoints[0].contains(employee)
    guard let first = instants.first, instant >= first else { return isMember }
    let own = changes[employee]
    guard own.second <= instant else { return isMember != (own.first <= instant) }
    let further = furtherChanges[employee]?.firstPosition { $0 > instant } ?? 0
    return isMember != (further % 2 == 1)
  }

  /// The first instant after another at which an employee's membership changes; nil: none does.
  ///
  /// - Complexity: O(log the employee's changes).
  func nextChange(of employee: Int, after instant: Instant) -> Instant? {
    guard let last = instants.last, instant < last else { return nil }
    let own = changes[employee]
    let next =
      own.first > instant
      ? own.first
      : own.second > instant ? own.second : furtherChanges[employee]?.first { $0 > instant }
    return next == .distantFuture ? nil : next
  }

  /// Tells whether anybody's membership changes after an instant and up to another.
  ///
  /// - Complexity: O(1) after the last change; else O(log changes).
  func changes(after start: Instant, through end: Instant) -> Bool {
    guard let last = instants.last, start < last else { return false }
    return instants[instants.firstPosition { $0 > start }] <= end
  }

  /// The periods in order, with those that overlap or touch made one and empty ones left out.
  private static func merged(_ periods: [Period]) -> [Period] {
    let ordered = periods.filter { !$0.isEmpty }.sorted {
      ($0.from ?? .distantPast) < ($1.from ?? .distantPast)
    }
    var merged: [Period] = []
    for period in ordered {
      guard let last = merged.last, last.reaches(period.from) else {
        merged.append(period)
        continue
      }
      guard let end = last.until else { continue }
      merged[merged.count - 1].until = period.until.map { max($0, end) }
      if last.from == nil || period.from == nil { merged[merged.count - 1].from = nil }
    }
    return merged
  }
}

extension Period {
  fileprivate var isEmpty: Bool {
    guard let from, let until else { return false }
    return until <= from
  }

  /// Tells whether the period lasts until another's beginning, or longer.
  fileprivate func reaches(_ from: Instant?) -> Bool {
    guard let until, let from else { return true }
    return from <= until
  }
}

/// The employees for whom something holds, always or by the instant.
indirect enum Members: Sendable {
  /// The same at every instant.
  case fixed(EmployeeSet)
  /// Changing with time.
  case timed(EmployeeTimeline)
  /// Those in every one of some sets, at least one.
  case inAll([Members])

  /// Those of the set at an instant.
  ///
  /// - Complexity: O(roster / 64 + log changes).
  func members(at instant: Instant) -> EmployeeSet {
    switch self {
    case .fixed(let set): set
    case .timed(let timeline): timeline.members(at: instant)
    case .inAll(let sets):
      sets.dropFirst().reduce(sets[0].members(at: instant)) {
        $0.intersection($1.members(at: instant))
      }
    }
  }

  /// Tells whether an employee is one of them at an instant.
  ///
  /// - Complexity: O(sets × the employee's changes).
  func contains(_ employee: Int, at instant: Instant) -> Bool {
    switch self {
    case .fixed(let set): set.contains(employee)
    case .timed(let timeline): timeline.contains(employee, at: instant)
    case .inAll(let sets): sets.allSatisfy { $0.contains(employee, at: instant) }
    }
  }

  /// The first instant after another at which an employee may come or go; nil: there is none.
  func nextChange(of employee: Int, after instant: Instant) -> Instant? {
    switch self {
    case .fixed: nil
    case .timed(let timeline): timeline.nextChange(of: employee, after: instant)
    case .inAll(let sets):
      sets.compactMap { $0.nextChange(of: employee, after: instant) }.min()
    }
  }

  /// The employees whom a selector chooses; by the instant where roles given for a time decide.
  ///
  /// - Complexity: O(roster × lists given).
  static func chosen(by selector: Selector, of facts: CompilationFacts) -> Members {
    let roster = facts.roster
    let named = selector.employees.map(Set.init)
    var rest = selector
    rest.employees = nil
    rest.languages = selector.languages.map { facts.languages(coveredBy: $0) }
    func admits(_ employee: Employee) -> Bool {
      named?.contains(employee.id) ?? true && rest.admitsApartFromRole(employee)
    }
    guard let roles = selector.roles else {
      return .fixed(EmployeeSet(rosterCount: roster.count) { admits(roster[$0]) })
    }
    let areDated = roster.indices.contains { index in
      roster[index].status.roles.contains { roles.contains($0.role) }
    }
    guard areDated else {
      return .fixed(
        EmployeeSet(rosterCount: roster.count) {
          roles.contains(roster[$0].role) && admits(roster[$0])
        })
    }
    return .timed(
      EmployeeTimeline(rosterCount: roster.count) { index in
        let employee = roster[index]
        guard admits(employee) else { return [] }
        guard !roles.contains(employee.role) else { return [Period()] }
        return employee.status.roles.filter { roles.contains($0.role) }.map(\.period)
      })
  }
}

extension CompilationFacts {
  /// The languages of the roster that some languages cover.
  ///
  /// - Complexity: O(roster).
  fileprivate func languages(coveredBy named: [String]) -> [String] {
    // Going by index avoids copying a whole employee for a language.
    Set(roster.indices.map { roster[$0].language }).filter { language in
      named.contains { labels.language($0, covers: language) }
    }
  }
}

extension EmployeeSet {
  /// Makes the set of those on a roster for whom a condition holds.
  init(rosterCount: Int, where holds: (Int) -> Bool) {
    self.init(rosterCount: rosterCount)
    for index in 0..<rosterCount where holds(index) { insert(index) }
  }
}
