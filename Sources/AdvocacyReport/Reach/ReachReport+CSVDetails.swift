import AdvocacyCore

extension ReachReport {
  /// The rows below the total: the other period, the change, formulas, costs, swings, the foot.
  var csvDetails: [[CSVText.Field]] {
    comparedRows + vendorRows + costRows + swingRows
      + madeHow.map { name, value in [.text("made"), .text(name), .text(value)] }
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
