import AdvocacyCore

/// Where in a roster's table what is found: found out once, not for each row.
struct RosterPlan {
  /// The columns of an account on a network.
  struct AccountColumns {
    var network: NetworkID
    var followers: Int?
    var handle: Int?
    var node: Int?
  }

  /// The columns of trainings, in their order.
  let trainings: [(column: Int, course: CourseID)]
  /// The columns of accounts, by network.
  let accounts: [AccountColumns]
  let id: Int?
  let name: Int?
  let team: Int?
  let role: Int?
  let country: Int?
  let language: Int?
  let topics: Int?
  let seniority: Int?
  let contract: Int?
  let leave: (from: Int?, until: Int?)
  let employed: (from: Int?, until: Int?)
  let consent: (from: Int?, until: Int?, networks: Int?)

  /// Sorts out the columns of a table.
  init(_ columns: [RosterColumn], networks: [NetworkID]) {
    func place(_ column: RosterColumn) -> Int? { columns.firstIndex(of: column) }
    func place(_ field: RosterColumn.Field) -> Int? { place(.field(field)) }
    trainings = columns.enumerated().compactMap { index, column in
      guard case .training(let course) = column else { return nil }
      return (index, course)
    }
    accounts = networks.map {
      AccountColumns(
        network: $0, followers: place(.followers($0)), handle: place(.handle($0)),
        node: place(.node($0)))
    }
    id = place(.id)
    name = place(.name)
    team = place(.team)
    role = place(.role)
    country = place(.country)
    language = place(.language)
    topics = place(.topics)
    seniority = place(.seniority)
    contract = place(.contract)
    leave = (place(.leaveFrom), place(.leaveUntil))
    employed = (place(.joined), place(.left))
    consent = (place(.consentFrom), place(.consentUntil), place(.consentNetworks))
  }
}
