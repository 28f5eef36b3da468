import AdvocacyModel

extension ReportPage {
  /// The most rows on the second page; the rest is one row more.
  private static let groupRows = 6
  /// How many employees a team has at the least that stands alone.
  private static let leastTeam = 3

  /// One row of the groups.
  struct GroupRow {
    var name: String
    /// Who shared.
    var detail: String
    var people: ReachReport.Estimate
  }

  /// The groups that the report is broken down by; nil where it is by post.
  var groupBlock: Page.Block? {
    let rows = groupRows
    guard !rows.isEmpty else { return nil }
    var block = Page.Block(groupHeading)
    block.unit = words(
      report.by.isOfPeople ? \.posts.shareUnit : \.posts.groupUnit, ["level": level])
    let shown = rows.count <= Self.groupRows ? rows : Array(rows.prefix(Self.groupRows - 1))
    block.table = groupTable(shown, others: rows.count - shown.count, style: "teams")
    var notes: [Page.Point] = []
    if report.by.isOfEmployees, !isRanked { notes.append(point(\.posts.byName)) }
    if report.by.isOfPeople, !report.by.isOfEmployees { notes.append(point(\.posts.noRanking)) }
    if rows.count > shown.count {
      notes.append(point(\.posts.moreInCSV, ["count": .count(rows.count)]))
    }
    block.notes = .init(notes)
    return block
  }

  private var groupHeading: String {
    switch report.by.name {
    case "campaign": words(\.posts.byCampaign)
    case "topic": words(\.posts.byTopic)
    case "hashtag": words(\.posts.byHashtag)
    case "network": words(\.posts.byNetwork)
    case "group": words(\.posts.byGroup)
    case "day": words(\.posts.byDay)
    case "employee": words(\.posts.byEmployee)
    default: words(\.posts.byTeam)
    }
  }

  /// A table of groups with bars.
  func groupTable(_ rows: [GroupRow], others: Int, style: String) -> PageTable {
    let scale = ChartScale(holding: rows.map(\.people.high))
    let escape = PageText().escapeText
    var table = PageTable(
      style, caption: groupHeading,
      columns: [
        .init(words(\.posts.name), width: "w36"), .init(words(\.posts.people), width: "w19", "r"),
        .bars(width: "w45", axis: Drawing.axis(scale, conventions.people)),
      ])
    for row in rows {
      var drawing = Drawing()
      drawing.cellRange(row.people, on: scale)
      let detail = "<br /><span class=\"soft nb\">\(escape(row.detail))</span>"
      table.add([
        escape(short(row.name, 32)) + (row.detail.isEmpty ? "" : detail),
        "<b>\(escape(conventions.people(row.people.mean)))</b>", drawing.ornament(),
      ])
    }
    if others > 0 {
      table.add([escape(words(\.posts.otherGroups, ["count": .count(others)])), "", ""])
    }
    return table
  }

  /// All rows: of people in the order of their names unless they are ranked, else the greatest first.
  var groupRows: [GroupRow] {
    switch report.groups {
    case .none: []
    case .figures(let groups): figureRows(groups)
    case .contributions(let parts): report.by.isOfEmployees ? employeeRows(parts) : teamRows(parts)
    }
  }

  private func figureRows(_ groups: [ReachReport.Group]) -> [GroupRow] {
    let rows = groups.map { group in
      GroupRow(
        name: group.name.isEmpty ? words(\.posts.noName) : name(of: group),
        detail: words(
          \.posts.postsShared,
          [
            "took": .count(group.figures.employees),
            "roster": .count(group.figures.participation.roster),
          ]), people: group.figures.additionalPeople)
    }
    // Days stand in their own order.
    return report.by.name == "day" ? rows : Self.greatestFirst(rows)
  }

  private func name(of group: ReachReport.Group) -> String {
    guard report.by.name == "network", let id = NetworkID(group.name) else { return group.name }
    return Network.title(of: id)
  }

  private func employeeRows(_ parts: [ReachReport.Contribution]) -> [GroupRow] {
    let rows = parts.map { part in
      GroupRow(
        name: part.name.isEmpty ? "–" : part.name,
        detail: words(\.posts.actionsOf, ["count": .count(part.actions)]), people: part.share)
    }
    let ordered =
      isRanked
      ? Self.greatestFirst(rows) : rows.sorted { ($0.name, $0.detail) < ($1.name, $1.detail) }
    return ordered + unlisted
  }

  /// The teams that are large enough, and the others together.
  private func teamRows(_ parts: [ReachReport.Contribution]) -> [GroupRow] {
    func isSmall(_ part: ReachReport.Contribution) -> Bool {
      max(part.employees, part.roster ?? 0) < Self.leastTeam
    }
    let large = parts.filter { !isSmall($0) }
    let small = parts.filter(isSmall)
    var rows = Self.greatestFirst(large.map { row(of: $0, named: $0.name) })
    if let first = small.first {
      let merged = small.dropFirst().reduce(first) { $0.joined($1) }
      rows.append(row(of: merged, named: words(\.posts.otherTeams)))
    }
    return rows + unlisted
  }

  private func row(of part: ReachReport.Contribution, named name: String) -> GroupRow {
    let took = Spoken.count(part.employees)
    return GroupRow(
      name: name.isEmpty ? "–" : name,
      detail: part.roster.map { roster in
        words(\.posts.shared, ["took": took, "roster": .count(max(roster, part.employees))])
      } ?? words(\.posts.sharers, ["took": took]), people: part.share)
  }

  private var unlisted: [GroupRow] {
    report.unlisted.map {
      [GroupRow(name: words(\.posts.notListed), detail: "", people: $0.share)]
    } ?? []
  }

  private static func greatestFirst(_ rows: [GroupRow]) -> [GroupRow] {
    rows.enumerated().sorted {
      ($1.element.people.mean, $0.offset) < ($0.element.people.mean, $1.offset)
    }.map(\.element)
  }
}

extension ReportPage {
  /// The days that the chart of reach over time shows.
  private static let shownDays = 7.0

  /// How reach grew after the posts.
  var timeBlock: Page.Block? {
    guard figures.employees > 0, let timeline = report.timeline, timeline.count > 1 else {
      return nil
    }
    let all = figures.reach.withEmployees.mean
    let day = timeline.last { $0.seconds <= 86_400 }
    let share = day.map { all > 0 ? $0.withEmployees / all : 0 } ?? 0
    var block = Page.Block(
      (0.3...0.995).contains(share)
        ? words(\.posts.timeOfFirstDay, ["share": .percent(share)]) : words(\.posts.time))
    block.unit = words(\.posts.timeUnit, ["level": level])
    block.chartMarkup = timeChart(timeline)
    return block
  }

  private func timeChart(_ timeline: [ReachReport.Moment]) -> String {
    let (page, with) = (figures.reach.page, figures.reach.withEmployees)
    let scale = ChartScale(holding: [with.high, with.mean, page?.mean ?? 0])
    let (left, width, top, height) = (13.0, 66.0, 8.0, 168.0)
    func y(_ value: Double) -> Double { top + height * (1 - scale.position(of: value) / 100) }
    var drawing = Drawing()
    for tick in scale.ticks {
      let line = Drawing.pixels(y(tick))
      drawing.line(
        tick > 0 ? "g" : "z", x1: Drawing.percent(left), y1: line,
        x2: Drawing.percent(left + width), y2: line)
      drawing.text(
        "s e", conventions.people(tick), at: left, y: Drawing.pixels(y(tick) + 4), dx: -8)
    }
    let within = timeline.filter { Double($0.seconds) <= Self.shownDays * 86_400 }
    func points(_ value: (ReachReport.Moment) -> Double?) -> [(x: Double, y: Double)] {
      [(0, 100)]
        + within.compactMap { moment in
          value(moment).map {
            (Double(moment.seconds) / 864 / Self.shownDays, 100 - scale.position(of: $0))
          }
        }
    }
    var curves = [(style: "lineA", points: points { $0.withEmployees })]
    if page != nil { curves.insert((style: "lineN", points: points { $0.page }), at: 0) }
    drawing.curves(x: left, width: width, y: top, height: height, curves)
    // The range is of the whole, and so stands at its end.
    let end = left + width
    if with.isDrawable {
      drawing.tick("band", at: end + 1.5, from: y(with.high), to: y(with.low))
    }
    drawing.text(
      "v fa", conventions.people(with.mean), at: end, y: Drawing.pixels(y(with.mean) + 5), dx: 16)
    if with.isDrawable, y(with.low) - y(with.high) > 60 {
      for value in [with.low, with.high] where (y(value) - y(with.mean)).magnitude > 18 {
        drawing.text(
          "s", conventions.people(value), at: end, y: Drawing.pixels(y(value) + 4), dx: 16)
      }
    }
    drawing.text(
      "m halo", words(\.posts.withEmployees), at: left + width * 0.6,
      y: Drawing.pixels(y(with.mean) + 20))
    if let page, y(page.mean) - y(with.mean) > 44 {
      if (y(page.mean) - y(with.low)).magnitude > 16 {
        drawing.text(
          "v fn", conventions.people(page.mean), at: end, y: Drawing.pixels(y(page.mean) + 5),
          dx: 16)
      }
      drawing.text(
        "m fn halo", words(\.page.trendPageAlone), at: left + width * 0.6,
        y: Drawing.pixels(y(page.mean) - 8))
    }
    if let day = within.last(where: { $0.seconds <= 86_400 }) {
      drawing.dot(
        "dot", at: left + width * Double(day.seconds) / 86_400 / Self.shownDays,
        y: Drawing.pixels(y(day.withEmployees)), radius: 5.5)
    }
    for count in [1, 2, 3, 5, 7] {
      let label =
        count == 1 || count == 7
        ? words(\.posts.days, ["count": .count(count)]) : conventions.count(count)
      drawing.text(
        "s m", label, at: left + width * Double(count) / Self.shownDays,
        y: Drawing.pixels(top + height + 16))
    }
    return drawing.chart(
      "time", height: 196, title: words(\.posts.timeTitle), text: timeText(within))
  }

  private func timeText(_ moments: [ReachReport.Moment]) -> String {
    let told = moments.filter { $0.seconds.isMultiple(of: 86_400) }
    let points = (told.isEmpty ? moments.suffix(1) : told[...]).map { moment in
      words(
        \.posts.timePoint,
        ["people": .people(moment.withEmployees), "days": .count(moment.seconds / 86_400)])
    }
    return words(\.posts.timeText, ["points": .list(Array(points))])
  }
}
