import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
import StrictJSON

/// Appends posts to the queue; all other bytes of the file stay as they are.
struct QueueWriter {
  let workspace: Workspace

  /// Does something while nobody else of ours changes the queue.
  ///
  /// The lock is the queue's own, so that nobody has to wait for a long fan-out.
  func whileLocked<Value>(
    in environment: Environment, _ body: (QueueWriter) throws -> Value
  ) throws -> Value {
    try LedgerAccess(workspace: workspace).makeMarks()
    return try WorkspaceLock.hold(
      workspace.queueLock, named: ".advocacy/queue.lock", wait: 10, in: environment
    ) { try body(self) }
  }

  /// Appends posts, all or none; the caller holds the lock.
  ///
  /// - Throws: `Failure`; the old queue is whole then.
  func append(_ posts: [Post], calendar: CompanyCalendar) throws(Failure) {
    guard !posts.isEmpty else { return }
    let location = try WorkspaceReader(workspace: workspace).queueFile()
    let old = try FileReading.contents(of: location.path, named: location.name)
    let texts = posts.map { QueueFile.encode($0, calendar: calendar) }
    let bytes =
      switch location.form {
      case .json:
        try JSONAppend.appending(texts, to: old, key: "posts", file: location.name)
      case .ndjson: try JSONAppend.appendingLines(texts, to: old, file: location.name)
      }
    try AtomicFile.replace(location.path, with: bytes, named: location.name)
  }
}

/// The ids and texts that are in use, in the queue or in the ledger.
struct KnownPosts {
  private var ids: Set<String> = []
  private var firstOfText: [String: Post] = [:]
  private var contents: [Content: PostID] = [:]

  /// What tells a post that came in under another id.
  private struct Content: Hashable {
    var text: String
    var link: String?

    init(_ post: Post) {
      text = Self.text(of: post)
      link = post.link?.comparedAsLink
    }

    /// What is compared as text: a welcome of somebody else says something else.
    static func text(of post: Post) -> String {
      post.text.comparedAsText + (post.welcomed.map { "\n\($0)" } ?? "")
    }
  }

  /// Knows of nothing yet.
  init() {}

  /// Gathers what a queue and a ledger hold.
  ///
  /// - Complexity: O(posts).
  init(queue: [QueueEntry], ledger: Ledger) throws {
    for post in try ledger.posts().values { add(post) }
    for entry in queue {
      ids.insert(entry.writtenID)
      if case .success(let post) = entry.post { add(post) }
    }
  }

  /// Adds a post to those known.
  mutating func add(_ post: Post) {
    ids.insert(post.id.text)
    let content = Content(post)
    contents[content] = contents[content] ?? post.id
    guard let first = firstOfText[content.text], first.id < post.id else {
      firstOfText[content.text] = post
      return
    }
  }

  /// Whether an id is in use, by a post that was set aside as well.
  func has(_ id: PostID) -> Bool { ids.contains(id.text) }

  /// Why a post of an import would add nothing; nil where it adds something.
  ///
  /// A post that came in from elsewhere under another id is known by its text and link.
  func reasonToSkip(_ post: Post) -> String? {
    if has(post.id) { return "already in the queue" }
    return twin(of: post) == nil ? nil : "already in the queue under another id"
  }

  /// The id of a post with the same text and link; nil: there is none.
  func twin(of post: Post) -> PostID? { contents[Content(post)] }

  /// The post, under an id that is free.
  ///
  /// - Throws: `Failure` with cause `usage` for an id or a text in use.
  func admit(_ post: Post, isIDGiven: Bool, isAgain: Bool) throws(Failure) -> Post {
    if isIDGiven, has(post.id) {
      throw Failure(
        .usage, "the id \"\(post.id)\" is in use",
        hint: "Choose another; an id that went out never goes out again")
    }
    if !isAgain, let twin = firstOfText[Content.text(of: post)] {
      let difference =
        twin.text == post.text
        ? "" : " but for spaces, characters that show nothing and where clicks on links come from"
      throw Failure(
        .usage, "the post \"\(twin.id)\" has the same text\(difference)",
        hint: "Add --again if it is to go out once more")
    }
    var post = post
    let base = post.id.text.prefix(120)
    var number = 2
    while has(post.id), let next = PostID("\(base)-\(number)") {
      post.id = next
      number += 1
    }
    return post
  }
}

/// The labels that rules, employees and earlier posts use, to tell slips in the labels of a post.
///
/// Labels compare as people read them, so that `Results` is `results`; a post about `reslts` slips
/// past the rule about it without a word.
struct KnownLabels {
  /// What a post has a label for.
  private enum Kind: String, CaseIterable {
    case topic
    case campaign
    case hashtag
    case tag

    func labels(of post: Post) -> [String] {
      switch self {
      case .topic: post.topics
      case .campaign: [post.campaign].compactMap { $0 }
      case .hashtag: post.hashtags
      case .tag: post.tags
      }
    }
  }

  private let comparison: LabelComparison
  /// By kind and key: the label as it was first written.
  private var known: [Kind: [String: String]] = [:]

  /// Gathers the labels of the policy and of the roster.
  ///
  /// - Complexity: O(rules + roster).
  init(_ configuration: Configuration) {
    comparison = LabelComparison(configuration.semantics)
    for rule in configuration.policy.rules {
      add(rule.scope.topics ?? [], as: .topic)
      add(rule.scope.campaigns ?? [], as: .campaign)
      add(rule.scope.hashtags ?? [], as: .hashtag)
      add(rule.scope.tags ?? [], as: .tag)
      for case .tag(let tag) in rule.traits { add([tag], as: .tag) }
    }
    for grant in configuration.policy.tiers.flatMap(\.grants) {
      add(grant.topics ?? [], as: .topic)
    }
    // By index: an employee is too large to be copied for a few labels. The same list again, as
    // colleagues have it, adds nothing.
    var last: [String] = []
    for index in configuration.roster.indices where configuration.roster[index].topics != last {
      last = configuration.roster[index].topics
      add(last, as: .topic)
    }
  }

  /// Adds the labels of an earlier post.
  mutating func add(_ post: Post) {
    for kind in Kind.allCases { add(kind.labels(of: post), as: kind) }
  }

  /// What is most likely a slip in the labels of a post, in words.
  ///
  /// - Complexity: O(labels × known).
  func slips(in post: Post) -> [String] {
    Kind.allCases.flatMap { kind in
      kind.labels(of: post).compactMap { label in
        let (known, key) = (known[kind] ?? [:], key(of: label, as: kind))
        guard known[key] == nil else { return nil }
        return NearMiss.slip(key, among: Set(known.keys)).map { meant in
          "no rule, employee or earlier post has the \(kind.rawValue) \"\(label)\"; "
            + "did you mean \"\(known[meant] ?? meant)\"?"
        }
      }
    }
  }

  private mutating func add(_ labels: [String], as kind: Kind) {
    for label in labels {
      let key = key(of: label, as: kind)
      if known[kind, default: [:]][key] == nil { known[kind, default: [:]][key] = label }
    }
  }

  private func key(of label: String, as kind: Kind) -> String {
    kind == .hashtag ? comparison.key(ofHashtag: label) : comparison.key(of: label)
  }
}
