/// How a cascade goes on from those whom it has reached, as a walk through 256 worlds asks.
///
/// Nodes are known by their place in the walk's storage.
protocol MaskRules: Sendable {
  /// Whether a wave must be a hop: else a node may pass on worlds of two hops at once.
  static var countsHops: Bool { get }

  /// Whether an edge's coins are thrown before its node is looked up.
  static var throwsFirst: Bool { get }

  /// The edges of a node, about to be gone through.
  mutating func begin(_ place: Int) -> Range<Int>

  /// The place of the node that an edge leads to: at most one beyond those known.
  mutating func place(ofEdge edge: Int) -> Int

  /// The worlds in which a new place is out of play from the start.
  mutating func reachedBefore(_ place: Int) -> WorldMask

  /// The worlds in which an edge is live; nil: in none.
  mutating func live(_ edge: Int) -> WorldMask?

  /// An edge to a place that isn't reached yet in some worlds, whose coins are still to be thrown.
  mutating func meet(_ edge: Int, to place: Int, open: WorldMask)

  /// Those worlds of a node's first sightings in which it passes on.
  mutating func passing(_ place: Int, _ fresh: WorldMask, isFirst: Bool) -> WorldMask
}

/// Walks through 256 worlds of a cascade at once, a bit each, with storage that it keeps.
struct MaskWalk<Rules: MaskRules>: Sendable {
  var rules: Rules
  /// The worlds in which each node is reached.
  private(set) var reached: [WorldMask]
  /// Those of them in which it hasn't passed on yet.
  private var waiting: [WorldMask]
  private var queue: [UInt32] = []
  private var next: [UInt32] = []
  private var wave: [WorldMask] = []

  init(_ rules: Rules, places: Int) {
    self.rules = rules
    reached = Array(repeating: .zero, count: places)
    waiting = reached
  }

  /// Forgets a node, between walks.
  @inline(__always)
  mutating func clear(_ place: Int) { reached[place] = .zero }

  /// Forgets all nodes and their places, between walks.
  mutating func clear() {
    reached.removeAll(keepingCapacity: true)
    waiting.removeAll(keepingCapacity: true)
    queue.removeAll(keepingCapacity: true)
  }

  /// Has room for a place.
  @inline(__always)
  mutating func admit(_ place: Int) {
    guard place == reached.count else { return }
    reached.append(rules.reachedBefore(place))
    waiting.append(.zero)
  }

  /// Begins at a node that passes on in some worlds, at least one.
  mutating func start(_ place: Int, reached worlds: WorldMask, passing: WorldMask) {
    reached[place] |= worlds
    waiting[place] = passing
    queue.append(UInt32(truncatingIfNeeded: place))
  }

  /// Walks until nobody passes on any more, or for some waves.
  ///
  /// - Complexity: O(edges of the nodes reached × the waves that reach them).
  mutating func run(waves: Int = .max) {
    var left = waves
    while !queue.isEmpty, left > 0 {
      left -= 1
      if Rules.countsHops {
        wave.removeAll(keepingCapacity: true)
        for place in queue {
          wave.append(waiting[Int(place)])
          waiting[Int(place)] = .zero
        }
        for (number, place) in queue.enumerated() { pass(Int(place), wave[number]) }
      } else {
        for place in queue {
          let worlds = waiting[Int(place)]
          waiting[Int(place)] = .zero
          pass(Int(place), worlds)
        }
      }
      swap(&queue, &next)
      next.removeAll(keepingCapacity: true)
    }
    for place in queue { waiting[Int(place)] = .zero }
    queue.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private mutating func pass(_ node: Int, _ worlds: WorldMask) {
    for edge in rules.begin(node) {
      var shown = worlds
      if Rules.throwsFirst {
        guard let live = rules.live(edge) else { continue }
        shown &= live
        guard shown.hasWorlds else { continue }
      }
      let target = rules.place(ofEdge: edge)
      admit(target)
      let before = reached[target]
      var fresh = shown & ~before
      guard fresh.hasWorlds else { continue }
      if !Rules.throwsFirst {
        rules.meet(edge, to: target, open: fresh)
        guard let live = rules.live(edge) else { continue }
        fresh &= live
        guard fresh.hasWorlds else { continue }
      }
      reached[target] = before | fresh
      let passing = rules.passing(target, fresh, isFirst: !before.hasWorlds)
      if Rules.countsHops, !passing.hasWorlds { continue }
      let pending = waiting[target]
      if !pending.hasWorlds { next.append(UInt32(truncatingIfNeeded: target)) }
      waiting[target] = pending | passing
    }
  }
}
