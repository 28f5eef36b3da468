import AdvocacyCore
import AdvocacyFiles
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
    let admit = { () throws -> Post in
      try TakenPosts(queue: try reader.queue(configuration, in: environment), ledger: ledger).admit(
        written, isIDGiven: draft.id != nil || draft.file != nil, isAgain: isAgain)
    }
    let post =
      try isDryRun
      ? admit()
      : QueueWriter(workspace: workspace).whileLocked(in: environment) { writer in
        let post = try admit()
        try writer.append([post], calendar: configuration.calendar)
        return post
      }
    let queued = try reader.queue(configuration, in: environment)
      .compactMap { try? $0.post.get() }.filter { $0.id != post.id }
    return try await PostPreview(
      post: post, configuration: configuration, ledger: ledger, facts: facts,
      now: present.now, workspace: workspace, queued: queued
    ).added(to: try reader.queueFile().name, isDryRun: isDryRun)
  }
}
