package import AdvocacyModel

/// What one run of the fan-out did.
package struct AmplifySummary: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/amplify/2"
  /// The company's time zone, for people.
  package var timeZone = "UTC"
  /// Whether nothing was written: what is told would happen.
  package var isDryRun = false
  /// The run that wrote; null where nothing was written.
  @Nullable package var run: Int?
  /// The last instant handled.
  package var watermark: Instant
  /// The posts of which candidates were decided.
  package var posts: [Post]
  /// The posts that can't be used.
  package var setAside: [SetAside]
  /// The posts that will never be fanned out.
  package var skipped: [Skipped]

  package var exitCode: Int32 { setAside.isEmpty ? 0 : 1 }

  package var counts: [String: Int] {
    let sum = { (count: (Post) -> Int) in posts.reduce(0) { $0 + count($1) } }
    return [
      "posts": posts.count, "asked": sum(\.employeesAsked), "acts": sum(\.acts),
      "prevented": sum(\.prevented), "planned": sum(\.planned), "setAside": setAside.count,
      "skipped": skipped.count,
    ]
  }

  package init(
    run: Int?, watermark: Instant, posts: [Post], setAside: [SetAside], skipped: [Skipped]
  ) {
    self.run = run
    self.watermark = watermark
    self.posts = posts
    self.setAside = setAside
    self.skipped = skipped
  }

  /// What was decided of one post's candidates.
  package struct Post: Codable, Hashable, Sendable {
    /// The post.
    package var id: PostID
    /// How many may take part, rewritten ones included.
    package var allowed: Int
    /// How many may not.
    package var denied: Int
    /// How many wait for an instant.
    package var deferred: Int
    /// How many wait for an approval.
    package var needsApproval: Int
    /// How many employees, each once, were asked.
    package var employeesAsked: Int
    /// How many acts happened.
    package var acts: Int
    /// How many actions those were: likes, reposts, quotes.
    package var amplifications: Int
    /// How many acts a rule prevented.
    package var prevented: Int
    /// How many acts are still to come.
    package var planned: Int
    /// When the next of them is.
    @Nullable package var nextAct: Instant?

    package init(
      id: PostID, allowed: Int = 0, denied: Int = 0, deferred: Int = 0, needsApproval: Int = 0,
      employeesAsked: Int = 0, acts: Int = 0, amplifications: Int = 0, prevented: Int = 0,
      planned: Int = 0, nextAct: Instant? = nil
    ) {
      self.id = id
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
      self.employeesAsked = employeesAsked
      self.acts = acts
      self.amplifications = amplifications
      self.prevented = prevented
      self.planned = planned
      self.nextAct = nextAct
    }
  }

  /// A post that can't be used, and where it stands.
  package struct SetAside: Codable, Hashable, Sendable {
    /// The id as written; may be empty.
    package var post: String
    package var file: String
    /// The line, from 1.
    @Nullable package var line: Int?
    /// The column in bytes, from 1.
    @Nullable package var column: Int?
    /// Why, in words.
    package var reason: String

    /// Makes the entry of a post set aside; the way into the document leads the reason.
    package init(_ fact: AdvocacyModel.SetAside) {
      post = fact.post
      file = fact.place.file
      line = fact.place.line
      column = fact.place.column
      reason = fact.place.path.isEmpty ? fact.reason : "\(fact.place.path): \(fact.reason)"
    }
  }

  /// A post that will never be fanned out.
  package struct Skipped: Codable, Hashable, Sendable {
    package var post: PostID
    /// Why, in words.
    package var reason: String

    package init(post: PostID, reason: String) {
      self.post = post
      self.reason = reason
    }
  }
}

extension AmplifySummary {
  /// The summary for people.
  package func render(_ style: TerminalStyle) -> String {
    let sections = [
      sentence + "\n", postsTable.rows.isEmpty ? "" : postsTable.rendered(style),
      setAsideText(style), skippedText(style),
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var sentence: String {
    guard !posts.isEmpty else {
      return skipped.isEmpty
        ? "Nothing was due up to \(shown(watermark))."
        : "Nobody was asked up to \(shown(watermark)): "
          + "\(NumberFormat.count(skipped.count, "post")) skipped."
    }
    let fanned = NumberFormat.count(posts.count, "post")
    let verb = isDryRun ? "would be handled" : "handled"
    let planned = posts.reduce(0) { $0 + $1.planned }
    let next = posts.compactMap(\.nextAct).min().map { ", next \(shown($0))" } ?? ""
    let parts = [
      "\(total(\.acts, "act")) (\(total(\.amplifications, "amplification")))",
      posts.contains { $0.prevented > 0 } ? "\(total(\.prevented, "act")) prevented" : nil,
      planned > 0 ? "\(total(\.planned, "act")) planned\(next)" : nil,
    ]
    return "\(fanned) \(verb) up to \(shown(watermark)): "
      + "\(parts.compactMap { $0 }.joined(separator: ", "))."
  }

  private func total(_ count: KeyPath<Post, Int>, _ word: String) -> String {
    NumberFormat.count(posts.reduce(0) { $0 + $1[keyPath: count] }, word)
  }

  private var postsTable: TextTable {
    var table = TextTable(columns: [
      .init("post", fit: .cutInMiddle), .init("allowed", .right), .init("denied", .right),
      .init("deferred", .right, dropRank: 1), .init("need approval", .right, dropRank: 2),
      .init("acted", .right), .init("prevented", .right, dropRank: 3), .init("planned", .right),
    ])
    for post in posts {
      let counts = [
        post.allowed, post.denied, post.deferred, post.needsApproval, post.acts, post.prevented,
        post.planned,
      ]
      table.add([.init(post.id.text)] + counts.map { .count($0) })
    }
    return table
  }

  private func setAsideText(_ style: TerminalStyle) -> String {
    guard !setAside.isEmpty else { return "" }
    let lines = setAside.map { entry in
      let numbers = [entry.line, entry.column].compactMap { $0.map(String.init) }
      let place = ([entry.file] + numbers).joined(separator: ":")
      let name = entry.post.isEmpty ? "" : " post \(entry.post):"
      return "  " + SafeText.escape("\(place):\(name) \(entry.reason)") + "\n"
    }
    let title = style.paint("Set aside until corrected:", .yellow)
    return "\(title)\n\(lines.joined())"
  }

  private func skippedText(_ style: TerminalStyle) -> String {
    guard !skipped.isEmpty else { return "" }
    let lines = skipped.map { "  \($0.post): \(SafeText.escape($0.reason))\n" }
    return "\(style.paint("Skipped for good:", .yellow))\n\(lines.joined())"
  }
}
