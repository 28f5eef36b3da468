import AdvocacyCore

/// The slots of a post on a network: in each, one group of colleagues may take part.
///
/// The groups take turns; from one round to the next the order moves on by about two fifths, so
/// that nobody's slot is always at night. A post that lives less than a round has shorter slots.
struct Slots: Sendable {
  private let groups: Int
  private let start: Instant
  private let end: Instant
  private let length: Int64
  private let step: Int

  /// Makes the slots of a post.
  init(groups: Int, gapMinutes: Int, post: Post) {
    self.groups = groups
    start = post.at
    end = post.end
    let life = max(1, (post.end - post.at).milliseconds)
    length = max(1, min(Int64(gapMinutes) * 60_000, life / Int64(groups)))
    step = Self.step(groups)
  }

  /// The group whose slot is open at an instant; before the post's own one it is the first.
  func open(at instant: Instant) -> Int { group(in: slot(at: instant)) }

  /// When a group's next slot begins after an instant; nil: the post is over by then.
  func next(of group: Int, after instant: Instant) -> Instant? {
    let slot = slot(at: instant)
    for later in (slot + 1)...(slot + Int64(2 * groups)) where self.group(in: later) == group {
      return begin(of: later)
    }
    return nil
  }

  /// The slots that follow an instant, each group's first one, in order of time.
  func following(_ instant: Instant) -> [(group: Int, at: Instant)] {
    let slot = slot(at: instant)
    var seen: Set<Int> = [group(in: slot)]
    var result: [(group: Int, at: Instant)] = []
    for later in (slot + 1)...(slot + Int64(2 * groups)) {
      let group = group(in: later)
      guard seen.insert(group).inserted, let at = begin(of: later) else { continue }
      result.append((group, at))
    }
    return result
  }

  /// When a group's slot opens or closes after an instant; nil: the post is over by then.
  func nextChange(of group: Int, after instant: Instant) -> Instant? {
    guard open(at: instant) == group else { return next(of: group, after: instant) }
    return begin(of: slot(at: instant) + 1)
  }

  private func slot(at instant: Instant) -> Int64 {
    max(0, (instant - start).milliseconds / length)
  }

  private func begin(of slot: Int64) -> Instant? {
    let begin = start + Instant.Span(milliseconds: slot * length)
    return begin < end ? begin : nil
  }

  private func group(in slot: Int64) -> Int {
    let round = slot / Int64(groups)
    let place = slot % Int64(groups)
    return Int((place + round % Int64(groups) * Int64(step)) % Int64(groups))
  }

  /// About two fifths of the groups, without a common divisor, so that all places are visited.
  private static func step(_ groups: Int) -> Int {
    func divides(_ step: Int) -> Bool {
      var (a, b) = (step, groups)
      while b != 0 { (a, b) = (b, a % b) }
      return a == 1
    }
    var step = max(1, groups * 2 / 5)
    while !divides(step) { step += 1 }
    return step
  }
}
