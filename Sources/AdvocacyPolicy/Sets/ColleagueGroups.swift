import AdvocacyCore

/// The roster in equal groups, drawn in several ways, so that one post's groups are not another's.
struct ColleagueGroups: Sendable {
  /// The number of groups, 1 or more.
  let count: Int
  private let rosterCount: Int
  private let layouts: [Layout]
  private let sets: [[EmployeeSet]]

  /// A permutation of the roster: position = (index × factor + offset) mod roster.
  fileprivate struct Layout: Sendable {
    let factor: Int
    let offset: Int
  }

  /// In how many ways the groups are drawn.
  private static let layoutCount = 4

  /// Draws groups whose sizes differ by one at most.
  ///
  /// - Complexity: O(roster).
  init(count: Int, rosterCount: Int, seed: Int) {
    self.count = count
    self.rosterCount = rosterCount
    let key = RandomKey(UInt64(bitPattern: Int64(seed))).keyed(by: "colleague groups")
    let layouts = (0..<Self.layoutCount).map { number in
      Layout(key.keyed(by: UInt64(number)), rosterCount: max(1, rosterCount))
    }
    self.layouts = layouts
    sets = layouts.map { layout in
      var groups = [EmployeeSet](
        repeating: EmployeeSet(rosterCount: rosterCount), count: count)
      for index in 0..<rosterCount {
        groups[layout.position(of: index, in: rosterCount) % count].insert(index)
      }
      return groups
    }
  }

  /// The members of a group, as drawn for a post on a network.
  func members(of group: Int, for draw: Draw) -> EmployeeSet {
    sets[draw.layout][turned(group, draw)]
  }

  /// The group of an employee, as drawn for a post on a network.
  func group(of employee: Int, for draw: Draw) -> Int {
    let own = layouts[draw.layout].position(of: employee, in: rosterCount) % count
    return (own + draw.shift) % count
  }

  private func turned(_ group: Int, _ draw: Draw) -> Int {
    ((group - draw.shift) % count + count) % count
  }

  /// Which of the ways is a post's on a network, and by how much its groups are turned.
  struct Draw: Sendable {
    let layout: Int
    let shift: Int
  }

  /// The draw of a post on a network.
  func draw(for post: Post, on network: Network) -> Draw {
    let key = RandomKey(2).keyed(by: post.id.text).keyed(by: network.id.text)
    return Draw(
      layout: Int(key.keyed(by: 0).bits % UInt64(Self.layoutCount)),
      shift: Int(key.keyed(by: 1).bits % UInt64(count)))
  }
}

extension ColleagueGroups.Layout {
  fileprivate init(_ key: RandomKey, rosterCount: Int) {
    var draws: UInt64 = 0
    var factor = 1
    repeat {
      draws += 1
      factor = Int(key.keyed(by: draws).bits % UInt64(rosterCount)) + 1
    } while Self.greatestCommonDivisor(factor, rosterCount) != 1
    self.factor = factor
    offset = Int(key.keyed(by: 0).bits % UInt64(rosterCount))
  }

  fileprivate func position(of index: Int, in rosterCount: Int) -> Int {
    Int((Int64(index) * Int64(factor) + Int64(offset)) % Int64(rosterCount))
  }

  private static func greatestCommonDivisor(_ first: Int, _ second: Int) -> Int {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}
