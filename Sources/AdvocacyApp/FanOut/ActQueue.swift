import AdvocacyCore
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
