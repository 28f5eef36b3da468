import AdvocacyCore

/// A set of employees that changes with time, such as those whose consent is in force.
struct TimedSet: Sendable {
  private struct Change: Sendable {
    let at: Instant
    let employee: Int
    let enters: Bool
  }

  private let changes: [Change]
  /// The set before every `stride`th change, so that none has to be replayed from the start.
  private let checkpoints: [EmployeeSet]
  /// As many changes as take about as long to replay as a set to copy; 256 at least.
  private let stride: Int

  /// Makes the set of a roster from the periods in which each employee is a member.
  ///
  /// - Complexity: O(periods + instants × log instants) on average.
  init(rosterCount: Int, periods: (Int) -> [Period]) {
    var members = EmployeeSet(rosterCount: rosterCount)
    var changes: [Change] = []
    for employee in 0..<rosterCount {
      let own = periods(employee)
      for period in own.count == 1 && !own[0].isEmpty ? own : Self.merged(own) {
        if let from = period.from {
          changes.append(Change(at: from, employee: employee, enters: true))
        } else {
          members.insert(employee)
        }
        guard let until = period.until else { continue }
        changes.append(Change(at: until, employee: employee, enters: false))
      }
    }
    changes = Self.ordered(changes)
    stride = max(256, rosterCount / 64)
    var checkpoints = [members]
    var next = stride
    for (index, change) in changes.enumerated() {
      if index == next {
        checkpoints.append(members)
        next += stride
      }
      members.apply(change.employee, enters: change.enters)
    }
    self.changes = changes
    self.checkpoints = checkpoints
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

  /// The members at an instant.
  ///
  /// - Complexity: O(roster / 64 + log changes).
  func members(at instant: Instant) -> EmployeeSet {
    var low = 0
    var high = changes.count
    while low < high {
      let middle = (low + high) / 2
      if changes[middle].at <= instant { low = middle + 1 } else { high = middle }
    }
    let checkpoint = Swift.min(low / stride, checkpoints.count - 1)
    var members = checkpoints[checkpoint]
    for change in changes[(checkpoint * stride)..<low] {
      members.apply(change.employee, enters: change.enters)
    }
    return members
  }

  /// The periods in order, with those that overlap or touch made one and empty ones left out.
  private static func merged(_ periods: [Period]) -> [Period] {
    guard periods.count > 1 else { return periods.filter { !$0.isEmpty } }
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

extension EmployeeSet {
  fileprivate mutating func apply(_ employee: Int, enters: Bool) {
    if enters { insert(employee) } else { remove(employee) }
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
