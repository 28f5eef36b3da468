/// The slots of a pool that an account's followers on one network take.
///
/// All networks of an employee have the head 0 ..< common of the slots in common; the rest of
/// each lies in a ring behind it, one network after the other, so that they overlap only where
/// the pool is too small for them.
struct SlotWindow: Equatable {
  let head: Int
  let common: Int
  let start: Int
  let tail: Int
  let ring: Int

  /// The window of one network, given the sizes of all and the common part.
  init(network: Int, sizes: [Int], common: Int, pool: Int) {
    ring = max(1, pool - common)
    self.common = common
    head = min(sizes[network], common)
    tail = sizes[network] - head
    var before = 0
    for size in sizes[..<network] { before += size - min(size, common) }
    start = before % ring
  }

  /// The number of slots.
  var count: Int { head + tail }

  /// Visits the slots in the order of the followers, as up to three ranges.
  @inline(__always)
  func forEachRun(_ visit: (Range<Int>) -> Void) {
    let end = start + tail
    if head > 0 { visit(0..<head) }
    if tail > 0 { visit(common + start..<common + min(end, ring)) }
    if end > ring { visit(common..<common + end - ring) }
  }

  /// The number of slots that two windows of one pool have in common.
  func overlap(_ other: SlotWindow) -> Int {
    let distance = (other.start - start + ring) % ring
    let ahead = max(0, min(tail, distance + other.tail) - distance)
    let around = max(0, min(tail, distance + other.tail - ring))
    return min(head, other.head) + ahead + around
  }

  /// The common part of an audience's parts on several networks: a share of the second largest.
  static func common(_ portion: Double, of sizes: [Int]) -> Int {
    var (first, second) = (0, 0)
    for size in sizes {
      if size > first {
        (first, second) = (size, first)
      } else if size > second {
        second = size
      }
    }
    return Int(portion * Double(second) + 0.5)
  }
}
