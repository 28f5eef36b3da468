import AdvocacyCore

/// The acts that people were asked to and have not done yet, at the instants at which they will.
///
/// Whoever is asked next is asked as if they were done.
struct PlannedActs: Sendable {
  private var accounts: [[History.Participations]]
  /// By network, whose account has one at least.
  private(set) var holders: [EmployeeSet]
  /// Who will pass on which content; nil where nobody is asked about that.
  private(set) var content: PlannedContent?

  /// Makes an empty plan.
  init(networks: Int, rosterCount: Int, keepsContent: Bool) {
    accounts = Array(repeating: Array(repeating: [], count: rosterCount), count: networks)
    holders = Array(repeating: EmployeeSet(rosterCount: rosterCount), count: networks)
    if keepsContent { content = PlannedContent(networks: networks, rosterCount: rosterCount) }
  }

  /// Adds an act.
  ///
  /// - Complexity: O(acts planned of the account), most often one or two.
  mutating func add(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    let position = accounts[network][employee].firstPosition { $0 > instant }
    accounts[network][employee].insert(instant, at: position)
    holders[network].insert(employee)
    if passesOn { content?.add(employee, network: network, post: post) }
  }

  /// Takes an act out; one that was not planned leaves everything as it is.
  ///
  /// - Complexity: O(acts planned of the account).
  mutating func remove(
    employee: Int, network: Int, post: Post, at instant: Instant, passesOn: Bool
  ) {
    let position = accounts[network][employee].firstPosition { $0 >= instant }
    guard position < accounts[network][employee].count,
      accounts[network][employee][position] == instant
    else { return }
    accounts[network][employee].remove(at: position)
    if accounts[network][employee].isEmpty { holders[network].remove(employee) }
    if passesOn { content?.remove(employee, network: network, post: post) }
  }

  /// How many acts an account has planned from an instant on and before another.
  ///
  /// - Complexity: O(log acts).
  func count(employee: Int, network: Int, from: Instant, before end: Instant) -> Int {
    let instants = accounts[network][employee]
    guard let last = instants.last, last >= from else { return 0 }
    return instants.firstPosition { $0 >= end } - instants.firstPosition { $0 >= from }
  }

  /// The latest instant at which an account will act; nil: nothing is planned.
  func last(employee: Int, network: Int) -> Instant? { accounts[network][employee].last }
}
