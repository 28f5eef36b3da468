/// A name that `config.json` took as a parameter in earlier releases.
///
/// Ledgers written by those releases keep it, so that the words stay.
package enum RetiredParameter: String, Sendable, Hashable, CaseIterable {
  case likeRate
  case commentRate
  case rateDispersion
  case engagementExponent
  case halfLifeHours
  case weekendFactor
  case clickRatio
  case accountShare
  case activeShare
  case participation
  case fatigue
  case poolShare

  /// What to do where a configuration names it.
  package var hint: String {
    switch self {
    case .participation: "It has one place: write \"behaviour\": {\"participation\": …}"
    case .fatigue, .poolShare: "No figure depends on it any more; leave it out"
    default: "No figure ever depended on it; leave it out"
    }
  }
}
