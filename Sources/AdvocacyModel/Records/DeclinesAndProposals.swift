/// What an employee proposes to publish, as they wrote it or as an editor took it.
package struct ProposedPost: Hashable, Sendable {
  /// What it is called, in one line.
  package var title: String
  /// What it says, beside its title; may be empty.
  package var text: String
  /// Where it is to be published; the ids of networks in the order given.
  package var networks: [NetworkID]
  package var link: String?
  package var campaign: String?
  package var topics: [String]
  package var hashtags: [String]
  /// When it is to be published; nil: the editor says.
  package var at: Instant?
  /// When sharing ends; nil: as for every post.
  package var expires: Instant?

  package init(
    title: String, text: String = "", networks: [NetworkID], link: String? = nil,
    campaign: String? = nil, topics: [String] = [], hashtags: [String] = [], at: Instant? = nil,
    expires: Instant? = nil
  ) {
    self.title = title
    self.text = text
    self.networks = networks
    self.link = link
    self.campaign = campaign
    self.topics = topics
    self.hashtags = hashtags
    self.at = at
    self.expires = expires
  }

  /// The words that are published: the title, and below it the text.
  package var published: String { text.isEmpty ? title : "\(title)\n\n\(text)" }
}

extension PostID {
  /// What stands before the id of a post in feeds that this program writes.
  package static let feedPrefix = "urn:x-advocacy:"

  /// The id that a feed of this program's own names; nil: it is none.
  package init?(ofOwnFeed text: String) {
    let prefix = Self.feedPrefix + "post:"
    guard text.hasPrefix(prefix) else { return nil }
    self.init(String(text.dropFirst(prefix.count)))
  }
}

/// One entry of the record of proposals, which is only ever added to.
package struct ProposalRecord: Hashable, Sendable {
  /// What happened to a proposal.
  package enum Event: Hashable, Sendable {
    /// An employee proposed it; nil: the text was erased with its author.
    case proposed(ProposedPost?)
    /// An editor took it, as it is here, under the id of a post of the queue; nil: both were erased
    /// with its author.
    case accepted(ProposedPost?, as: PostID?)
    /// An editor said no.
    case declined
  }

  /// The number by which people call the proposal: 7 in `P7`; from 1.
  package var number: Int
  package var event: Event
  /// Who proposed it, or who answered; by a pseudonym where they were forgotten.
  package var employee: EmployeeID
  /// In which role somebody answered; empty for the proposal itself.
  package var role: String
  package var at: Instant
  /// What the editor added in their own words, if anything.
  package var note: String?

  package init(
    number: Int, _ event: Event, by employee: EmployeeID, as role: String = "", at: Instant,
    note: String? = nil
  ) {
    self.number = number
    self.event = event
    self.employee = employee
    self.role = role
    self.at = at
    self.note = note
  }
}

/// A proposal as its record has it, whatever the order in which the entries arrived.
package struct Proposal: Hashable, Sendable {
  /// Where a proposal is on its way.
  package enum State: String, Hashable, Sendable, CaseIterable, Codable {
    /// Nobody answered yet.
    case waiting
    /// It is a post of the queue.
    case accepted
    /// An editor said no.
    case declined
  }

  package let number: Int
  /// Who proposed it.
  package let author: EmployeeID
  /// When.
  package let at: Instant
  /// What they wrote; nil: it was erased with its author.
  package let proposed: ProposedPost?
  /// The answer that counts: the earliest.
  package let answer: ProposalRecord?

  /// How people call it.
  package var name: String { Self.name(number) }

  /// How people call the proposal of a number.
  package static func name(_ number: Int) -> String { "P\(number)" }

  /// The number in a name such as `P7`, `p7` or `7`; nil: it is none.
  package static func number(_ text: String) -> Int? {
    let digits = text.hasPrefix("P") || text.hasPrefix("p") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.allSatisfy(\.isASCII), let number = Int(digits), number > 0,
      !digits.hasPrefix("+")
    else { return nil }
    return number
  }

  package var state: State {
    switch answer?.event {
    case .accepted: .accepted
    case .declined: .declined
    case .proposed, nil: .waiting
    }
  }

  /// The post as an editor took it; nil: nobody did, or the text was erased.
  package var accepted: (post: ProposedPost, id: PostID)? {
    guard case .accepted(let post?, let id?) = answer?.event else { return nil }
    return (post, id)
  }

  /// The proposals that some records tell of, by number.
  ///
  /// The records are a set: any order of arrival gives the same. Of several first entries or answers
  /// the earliest counts; of those of one instant that of the lower id, then an acceptance.
  ///
  /// - Complexity: O(n log n).
  package static func all(_ records: some Sequence<ProposalRecord>) -> [Proposal] {
    Dictionary(grouping: records, by: \.number).sorted { $0.key < $1.key }.compactMap {
      number, records in
      let sorted = records.sorted(by: ProposalRecord.comesBefore)
      guard let first = sorted.first(where: \.isProposal), case .proposed(let post) = first.event
      else { return nil }
      return Proposal(
        number: number, author: first.employee, at: first.at, proposed: post,
        answer: sorted.first { !$0.isProposal })
    }
  }
}

extension ProposalRecord {
  fileprivate var isProposal: Bool {
    if case .proposed = event { return true }
    return false
  }

  private var order: Int {
    switch event {
    case .proposed: 0
    case .accepted: 1
    case .declined: 2
    }
  }

  fileprivate static func comesBefore(_ one: Self, _ other: Self) -> Bool {
    guard one.at == other.at else { return one.at < other.at }
    guard one.employee == other.employee else { return one.employee < other.employee }
    guard one.order == other.order else { return one.order < other.order }
    return one.rest < other.rest
  }

  /// What tells entries apart that are the same but for their words.
  private var rest: (String, String, String, String) {
    switch event {
    case .proposed(let post): (role, "", post?.published ?? "", note ?? "")
    case .accepted(let post, let id): (role, id?.text ?? "", post?.published ?? "", note ?? "")
    case .declined: (role, "", "", note ?? "")
    }
  }
}

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
