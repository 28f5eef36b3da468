import AdvocacyCore

/// What a rule says of a post on a network, from an instant on until it may say something else.
///
/// In this answer nothing depends on the instant any more but who belongs to sets that change with
/// time, and on the past only what a history part asks.
struct RuleAnswer: Sendable {
  /// What it says.
  enum Statement: Sendable {
    /// Nothing to anybody.
    case silent
    /// The same to every employee in its scope.
    case everyone(RuleDecision)
    /// It depends on who the employee is.
    case people(PeoplePart)
    /// It depends on what the employee's account did before.
    case history(HistoryPart)
  }

  /// What it says.
  var statement: Statement
  /// Whether what it asks of everybody in its scope was given, which it says besides.
  var isSatisfied = false
  /// The first instant at which it may say something else; nil: it never does.
  ///
  /// It may be earlier than the real change, and is never later.
  var until: Instant?

  init(_ statement: Statement, until: Instant? = nil) {
    self.statement = statement
    self.until = until
  }

  /// Silence for good.
  static let silent = RuleAnswer(.silent)

  /// Silence until an instant.
  static func silent(until end: Instant?) -> RuleAnswer { RuleAnswer(.silent, until: end) }

  /// The same to everyone, or silence where nothing is to be said.
  static func everyone(_ decision: RuleDecision?, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(decision.map(Statement.everyone) ?? .silent, until: end)
  }

  /// What depends on who the employee is.
  static func people(_ part: PeoplePart, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(.people(part), until: end)
  }

  /// What depends on what the account did before.
  static func history(_ part: HistoryPart, until end: Instant? = nil) -> RuleAnswer {
    RuleAnswer(.history(part), until: end)
  }
}
