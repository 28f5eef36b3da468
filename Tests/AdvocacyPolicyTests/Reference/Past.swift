import AdvocacyModel
import AdvocacyPolicy

/// What happened before the instant asked about, and perhaps after: plain lists.
struct Past {
  var participations: [Participation] = []
  /// What people were asked to and have not done yet.
  var planned: [Participation] = []
  var approvals: [ApprovalRecord] = []
  var withdrawals: [WithdrawalRecord] = []

  /// One account that took part in one post, or will.
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
    for next in planned {
      history.plan(
        employee: next.employee, network: next.network, post: next.post, at: next.at,
        passesOn: next.passesOn)
    }
    for approval in approvals { history.record(approval) }
    for withdrawal in withdrawals { history.record(withdrawal) }
    return history
  }
}
