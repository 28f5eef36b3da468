package import AdvocacyModel

/// The forms of a ledger's export, written piece by piece so that no ledger is too large.
package enum ExportForm: String, Sendable, CaseIterable {
  /// One document with everything, a post on each line.
  case json
  /// The actions, one on each line.
  case csv

  /// What stands before the first post.
  package func beginning(ledger: String, links: Int64, head: String) -> String {
    switch self {
    case .json:
      """
      {"schema":"advocacy/ledger-export/1","ledger":"\(ledger)","links":\(links),"head":"\(head)",\
      "posts":[
      """
    case .csv:
      csv { text in
        let names = ["post", "employee", "network", "action", "at", "variant", "disclosed"]
        text.add(names.map(CSVText.Field.text))
      }
    }
  }

  /// One post.
  ///
  /// - Throws: `Failure` with the cause `internal`.
  package func text(of post: ExportedPost, isFirst: Bool) throws(Failure) -> String {
    switch self {
    case .json:
      return (isFirst ? "\n" : ",\n") + (try JSONText.encode(post, isIndented: false))
    case .csv:
      return csv { text in
        for action in post.actions {
          text.add([
            .text(post.id), .text(action.employee), .text(action.network), .text(action.action),
            .text(action.at.rfc3339), .count(action.variant), .count(action.isDisclosed ? 1 : 0),
          ])
        }
      }
    }
  }

  /// What stands behind the last post.
  package var end: String {
    switch self {
    case .json: "\n]}\n"
    case .csv: ""
    }
  }

  private func csv(_ write: (inout CSVText) -> Void) -> String {
    var text = CSVText()
    write(&text)
    return text.text
  }
}

/// One decision on one account, with its rules.
package struct ExportedDecision: Codable, Hashable, Sendable {
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

/// One post of a ledger's export, with all that was decided and done.
package struct ExportedPost: Codable, Hashable, Sendable {
  /// The post.
  package var id: String
  /// When it fell due; nil for a post of which only approvals are known.
  @Nullable package var at: Instant?
  /// When it is over.
  @Nullable package var ends: Instant?
  /// Why it never is fanned out; nil where it is.
  @Nullable package var skipped: String?
  /// What was decided, in order.
  package var decisions: [Decision]
  /// What was done.
  package var actions: [Action]

  package init(
    id: String, at: Instant?, ends: Instant?, skipped: String?, decisions: [Decision],
    actions: [Action]
  ) {
    self.id = id
    self.at = at
    self.ends = ends
    self.skipped = skipped
    self.decisions = decisions
    self.actions = actions
  }

  /// What was decided at one instant.
  package struct Decision: Codable, Hashable, Sendable {
    /// When.
    package var at: Instant
    /// Why candidates were looked at.
    package var event: String
    /// How many there were.
    package var candidates: Int
    /// How many employees were allowed.
    package var allowedEmployees: Int

    package init(at: Instant, event: String, candidates: Int, allowedEmployees: Int) {
      self.at = at
      self.event = event
      self.candidates = candidates
      self.allowedEmployees = allowedEmployees
    }
  }

  /// One action of one account.
  package struct Action: Codable, Hashable, Sendable {
    /// Who, by pseudonym or roster id.
    package var employee: String
    /// Where.
    package var network: String
    /// What.
    package var action: String
    /// When.
    package var at: Instant
    /// The text it used: 0 for the post's own, else the number of the variant.
    package var variant: Int
    /// Whether a disclosure was added.
    package var isDisclosed: Bool

    package init(
      employee: String, network: String, action: String, at: Instant, variant: Int,
      isDisclosed: Bool
    ) {
      self.employee = employee
      self.network = network
      self.action = action
      self.at = at
      self.variant = variant
      self.isDisclosed = isDisclosed
    }
  }
}
