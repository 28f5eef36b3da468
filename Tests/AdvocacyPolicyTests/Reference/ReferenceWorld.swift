import AdvocacyModel

/// All that the reference may look at, and what it found out before.
final class ReferenceWorld {
  let configuration: Configuration
  let past: Past
  /// Whether people are asked, or act.
  let moment: Moment
  let labels: ReferenceLabels
  let rules: [(rule: Rule, reference: any ReferenceRule)]
  private let byAccount: [AccountKey: [Past.Participation]]
  private let plannedByAccount: [AccountKey: [Past.Participation]]
  private var holders: [NetworkID: [Int32]] = [:]
  private var memory: [Question: Any] = [:]

  init(_ configuration: Configuration, _ past: Past, _ moment: Moment) {
    self.configuration = configuration
    self.past = past
    // Before acts were judged at their own instant nothing was planned.
    self.moment = configuration.semantics.number > 1 ? moment : .acting
    labels = ReferenceLabels(configuration)
    rules = configuration.policy.rulesInForce.map { rule in
      guard let reference = rule.parameters as? any ReferenceRule else {
        preconditionFailure("\(rule.type) has no reference")
      }
      return (rule, reference)
    }
    func byAccount(_ all: [Past.Participation]) -> [AccountKey: [Past.Participation]] {
      Dictionary(grouping: all) { AccountKey(employee: $0.employee, network: $0.network) }
    }
    self.byAccount = byAccount(past.participations)
    plannedByAccount = byAccount(past.planned)
  }

  var calendar: CompanyCalendar { configuration.calendar }

  /// What an account took part in, before or after whatever instant.
  func participations(of employee: Int, on network: NetworkID) -> [Past.Participation] {
    byAccount[AccountKey(employee: employee, network: network)] ?? []
  }

  /// What an account will take part in, as far as the moment lets anybody see it.
  func planned(of employee: Int, on network: NetworkID) -> [Past.Participation] {
    guard moment == .asking else { return [] }
    return plannedByAccount[AccountKey(employee: employee, network: network)] ?? []
  }

  /// Who has an account on a network, in the order of the roster.
  func accountHolders(on network: NetworkID) -> [Int32] {
    if let known = holders[network] { return known }
    let roster = configuration.roster
    let found = roster.indices.filter { roster[$0].account(on: network) != nil }.map(Int32.init)
    holders[network] = found
    return found
  }

  /// The answer to a question that many candidates share; it is worked out once.
  func recall<Answer>(_ question: Question, _ answer: () -> Answer) -> Answer {
    if let known = memory[question], let answer = known as? Answer { return answer }
    let found = answer()
    memory[question] = found
    return found
  }

  /// What an answer depends on.
  struct Question: Hashable {
    var rule: RuleID
    var post: PostID?
    var network: NetworkID?
    var instant: Instant?
  }

  private struct AccountKey: Hashable {
    var employee: Int
    var network: NetworkID
  }
}
