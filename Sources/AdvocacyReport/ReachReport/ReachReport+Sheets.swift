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
    case .figures(let groups) where by == .group: add(groups, to: &csv, words)
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

  /// Groups on networks: beside the figures of all groups, who is in each and whom only it reached.
  private func add(_ groups: [Group], to csv: inout CSVText, _ words: Words) {
    let leading = [words.say(by.word), words(\.report.network), words(\.report.members)]
    let only = Self.columns(words(\.report.onlyThere), words)
    csv.add(header(leading: leading, words) + only.map(CSVText.Field.text))
    for group in groups {
      csv.add(
        [
          .text(group.name), .optional(group.membership?.network.text),
          group.membership.map { .count($0.members) } ?? .empty,
        ] + fields(of: group.figures) + Self.people(group.membership?.onlyThere))
    }
    csv.add(
      [.text(words(\.report.total)), .empty, .empty] + fields(of: total.figures)
        + [.empty, .empty, .empty])
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

extension ReachReport {
  /// The names of the columns; the first says what kind of row it is, the second which one.
  static let csvHeader = [
    "row", "name", "text", "at", "campaign", "networks", "employees", "allowed", "roster",
    "likes", "reposts", "nominalMultiplier", "potentialReach", "grossReach", "impressions",
    "frequency", "reachPage", "reachPageLow", "reachPageHigh", "reachWithEmployees",
    "reachWithEmployeesLow", "reachWithEmployeesHigh", "additionalPeople",
    "additionalPeopleLow", "additionalPeopleHigh", "reachMultiplier", "reachMultiplierLow",
    "reachMultiplierHigh", "share", "shareLow", "shareHigh", "shareStandardError", "alone",
    "aloneLow", "aloneHigh", "figure", "inflation", "atLow", "atHigh",
  ]

  /// The report for spreadsheets: one row a post or group, the total, and what else was asked
  /// for; last, how it was made.
  ///
  /// For a team or an employee, additional people are those only they brought. What isn't known of
  /// a row is empty.
  package var csv: String {
    var csv = CSVText()
    csv.add(Self.csvHeader.map(CSVText.Field.text))
    for row in csvRows {
      let missing = Self.csvHeader.count - row.count
      csv.add(row + [CSVText.Field](repeating: .empty, count: max(0, missing)))
    }
    return csv.text
  }

  private var csvRows: [[CSVText.Field]] {
    var rows: [[CSVText.Field]] = []
    let kind = CSVText.Field.text(by.name)
    switch groups {
    case .none:
      for post in posts { rows.append([kind] + Self.fields(of: post)) }
    case .figures(let groups):
      for group in groups {
        rows.append(
          [kind, .text(group.name), .empty, .empty, .empty] + Self.fields(of: group.figures))
      }
    case .contributions(let parts):
      for part in parts { rows.append([kind] + Self.fields(of: part)) }
      if let unlisted { rows.append([.text("unlisted")] + Self.fields(of: unlisted)) }
    }
    rows.append([.text("total")] + Self.fields(of: total))
    return rows + csvDetails
  }

  static func fields(of post: Post) -> [CSVText.Field] {
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
      + reach + fields(of: part.additionalPeople) + fields(of: nil) + fields(of: part.share)
      + [.number(part.shareStandardError)] + fields(of: part.alone)
  }

  static func fields(of estimate: Estimate?) -> [CSVText.Field] {
    guard let estimate else { return [.empty, .empty, .empty] }
    return CSVText.Field.fields(of: .people(estimate))
  }
}

extension ReachReport {
  /// The rows below the total: the other period, the change, formulas, costs, swings, the foot.
  var csvDetails: [[CSVText.Field]] {
    comparedRows + membershipRows + vendorRows + costRows + swingRows
      + provenanceLines().map { name, value in [.text("made"), .text(name), .text(value)] }
  }

  private var comparedRows: [[CSVText.Field]] {
    guard let comparison, let figures = comparison.figures else { return [] }
    let before = Post(
      id: nil, text: nil, at: comparison.since, campaign: nil, figures: figures)
    var change = [CSVText.Field](repeating: .empty, count: Self.csvHeader.count)
    change[0] = .text("change")
    for own in comparison.changes {
      guard let column = Self.csvHeader.firstIndex(of: own.figure.rawValue) else { continue }
      change.replaceSubrange(column..<column + 3, with: Self.fields(of: own.difference))
    }
    return [[.text("before")] + Self.fields(of: before), change]
  }

  private var membershipRows: [[CSVText.Field]] {
    guard case .figures(let groups) = groups else { return [] }
    return groups.compactMap { group in
      group.membership.map { membership in
        Self.row(
          "onlyThere", group.name,
          "\(membership.members) members on \(membership.network)"
            + (membership.isClosed ? ", closed" : ""),
          [
            "figure": membership.onlyThere.mean, "atLow": membership.onlyThere.low,
            "atHigh": membership.onlyThere.high,
          ])
      }
    }
  }

  private var vendorRows: [[CSVText.Field]] {
    (vendors ?? []).map { vendor in
      Self.row(
        "vendor", vendor.products, vendor.formula,
        ["figure": vendor.figure, "inflation": vendor.inflation])
    }
  }

  private var costRows: [[CSVText.Field]] {
    guard let mediaCost else { return [] }
    return [
      Self.row(
        "mediaCost", mediaCost.card,
        "\(mediaCost.currency), prices of \(mediaCost.date). \(mediaCost.caution)",
        ["figure": mediaCost.total])
    ]
  }

  private var swingRows: [[CSVText.Field]] {
    (sensitivity?.swings ?? []).map { swing in
      Self.row(
        "assumption", swing.input, "\(swing.keysInWords): \(swing.meaning)",
        ["figure": sensitivity?.center, "atLow": swing.atLow, "atHigh": swing.atHigh])
    }
  }

  private static func row(
    _ kind: String, _ name: String, _ text: String, _ numbers: [String: Double?]
  ) -> [CSVText.Field] {
    csvHeader.map { column in
      switch column {
      case "row": .text(kind)
      case "name": .text(name)
      case "text": .text(text)
      default: (numbers[column] ?? nil).map(CSVText.Field.number) ?? .empty
      }
    }
  }
}
