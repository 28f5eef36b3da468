import AdvocacyCore

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
