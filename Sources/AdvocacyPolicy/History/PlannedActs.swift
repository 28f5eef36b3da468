import AdvocacyCore

/// The acts that people were asked to and have not done yet, at the instants at which they will.
///
/// Whoever is asked next is asked as if they were done.
struct PlannedActs: Sendable {
  /// By network and employee, the instant of the first act; that of nobody's where there is none.
  ///
  /// Hardly anybody has two planned, so that one number each does, without lists of their own.
  private var first: [[Instant]]
  /// By network, the instants of the acts after the first, ascending, of those who have more.
  private var more: [[Int: [Instant]]]
  /// By network, whose account has one at least.
  private(set) var holders: [EmployeeSet]
  /// Who will pass on which content; nil where nobody is asked about that.
  private(set) var content: PlannedContent?

  private static let none = Instant.distantFuture

  /// Makes an empty plan.
  init(networks: Int, rosterCount: Int, keepsContent: Bool) {
    first = Array(repeating: Array(repeating: Self.none, count: rosterCount), count: networks)
    more = Array(repeating: [:], count: networks)
    holders = Array(repeating: EmployeeSet(rosterCount: rosterCount), count: networks)
    if keepsContent { content = PlannedContent(networks: networks, rosterCount: rosterCount) }
  }

  /// Adds an act.
  ///
  /// - Complexity: O(acts planned of the account), most often one or two.
  mutating func add(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    if first[network][employee] == Self.none {
      first[network][employee] = instant
      holders[network].insert(employee)
    } else {
      var instants = instants(employee, network)
      instants.insert(instant, at: instants.firstPosition { $0 > instant })
      keep(instants, employee, network)
    }
    if passesOn { content?.add(employee, network: network, post: post) }
  }

  /// Takes an act out; one that was not planned leaves everything as it is.
  ///
  /// - Complexity: O(acts planned of the account).
  mutating func remove(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    if first[network][employee] == instant, more[network][employee] == nil {
      first[network][employee] = Self.none
      holders[network].remove(employee)
    } else {
      var instants = instants(employee, network)
      guard let position = instants.firstIndex(of: instant) else { return }
      instants.remove(at: position)
      keep(instants, employee, network)
    }
    if passesOn { content?.remove(employee, network: network, post: post) }
  }

  /// How many acts an account has planned from an instant on and before another.
  ///
  /// - Complexity: O(acts planned of the account).
  func count(employee: Int, network: Int, from: Instant, before end: Instant) -> Int {
    let next = first[network][employee]
    guard next != Self.none else { return 0 }
    let isIn = next >= from && next < end ? 1 : 0
    guard !more[network].isEmpty, let rest = more[network][employee] else { return isIn }
    return isIn + rest.count { $0 >= from && $0 < end }
  }

  /// The latest instant at which an account will act; nil: nothing is planned.
  func last(employee: Int, network: Int) -> Instant? {
    let next = first[network][employee]
    return next == Self.none ? nil : more[network][employee]?.last ?? next
  }

  private func instants(_ employee: Int, _ network: Int) -> [Instant] {
    let next = first[network][employee]
    return next == Self.none ? [] : [next] + (more[network][employee] ?? [])
  }

  private mutating func keep(_ instants: [Instant], _ employee: Int, _ network: Int) {
    first[network][employee] = instants.first ?? Self.none
    more[network][employee] = instants.count > 1 ? Array(instants.dropFirst()) : nil
    if instants.isEmpty { holders[network].remove(employee) }
  }
}
