import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// What a report says of its inputs, and what a reader should know beside the figures.
struct ReportProvenance {
  let configuration: Configuration
  let networks: [NetworkID]

  /// Every parameter that the estimate draws on, and by which chance employees took part.
  var inputs: [ReachReport.Input] {
    let drawn = Set(configuration.audiences.map(\.network))
    let isAllDrawn = networks.allSatisfy(drawn.contains)
    let participation = ReachReport.Input(
      name: Behaviour.Participation.name,
      parameter: configuration.behaviour.participation.parameter)
    let drawnOn = configuration.parameters.effective(networks: networks)
      .filter { entry in
        guard entry.name.purpose == .reach else { return false }
        let isPooled = entry.network.map { !drawn.contains($0) } ?? !isAllDrawn
        return isPooled || !entry.name.isOfSyntheticAudience
      }
      .map {
        ReachReport.Input(name: $0.name.rawValue, parameter: $0.parameter, network: $0.network)
      }
    return [participation] + drawnOn
  }

  /// What could not be had as asked, and who took part and is gone.
  func notes(_ estimate: ReachEstimate, posts: [PostFacts]) -> [String] {
    var notes = estimate.notes.map { note in
      "\(note.parameter) of \(NumberFormat.percent(note.asked)) can't be had"
        + (note.network.isEmpty ? "" : " on \(note.network)")
        + " with these audiences; \(NumberFormat.percent(note.attained)) is used"
    }
    let leavers = Set(posts.flatMap(\.actions).filter { $0.employee == nil }.map(\.person)).count
    if leavers > 0 {
      notes.append(
        "\(NumberFormat.count(leavers, "employee")) took part and left the roster; their "
          + "actions are counted, their followers are not")
    }
    return notes
  }
}

extension ParameterName {
  /// Whether only audiences that are made from follower counts draw on the parameter.
  fileprivate var isOfSyntheticAudience: Bool {
    switch self {
    case .teamOverlap, .companyOverlap, .pageOverlap, .followersMu, .followersSigma,
      .secondNetworkOverlap, .deepAudienceCap, .marketSize, .activityShape, .colleagueShare,
      .pageStaffShare:
      true
    default: false
    }
  }
}
