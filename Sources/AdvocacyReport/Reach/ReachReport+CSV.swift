import AdvocacyCore

extension ReachReport {
  /// The names of the columns; the first says what kind of row it is, the second which one.
  private static let csvHeader = [
    "row", "name", "text", "at", "campaign", "networks", "employees", "allowed", "roster",
    "likes", "reposts", "nominalMultiplier", "potentialReach", "grossReach", "impressions",
    "frequency", "reachPage", "reachPageLow", "reachPageHigh", "reachWithEmployees",
    "reachWithEmployeesLow", "reachWithEmployeesHigh", "additionalPeople",
    "additionalPeopleLow", "additionalPeopleHigh", "reachMultiplier", "reachMultiplierLow",
    "reachMultiplierHigh",
  ]

  /// The report for spreadsheets: one row a post or group, and the total last.
  ///
  /// For a team or an employee, additional people are those only they brought, and what isn't
  /// known of them is empty.
  package var csv: String {
    var csv = CSVText()
    csv.add(Self.csvHeader.map(CSVText.Field.text))
    let kind = CSVText.Field.text(by.rawValue)
    switch groups {
    case .none:
      for post in posts { csv.add([kind] + Self.fields(of: post)) }
    case .figures(let groups):
      for group in groups {
        csv.add([kind, .text(group.name), .empty, .empty, .empty] + Self.fields(of: group.figures))
      }
    case .contributions(let parts):
      for part in parts { csv.add([kind] + Self.fields(of: part)) }
    }
    csv.add([.text("total")] + Self.fields(of: total))
    return csv.text
  }

  private static func fields(of post: Post) -> [CSVText.Field] {
    [
      .optional(post.id?.text), .optional(post.text), .optional(post.at?.rfc3339),
      .optional(post.campaign),
    ] + fields(of: post.figures)
  }

  private static func fields(of figures: Figures) -> [CSVText.Field] {
    let networks = figures.networks.map(\.network.text).joined(separator: " ")
    let numbers = [
      Double(figures.employees), Double(figures.participation.allowed),
      Double(figures.participation.roster), Double(figures.likes), Double(figures.reposts),
      figures.nominalMultiplier, Double(figures.potentialReach), figures.grossReach,
      figures.impressions, figures.frequency,
    ]
    return [.text(networks)] + numbers.map(CSVText.Field.number)
      + fields(of: figures.reach.page) + fields(of: figures.reach.withEmployees)
      + fields(of: figures.additionalPeople) + fields(of: figures.reachMultiplier)
  }

  private static func fields(of part: Contribution) -> [CSVText.Field] {
    let empty = CSVText.Field.empty
    let reach = Array(repeating: empty, count: 8)
    return [.text(part.name), empty, empty, empty, empty, .count(part.employees), empty, empty]
      + [.count(part.likes), .count(part.reposts), empty, empty, .number(part.grossReach)]
      + reach + fields(of: part.additionalPeople) + fields(of: nil)
  }

  private static func fields(of estimate: Estimate?) -> [CSVText.Field] {
    guard let estimate else { return [.empty, .empty, .empty] }
    return [.number(estimate.mean), .number(estimate.low), .number(estimate.high)]
  }
}
