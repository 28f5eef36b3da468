import AdvocacyCore
import AdvocacyIntake
import AdvocacyLedger
import AdvocacyPolicy

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

  /// Makes a draft.
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

  /// Makes the use case.
  ///
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
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let maker = PostMaker(
      draft: draft, configuration: configuration, now: present.now, environment: environment)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let written = try maker.draftPost()
    let post = try QueueWriter(workspace: workspace).whileLocked(in: environment) { writer in
      let taken = try TakenPosts(queue: try reader.queue(configuration), ledger: ledger)
      let post = try taken.admit(
        written, isIDGiven: draft.id != nil || draft.file != nil, isAgain: isAgain)
      if !isDryRun { try writer.append([post], calendar: configuration.calendar) }
      return post
    }
    let preview = try PostPreview(
      post: post, configuration: configuration, ledger: ledger, facts: facts,
      now: present.now, workspace: workspace)
    return try await preview.added(to: try reader.queueFile().name, isDryRun: isDryRun)
  }
}

/// The ids and texts that are in use.
struct TakenPosts {
  private var posts: [PostID: String] = [:]
  private var writtenIDs: Set<String> = []

  init(queue: [QueueEntry], ledger: Ledger) throws {
    for (id, post) in try ledger.posts() { posts[id] = post.text }
    for entry in queue {
      writtenIDs.insert(entry.writtenID)
      guard case .success(let post) = entry.post else { continue }
      posts[post.id] = post.text
    }
  }

  /// Whether an id is in use, by a post that was set aside as well.
  func has(_ id: PostID) -> Bool { posts[id] != nil || writtenIDs.contains(id.text) }

  /// The post, under an id that is free.
  ///
  /// - Throws: `Failure` with cause `usage` for an id or a text in use.
  func admit(_ post: Post, isIDGiven: Bool, isAgain: Bool) throws(Failure) -> Post {
    if isIDGiven, has(post.id) {
      throw Failure(
        .usage, "--id: the id \"\(post.id)\" is in use",
        hint: "Choose another; an id that was fanned out never is again")
    }
    let twins = posts.filter { $0.value == post.text }.keys.sorted()
    if !isAgain, let twin = twins.first {
      throw Failure(
        .usage, "the post \"\(twin)\" has the same text",
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
