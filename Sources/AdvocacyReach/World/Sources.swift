import AdvocacyCore

/// A person's sources: the parts of a division from whose shares a chain of sightings leads to
/// them.
///
/// Of few parts it is the set, a bit for each. Of many it is the least and the greatest of the
/// labels that the parts drew in this world: the owner of the least is as likely to be any one
/// source as any other.
struct Sources: Equatable {
  private var first: UInt64
  private var last: UInt64

  /// How sources are told from each other.
  enum Tracing {
    /// Not at all.
    case none
    /// As a set of up to 64 parts.
    case sets
    /// By the labels of any number of parts.
    case labels

    /// No source, which changes nothing it is joined to.
    var nobody: Sources { Sources(first: self == .labels ? .max : 0, last: 0) }

    /// A part as the only source, in a world of a key.
    @inline(__always)
    func source(_ part: Int, world: UInt64) -> Sources {
      switch self {
      case .none: return nobody
      case .sets: return Sources(first: 1 << UInt64(part), last: 0)
      case .labels:
        let priority = Mixing.mix(world ^ Mixing.mix(UInt64(part))) & ~Self.partBits
        let label = priority | UInt64(part)
        return Sources(first: label, last: label)
      }
    }

    fileprivate static let partBits: UInt64 = 0xFFFF_FFFF
  }

  /// Joins other sources to these.
  @inline(__always)
  mutating func formUnion(_ other: Sources, _ tracing: Tracing) {
    switch tracing {
    case .none: return
    case .sets: first |= other.first
    case .labels:
      first = min(first, other.first)
      last = max(last, other.last)
    }
  }

  /// The set of parts, of sources that are traced as sets.
  var parts: UInt64 { first }

  /// The part with the least label, of sources that are traced by labels.
  var drawnPart: Int { Int(first & Tracing.partBits) }

  /// Whether there is one source only, of sources that are traced by labels.
  var isOneLabel: Bool { first == last }
}
