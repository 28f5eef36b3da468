import AdvocacyModel
import HeapModule

/// The acts that are planned, in the order in which they happen.
///
/// They lie in heaps by clock hour, and only those of the hour at hand are put in order: a company
/// works off millions.
struct ActQueue {
  /// A planned act with what tells its turn.
  struct Entry: Comparable, Hashable {
    var act: PlannedAct
    /// The number of the act's group.
    var group: UInt32
    /// Since when it is known that the employee didn't withdraw from it.
    var since: Instant
    /// The block of acts in which it was planned; 0: none that is still open.
    var block: UInt32
    /// The place of the post among all posts by id.
    var post: UInt32
    /// The place of the network among all networks by id.
    var network: UInt8
    /// Whether it waits for an approval.
    var isWaiting: Bool

    /// Acts come in the order of their instants, then of posts, employees and networks.
    static func < (lhs: Self, rhs: Self) -> Bool {
      guard lhs.act.at == rhs.act.at else { return lhs.act.at < rhs.act.at }
      return (lhs.post, lhs.act.employee, lhs.network) < (rhs.post, rhs.act.employee, rhs.network)
    }

    static func == (lhs: Self, rhs: Self) -> Bool {
      lhs.act.at == rhs.act.at && lhs.post == rhs.post && lhs.act.employee == rhs.act.employee
        && lhs.network == rhs.network
    }

    func hash(into hasher: inout Hasher) {
      hasher.combine(act.at)
      hasher.combine(post)
      hasher.combine(act.employee)
      hasher.combine(network)
    }
  }

  private var hours: [Instant: [Entry]] = [:]
  private var order: Heap<Instant> = []
  private var current: Instant?
  /// The acts of the current hour, the next one last.
  private var sorted: [Entry] = []
  /// Acts that joined the current hour after it was put in order.
  private var late: Heap<Entry> = []

  /// Adds an act to an hour.
  ///
  /// - Complexity: O(1); O(log n) where the hour is at hand.
  mutating func add(_ entry: Entry, hour: Instant) {
    if hour == current { return late.insert(entry) }
    if hours[hour]?.append(entry) == nil {
      hours[hour] = [entry]
      order.insert(hour)
    }
  }

  /// The act whose turn is next, with its hour.
  ///
  /// - Complexity: O(1) within an hour; O(n log n) in the acts of the next one.
  mutating func next() -> (entry: Entry, hour: Instant)? {
    while true {
      if let first = order.min, current.map({ first < $0 }) ?? true { open(first) }
      guard let hour = current else { return nil }
      if let entry = late.min, sorted.last.map({ entry < $0 }) ?? true { return (entry, hour) }
      if let entry = sorted.last { return (entry, hour) }
      current = nil
      if order.isEmpty { return nil }
    }
  }

  /// Takes the act whose turn is next.
  mutating func removeNext() {
    guard let last = sorted.last else {
      _ = late.popMin()
      return
    }
    if let other = late.min, other < last { late.removeMin() } else { sorted.removeLast() }
  }

  /// The instants of the acts that something is true of, ascending.
  ///
  /// - Complexity: O(n log n).
  func instants(where isMeant: (Entry) -> Bool) -> [Instant] {
    (hours.values.joined() + sorted + late.unordered).filter(isMeant).map(\.act.at).sorted()
  }

  /// Takes out all acts that something is true of.
  ///
  /// - Complexity: O(n).
  mutating func removeAll(where isMeant: (Entry) -> Bool) -> [Entry] {
    var removed: [Entry] = []
    func split(_ entries: [Entry]) -> [Entry] {
      guard entries.contains(where: isMeant) else { return entries }
      removed += entries.filter(isMeant)
      return entries.filter { !isMeant($0) }
    }
    for hour in hours.keys { hours[hour] = split(hours[hour] ?? []) }
    sorted = split(sorted)
    late = Heap(split(late.unordered))
    return removed
  }

  /// Makes an hour the one at hand; what is left of another is put back.
  private mutating func open(_ hour: Instant) {
    order.removeMin()
    if let current {
      hours[current] = sorted + late.unordered
      order.insert(current)
      late = []
    }
    current = hour
    sorted = (hours.removeValue(forKey: hour) ?? []).sorted(by: >)
  }
}

/// The groups in which planned acts stand in the ledger, under numbers.
struct ActGroups {
  /// A group of which acts are left.
  private struct Group {
    var key: PlannedGroup.Key
    var left: Int
  }

  private var groups: [Group] = []
  private var numbers: [PlannedGroup.Key: UInt32] = [:]

  /// The number of a group, given out where it is new.
  mutating func number(of key: PlannedGroup.Key) -> UInt32 {
    if let number = numbers[key] { return number }
    let number = UInt32(groups.count)
    groups.append(Group(key: key, left: 0))
    numbers[key] = number
    return number
  }

  /// What the acts of a group have in common.
  func key(of number: UInt32) -> PlannedGroup.Key { groups[Int(number)].key }

  /// Counts acts that join a group.
  mutating func add(_ count: Int, to number: UInt32) { groups[Int(number)].left += count }

  /// Counts acts that leave a group, and tells whether none is left.
  mutating func remove(_ count: Int, from number: UInt32) -> Bool {
    groups[Int(number)].left -= count
    return groups[Int(number)].left == 0
  }
}

/// The company's clock with a memory: the same hours and days are asked about by thousands of acts,
/// and the time-zone database takes longer to answer than everything else an act costs.
///
/// It remembers by quarter of an hour: every clock in use is set at full quarters.
struct CompanyClock {
  private let calendar: CompanyCalendar
  /// By quarter, how far the wall is ahead of UTC, in milliseconds.
  private var offsets: [Int64: Int64] = [:]
  /// By quarter, the midnights before and after it.
  private var midnights: [Int64: (last: CivilTime, next: CivilTime)] = [:]
  /// The instants of times of day that were asked for.
  private var times: [CivilTime: Instant] = [:]

  init(_ calendar: CompanyCalendar) { self.calendar = calendar }

  private static func quarter(of instant: Instant) -> Int64 {
    instant.milliseconds.floorDivided(by: 900_000)
  }

  private mutating func offset(at instant: Instant) -> Int64 {
    let quarter = Self.quarter(of: instant)
    if let offset = offsets[quarter] { return offset }
    let offset = Int64(calendar.offsetSeconds(at: instant)) * 1000
    offsets[quarter] = offset
    return offset
  }

  /// How long the wall's day has lasted at an instant, in milliseconds.
  ///
  /// - Complexity: O(1) on average.
  mutating func timeOfDay(at instant: Instant) -> Int64 {
    (instant.milliseconds + offset(at: instant)).floorModulo(86_400_000)
  }

  /// The first instant of the clock hour on the wall that holds an instant.
  ///
  /// - Complexity: O(1) on average.
  mutating func startOfHour(at instant: Instant) -> Instant {
    instant - Instant.Span(milliseconds: timeOfDay(at: instant) % 3_600_000)
  }

  /// When the wall shows a time of day: on the day of an instant, or on the next.
  ///
  /// - Parameters:
  ///   - milliseconds: The time, since midnight.
  ///   - instant: An instant of the day.
  ///   - isTomorrow: Whether the next day is meant.
  /// - Returns: The instant; of a time that comes twice the first.
  /// - Complexity: O(1) on average.
  mutating func instant(
    of milliseconds: Int64, onDayOf instant: Instant, isTomorrow: Bool
  ) -> Instant {
    let quarter = Self.quarter(of: instant)
    let days =
      midnights[quarter]
      ?? (
        calendar.civilTime(at: calendar.startOfDay(at: instant)),
        calendar.civilTime(at: calendar.startOfNextDay(at: instant))
      )
    midnights[quarter] = days
    var time = isTomorrow ? days.next : days.last
    time.millisecondOfDay = milliseconds
    if let known = times[time] { return known }
    let found = calendar.instant(of: time)
    times[time] = found
    return found
  }
}
