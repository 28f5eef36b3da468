import AdvocacyFiles
import AdvocacyLedger
package import AdvocacyModel
package import AdvocacyReport
import Foundation
import SystemFiles

/// The directory that holds a company's config, queue and ledger.
package struct Workspace: Hashable, Sendable {
  package let directory: String

  package init(directory: String) {
    self.directory = directory
  }

  /// The configuration.
  package var config: String { directory + "/config.json" }
  /// The JSON Schema of the configuration, by which editors check and complete it.
  package var schema: String { directory + "/config.schema.json" }
  /// The queue as one JSON document.
  package var jsonQueue: String { directory + "/queue.json" }
  /// The queue as one post a line.
  package var ndjsonQueue: String { directory + "/queue.ndjson" }
  /// The roster as an HR system exports it.
  package var rosterTable: String { directory + "/employees.csv" }
  package var ledger: String { directory + "/ledger.sqlite" }
  /// The directory of locks and marks; safe to lose.
  package var marks: String { directory + "/.advocacy" }
  /// The lock file of the queue.
  package var queueLock: String { marks + "/queue.lock" }
  /// The lock file of the ledger.
  package var ledgerLock: String { marks + "/ledger.lock" }

  /// Where a network's follower graph is kept in binary; safe to lose.
  package func graphCache(_ network: NetworkID) -> String { marks + "/audience-\(network).graph" }

  /// The file's name as people know it: relative to the workspace.
  package func name(of path: String) -> String {
    path.hasPrefix(directory + "/") ? String(path.dropFirst(directory.count + 1)) : path
  }

  /// Finds the workspace: the flag, else `ADVOCACY_WORKSPACE`, else upwards from here to home.
  ///
  /// - Throws: `Failure` with cause `missingInput` where there is none.
  package static func find(
    flag: String?, in environment: Environment
  ) throws(Failure) -> Workspace {
    let named =
      flag ?? environment.variables["ADVOCACY_WORKSPACE"].flatMap { $0.isEmpty ? nil : $0 }
    if let named {
      let directory = standardized(environment.absolutePath(named))
      guard exists(directory + "/config.json") else {
        throw Failure(
          .missingInput, at: Place(file: named), "no workspace here: config.json is missing",
          hint: "`advocacy init \(named)` makes one")
      }
      return Workspace(directory: directory)
    }
    var directory = standardized(environment.currentDirectory)
    let home = environment.homeDirectory.map(standardized)
    while true {
      if exists(directory + "/config.json") { return Workspace(directory: directory) }
      let parent = (directory as NSString).deletingLastPathComponent
      guard directory != home, parent != directory else { break }
      directory = parent
    }
    throw Failure(
      .missingInput, "no workspace in this directory or above it",
      hint: "`advocacy init` makes one, `--workspace DIR` names one")
  }

  private static func exists(_ path: String) -> Bool {
    Paths.exists(path)
  }

  private static func standardized(_ path: String) -> String {
    let path = (path as NSString).standardizingPath
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

/// The files that have a JSON Schema.
package enum SchemaKind: String, CaseIterable, Sendable {
  /// `config.json`.
  case config
  /// `queue.json`.
  case queue
  /// The table of cases that `policy test` reads.
  case policyTest = "policy-test"
  /// What `reach-report --format json` prints.
  case reachReport = "reach-report"
  /// A company's file of strings.
  case strings

  /// The schema as text, with a line feed at its end.
  package var text: String {
    switch self {
    case .config: ConfigurationSchema.text
    case .queue: QueueSchema.text
    case .policyTest: PolicyCaseSchema.text
    case .reachReport: ReachReportSchema.text
    case .strings: StringsSchema.text
    }
  }
}

/// Writes the entry by which a system runs `amplify` for a workspace; changes nothing.
package struct ScheduleAmplify {
  var workspace: Workspace
  var scheduler: ScheduleEntry.Scheduler
  var every: String
  var program: String?
  var user: String?

  /// Without a program it is the running one; without a user, whoever owns the workspace.
  package init(
    workspace: Workspace, scheduler: ScheduleEntry.Scheduler, every: String,
    program: String? = nil, user: String? = nil
  ) {
    self.workspace = workspace
    self.scheduler = scheduler
    self.every = every
    self.program = program
    self.user = user
  }

  /// Makes the entry.
  ///
  /// - Throws: `Failure` with cause `usage` for an interval or a path that the system can't have.
  package func run(in environment: Environment) throws(Failure) -> ScheduleEntry {
    let program = program.map { environment.absolutePath($0) } ?? environment.programPath()
    let job = try ScheduleEntry.Job(
      program: program, workspace: workspace.directory,
      every: try TimeArgument.span(every, option: "--every"))
    switch scheduler {
    case .cron: return try .cron(job)
    case .systemd: return .systemd(job, user: try owner())
    case .launchd: return .launchd(job, home: environment.homeDirectory ?? "/Users/NAME")
    }
  }

  /// Who is to run it: whoever may write the workspace.
  private func owner() throws(Failure) -> String {
    let name = user ?? Paths.owner(of: workspace.directory) ?? "root"
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "%" }) else {
      throw Failure(.usage, "--user: not the name of a user: \"\(name)\"")
    }
    return name
  }
}

/// Words with which a shell can complete a command line, from the workspace that the line is about.
///
/// Never fails and writes nothing: where a file can't be read there is nothing to suggest.
package struct Suggestions {
  /// What a word stands for.
  package enum Kind: Sendable {
    /// The ids of the queue's posts.
    case posts
    case employees
    case networks
    case groups
    /// The topics of rules, employees and posts.
    case topics
    case campaigns
    /// The roles that approve.
    case roles
    /// The proposals that nobody answered yet.
    case proposals
    case teams
  }

  private let workspace: Workspace?
  private let environment: Environment

  /// Finds the workspace of a command line as far as it is written.
  ///
  /// - Parameters:
  ///   - words: The words, as the shell has them, quotes included.
  ///   - environment: The world in which the program runs.
  package init(for words: [String], in environment: Environment) {
    self.environment = environment
    var named: String?
    for (place, word) in words.enumerated() {
      if word == "--workspace", words.indices.contains(place + 1) { named = words[place + 1] }
      if word.hasPrefix("--workspace=") { named = String(word.dropFirst("--workspace=".count)) }
    }
    let path = named.map { Self.path($0, home: environment.homeDirectory) }
    workspace = try? Workspace.find(flag: path, in: environment)
  }

  /// A path as the shell would hand it over: without quotes, the home directory written out.
  private static func path(_ word: String, home: String?) -> String {
    let plain = word.filter { !"\"'\\".contains($0) }
    guard plain.hasPrefix("~/"), let home else { return plain }
    return home + plain.dropFirst()
  }

  /// The words of a kind, sorted, each once.
  ///
  /// - Complexity: O(bytes of config, roster and queue).
  package func words(_ kind: Kind) -> [String] {
    guard let workspace,
      let configuration = try? WorkspaceReader(workspace: workspace).configuration()
    else { return [] }
    let words: [String]
    switch kind {
    case .posts: words = posts(configuration, workspace).map(\.id.text)
    case .employees: words = configuration.roster.map(\.id.text)
    case .networks:
      let pages = configuration.pages.map(\.network.text)
      words = pages.isEmpty ? configuration.networks.map(\.id.text) : pages
    case .groups: words = configuration.groups.map(\.id.text)
    case .topics:
      words =
        configuration.policy.rules.flatMap { $0.scope.topics ?? [] }
        + configuration.roster.flatMap(\.topics) + posts(configuration, workspace).flatMap(\.topics)
    case .campaigns:
      words =
        configuration.policy.rules.flatMap { $0.scope.campaigns ?? [] }
        + posts(configuration, workspace).compactMap(\.campaign)
    case .roles: words = configuration.roles.map(\.role)
    case .proposals:
      let records = try? LedgerAccess(workspace: workspace).reading().ledger.proposalRecords()
      words = Proposal.all(records ?? []).filter { $0.state == .waiting }.map(\.name)
    case .teams: words = configuration.roster.map(\.team).filter { !$0.isEmpty }
    }
    return Set(words.filter { !$0.contains(where: \.isNewline) }).sorted()
  }

  private func posts(_ configuration: Configuration, _ workspace: Workspace) -> [Post] {
    let reader = WorkspaceReader(workspace: workspace)
    guard let entries = try? reader.queue(configuration, in: environment) else { return [] }
    return entries.compactMap { try? $0.post.get() }
  }
}
