import AdvocacyModel

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
