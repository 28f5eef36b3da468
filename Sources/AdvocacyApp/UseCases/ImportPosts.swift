import AdvocacyCore
import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyReport

/// Adds the posts of a file to the queue, and says what it skipped and why.
package struct ImportPosts {
  var workspace: Workspace
  var file: String
  var mapping: [String]
  var networks: [String]
  var campaign: String?
  var now: String?
  var isDryRun: Bool

  /// Makes the use case.
  ///
  /// The mapping has entries such as `text=title`.
  package init(
    workspace: Workspace, file: String, mapping: [String], networks: [String],
    campaign: String?, now: String?, isDryRun: Bool
  ) {
    self.workspace = workspace
    self.file = file
    self.mapping = mapping
    self.networks = networks
    self.campaign = campaign
    self.now = now
    self.isDryRun = isDryRun
  }

  /// Imports the file; importing it twice adds nothing.
  ///
  /// - Throws: `Failure`; the queue is as it was then.
  package func run(in environment: Environment) throws -> ImportedPosts {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration()
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let bytes = try FileReading.contents(of: environment.absolutePath(file), named: file)
    var chosen: [NetworkID] = []
    for name in networks { chosen.append(try configuration.network(named: name).id) }
    if chosen.isEmpty { chosen = configuration.pages.map(\.network) }
    let found = try PostImport.posts(
      bytes, file: file, mapping: try ImportMapping(parsing: mapping),
      defaults: ImportDefaults(networks: chosen, campaign: campaign, at: present.now),
      configuration: configuration)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    return try QueueWriter(workspace: workspace).whileLocked(in: environment) { writer in
      let queue = try reader.queue(configuration, in: environment)
      let taken = try TakenPosts(queue: queue, ledger: ledger)
      var labels = KnownLabels(configuration)
      for post in queue.compactMap({ try? $0.post.get() }) + (try ledger.posts().values) {
        labels.add(post)
      }
      var skipped = found.skipped.map {
        ImportedPosts.Skipped(line: $0.place.line, id: nil, reason: $0.reason)
      }
      var added: [Post] = []
      for entry in found.posts {
        if let reason = taken.reasonToSkip(entry.post) {
          skipped.append(
            .init(line: entry.place.line, id: entry.post.id.text, reason: reason, isKnown: true))
        } else {
          added.append(entry.post)
        }
      }
      if !isDryRun { try writer.append(added, calendar: configuration.calendar) }
      var slips: [String] = []
      for slip in added.flatMap(labels.slips) where !slips.contains(slip) { slips.append(slip) }
      return ImportedPosts(
        file: file, isDryRun: isDryRun, added: added.map(\.id.text), skipped: skipped,
        beforeStart: added.count { $0.at < facts.birth.start }, warnings: slips)
    }
  }
}

/// What an import added and skipped.
package struct ImportedPosts: JSONReport, Sendable {
  var schema = "advocacy/queue-import/1"
  var file: String
  var isDryRun: Bool
  var added: [String]
  var skipped: [Skipped]
  var beforeStart: Int
  /// What is most likely a slip in the labels of those added.
  var warnings: [String] = []

  /// An item that was not added.
  struct Skipped: Encodable, Sendable {
    var line: Int?
    var id: String?
    var reason: String
    /// Whether the queue has it already.
    var isKnown = false
  }

  /// Whether items were skipped for what is wrong with them, not for being there already.
  package var hasRefused: Bool { skipped.contains { !$0.isKnown } }

  /// The value as lines for people.
  package func table(_ style: TerminalStyle) -> String {
    let verb = isDryRun ? "Would add" : "Added"
    var lines = [
      "\(verb) \(NumberFormat.count(added.count, "post")) of \(SafeText.escape(file)); "
        + "\(NumberFormat.count(skipped.count)) skipped"
    ]
    if beforeStart > 0 {
      lines.append(
        "  \(style.paint("note", .yellow))  \(NumberFormat.count(beforeStart)) of them are dated "
          + "before the start of the ledger: amplify will skip them")
    }
    lines += warnings.map { "  \(style.paint("warning", .yellow))  \(SafeText.escape($0))" }
    let reasons = Dictionary(grouping: skipped, by: \.reason)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    for (reason, items) in reasons {
      let shown = items.prefix(3).map { item in
        item.id ?? item.line.map { "line \($0)" } ?? "?"
      }
      let rest = items.count - shown.count
      let more = rest > 0 ? " and \(NumberFormat.count(rest)) more" : ""
      lines.append(
        "  \(NumberFormat.count(items.count))  \(SafeText.escape(reason)): "
          + SafeText.escape(shown.joined(separator: ", ")) + more)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
