package import AdvocacyModel

/// What making kits came to.
package struct KitsMade: CommandOutput, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/kits/1"
  package var post: PostID
  /// The directory in which the files lie, as it was named.
  package var directory: String
  /// The files, in the order of the employees.
  package var files: [String]
  /// How many of the roster may not share it now, by the rule that keeps them; those whom their own
  /// choice keeps are in no count.
  package var without: [Held]
  /// What a single kit holds, in words; null where there are several.
  @Nullable package var contents: String?

  package init(
    post: PostID, directory: String, files: [String], without: [Held] = [], contents: String? = nil
  ) {
    self.post = post
    self.directory = directory
    self.files = files
    self.without = without
    self.contents = contents
  }

  /// Employees without a kit, by the rule that decides.
  package struct Held: Codable, Hashable, Sendable {
    package var rule: RuleID
    package var count: Int

    package init(rule: RuleID, count: Int) {
      self.rule = rule
      self.count = count
    }
  }

  package var counts: [String: Int] { ["kits": files.count] }

  package func render(_ style: TerminalStyle) -> String {
    if files.count == 1, let contents {
      return "Wrote \(SafeText.escape(directory))/\(files[0]): \(contents)\n"
    }
    let kits = NumberFormat.count(files.count, "kit")
    let none =
      without.isEmpty
      ? ""
      : " None for \(NumberFormat.count(without.reduce(0) { $0 + $1.count }, "employee")): "
        + without.map { "\($0.rule) \($0.count)" }.joined(separator: ", ") + "."
    return "Wrote \(kits) of \(post) to \(SafeText.escape(directory)).\(none)\n"
  }

  package var next: String? {
    guard !without.isEmpty else { return nil }
    return "Next: advocacy explain \(post)"
  }
}

/// What the digests of a week came to.
package struct DigestsMade: CommandOutput, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/digest/1"
  /// The week, as `2026-W49`.
  package var week: String
  /// Where they went: a directory, a program, or null where they were only looked at.
  @Nullable package var destination: String?
  /// Whom there is something for.
  package var digests: [Digest]
  /// How many had theirs already.
  package var sentBefore: Int

  package init(week: String, destination: String?, digests: [Digest], sentBefore: Int) {
    self.week = week
    self.destination = destination
    self.digests = digests
    self.sentBefore = sentBefore
  }

  /// What there is for one employee.
  package struct Digest: Codable, Hashable, Sendable {
    package var employee: EmployeeID
    package var posts: [PostID]
    /// How long all of it takes, in minutes (assumed).
    package var minutes: Int
    /// The file; null where there is none.
    @Nullable package var file: String?

    package init(employee: EmployeeID, posts: [PostID], minutes: Int, file: String?) {
      self.employee = employee
      self.posts = posts
      self.minutes = minutes
      self.file = file
    }
  }

  package var counts: [String: Int] { ["digests": digests.count, "sentBefore": sentBefore] }

  package func render(_ style: TerminalStyle) -> String {
    let before =
      sentBefore == 0 ? "" : " \(NumberFormat.count(sentBefore, "employee")) had theirs already."
    guard let destination else {
      guard !digests.isEmpty else { return "Nothing to share in \(week).\(before)\n" }
      var table = TextTable(columns: [
        .init("employee"), .init("posts", fit: .wrapped), .init("minutes", .right),
      ])
      for digest in digests {
        table.add([
          .init(digest.employee.text), .init(digest.posts.map(\.text).joined(separator: ", ")),
          .count(digest.minutes),
        ])
      }
      return table.rendered(style) + (before.isEmpty ? "" : String(before.dropFirst()) + "\n")
    }
    let verb = digests.allSatisfy { $0.file != nil } ? "Wrote" : "Sent"
    let preposition = verb == "Wrote" ? "to" : "through"
    return "\(verb) \(NumberFormat.count(digests.count, "digest")) of \(week) \(preposition) "
      + "\(SafeText.escape(destination)).\(before)\n"
  }

  package var next: String? {
    destination == nil && !digests.isEmpty
      ? "Nothing was written. Next: advocacy digest --week \(week) --output DIR" : nil
  }
}

/// What is asked of one employee, what they did, and how they say no; in their language.
package struct MyPosts: CommandOutput, Hashable {
  package var employee: EmployeeID
  /// The instant as of which it is told.
  package var at: Instant
  /// The first instant of the week asked about, and that after its last; nil: no week was named.
  package var week: Range<Instant>?
  /// What they may share now.
  package var asked: [Kit]
  /// What they may share later.
  package var later: [Kit]
  /// What they did, newest last.
  package var done: [Deed]
  /// How they are spoken to.
  package var voice: Voice

  package init(
    employee: EmployeeID, at: Instant, week: Range<Instant>?, asked: [Kit], later: [Kit],
    done: [Deed], voice: Voice
  ) {
    self.employee = employee
    self.at = at
    self.week = week
    self.asked = asked
    self.later = later
    self.done = done
    self.voice = voice
  }

  /// Something that an employee did.
  package struct Deed: Codable, Hashable, Sendable {
    package var post: PostID
    package var title: String
    package var network: NetworkID
    /// The network's name for people.
    package var networkTitle: String
    package var at: Instant
    /// Whether they passed it on; else they liked it.
    package var passedOn: Bool

    package init(
      post: PostID, title: String, network: NetworkID, networkTitle: String, at: Instant,
      passedOn: Bool
    ) {
      self.post = post
      self.title = title
      self.network = network
      self.networkTitle = networkTitle
      self.at = at
      self.passedOn = passedOn
    }
  }

  private enum CodingKeys: String, CodingKey {
    case schema, employee, at, from, until, asked, later, done, language
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode("advocacy/mine/1", forKey: .schema)
    try container.encode(employee, forKey: .employee)
    try container.encode(at, forKey: .at)
    try container.encode(Nullable(wrappedValue: week?.lowerBound), forKey: .from)
    try container.encode(Nullable(wrappedValue: week?.upperBound), forKey: .until)
    try container.encode(asked, forKey: .asked)
    try container.encode(later, forKey: .later)
    try container.encode(done, forKey: .done)
    try container.encode(voice.tag, forKey: .language)
  }

  package func render(_ style: TerminalStyle) -> String {
    var text = ""
    var writer = KitWriter(voice)
    if asked.isEmpty {
      text += voice(week == nil ? \.nothing : \.nothingInWeek) + "\n"
    } else {
      text += table(of: asked).rendered(style)
      let isOne = Set(asked.map(\.why)).count == 1
      var sentences = isOne ? "" : writer.sayingNo
      if isOne, let first = asked.first { sentences = "\(writer.why(first)) \(writer.sayingNo)" }
      if !isOne {
        for kit in asked {
          let why = SafeText.escape("\(kit.post): \(writer.why(kit))")
          text += Wrapping.wrap(why, to: style.width) + "\n"
        }
      }
      text += Wrapping.wrap(SafeText.escape(sentences), to: style.width) + "\n"
    }
    if !later.isEmpty { text += "\n\(voice(\.later))\n\(table(of: later).rendered(style))" }
    if !done.isEmpty { text += "\n\(voice(\.done))\n\(table(of: done).rendered(style))" }
    return text
  }

  package var next: String? {
    asked.first.map {
      voice(\.next, ["kit": .text($0.command), "decline": .text($0.decline)])
    }
  }

  private func table(of kits: [Kit]) -> TextTable {
    var table = TextTable(columns: [
      .init("", fit: .cutInMiddle), .init(""), .init("", fit: .cut), .init(""), .init(""),
    ])
    for kit in kits {
      let from = kit.from.map { voice(\.from, ["time": .text(voice.time($0))]) + " " } ?? ""
      table.add([
        .init(kit.post.text), .init(kit.networks.map(\.title).joined(separator: ", ")),
        .init(kit.title),
        .init(from + voice(\.until, ["time": .text(voice.time(kit.until))])),
        .init(voice(\.minutes, ["minutes": .text(voice.count(kit.minutes))])),
      ])
    }
    return table
  }

  private func table(of deeds: [Deed]) -> TextTable {
    var table = TextTable(columns: [
      .init("", fit: .cutInMiddle), .init(""), .init("", fit: .cut), .init(""),
    ])
    for deed in deeds {
      let time = ["time": Spoken.text(voice.time(deed.at))]
      table.add([
        .init(deed.post.text), .init(deed.networkTitle), .init(deed.title),
        .init(deed.passedOn ? voice(\.didShare, time) : voice(\.didLike, time)),
      ])
    }
    return table
  }
}
