package import AdvocacyModel

/// What a report is broken down by: a name for the command line, what goes together, and what to
/// know below the table.
package struct Breakdown: Sendable {
  /// The name, in the singular.
  package let name: String
  /// The name for people.
  package let word: Phrase
  /// What goes together in a row.
  package let grouping: Grouping
  /// What to know about the rows, beside what the nominal multiplier counts.
  package let footnote: Phrase?
  /// The ways in which posts and acts go together.
  package enum Grouping: Sendable {
    /// Every post by itself.
    case posts
    /// The posts of a network.
    case networks
    /// The posts in a group on a network.
    case groups
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
    post, campaign, topic, hashtag, network, group, day, team, employee,
  ]

  package static let post = Breakdown(
    name: "post", word: words.post, grouping: .posts, footnote: nil)
  package static let campaign = Breakdown(
    name: "campaign", word: words.campaign,
    grouping: .labels { post, by in by.labels([post.campaign].compactMap { $0 }) },
    footnote: nil)
  package static let topic = Breakdown(
    name: "topic", word: words.topic, grouping: .labels { post, by in by.labels(post.topics) },
    footnote: words.topicsNote)
  package static let hashtag = Breakdown(
    name: "hashtag", word: words.hashtag,
    grouping: .labels { post, by in by.hashtags(post.hashtags) },
    footnote: words.hashtagsNote)
  package static let network = Breakdown(
    name: "network", word: words.network, grouping: .networks, footnote: nil)
  package static let group = Breakdown(
    name: "group", word: words.group, grouping: .groups, footnote: words.groupsNote)
  /// The civil day on which posts fell due, on the company's clock.
  package static let day = Breakdown(
    name: "day", word: words.day,
    grouping: .labels { post, by in
      let day = String(by.calendar.format(post.at).prefix(10))
      return [Label(key: day, name: day)]
    }, footnote: nil)
  package static let team = Breakdown(
    name: "team", word: words.team, grouping: .people(isSingle: false) { $0.team },
    footnote: shares)
  package static let employee = Breakdown(
    name: "employee", word: words.employee, grouping: .people(isSingle: true) { $0.id.text },
    footnote: shares)

  private static let words = Catalogue.all.report
  private static let shares = words.sharesNote

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

extension ReachReport {
  /// What a team or an employee did and added.
  package struct Contribution: Codable, Hashable, Sendable {
    /// The team or the employee.
    package var name: String
    /// How many of them took part: of an employee, 0 or 1.
    package var employees: Int
    /// How many of them are on the roster; null where that isn't told.
    @Nullable package var roster: Int? = nil
    /// All their actions.
    package var actions: Int
    /// Their likes.
    package var likes: Int
    /// Their reposts, quotes and shares included.
    package var reposts: Int
    /// Their own followers who saw a share of theirs, summed over shares; passing on left out.
    package var grossReach: Double
    /// Distinct people whom neither the page nor anybody else reached.
    package var additionalPeople: Estimate
    /// Their part of all additional people: the Shapley value, each person split among those who
    /// brought them.
    package var share: Estimate
    /// The simulation's own standard error of the share, in people.
    package var shareStandardError: Double
    /// Whom they would have brought as the only ones; null where there are too many to tell.
    @Nullable package var alone: Estimate?

    /// The share for each of them who took part, the figure by which they are ranked.
    package var sharePerAdvocate: Double { share.mean / Double(max(1, employees)) }

    package init(
      name: String, employees: Int, actions: Int, likes: Int, reposts: Int, grossReach: Double,
      additionalPeople: Estimate, share: Estimate, shareStandardError: Double, alone: Estimate?
    ) {
      self.name = name
      self.employees = employees
      self.actions = actions
      self.likes = likes
      self.reposts = reposts
      self.grossReach = grossReach
      self.additionalPeople = additionalPeople
      self.share = share
      self.shareStandardError = shareStandardError
      self.alone = alone
    }
  }

  /// How many people two teams or employees would both have reached, each alone.
  package struct Overlap: Codable, Hashable, Sendable {
    /// The name of the one.
    package var first: String
    /// The name of the other.
    package var second: String
    /// The mean number of people whom both would have reached.
    package var people: Double

    package init(first: String, second: String, people: Double) {
      self.first = first
      self.second = second
      self.people = people
    }
  }

  /// The most rows of a table for people; the rest is one row more.
  static let contributionRows = 20

  /// What each team or employee added: the leading ones by their share per active advocate, the
  /// rest in one row, and all together.
  func contributionsTable(
    _ parts: [Contribution], rows: Int = Self.contributionRows, in words: Words = .english
  ) -> TextTable {
    let areGroups = !by.isOfEmployees
    var table = TextTable(
      columns: [.init(words.say(by.word), isElastic: true)]
        + (areGroups ? [.init(words(\.report.employees), .right, dropRank: 6)] : []) + [
          .init(words(\.report.likes), .right, dropRank: 4),
          .init(words(\.report.reposts), .right, dropRank: 5),
          .init(words(\.report.onlyThey), .right, dropRank: 1),
          .init(words(\.report.share), .right),
          .init(words(\.report.error), .right, dropRank: 3),
          .init(words(\.report.alone), .right, dropRank: 2),
        ] + (areGroups ? [.init(words(\.report.perAdvocate), .right, dropRank: 2)] : []))
    guard !parts.isEmpty else { return table }
    let ranked = Self.ranked(parts)
    for part in ranked.prefix(rows) { table.add(cells(of: part)) }
    let rest = ranked.dropFirst(rows)
    if !rest.isEmpty {
      table.add(
        sumCells("\(NumberFormat.count(rest.count)) others together", Array(rest)))
    }
    if let unlisted { table.add(sumCells(words(\.report.notListed), [unlisted])) }
    let figures = total.figures
    let counts = (areGroups ? [figures.employees] : []) + [figures.likes, figures.reposts]
    table.addTotal(
      [.init(words(\.report.allTogether))] + counts.map { .count($0) } + [
        "", .init(.people(figures.additionalPeople)),
      ])
    return table
  }

  /// The parts, those with the greatest share per active advocate first, then by name.
  static func ranked(_ parts: [Contribution]) -> [Contribution] {
    parts.sorted { ($1.sharePerAdvocate, $0.name) < ($0.sharePerAdvocate, $1.name) }
  }

  private func cells(of part: Contribution) -> [TextTable.Cell] {
    [.init(part.name.isEmpty ? "–" : part.name)]
      + (by.isOfEmployees ? [] : [.count(part.employees)]) + [
        .count(part.likes), .count(part.reposts), .init(.people(part.additionalPeople)),
        .init(.people(part.share)),
        .init(Figure(part.shareStandardError, .significant(digits: 2), sign: .error)),
        .init(part.alone.map(Figure.people)), .init(.people(part.sharePerAdvocate)),
      ]
  }

  /// Parts that have no row of their own, their shares added up.
  private func sumCells(_ name: String, _ parts: [Contribution]) -> [TextTable.Cell] {
    let counts =
      (by.isOfEmployees ? [] : [parts.map(\.employees)])
      + [parts.map(\.likes), parts.map(\.reposts)]
    let people = [parts.map(\.additionalPeople.mean), parts.map(\.share.mean)]
    return [.init(name)] + counts.map { .count($0.reduce(0, +)) }
      + people.map { .init(.people($0.reduce(0, +))) }
  }
}

/// Overlaps as shares of the smaller of two audiences.
struct OverlapShares {
  /// The overlaps, greatest first.
  let greatest: [ReachReport.Overlap]
  private var people: [Set<String>: Double] = [:]
  private let alone: [String: Double]

  init(_ overlaps: [ReachReport.Overlap], of parts: [ReachReport.Contribution]) {
    greatest = overlaps.sorted {
      ($1.people, $0.first, $0.second) < ($0.people, $1.first, $1.second)
    }
    for overlap in overlaps { people[[overlap.first, overlap.second]] = overlap.people }
    alone = Dictionary(
      parts.map { ($0.name, $0.alone?.mean ?? 0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The share of the smaller one's people; nil where either brings nobody.
  func share(_ first: String, _ second: String) -> Double? {
    let smaller = min(alone[first] ?? 0, alone[second] ?? 0)
    return smaller > 0 ? min(1, (people[[first, second]] ?? 0) / smaller) : nil
  }
}

extension ReachReport {
  /// The groups on networks as a table: who is in each, how many of them saw what was posted there, and
  /// whom nothing else reached; the total of all posts last.
  func groupsTable(_ groups: [Group], in words: Words = .english) -> TextTable {
    var table = TextTable(columns: [
      .init(words.say(by.word), isElastic: true),
      .init(words(\.report.network), .left, dropRank: 5),
      .init(words(\.report.members), .right, dropRank: 2),
      .init(words(\.report.employees), .right, dropRank: 3),
      .init(words(\.report.likes), .right, dropRank: 4),
      .init(words(\.report.reposts), .right, dropRank: 4),
      .init(words(\.report.reachedInside), .right),
      .init(words(\.report.ofMembers), .right, dropRank: 1),
      .init(words(\.report.onlyThere), .right),
    ])
    guard !groups.isEmpty else { return table }
    for group in groups {
      let figures = group.figures
      let outsiders = group.membership.map { Double($0.members) } ?? 0
      let rate = outsiders > 0 ? figures.reach.withEmployees.mean / outsiders : nil
      table.add([
        .init(group.name), .init(group.membership?.network.text ?? ""),
        group.membership.map { .count($0.members) } ?? "",
        .count(figures.participation.took), .count(figures.likes), .count(figures.reposts),
        .init(.people(figures.reach.withEmployees)),
        .init(rate.map { Figure($0, .percent) }),
        .init(group.membership.map { Figure.people($0.onlyThere) }),
      ])
    }
    let all = total.figures
    table.addTotal([
      .init(words(\.report.total)), "", "", .count(all.participation.took), .count(all.likes),
      .count(all.reposts), .init(.people(all.reach.withEmployees)), "", "",
    ])
    return table
  }
}
