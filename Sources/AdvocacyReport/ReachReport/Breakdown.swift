package import AdvocacyModel

/// What a report is broken down by: a name for the command line, what goes together, and what to
/// know below the table.
package struct Breakdown: Sendable {
  /// The name, in the singular.
  package let name: String
  /// What goes together in a row.
  package let grouping: Grouping
  /// What to know about the rows, beside what the nominal multiplier counts.
  package let footnote: Phrase?
  /// The name for people.
  package var word: Phrase {
    switch name {
    case "campaign": Catalogue.all.report.campaign
    case "topic": Catalogue.all.report.topic
    case "hashtag": Catalogue.all.report.hashtag
    case "network": Catalogue.all.report.network
    case "day": Catalogue.all.report.day
    case "team": Catalogue.all.report.team
    case "employee": Catalogue.all.report.employee
    default: Catalogue.all.report.post
    }
  }

  /// The ways in which posts and acts go together.
  package enum Grouping: Sendable {
    /// Every post by itself.
    case posts
    /// The posts of a network.
    case networks
    /// The posts under the same label, of which a post may have several.
    case labels(@Sendable (Post, Labeling) -> [Label])
    /// What was done by the employees of the same name; single: each of them has one of their own.
    case people(isSingle: Bool, @Sendable (Employee) -> String)
  }

  /// A label of a post: those that compare as one have the same key.
  package struct Label: Hashable, Sendable {
    package var key: String
    package var name: String
  }

  /// By what labels and instants are compared.
  package struct Labeling: Sendable {
    package let calendar: CompanyCalendar
    package let labels: LabelComparison

    package init(calendar: CompanyCalendar, labels: LabelComparison) {
      self.calendar = calendar
      self.labels = labels
    }
  }
}

extension Breakdown: CaseIterable {
  /// All breakdowns, in the order in which help lists them: the one list.
  package static let allCases: [Breakdown] = [
    post, campaign, topic, hashtag, network, day, team, employee,
  ]

  package static let post = Breakdown(name: "post", grouping: .posts, footnote: nil)
  package static let campaign = Breakdown(
    name: "campaign",
    grouping: .labels { post, by in by.labels([post.campaign].compactMap { $0 }) },
    footnote: nil)
  package static let topic = Breakdown(
    name: "topic", grouping: .labels { post, by in by.labels(post.topics) },
    footnote: Catalogue.all.report.topicsNote)
  package static let hashtag = Breakdown(
    name: "hashtag", grouping: .labels { post, by in by.hashtags(post.hashtags) },
    footnote: Catalogue.all.report.hashtagsNote)
  package static let network = Breakdown(name: "network", grouping: .networks, footnote: nil)
  /// The civil day on which posts fell due, on the company's clock.
  package static let day = Breakdown(
    name: "day",
    grouping: .labels { post, by in
      let day = String(by.calendar.format(post.at).prefix(10))
      return [Label(key: day, name: day)]
    }, footnote: nil)
  package static let team = Breakdown(
    name: "team", grouping: .people(isSingle: false) { $0.team }, footnote: shares)
  package static let employee = Breakdown(
    name: "employee", grouping: .people(isSingle: true) { $0.id.text }, footnote: shares)

  private static let shares = Catalogue.all.report.sharesNote

  /// Whether a row tells what people added, not what posts did.
  package var isOfPeople: Bool {
    if case .people = grouping { return true }
    return false
  }

  /// Whether a row is one employee.
  package var isOfEmployees: Bool {
    if case .people(isSingle: true, _) = grouping { return true }
    return false
  }
}

/// On the command line and in JSON a breakdown is its name.
extension Breakdown: RawRepresentable, Codable, Hashable {
  package var rawValue: String { name }

  package init?(rawValue: String) {
    guard let known = Self.allCases.first(where: { $0.name == rawValue }) else { return nil }
    self = known
  }
}

extension Breakdown.Labeling {
  /// The labels of a post; an empty one where it has none.
  fileprivate func labels(_ names: [String]) -> [Breakdown.Label] {
    (names.isEmpty ? [""] : names).map { .init(key: labels.key(of: $0), name: $0) }
  }

  fileprivate func hashtags(_ names: [String]) -> [Breakdown.Label] {
    guard !names.isEmpty else { return labels([]) }
    return names.map { .init(key: labels.key(ofHashtag: $0), name: $0) }
  }
}
