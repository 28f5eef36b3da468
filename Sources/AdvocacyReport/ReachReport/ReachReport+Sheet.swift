package import AdvocacyModel

/// What a comma-separated file is for.
package enum SheetForm: Hashable, Sendable {
  /// For people's spreadsheets: the columns that tell something, rounded, with the sign that parts
  /// decimals there; values are parted by a semicolon where that sign is a comma.
  case people(decimalMark: Character)
  /// For programs: every column, exact, signs as programs write them.
  case full

  /// The form of people who speak a language.
  package init(of language: Language) {
    switch language {
    case .english: self = .people(decimalMark: ".")
    case .spanish: self = .people(decimalMark: ",")
    }
  }
}

extension ReachReport {
  /// The report as a spreadsheet of people opens it: a row a post or group and the total, with the
  /// marks that say how the text is encoded.
  ///
  /// - Complexity: O(posts + groups).
  func sheet(decimalMark: Character, in words: Words) -> String {
    var csv = CSVText(decimalMark: decimalMark)
    switch groups {
    case .contributions(let parts): add(parts, to: &csv, words)
    case .figures(let groups):
      csv.add(header(leading: [words.say(by.word)], words))
      for group in groups { csv.add([.text(group.name)] + fields(of: group.figures)) }
      csv.add([.text(words(\.report.total))] + fields(of: total.figures))
    case .none:
      let leading = [
        words.say(by.word), words(\.report.date), words(\.report.networks),
        words(\.report.campaign),
      ]
      csv.add(header(leading: leading, words))
      for post in posts { csv.add(labels(of: post) + fields(of: post.figures)) }
      csv.add(
        [.text(words(\.report.total)), .empty, .empty, .empty] + fields(of: total.figures))
    }
    return "\u{FEFF}" + csv.text
  }

  private func header(leading: [String], _ words: Words) -> [CSVText.Field] {
    let counts = [
      words(\.report.employees), words(\.report.likes), words(\.report.reposts),
      words(\.report.nominalAlone),
    ]
    let estimates = [
      words(\.report.pageAlone), words(\.report.withEmployees), words(\.report.additional),
      words(\.report.multiplier),
    ]
    return (leading + counts + estimates.flatMap { Self.columns($0, words) })
      .map(CSVText.Field.text)
  }

  /// The three columns of an estimate; nobody shall take it for a count.
  private static func columns(_ name: String, _ words: Words) -> [String] {
    let name = Spoken.text(name)
    return [
      words(\.report.estimated, ["name": name]), words(\.report.lowEnd, ["name": name]),
      words(\.report.highEnd, ["name": name]),
    ]
  }

  private func labels(of post: Post) -> [CSVText.Field] {
    let calendar = CompanyCalendar(zoneName: timeZone) ?? .utc
    return [
      .text(post.label), .optional(post.at.map(calendar.minute)),
      .text(post.figures.networks.map(\.network.text).joined(separator: " ")),
      .optional(post.campaign),
    ]
  }

  private func fields(of figures: Figures) -> [CSVText.Field] {
    // A multiple of a post that nobody shared would claim a result.
    let multiplier = figures.employees > 0 ? figures.reachMultiplier : nil
    return [
      .count(figures.participation.took), .count(figures.likes), .count(figures.reposts),
      .number(Self.tenth(figures.nominalMultiplier)),
    ] + Self.people(figures.reach.page) + Self.people(figures.reach.withEmployees)
      + Self.people(figures.additionalPeople) + Self.ends(of: multiplier, Self.tenth)
  }

  private func add(_ parts: [Contribution], to csv: inout CSVText, _ words: Words) {
    let counts = [
      words.say(by.word), words(\.report.employees), words(\.report.likes), words(\.report.reposts),
    ]
    let estimates = [
      words(\.report.onlyThey), words(\.report.share).replacing("*", with: ""),
      words(\.report.alone),
    ].flatMap { Self.columns($0, words) }
    csv.add((counts + estimates).map(CSVText.Field.text))
    for part in Self.ranked(parts) {
      csv.add(
        [
          .text(part.name), .count(part.employees), .count(part.likes), .count(part.reposts),
        ] + Self.people(part.additionalPeople) + Self.people(part.share) + Self.people(part.alone))
    }
    let figures = total.figures
    csv.add(
      [
        .text(words(\.report.allTogether)), .count(figures.employees), .count(figures.likes),
        .count(figures.reposts), .empty, .empty, .empty,
      ] + Self.people(figures.additionalPeople) + [.empty, .empty, .empty])
  }

  /// People and the ends of their range, rounded to what an estimate deserves.
  private static func people(_ estimate: Estimate?) -> [CSVText.Field] {
    ends(of: estimate, Conventions.rounded)
  }

  private static func ends(
    of estimate: Estimate?, _ round: (Double) -> Double
  ) -> [CSVText.Field] {
    guard let estimate else { return [.empty, .empty, .empty] }
    return [estimate.mean, estimate.low, estimate.high].map { .number(round($0)) }
  }

  private static func tenth(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
