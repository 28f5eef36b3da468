import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Adds the posts of a file to the queue, and says what it skipped and why.
package struct ImportPosts {
  var workspace: Workspace
  var file: String
  var mapping: [String]
  var networks: [String]
  var campaign: String?
  var schedule: ImportSchedule
  var now: String?
  var isDryRun: Bool
  var ignoredColumns: [String]
  var locale: String?

  /// What people call the files that it reads, as a sentence lists them.
  package static var formats: String { ImportFormat.titles }

  /// The mapping has entries such as `text=title`; of a table, some columns may be passed over, and
  /// dates be those of a locale.
  package init(
    workspace: Workspace, file: String, mapping: [String], networks: [String],
    campaign: String?, schedule: ImportSchedule = ImportSchedule(), now: String?, isDryRun: Bool,
    ignoredColumns: [String] = [], locale: String? = nil
  ) {
    self.workspace = workspace
    self.file = file
    self.mapping = mapping
    self.networks = networks
    self.campaign = campaign
    self.schedule = schedule
    self.now = now
    self.isDryRun = isDryRun
    self.ignoredColumns = ignoredColumns
    self.locale = locale
  }

  /// Imports the file; importing it twice adds nothing.
  ///
  /// - Throws: `Failure`; the queue is as it was then.
  package func run(in environment: Environment) throws -> ImportedPosts {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (bytes, file) = try contents(in: environment)
    var chosen: [NetworkID] = []
    for name in networks { chosen.append(try configuration.network(named: name).id) }
    if chosen.isEmpty { chosen = configuration.pages.map(\.network) }
    let found = try PostImport.posts(
      bytes, file: file, mapping: try ImportMapping(parsing: mapping),
      defaults: ImportDefaults(
        networks: chosen, campaign: campaign, at: present.now, givesTimes: schedule.isSpread),
      configuration: configuration,
      table: try TableReading(
        ignoring: ignoredColumns, locale: locale, namesNetwork: networks.isEmpty))
    let (chosenPosts, leftOut) = try schedule.chosen(found.posts)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let add = { (writer: QueueWriter) throws -> ImportedPosts in
      try forgotten.requireUnchanged(since: trace)
      let queue = try reader.queue(configuration, in: environment)
      let known = try KnownPosts(queue: queue, ledger: ledger)
      var labels = KnownLabels(configuration)
      for post in queue.compactMap({ try? $0.post.get() }) + (try ledger.posts().values) {
        labels.add(post)
      }
      var skipped = found.skipped.map {
        ImportedPosts.Skipped(line: $0.place.line, id: nil, reason: $0.reason)
      }
      var fresh: [ImportedItems.Found] = []
      var inFile = KnownPosts()
      for entry in chosenPosts {
        if let reason = known.reasonToSkip(entry.post) {
          skipped.append(
            .init(line: entry.place.line, id: entry.post.id.text, reason: reason, isKnown: true))
        } else if let twin = inFile.twin(of: entry.post) {
          skipped.append(
            .init(
              line: entry.place.line, id: entry.post.id.text,
              reason: "the same text and link as \(twin) in the file", isKnown: true))
        } else {
          fresh.append(entry)
          inFile.add(entry.post)
        }
      }
      var added: [Post] = []
      for entry in try schedule.spread(fresh, now: present.now, calendar: configuration.calendar) {
        if let expires = entry.post.expires, expires <= entry.post.at {
          skipped.append(
            .init(
              line: entry.place.line, id: entry.post.id.text,
              reason: "expires before the time that --from gives it"))
        } else {
          added.append(entry.post)
        }
      }
      if !isDryRun { try writer.append(added, calendar: configuration.calendar) }
      var slips: [String] = []
      for slip in added.flatMap(labels.slips) where !slips.contains(slip) { slips.append(slip) }
      slips += texts(of: added, configuration, from: max(present.now, facts.watermark))
      return ImportedPosts(
        file: file, isDryRun: isDryRun, added: added.map(\.id.text), skipped: skipped,
        beforeStart: added.count { $0.at < facts.header.start }, leftOut: leftOut,
        undated: schedule.isSpread ? [] : fresh.filter { !$0.isDated }.map(\.post.id.text),
        warnings: slips, notices: found.notices)
    }
    let writer = QueueWriter(workspace: workspace)
    return try isDryRun ? add(writer) : writer.whileLocked(in: environment, add)
  }

  /// As many posts are told of, and how many more there are (assumed: what people read).
  private static let mostTexts = 20

  /// What the networks would not take of the texts, each with the id of its post.
  private func texts(
    of posts: [Post], _ configuration: Configuration, from now: Instant
  ) -> [String] {
    let texts = TextWarnings(configuration)
    let history = History(configuration: configuration)
    let warnings = posts.flatMap { post in
      texts.warnings(of: post, at: max(post.at, now), history: history).map { "\(post.id): \($0)" }
    }
    guard warnings.count > Self.mostTexts else { return warnings }
    let rest = warnings.count - Self.mostTexts
    return warnings.prefix(Self.mostTexts)
      + ["\(NumberFormat.count(rest)) more of this kind; advocacy check lists them"]
  }

  /// The bytes of the file, of a pipe, or with `-` of standard input; and the name to call them by.
  private func contents(in environment: Environment) throws -> (bytes: [UInt8], name: String) {
    let address = file.lowercased()
    if ["http://", "https://", "feed:"].contains(where: address.hasPrefix) {
      throw Failure(
        .usage, "expected a file, found an address: \(SafeText.excerpt(file))",
        hint: "Save it first: curl -fsSLo feed.xml '\(SafeText.excerpt(file))'")
    }
    let isInput = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(file)
    guard isInput else {
      return (try FileReading.pipedContents(of: environment.absolutePath(file), named: file), file)
    }
    let bytes = try environment.readInput()
    guard !bytes.isEmpty else {
      throw Failure(.badData, at: Place(file: "standard input"), "expected posts, found nothing")
    }
    return (bytes, "standard input")
  }
}
