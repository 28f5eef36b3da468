package import AdvocacyCore

/// One decision on one account, with its rules.
package struct ExportedDecision: Codable, Hashable, Sendable {
  /// The post.
  package var post: String
  /// Who, by pseudonym or roster id.
  package var employee: String
  /// Where.
  package var network: String
  /// The instant of the event.
  package var at: Instant
  /// Why policy was asked: `due`, `resumed`, `approved`, `withdrawn`, or `act`.
  package var event: String
  /// What it said.
  package var verdict: String
  /// Where deferred, until when.
  @Nullable package var until: Instant?
  /// Every rule that spoke, with what it asked for.
  package var rules: [String]

  /// Makes a decision.
  package init(
    post: String, employee: String, network: String, at instant: Instant, event: String,
    verdict: String, until: Instant?, rules: [String]
  ) {
    self.post = post
    self.employee = employee
    self.network = network
    at = instant
    self.event = event
    self.verdict = verdict
    self.until = until
    self.rules = rules
  }
}

extension ExportForm {
  /// What stands before the first decision.
  package var decisionsBeginning: String {
    switch self {
    case .json: #"{"schema":"advocacy/decisions/1","decisions":["#
    case .csv:
      CSVText.line(
        ["post", "employee", "network", "at", "event", "verdict", "until", "rules"].map {
          .text($0)
        })
    }
  }

  /// One decision.
  ///
  /// - Throws: `Failure` with the cause `internal`.
  package func text(
    of decision: ExportedDecision, isFirst: Bool
  ) throws(Failure) -> String {
    switch self {
    case .json: (isFirst ? "\n" : ",\n") + (try JSONText.encode(decision, isIndented: false))
    case .csv:
      CSVText.line([
        .text(decision.post), .text(decision.employee), .text(decision.network),
        .text(decision.at.rfc3339), .text(decision.event), .text(decision.verdict),
        .text(decision.until?.rfc3339 ?? ""), .text(decision.rules.joined(separator: "; ")),
      ])
    }
  }
}

extension CSVText {
  /// One line by itself.
  fileprivate static func line(_ fields: [Field]) -> String {
    var text = CSVText()
    text.add(fields)
    return text.text
  }
}
