package import AdvocacyModel

/// What a report is broken down by: a name for the command line, what goes together, and what to
/// know below the table.
package struct Breakdown: Sendable {
  /// The name, in the singular.
  package let name: String
  /// What goes together in a row.
  package let grouping: Grouping
  /// What to know about the rows, beside what the nominal multiplier counts.
  package let footnote: String?

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
    footnote: "A post with several topics stands in each; the total counts its people once.")
  package static let hashtag = Breakdown(
    name: "hashtag", grouping: .labels { post, by in by.hashtags(post.hashtags) },
    footnote: "A post with several hashtags stands in each; the total counts its people once.")
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

  private static let shares = """
    * Each person whom the page did not reach is split equally among those who brought \
    them (the Shapley value), so that the shares add up to all together. Only they: nobody \
    else brought these people. Alone: whom they would bring if nobody else took part.
    """

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
  /// The most rows of a chart; the rest is one row more.
  static let chartRows = 20
  /// The most rows of the table of posts; the ones that added most are kept.
  private static let postRows = 1000
  /// The most rows of a table of groups.
  static let groupRows = 300
  /// The columns to which a name in a table is cut.
  static let nameColumns = 120

  /// The groups asked for: campaigns and networks with all figures, teams and employees with theirs.
  var groupSection: Page.Section? {
    switch groups {
    case .none: nil
    case .figures(let groups): figuresSection(groups)
    case .contributions(let parts): contributionSection(parts)
    }
  }

  /// The posts, those that added most people first in the chart.
  var postSection: Page.Section? {
    var shown = self
    shown.by = .post
    shown.groups = .none
    shown.posts = Self.leading(posts, Self.postRows) { $0.figures.additionalPeople.mean }
    for index in shown.posts.indices {
      shown.posts[index].text = PageText.cut(shown.posts[index].label, to: Self.nameColumns)
    }
    return Page.Section(
      heading: "Post by post", text: stackedText, layout: .stacked,
      chart: stackedChart("posts", posts.map { ($0.label, $0.figures) }, noun: "post"),
      table: PageTable(
        shown.figuresTable(), caption: Self.caption("post", of: posts.count, Self.postRows)),
      notes: shown.footnotes)
  }

  private func figuresSection(_ groups: [Group]) -> Page.Section {
    var shown = self
    let kept = Self.leading(groups, Self.groupRows) { $0.figures.additionalPeople.mean }
    shown.groups = .figures(
      kept.map { Group(name: PageText.cut($0.name, to: Self.nameColumns), figures: $0.figures) })
    return Page.Section(
      heading: "By \(by.name)", text: stackedText, layout: .stacked,
      chart: stackedChart(
        "groups", groups.map { ($0.name.isEmpty ? "–" : $0.name, $0.figures) }, noun: by.name),
      table: PageTable(
        shown.figuresTable(), caption: Self.caption(by.name, of: groups.count, Self.groupRows)))
  }

  private var stackedText: String {
    "Distinct people whom the page reaches alone, and those whom the employees added."
  }

  private func stackedChart(
    _ id: String, _ entries: [(String, Figures)], noun: String
  ) -> Chart {
    let leading = Self.leading(entries, Self.chartRows) { $0.1.additionalPeople.mean }
    let sorted = Self.sorted(leading) { $0.1.additionalPeople.mean }
    var rows = sorted.map { name, figures in
      Self.stackedRow(
        name, Figure.people(figures.additionalPeople).text, page: figures.reach.page?.mean ?? 0,
        additional: figures.additionalPeople.mean, interval: figures.additionalPeople.interval)
    }
    let others = entries.count - sorted.count
    if others > 0 {
      let mean = { (value: (Figures) -> Double) in
        (entries.reduce(0) { $0 + value($1.1) } - sorted.reduce(0) { $0 + value($1.1) })
          / Double(others)
      }
      let additional = max(0, mean { $0.additionalPeople.mean })
      rows.append(
        Self.stackedRow(
          "\(NumberFormat.count(others)) others, their mean", NumberFormat.people(additional),
          page: max(0, mean { $0.reach.page?.mean ?? 0 }), additional: additional, interval: nil))
    }
    return Chart(
      id: id, description: "Additional people. \(Self.sentence(of: rows))",
      scale: .linear(holding: Self.ends(of: rows)),
      legend: [
        .init(kind: .page, name: "page alone"), .init(kind: .people, name: "additional people"),
        .init(kind: .interval, name: "\(intervalInWords) of additional people"),
      ], isWide: true, rows: rows)
  }

  private static func stackedRow(
    _ name: String, _ value: String, page: Double, additional: Double,
    interval: ClosedRange<Double>?
  ) -> Chart.Series {
    Chart.Series(
      name: name, value: value, bars: [(.page, 0, page), (.people, page, page + additional)],
      interval: interval.flatMap {
        $0.upperBound > 0 ? page + $0.lowerBound...page + $0.upperBound : nil
      })
  }

  /// The elements with the greatest figures, so many at most, in the order they had.
  private static func leading<Element>(
    _ elements: [Element], _ count: Int, by figure: (Element) -> Double
  ) -> [Element] {
    guard elements.count > count else { return elements }
    let order = sorted(Array(elements.enumerated())) { figure($0.element) }
    return order.prefix(count).sorted { $0.offset < $1.offset }.map(\.element)
  }

  /// The elements, those with the greatest figures first, equal ones in the order they had.
  private static func sorted<Element>(
    _ elements: [Element], by figure: (Element) -> Double
  ) -> [Element] {
    elements.enumerated().map {
      (offset: $0.offset, figure: figure($0.element), element: $0.element)
    }
    .sorted { ($1.figure, $0.offset) < ($0.figure, $1.offset) }.map(\.element)
  }

  static func caption(_ noun: String, of count: Int, _ rows: Int) -> String {
    guard count > rows else { return "All figures, one row for each \(noun)" }
    return """
      All figures of the \(NumberFormat.count(rows)) that added most people, one row for each \
      \(noun); all \(NumberFormat.count(count)) are in the forms for programs
      """
  }
}
