package import AdvocacyModel

extension ReachReport {
  /// From the roster to those who took part, and what stopped the rest.
  package struct Funnel: Codable, Hashable, Sendable {
    /// Employees on the roster.
    package var roster: Int
    /// Of these, those who hold every training that a rule asks of them.
    package var trained: Int
    /// Of these, those whose consent is in force on some network.
    package var consented: Int
    /// Employees who were allowed on some network.
    package var allowed: Int
    /// Employees who took part.
    package var took: Int
    /// The rules that held candidates back, those that held most first.
    package var stopped: [Stop]

    package init(
      roster: Int, trained: Int, consented: Int, allowed: Int, took: Int, stopped: [Stop]
    ) {
      self.roster = roster
      self.trained = trained
      self.consented = consented
      self.allowed = allowed
      self.took = took
      self.stopped = stopped.sorted {
        ($1.candidates, $0.rule, $0.outcome) < ($0.candidates, $1.rule, $1.outcome)
      }
    }
  }

  /// A rule that held candidates back.
  package struct Stop: Codable, Hashable, Sendable {
    package var rule: RuleID
    /// The type of the rule, or the id of one that is built in; null where it isn't known any more.
    @Nullable package var type: String?
    /// What it asked for: denial, deferral or an approval.
    package var outcome: Verdict.Outcome
    /// How often it spoke: once for each post, network and employee, at each event.
    package var candidates: Int
    /// The company's own sentence, or what kind of rule it is.
    package var sentence: String

    package init(
      rule: RuleID, type: String? = nil, outcome: Verdict.Outcome, candidates: Int,
      sentence: String
    ) {
      self.rule = rule
      self.type = type
      self.outcome = outcome
      self.candidates = candidates
      self.sentence = sentence
    }
  }

  /// The most rules that are listed; the rest is one row more.
  private static let stopRows = 10

  /// The rules that held candidates back, as a table.
  func stopTable(_ words: Words = .english) -> TextTable {
    var table = TextTable(
      columns: [
        .init(words(\.report.rule), fit: .cutInMiddle), .init(words(\.report.verdict)),
        .init(words(\.report.times), .right), .init(words(\.report.reason), fit: .wrapped),
      ])
    guard let stops = funnel?.stopped else { return table }
    for stop in stops.prefix(Self.stopRows) {
      table.add([
        .init(stop.rule.text),
        .init(words.say(Catalogue.all.rules.word(for: stop.outcome))), .count(stop.candidates),
        .init(PageText.cut(reason(of: stop, words), to: 120)),
      ])
    }
    let rest = stops.dropFirst(Self.stopRows)
    if !rest.isEmpty {
      table.add([
        .init(words(\.report.others, ["count": .count(rest.count)])), "",
        .count(rest.reduce(0) { $0 + $1.candidates }),
      ])
    }
    return table
  }

  /// Why a rule spoke: the company's own sentence, or the kind of rule it is.
  private func reason(of stop: Stop, _ words: Words) -> String {
    guard words.language != .english, stop.ownSentence == nil else {
      return stop.sentence == "built in" ? words(\.report.builtIn) : stop.sentence
    }
    return words.title(ofRule: stop.rule, type: stop.type)
  }
}

extension ReachReport.Funnel {
  /// The steps in one line.
  ///
  /// Who stays out is in no step: with small teams the difference would tell who it is.
  package func sentence(_ words: Words = .english) -> String {
    words(
      \.report.funnel,
      [
        "roster": .count(roster), "trained": .count(trained), "allowed": .count(allowed),
        "took": .count(took),
      ])
  }
}
