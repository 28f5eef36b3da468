/// Integer sums over replicates: a world, or a block of worlds that depend on each other.
///
/// Being integers, they don't depend on the order in which they are added.
struct CascadeSums: Sendable, Hashable {
  /// The number of replicates.
  var replicates = 0
  /// The number of worlds in them.
  var worlds = 0
  /// The followers of people reached.
  var edges = 0
  /// The edges that were looked at.
  var looks = 0
  private var sum: Int128 = 0
  private var squares: Int128 = 0

  /// Adds a replicate of some worlds, with the control subtracted.
  mutating func add(_ outcome: CascadeOutcome, worlds count: Int, factor: Double) {
    let control = Int64((outcome.control * factor * Self.unit).rounded())
    let value = Int128(outcome.reached) * Int128(Self.unit) - Int128(control)
    replicates += 1
    worlds += count
    edges += outcome.edges
    looks += outcome.looks
    sum += value
    squares += value * value
  }

  /// Adds the replicates of other sums.
  mutating func add(_ other: CascadeSums) {
    replicates += other.replicates
    worlds += other.worlds
    edges += other.edges
    looks += other.looks
    sum += other.sum
    squares += other.squares
  }

  /// The mean of a world, and the spread of the replicates as its standard error.
  var estimate: CascadeEstimate {
    let count = Double(replicates)
    let size = Double(worlds) / count
    // Integers as far as the difference of large numbers goes: no digits are lost in it.
    let middle = replicates > 0 ? sum / Int128(replicates) : 0
    let deviation = Double(squares - 2 * middle * sum + Int128(replicates) * middle * middle)
    let variance = replicates > 1 ? deviation / (count - 1) : 0
    return CascadeEstimate(
      mean: Double(sum) / Self.unit / Double(worlds),
      standardError: (variance / count).squareRoot() / Self.unit / size, worlds: worlds,
      edges: edges, looks: looks)
  }

  /// The parts of a person that sums are kept in: 2^24, room for 2^27 worlds of 2^20 people.
  private static let unit = 16_777_216.0
}
