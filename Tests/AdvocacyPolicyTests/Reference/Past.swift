import AdvocacyCore
import AdvocacyPolicy

/// What happened before the instant asked about, and perhaps after: plain lists.
struct Past {
  var participations: [Participation] = []
  var approvals: [ApprovalRecord] = []
  var withdrawals: [WithdrawalRecord] = []

  /// One account that took part in one post.
  struct Participation {
    var employee: Int
    var network: NetworkID
    var post: Post
    var at: Instant
    var passesOn: Bool
  }

  /// The same as the engine's own history.
  func history(_ configuration: Configuration) -> History {
    var history = History(configuration: configuration)
    for past in participations {
      history.record(
        employee: past.employee, network: past.network, post: past.post, at: past.at,
        passesOn: past.passesOn)
    }
    for approval in approvals { history.record(approval) }
    for withdrawal in withdrawals { history.record(withdrawal) }
    return history
  }
}
