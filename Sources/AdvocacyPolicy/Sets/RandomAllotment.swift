import AdvocacyCore

/// A few things dealt out to accounts by keyed draws: each account gets one at most.
struct RandomAllotment: Sendable {
  /// The employees who got something, in the order dealt.
  let employees: [Int]

  /// Deals to some of the accounts of a network.
  ///
  /// - Parameters:
  ///   - count: How many things there are.
  ///   - accounts: The employees who have an account, in roster order.
  ///   - post: The post.
  ///   - network: The network.
  ///   - salt: What tells one kind of allotment from another.
  ///   - language: What tells allotments of one kind apart; nil: nothing has to.
  ///   - others: Who gets nothing here; their turns fall to those who follow.
  /// - Complexity: O(count + others).
  init(
    _ count: Int, to accounts: some RandomAccessCollection<Int32>, post: Post, network: Network,
    salt: UInt64, language: String? = nil, passingOver others: Set<Int> = []
  ) {
    var key = RandomKey(salt).keyed(by: post.id.text).keyed(by: network.id.text)
    if let language { key = key.keyed(by: language) }
    // The first steps of the shuffle of Fisher and Yates, on a list that is never copied.
    var moved: [Int: Int] = [:]
    var chosen: [Int] = []
    var place = 0
    while chosen.count < count, place < accounts.count {
      let rest = UInt64(accounts.count - place)
      let drawn = place + Int(key.keyed(by: UInt64(place)).bits % rest)
      let index = accounts.index(accounts.startIndex, offsetBy: moved[drawn] ?? drawn)
      moved[drawn] = moved[place] ?? place
      place += 1
      let employee = Int(accounts[index])
      if !others.contains(employee) { chosen.append(employee) }
    }
    employees = chosen
  }
}
