package import AdvocacyModel

/// All that a workspace holds of one person, for the person: what data protection calls access.
///
/// Other people stand in it only where they gave an approval or a withdrawal that mentions this one.
package struct PersonRecord: CommandOutput {
  package private(set) var schema = "advocacy/person/1"
  package var timeZone: String
  /// The instant at which it was put together.
  package var at: Instant
  package var employee: EmployeeID
  /// The person as the roster has them, opt-outs included; null: not on it any more.
  @NullableValue package var roster: WrittenValue?
  /// What they agreed to, and where that can be seen.
  @Nullable package var consent: RosterListing.ConsentRow?
  /// In which roles they may approve, and when.
  package var roles: [Role]
  /// How many lists of rules and roles in `config.json` name them.
  package var listsNamingThem: Int
  /// How the ledger knows them; null: it doesn't.
  @Nullable package var ledger: LedgerIdentity?
  /// Their rows on the rosters that runs decided from, without name and handles.
  package var rosterHistory: [PastRow] = []
  /// What was decided about them, by post and network, with every rule that spoke.
  package var decisions: [Decided] = []
  /// The decisions by which they were allowed on some network.
  package var allowed: [Allowed] = []
  /// When they waited for an approval or an instant.
  package var waits: [Wait] = []
  /// The acts planned for them.
  package var planned: [Plan] = []
  /// What the simulation recorded that they did.
  package var acts: [Act] = []
  /// Which acts a rule prevented.
  package var prevented: [Prevented] = []
  /// The approvals and withdrawals that they gave.
  package var statements: [Statement] = []
  /// What others wrote with an approval or a withdrawal that mentions them.
  package var mentions: [Statement] = []
  /// What they said they stay out of, or take part in again; nobody else is shown it.
  package var refusals: [Refused] = []
  /// What they proposed, or answered as an editor, and what others wrote of them with an answer.
  package var proposals: [Proposed] = []
  /// The posts under their name, in the queue or the ledger.
  package var authored: [Authored] = []
  /// The posts that welcome them.
  package var welcoming: [Authored] = []
  /// Posts that were set aside and mention them.
  package var setAside: [PutAside] = []
  /// The files of the workspace that hold their id, name or a handle.
  package var files: [String] = []

  package init(
    employee: EmployeeID, at instant: Instant, timeZone: String, roster: WrittenJSON?,
    consent: Consent?, roles: [Role], listsNamingThem: Int, ledger: LedgerIdentity?
  ) {
    self.employee = employee
    at = instant
    self.timeZone = timeZone
    _roster = NullableValue(wrappedValue: roster.map(WrittenValue.init))
    self.consent = consent.map(RosterListing.ConsentRow.init)
    self.roles = roles
    self.listsNamingThem = listsNamingThem
    self.ledger = ledger
  }

  package func render(_ style: TerminalStyle) -> String { (try? json) ?? "{}\n" }
}

/// An optional value that is only written, with null where there is none.
@propertyWrapper
package struct NullableValue<Value: Encodable & Sendable>: Encodable, Sendable {
  package var wrappedValue: Value?

  package init(wrappedValue: Value?) { self.wrappedValue = wrappedValue }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    guard let wrappedValue else { return try container.encodeNil() }
    try container.encode(wrappedValue)
  }
}

extension PersonRecord {
  /// How the ledger knows a person.
  package struct LedgerIdentity: Codable, Hashable, Sendable {
    /// The key under which its rows stand; it says nothing by itself.
    package var key: Int64
    /// The name in exports, made of the key; it says nothing either.
    package var pseudonym: String
    /// The one row that leads from the key to the person; erasing somebody empties it.
    package var rosterID: EmployeeID
    /// How many configurations that runs decided from have rules or roles that name the key.
    package var configurationsNamingThem: Int

    package init(
      key: Int64, pseudonym: String, rosterID: EmployeeID, configurationsNamingThem: Int
    ) {
      self.key = key
      self.pseudonym = pseudonym
      self.rosterID = rosterID
      self.configurationsNamingThem = configurationsNamingThem
    }
  }

  /// A role in which they may approve.
  package struct Role: Encodable, Sendable {
    package var role: String
    @Nullable package var from: Instant?
    @Nullable package var until: Instant?
    /// Whether they are named, rather than their team.
    package var isNamed: Bool

    package init(role: String, period: Period, isNamed: Bool) {
      self.role = role
      from = period.from
      until = period.until
      self.isNamed = isNamed
    }
  }

  /// Their row on the rosters of some runs.
  package struct PastRow: Encodable, Sendable {
    package var first: Instant
    package var last: Instant
    package var runs: Int
    package var row: WrittenValue

    package init(first: Instant, last: Instant, runs: Int, row: WrittenJSON) {
      self.first = first
      self.last = last
      self.runs = runs
      self.row = WrittenValue(row.without("name"))
    }
  }

  /// A verdict on their account, made again from what the ledger keeps of its run.
  package struct Decided: Encodable, Sendable {
    package var post: PostID
    package var network: NetworkID
    package var at: Instant
    package var verdict: Verdict.Outcome
    @Nullable package var until: Instant?
    package var rules: [Explanation.RuleFinding]

    /// Takes a verdict, its reasons in a language.
    package init(
      post: PostID, network: NetworkID, at instant: Instant, verdict: Verdict,
      language: Language
    ) {
      self.post = post
      self.network = network
      at = instant
      self.verdict = verdict.outcome
      until = verdict.until
      rules = verdict.findings.map { Explanation.RuleFinding($0, in: language) }
    }
  }

  /// A decision by which they were allowed.
  package struct Allowed: Encodable, Sendable {
    package var post: PostID
    package var at: Instant
    package var event: String

    package init(post: PostID, at instant: Instant, event: String) {
      self.post = post
      at = instant
      self.event = event
    }
  }

  /// One time that they waited.
  package struct Wait: Encodable, Sendable {
    package var post: PostID
    package var network: NetworkID
    package var verdict: Verdict.Outcome
    package var until: Instant
    /// Whether it goes on.
    package var isOpen: Bool

    package init(
      post: PostID, network: NetworkID, verdict: Verdict.Outcome, until: Instant, isOpen: Bool
    ) {
      self.post = post
      self.network = network
      self.verdict = verdict
      self.until = until
      self.isOpen = isOpen
    }
  }

  /// One act that was planned.
  package struct Plan: Encodable, Sendable {
    package var post: PostID
    package var network: NetworkID
    package var at: Instant
    package var actions: [Action]
    package var variant: Int
    /// Whether it is still to come.
    package var isOpen: Bool

    package init(
      post: PostID, network: NetworkID, at instant: Instant, actions: [Action], variant: Int,
      isOpen: Bool
    ) {
      self.post = post
      self.network = network
      at = instant
      self.actions = actions
      self.variant = variant
      self.isOpen = isOpen
    }
  }

  /// One action recorded.
  package struct Act: Encodable, Sendable {
    package var post: PostID
    package var network: NetworkID
    package var action: Action
    package var at: Instant
    package var variant: Int
    package var isDisclosed: Bool
    /// Whether a rewind took it back.
    package var isVoided: Bool

    package init(
      post: PostID, network: NetworkID, action: Action, at instant: Instant, variant: Int,
      isDisclosed: Bool, isVoided: Bool
    ) {
      self.post = post
      self.network = network
      self.action = action
      at = instant
      self.variant = variant
      self.isDisclosed = isDisclosed
      self.isVoided = isVoided
    }
  }

  /// One act that a rule prevented.
  package struct Prevented: Encodable, Sendable {
    package var post: PostID
    package var network: NetworkID
    package var at: Instant
    package var rule: String

    package init(post: PostID, network: NetworkID, at instant: Instant, rule: String) {
      self.post = post
      self.network = network
      at = instant
      self.rule = rule
    }
  }

  /// An approval or a withdrawal.
  package struct Statement: Encodable, Sendable {
    package var kind: String
    package var post: PostID
    package var role: String
    @Nullable package var employee: EmployeeID?
    package var at: Instant
    @Nullable package var note: String?

    package init(_ statement: PostStatement) {
      kind = statement.kind.rawValue
      post = statement.post
      role = statement.role
      employee = statement.employee
      at = statement.at
      note = statement.note
    }
  }

  /// Something that they stay out of.
  package struct Refused: Encodable, Sendable {
    package var kind: Refusal.Kind
    package var subject: String
    /// Whether they take part in it again.
    package var isTakenBack: Bool
    package var at: Instant

    package init(_ refusal: Refusal) {
      kind = refusal.subject.kind
      subject = refusal.subject.text
      isTakenBack = refusal.isTakenBack
      at = refusal.at
    }
  }

  /// An entry of the record of proposals.
  package struct Proposed: Encodable, Sendable {
    package var proposal: String
    package var employee: EmployeeID
    package var role: String
    package var at: Instant
    /// The words proposed or taken; null: an answer without any.
    @Nullable package var text: String?
    @Nullable package var note: String?

    package init(_ record: ProposalRecord) {
      proposal = "P\(record.number)"
      employee = record.employee
      role = record.role
      at = record.at
      switch record.event {
      case .proposed(let post), .accepted(let post, _): text = post?.published
      case .declined: text = nil
      }
      note = record.note
    }
  }

  /// A post under their name.
  package struct Authored: Encodable, Sendable {
    package var post: PostID
    package var text: String
    package var at: Instant
    package var isInQueue: Bool
    package var isInLedger: Bool

    package init(_ post: Post, isInQueue: Bool, isInLedger: Bool) {
      self.post = post.id
      text = post.text
      at = post.at
      self.isInQueue = isInQueue
      self.isInLedger = isInLedger
    }
  }

  /// An element of the queue that was set aside.
  package struct PutAside: Encodable, Sendable {
    package var file: String
    @Nullable package var line: Int?
    package var post: String
    package var reason: String

    package init(file: String, line: Int?, post: String, reason: String) {
      self.file = file
      self.line = line
      self.post = post
      self.reason = reason
    }
  }
}
