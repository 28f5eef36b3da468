import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport

/// A proposal, or an editor's change of one, as the command line describes it.
package struct ProposalDraft: Sendable {
  var title: String?
  /// The file that holds the text; `-` for standard input.
  var file: String?
  var networks: [String]
  var topics: [String]
  var campaign: String?
  var link: String?
  var hashtags: [String]
  var at: String?
  var expires: String?

  package init(
    title: String? = nil, file: String? = nil, networks: [String] = [], topics: [String] = [],
    campaign: String? = nil, link: String? = nil, hashtags: [String] = [], at: String? = nil,
    expires: String? = nil
  ) {
    self.title = title
    self.file = file
    self.networks = networks
    self.topics = topics
    self.campaign = campaign
    self.link = link
    self.hashtags = hashtags
    self.at = at
    self.expires = expires
  }

  /// Whether it says anything.
  var isEmpty: Bool {
    [title, file, campaign, link, at, expires].allSatisfy { $0 == nil }
      && networks.isEmpty && topics.isEmpty && hashtags.isEmpty
  }
}

/// Records what an employee proposes to publish.
package struct ProposePost {
  var workspace: Workspace
  var draft: ProposalDraft
  var employee: String
  var now: String?

  package init(workspace: Workspace, draft: ProposalDraft, employee: String, now: String?) {
    self.workspace = workspace
    self.draft = draft
    self.employee = employee
    self.now = now
  }

  /// Records it; the queue stays as it is until an editor accepts it.
  ///
  /// - Throws: `Failure`: `usage` for an unknown employee, one who doesn't work here, a proposal
  ///   without words or one that waits already; what is wrong with a field or the file.
  package func run(in environment: Environment) throws -> RecordedProposal {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let person = try configuration.employee(named: employee)
    guard person.employed.contains(present.now) else {
      throw Failure(
        .usage,
        "\(person.id) does not work at \(configuration.company) on "
          + configuration.calendar.wallTime(present.now))
    }
    let words = try ProposalWords(draft, in: environment)
    let assembly = ProposalAssembly(configuration, now: present.now, in: environment)
    let proposed = try assembly.proposed(words, draft, by: person)
    let access = LedgerAccess(workspace: workspace)
    let number = try access.whileLocked(wait: 10, in: environment) {
      try forgotten.requireUnchanged(since: trace)
      let (ledger, facts) = try access.writing { _, facts throws(Failure) in
        _ = try present.writing(facts, calendar: configuration.calendar)
      }
      let now = try present.writing(facts, calendar: configuration.calendar).now
      let twin = Proposal.all(try ledger.proposalRecords()).first {
        $0.author == person.id && $0.state == .waiting && $0.proposed == proposed
      }
      if let twin {
        throw Failure(
          .usage, "\(person.id) has proposed the same already, as \(twin.name)",
          hint: "Nothing was recorded")
      }
      let numbers = try ledger.propose([(proposed, person.id)], at: now)
      try HighWaterMark(workspace: workspace).raise(to: ledger)
      return numbers.first ?? 0
    }
    let editors = ProposalEditors(configuration, at: present.now)
    return RecordedProposal(
      name: Proposal.name(number), author: person.id, title: proposed.title,
      editors: editors.people(besides: person.id), hasRoles: !configuration.roles.isEmpty,
      language: configuration.language)
  }
}

/// The title and the text of a proposal.
struct ProposalWords {
  var title: String?
  var text: String?

  /// Reads what the command line says, and the file.
  ///
  /// - Throws: `Failure`: `badData` for a file that holds no text, and what reading throws.
  init(_ draft: ProposalDraft, in environment: Environment) throws {
    title = draft.title.map { String($0.trimmed(where: \.isWhitespace)) }
    guard let file = draft.file else { return }
    let name = file == "-" ? "standard input" : file
    let bytes =
      try file == "-"
      ? environment.readInput()
      : FileReading.contents(of: environment.absolutePath(file), named: file)
    guard let written = String(validating: bytes, as: UTF8.self) else {
      throw Failure(.badData, at: Place(file: name), "it is not UTF-8")
    }
    let plain = written.hasPrefix("\u{FEFF}") ? String(written.dropFirst()) : written
    var body = plain.replacing("\r\n", with: "\n").trimmed(where: \.isWhitespace)
    guard !body.isEmpty else {
      throw Failure(.badData, at: Place(file: name), "it holds no text")
    }
    if title == nil {
      // The first line is the title, as Markdown has it.
      let first = body.prefix { !$0.isNewline }
      title = String(first.drop { $0 == "#" }.trimmed(where: \.isWhitespace))
      body = body[first.endIndex...].trimmed(where: \.isWhitespace)
    }
    text = String(body)
  }
}

/// Makes posts of proposals, each field judged as in the queue.
struct ProposalAssembly {
  private let configuration: Configuration
  private let now: Instant
  private let environment: Environment

  init(_ configuration: Configuration, now: Instant, in environment: Environment) {
    self.configuration = configuration
    self.now = now
    self.environment = environment
  }

  /// What somebody proposes.
  ///
  /// - Throws: `Failure` with cause `usage` for a field that is wrong.
  func proposed(
    _ words: ProposalWords, _ draft: ProposalDraft, by author: Employee
  ) throws -> ProposedPost {
    try Self.requireTitle(words.title)
    var proposed = ProposedPost(title: words.title ?? "", text: words.text ?? "", networks: [])
    let post = try post(
      of: proposed.published, draft, networks: draft.networks, author: author.id)
    take(post, into: &proposed)
    proposed.at = draft.at == nil ? nil : post.at
    return proposed
  }

  /// A proposal with an editor's changes, and the post that comes of it; its id may be in use.
  ///
  /// - Throws: `Failure` with cause `usage` for a field that is wrong.
  func accepted(
    _ proposal: ProposedPost, changedBy draft: ProposalDraft, _ words: ProposalWords, id: String?,
    author: EmployeeID
  ) throws -> (proposed: ProposedPost, post: Post) {
    var changed = proposal
    if let title = words.title { changed.title = title }
    if let text = words.text { changed.text = text }
    try Self.requireTitle(changed.title)
    let calendar = configuration.calendar
    var merged = draft
    merged.topics = draft.topics.isEmpty ? proposal.topics : draft.topics
    merged.hashtags = draft.hashtags.isEmpty ? proposal.hashtags : draft.hashtags
    merged.campaign = draft.campaign ?? proposal.campaign
    merged.link = draft.link ?? proposal.link
    merged.at = draft.at ?? proposal.at.map(calendar.format)
    merged.expires = draft.expires ?? proposal.expires.map(calendar.format)
    var post = try post(
      of: changed.published, merged,
      networks: draft.networks.isEmpty ? proposal.networks.map(\.text) : draft.networks,
      author: author, id: id)
    take(post, into: &changed)
    changed.at = post.at
    if id == nil {
      let made = Slug.id(
        written: nil, link: nil, text: String(changed.title.prefix(60)), at: post.at,
        calendar: calendar)
      post.id = made ?? post.id
    }
    return (changed, post)
  }

  /// The post of a proposal as it was accepted.
  func post(_ accepted: ProposedPost, id: PostID, author: EmployeeID) -> Post {
    Post(
      id: id, text: accepted.published, networks: accepted.networks, at: accepted.at ?? now,
      expires: accepted.expires, link: accepted.link, campaign: accepted.campaign,
      topics: accepted.topics, hashtags: accepted.hashtags, author: author)
  }

  private func take(_ post: Post, into proposed: inout ProposedPost) {
    proposed.networks = post.networks
    proposed.link = post.link
    proposed.campaign = post.campaign
    proposed.topics = post.topics
    proposed.hashtags = post.hashtags
    proposed.expires = post.expires
  }

  private func post(
    of text: String, _ draft: ProposalDraft, networks: [String], author: EmployeeID,
    id: String? = nil
  ) throws -> Post {
    try PostMaker(
      draft: PostDraft(
        text: text, id: id, networks: networks, topics: draft.topics, campaign: draft.campaign,
        link: draft.link, hashtags: draft.hashtags, at: draft.at, expires: draft.expires,
        author: author.text),
      configuration: configuration, now: now, environment: environment
    ).draftPost()
  }

  /// The longest title, in characters, as of labels.
  private static let longestTitle = 200

  private static func requireTitle(_ title: String?) throws(Failure) {
    guard let title, title.hasVisibleCharacter, title != "-" else {
      throw Failure(
        .usage, "the title is missing",
        hint: "advocacy propose \"What I learned\" --by EMPLOYEE --file post.md")
    }
    guard !title.contains(where: \.isNewline), title.count <= longestTitle else {
      throw Failure(
        .usage, "the title: expected one line of at most \(longestTitle) characters",
        hint: "Put the text into a file: --file post.md")
    }
  }
}

/// Who answers proposals.
struct ProposalEditors {
  /// The role in which proposals are answered.
  static let role = "editor"

  private let configuration: Configuration
  private let now: Instant

  init(_ configuration: Configuration, at now: Instant) {
    self.configuration = configuration
    self.now = now
  }

  /// Those who may answer a proposal of somebody, as far as roles say.
  func people(besides author: EmployeeID) -> [EmployeeID] {
    configuration.approvers(as: Self.role, at: now).filter { $0 != author }
  }

  /// The person who answers, if they may.
  ///
  /// - Throws: `Failure`: `usage` for a role that is none or nobody's, `permission` for the
  ///   proposer and for who lacks the role.
  func require(
    _ text: String?, as role: String, for proposal: Proposal
  ) throws(Failure) -> Employee {
    guard role == Self.role else {
      throw Failure(
        .usage, "proposals are answered as \"\(Self.role)\", not as \"\(SafeText.excerpt(role))\"")
    }
    guard let text else {
      throw Failure(.usage, "--by is missing", hint: "Say who answers. \(advice(proposal))")
    }
    let person = try configuration.employee(named: text)
    guard person.id != proposal.author else {
      throw Failure(
        .permission, "\(person.id) proposed \(proposal.name), and nobody decides on their own",
        hint: advice(proposal))
    }
    guard !configuration.roles.isEmpty else { return person }
    guard configuration.mayApprove(person, as: role, at: now) else {
      throw Failure(
        .permission,
        "\(person.id) does not have the role \"\(role)\" on \(configuration.calendar.wallTime(now))",
        hint: advice(proposal))
    }
    return person
  }

  private func advice(_ proposal: Proposal) -> String {
    guard !configuration.roles.isEmpty else { return "Ask somebody else" }
    let people = people(besides: proposal.author).prefix(4).map(\.text)
    return people.isEmpty
      ? "Nobody else may: give somebody the role \"\(Self.role)\" under \"roles\" in config.json"
      : "Ask \(people.joined(separator: ", "))"
  }
}

extension [Proposal] {
  /// The proposal of a name as written.
  ///
  /// - Throws: `Failure` with cause `usage` and what there is instead.
  func named(_ text: String) throws(Failure) -> Proposal {
    if let number = Proposal.number(text), let found = first(where: { $0.number == number }) {
      return found
    }
    let waiting = filter { $0.state == .waiting }.map(\.name)
    let hint =
      isEmpty
      ? "Nothing was proposed yet: advocacy propose \"…\" --by EMPLOYEE"
      : NearMiss.hint(text, among: map(\.name).suffix(50))
        ?? (waiting.isEmpty
          ? "`advocacy proposals list` lists them"
          : "Waiting: \(waiting.prefix(5).joined(separator: ", "))")
    throw Failure(.usage, "unknown proposal \"\(SafeText.excerpt(text))\"", hint: hint)
  }
}
