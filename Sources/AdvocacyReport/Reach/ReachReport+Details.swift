extension ReachReport {
  /// What a report says beside its main table: a heading, a sentence, a table, what to know.
  struct Detail {
    /// The heading.
    var title: String
    /// The sentence to remember, if there is one.
    var sentence: String?
    /// The figures, if there are any.
    var table: TextTable?
    /// What to know about them.
    var notes: [String] = []
  }

  /// What was asked for or can't be left out, in the order in which people read it.
  func details(indent: Int = 0) -> [Detail] {
    [
      comparison.map { comparison in
        Detail(
          title: "Against the other period", sentence: comparisonSentence,
          table: comparison.changes.isEmpty ? nil : comparisonTable(indent: indent),
          notes: comparison.changes.isEmpty
            ? []
            : [
              """
              Both periods share every draw of the assumed inputs, so that what is unknown about \
              both alike is not in the change's interval.
              """
            ])
      },
      funnel.map { funnel in
        Detail(
          title: "Who took part", sentence: funnel.sentence,
          table: funnel.stopped.isEmpty ? nil : stopTable(indent: indent))
      },
      vendors.map { _ in
        Detail(
          title: "As others count", table: vendorTable(indent: indent), notes: [Self.vendorNote])
      },
      mediaCost.map { cost in
        Detail(
          title: "Media cost equivalent", sentence: mediaCostSentence,
          table: mediaCostTable(indent: indent), notes: [cost.caution])
      },
      sensitivity.map { _ in
        Detail(
          title: "What moves the result", sentence: sensitivitySentence,
          table: sensitivityTable(indent: indent), notes: [sensitivityNote])
      },
    ].compactMap { $0 }
  }

  /// What to know about the swings.
  var sensitivityNote: String {
    let unclear = sensitivity.map { $0.swings.count - $0.moving.count } ?? 0
    let rest =
      unclear > 0
      ? " \(NumberFormat.count(unclear, "other")) can't be told from the simulation's own error."
      : ""
    return """
      Each assumption at the low and at the high end of its range on all networks, the others open \
      as in the report. Set its key in config.json to what you know, and the interval narrows.\(rest)
      """
  }
}

extension ReachReport.Funnel {
  /// The steps in one line.
  package var sentence: String {
    steps.map { "\(NumberFormat.count($0.count)) \($0.name)" }.joined(separator: " → ") + "."
  }

  /// The steps with their names.
  var steps: [(name: String, count: Int)] {
    [
      ("on the roster", roster), ("trained", trained), ("and agreeing", consented),
      ("allowed", allowed), ("took part", took),
    ]
  }
}
