/// An employee's word that they stay out of something, or take part in it again.
///
/// A fact of the ledger, without a reason: nobody asks for one. Nobody else is told of it, and it is
/// in no list, count or rank.
package struct Refusal: Hashable, Sendable {
  /// What somebody stays out of.
  package enum Subject: Hashable, Sendable {
    /// One post.
    case post(PostID)
    /// All posts of a campaign.
    case campaign(String)
    /// All posts about a topic.
    case topic(String)
    /// All posts on a network.
    case network(NetworkID)
  }

  /// The kinds of subjects, under the words by which ledger and command line name them.
  package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
    case post
    case campaign
    case topic
    case network
  }

  package var employee: EmployeeID
  package var subject: Subject
  /// Whether they take part again in what they stayed out of.
  package var isTakenBack: Bool
  /// When they said so; it takes effect at the watermark it finds.
  package var at: Instant

  package init(
    _ employee: EmployeeID, _ subject: Subject, isTakenBack: Bool = false, at: Instant
  ) {
    self.employee = employee
    self.subject = subject
    self.isTakenBack = isTakenBack
    self.at = at
  }
}

extension Refusal.Subject {
  /// The kind of the subject.
  package var kind: Refusal.Kind {
    switch self {
    case .post: .post
    case .campaign: .campaign
    case .topic: .topic
    case .network: .network
    }
  }

  /// The id or the label.
  package var text: String {
    switch self {
    case .post(let id): id.text
    case .campaign(let label), .topic(let label): label
    case .network(let id): id.text
    }
  }

  /// Makes a subject of its kind and its text; nil where that is no id.
  package init?(_ kind: Refusal.Kind, _ text: String) {
    switch kind {
    case .post:
      guard let id = PostID(text) else { return nil }
      self = .post(id)
    case .campaign: self = .campaign(text)
    case .topic: self = .topic(text)
    case .network:
      guard let id = NetworkID(text) else { return nil }
      self = .network(id)
    }
  }

  /// The same subject as it compares with others: labels as people read them.
  fileprivate var compared: Self {
    let labels = LabelComparison(.current)
    return switch self {
    case .campaign(let label): .campaign(labels.key(of: label))
    case .topic(let label): .topic(labels.key(of: label))
    case .post, .network: self
    }
  }

  /// The choice that the policy honors.
  fileprivate var choice: EmploymentStatus.OptOut {
    switch self {
    case .post(let id): .init(posts: [id])
    case .campaign(let label): .init(campaigns: [label])
    case .topic(let label): .init(topics: [label])
    case .network(let id): .init(networks: [id])
    }
  }
}

/// What employees stay out of at present, by their own last word on each subject.
package struct StandingRefusals: Sendable {
  private var standing: [EmployeeID: [Refusal]] = [:]

  /// Nobody stays out of anything.
  package init() {}

  /// Takes refusals in the order in which they were recorded.
  ///
  /// - Complexity: O(refusals × those of one employee).
  package init(_ refusals: some Sequence<Refusal>) {
    for refusal in refusals {
      let subject = refusal.subject.compared
      standing[refusal.employee, default: []].removeAll { $0.subject.compared == subject }
      if !refusal.isTakenBack { standing[refusal.employee]?.append(refusal) }
    }
  }

  /// What an employee stays out of, in the order in which they said so.
  package func of(_ employee: EmployeeID) -> [Refusal] { standing[employee] ?? [] }

  /// Whether an employee stays out of a subject by a word on that very subject.
  package func has(_ employee: EmployeeID, _ subject: Refusal.Subject) -> Bool {
    of(employee).contains { $0.subject.compared == subject.compared }
  }

  fileprivate var employees: [EmployeeID] { Array(standing.keys) }
}

extension Configuration {
  /// Whether anybody stays out of something by their own word.
  ///
  /// - Complexity: O(roster).
  package var hasRefusals: Bool {
    roster.indices.contains { !roster[$0].status.declined.isEmpty }
  }

  /// Takes over what employees stay out of by their own word, in place of what was taken over
  /// before.
  ///
  /// Who is not on the roster is passed over.
  ///
  /// - Complexity: O(roster), where anybody's choices change.
  package mutating func honor(_ refusals: StandingRefusals) {
    for place in roster.indices where !roster[place].status.declined.isEmpty {
      roster[place].status.declined = []
    }
    for employee in refusals.employees {
      guard let place = position(of: employee) else { continue }
      roster[place].status.declined = refusals.of(employee).map(\.subject.choice)
    }
  }
}
