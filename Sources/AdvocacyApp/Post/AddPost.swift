import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import StrictJSON

/// A post as the command line describes it.
package struct PostDraft: Sendable {
  var text: String?
  var file: String?
  var id: String?
  var networks: [String]
  var topics: [String]
  var campaign: String?
  var link: String?
  var hashtags: [String]
  var variants: [String]
  var at: String?
  var expires: String?
  var author: String?
  /// The groups, beside the networks.
  package var groups: [String] = []
  /// The new colleague to be welcomed.
  package var welcomed: String?

  package init(
    text: String? = nil, file: String? = nil, id: String? = nil, networks: [String] = [],
    topics: [String] = [], campaign: String? = nil, link: String? = nil, hashtags: [String] = [],
    variants: [String] = [], at: String? = nil, expires: String? = nil, author: String? = nil
  ) {
    self.text = text
    self.file = file
    self.id = id
    self.networks = networks
    self.topics = topics
    self.campaign = campaign
    self.link = link
    self.hashtags = hashtags
    self.variants = variants
    self.at = at
    self.expires = expires
    self.author = author
  }
}

/// Adds a post to the queue and says who may amplify it and what that is likely to add.
package struct AddPost {
  var workspace: Workspace
  var draft: PostDraft
  var now: String?
  var isAgain: Bool
  var isDryRun: Bool

  /// Again: a text that the queue holds already is welcome.
  package init(
    workspace: Workspace, draft: PostDraft, now: String?, isAgain: Bool, isDryRun: Bool
  ) {
    self.workspace = workspace
    self.draft = draft
    self.now = now
    self.isAgain = isAgain
    self.isDryRun = isDryRun
  }

  /// Adds the post.
  ///
  /// - Throws: `Failure`: `usage` for an unknown network, a bad time, an id or text in use.
  package func run(in environment: Environment) async throws -> AddedPost {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let maker = PostMaker(
      draft: draft, configuration: configuration, now: present.now, environment: environment)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let written = try maker.draftPost()
    // All that is read for the preview is read before: once the post is in the queue nothing may fail.
    let file = try reader.queueFile().name
    let admit = { () throws -> (post: Post, queued: [Post]) in
      let queue = try reader.queue(configuration, in: environment)
      let post = try KnownPosts(queue: queue, ledger: ledger).admit(
        written, isIDGiven: draft.id != nil || draft.file != nil, isAgain: isAgain)
      return (post, queue.compactMap { try? $0.post.get() })
    }
    let (post, queued) =
      try isDryRun
      ? admit()
      : QueueWriter(workspace: workspace).whileLocked(in: environment) { writer in
        try forgotten.requireUnchanged(since: trace)
        let admitted = try admit()
        try writer.append([admitted.post], calendar: configuration.calendar)
        return admitted
      }
    return try await PostPreview(
      post: post, configuration: configuration, ledger: ledger, facts: facts,
      now: present.now, workspace: workspace, queued: queued
    ).added(to: file, isDryRun: isDryRun)
  }
}

/// Makes a post of what the command line says.
struct PostMaker {
  let draft: PostDraft
  let configuration: Configuration
  let now: Instant
  let environment: Environment

  /// The post; its id may still be in use.
  ///
  /// - Throws: `Failure`: `usage` for what the command line says, `badData` for a file.
  func draftPost() throws -> Post {
    if let file = draft.file { return try post(in: file) }
    let text = try writtenText()
    let calendar = configuration.calendar
    let at =
      try draft.at.map { text throws(Failure) in
        try TimeArgument.instant(text, option: "--at", calendar: calendar, now: now)
      } ?? now.wholeSecond
    let expires = try draft.expires.map { text throws(Failure) in
      try TimeArgument.end(text, option: "--expires", calendar: calendar, now: now)
    }
    let author = try draft.author.map { try configuration.employee(named: $0).id }
    try refuseBrokenText()
    try refuseForeignLink()
    let networks = try networks()
    return try PostValidator(configuration).post(
      of: DraftedPost(
        draft: draft, postID: try id(text: text, at: at), text: text, networks: networks,
        at: at, expires: expires, author: author,
        welcomed: try welcomed(on: networks, at: at)))
  }

  /// Refuses arguments that were not UTF-8; the system hands them over with U+FFFD in them.
  private func refuseBrokenText() throws(Failure) {
    let texts =
      [draft.id, draft.campaign, draft.link, draft.text] + draft.topics.map { $0 }
      + draft.hashtags.map { $0 } + draft.variants.map { $0 }
    guard texts.contains(where: { $0?.contains("\u{FFFD}") == true }) else { return }
    throw Failure(.usage, "an argument is not UTF-8")
  }

  /// Refuses a link whose scheme isn't written as links are: typed by hand, it is most likely a slip.
  private func refuseForeignLink() throws(Failure) {
    guard let link = draft.link, !link.hasPrefix("https://"), !link.hasPrefix("http://") else {
      return
    }
    throw Failure(.usage, "--link: not a web address: \"\(link)\"", hint: "Write https://…")
  }

  /// Whom the post welcomes, who must have agreed to it.
  private func welcomed(
    on networks: [NetworkID], at instant: Instant
  ) throws(Failure) -> EmployeeID? {
    guard let name = draft.welcomed else { return nil }
    let person = try configuration.employee(named: name)
    for network in networks.compactMap(configuration.network) {
      guard person.consent?.allowsWelcome(on: network, at: instant) != true else { continue }
      throw Failure(
        .usage, "\(person.id) has not consented to be welcomed on \(network.title) at that time",
        hint: "Ask them first; a consent in force that covers \(network.habits), and the use "
          + "\"\(Consent.welcomeUse)\" where it names uses, allows it")
    }
    return person.id
  }

  /// What welcomes somebody: the words of the group, or of the first one that has some.
  private var welcome: String {
    let own = draft.groups.compactMap { name in
      configuration.groups.first { $0.id.text == name }?.group?.welcome
    }
    return own.first
      ?? Sentence(
        "Welcome to \(configuration.company), \(Post.namePlaceholder)!",
        es: "¡Damos la bienvenida a \(Post.namePlaceholder), que se incorpora a "
          + "\(configuration.company)!"
      )[configuration.language]
  }

  private func writtenText() throws -> String {
    var text = draft.text ?? (draft.welcomed == nil ? "" : welcome)
    if text == "-" {
      text = String(decoding: try environment.readInput(), as: UTF8.self)
      while text.last?.isNewline == true { text.removeLast() }
    }
    guard !text.contains("\u{FFFD}") else { throw Failure(.usage, "the text is not UTF-8") }
    return text
  }

  private func post(in file: String) throws -> Post {
    let name = file == "-" ? "standard input" : file
    let bytes =
      try file == "-"
      ? environment.readInput()
      : FileReading.contents(of: environment.absolutePath(file), named: file)
    return try QueueFile.single(bytes, file: name, configuration: configuration)
  }

  private func networks() throws(Failure) -> [NetworkID] {
    var groups: [NetworkID] = []
    for name in draft.groups { groups.append(try configuration.group(named: name).id) }
    guard groups.isEmpty || !draft.networks.isEmpty else { return groups }
    guard !draft.networks.isEmpty else {
      let pages = configuration.pages.map(\.network)
      guard !pages.isEmpty else {
        throw Failure(.usage, "--network is missing, and the company has no page to take it from")
      }
      return pages
    }
    var networks: [NetworkID] = []
    for name in draft.networks { networks.append(try configuration.network(named: name).id) }
    return networks + groups
  }

  private func id(text: String, at: Instant) throws(Failure) -> PostID {
    guard let written = draft.id else {
      let made = Slug.id(
        written: nil, link: nil, text: String(text.prefix(60)), at: at,
        calendar: configuration.calendar)
      guard let id = made ?? PostID("post-\(at.milliseconds / 1000)") else {
        throw Failure(.internal, "no id could be made", hint: "Give one with --id")
      }
      return id
    }
    guard let id = PostID(written) else {
      throw Failure(
        .usage, "--id: \"\(written)\" is not an id",
        hint: "Take 1 to 128 of A–Z a–z 0–9 . _ -, not beginning with . or -")
    }
    return id
  }
}

/// The fields of a post as a command line has them; what is wrong names the field.
private struct DraftedPost: PostSource {
  /// A text, and the field or entry of a list that holds it.
  typealias Text = (path: String, text: String)

  let draft: PostDraft
  let postID: PostID
  let text: String
  let networks: [NetworkID]
  let at: Instant
  let expires: Instant?
  let author: EmployeeID?
  let welcomed: EmployeeID?

  func id() throws(Failure) -> PostID { postID }

  func instant(_ key: PostKey) throws(Failure) -> Instant? { key == .at ? at : expires }

  func text(_ key: PostKey) throws(Failure) -> Text? {
    let text: String? =
      switch key {
      case .text: text
      case .link: draft.link
      case .campaign: draft.campaign
      case .author: author?.text
      case .welcomes: welcomed?.text
      default: nil
      }
    return text.map { (Self.name(of: key), $0) }
  }

  func list(_ key: PostKey) throws(Failure) -> [Text] {
    let texts: [String] =
      switch key {
      case .networks: networks.map(\.text)
      case .topics: draft.topics
      case .hashtags: draft.hashtags
      case .variants: draft.variants
      default: []
      }
    return texts.enumerated().map { ("\(key.rawValue)[\($0.offset)]", $0.element) }
  }

  func variants() throws(Failure) -> [(text: Text, language: Text?)] {
    try list(.variants).map { ($0, nil) }
  }

  func flag(_ key: PostKey) throws(Failure) -> Bool { false }

  func checked<Value>(
    _ text: Text, _ check: (String) throws(ValidationError) -> Value
  ) throws(Failure) -> Value {
    do throws(ValidationError) {
      return try check(text.text)
    } catch {
      throw failure(text.path, error)
    }
  }

  func fault(_ key: PostKey, _ error: ValidationError) -> Failure {
    failure(Self.name(of: key), error)
  }

  func missing(_ key: PostKey) -> Failure { Failure(.usage, "\(key.rawValue) is missing") }

  /// The option that holds a field, or the field itself where that says more.
  private static func name(of key: PostKey) -> String {
    switch key {
    case .link, .expires: "--\(key.rawValue)"
    default: key.rawValue
    }
  }

  private func failure(_ path: String, _ error: ValidationError) -> Failure {
    Failure(.usage, "\(path): \(error.message)", hint: error.hint)
  }
}
