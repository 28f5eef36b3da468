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
  /// - Complexity: O(count).
  init(_ count: Int, to accounts: [Int32], post: Post, network: Network, salt: UInt64) {
    let key = RandomKey(salt).keyed(by: post.id.text).keyed(by: network.id.text)
    // The first steps of the shuffle of Fisher and Yates, on a list that is never copied.
    var moved: [Int: Int] = [:]
    employees = (0..<min(count, accounts.count)).map { place in
      let rest = UInt64(accounts.count - place)
      let drawn = place + Int(key.keyed(by: UInt64(place)).bits % rest)
      let chosen = moved[drawn] ?? drawn
      moved[drawn] = moved[place] ?? place
      return Int(accounts[chosen])
    }
  }
}
