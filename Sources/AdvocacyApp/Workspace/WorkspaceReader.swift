import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import Foundation
import SystemFiles

/// Reads a workspace's files into values.
struct WorkspaceReader {
  let workspace: Workspace

  /// The configuration, the roster's table included, and what employees stay out of by their own
  /// word, as far as the ledger can be read.
  ///
  /// - Parameter asksLedger: Whether it says what people stay out of; who asks the ledger under its
  ///   lock needs no answer before, for which a writer that hangs would be waited for.
  /// - Returns: The configuration.
  /// - Throws: `Failure` with file, line and column; `configuration` as well where somebody who was
  ///   forgotten is back on the roster.
  func configuration(asksLedger: Bool = true) throws(Failure) -> Configuration {
    var (configuration, files) = try configurationAndFiles()
    let forgotten = ForgottenList(workspace: workspace)
    if let employee = try forgotten.first(among: configuration.roster.lazy.map(\.id)) {
      throw Failure(
        .configuration, at: Place(file: files.table?.name ?? "config.json"),
        "employee \"\(employee)\" was forgotten and is back on the roster",
        hint: "Take them off again with `advocacy roster forget \(employee)`, or allow it with "
          + "`advocacy roster readmit \(employee)`")
    }
    if asksLedger { configuration.honor(try refusals()) }
    return configuration
  }

  /// What employees stay out of by their own word.
  ///
  /// Nothing where there is no ledger, or one that can't be read: whoever needs it opens it again
  /// and tells. Who acts on the ledger asks it once more under its lock.
  private func refusals() throws(Failure) -> StandingRefusals {
    guard Paths.exists(workspace.ledger) else {
      return StandingRefusals()
    }
    do {
      return try LedgerAccess(workspace: workspace).inspecting().ledger.standingRefusals()
    } catch {
      guard error.cause != .busy else { throw error }
      return StandingRefusals()
    }
  }

  /// The configuration once nobody is being forgotten, waiting for that so many seconds.
  ///
  /// The list of the forgotten is ahead of the roster while somebody is; under the lock it isn't.
  ///
  /// - Throws: as above.
  func settledConfiguration(
    wait: Double, in environment: Environment, asksLedger: Bool = true
  ) throws(Failure) -> Configuration {
    do {
      return try configuration(asksLedger: asksLedger)
    } catch {
      guard error.cause == .configuration,
        let forgotten = try? ForgottenList(workspace: workspace).trace(), !forgotten.isEmpty,
        let settled = try? LedgerAccess(workspace: workspace).whileLocked(
          wait: wait, in: environment, { try configuration() })
      else { throw error }
      return settled
    }
  }

  /// The same, with what is to be said of the roster's table, once.
  ///
  /// - Throws: as above.
  func configuration(in environment: Environment) throws(Failure) -> Configuration {
    let configuration = try settledConfiguration(wait: 10, in: environment)
    for notice in configuration.notices { environment.note(notice) }
    return configuration
  }

  /// The configuration with the files that it was read from, whoever is on the roster.
  ///
  /// - Throws: `Failure` with file, line and column.
  func configurationAndFiles() throws(Failure) -> (Configuration, ConfigurationFiles) {
    try Self.read(workspace.config, named: "config.json")
  }

  /// The value of a configuration that lies anywhere, with the roster's table beside it.
  ///
  /// - Throws: `Failure` with file, line and column.
  static func configuration(
    at path: String, named name: String
  ) throws(Failure) -> Configuration {
    try read(path, named: name).0
  }

  private static func read(
    _ path: String, named name: String
  ) throws(Failure) -> (Configuration, ConfigurationFiles) {
    let bytes = try FileReading.contents(of: path, named: name)
    let directory = (path as NSString).deletingLastPathComponent
    var files = ConfigurationFiles(config: bytes)
    let configuration = try ConfigurationFile.decode(bytes, file: name) { path throws(Failure) in
      let file = path ?? "employees.csv"
      let full = file.hasPrefix("/") ? file : directory + "/" + file
      if path == nil, !Paths.exists(full) { return nil }
      let bytes = try FileReading.contents(of: full, named: file)
      files.table = (path: full, name: file, bytes: bytes)
      return bytes
    } readMembers: { file throws(Failure) in
      let full = file.hasPrefix("/") ? file : directory + "/" + file
      guard Paths.exists(full) else { return nil }
      let bytes = try FileReading.contents(of: full, named: file)
      files.members[file] = bytes
      return bytes
    }
    return (configuration, files)
  }

  /// Whether there is a queue.
  var hasQueue: Bool {
    Paths.exists(workspace.jsonQueue)
      || Paths.exists(workspace.ndjsonQueue)
  }

  /// The queue's form: which file holds it.
  ///
  /// - Throws: `Failure`: `configuration` where both files are there, `missingInput` where none is.
  func queueFile() throws(Failure) -> QueueLocation {
    let hasJSON = Paths.exists(workspace.jsonQueue)
    let hasLines = Paths.exists(workspace.ndjsonQueue)
    guard !(hasJSON && hasLines) else {
      throw Failure(
        .configuration, at: Place(file: "queue.ndjson"),
        "queue.json is there too, and only one of them can be the queue",
        hint: "Move the posts of one into the other and remove it")
    }
    guard hasJSON || hasLines else {
      throw Failure(
        .missingInput, at: Place(file: "queue.json"), "the queue is missing",
        hint: "`advocacy init \(workspace.directory)` makes an empty one")
    }
    return hasJSON
      ? QueueLocation(path: workspace.jsonQueue, name: "queue.json", form: .json)
      : QueueLocation(path: workspace.ndjsonQueue, name: "queue.ndjson", form: .ndjson)
  }

  /// How long to wait before reading a queue again that made no sense: 0.3 s (assumed).
  ///
  /// Editors empty a file before they write it, or move it away before they put the new one there.
  static let rereadPause = 0.3

  /// The queue's entries, the bad ones with what is wrong with them.
  ///
  /// A file that makes no sense as a whole, or is gone, is read once more a moment later.
  ///
  /// - Throws: `Failure` where the file as a whole can't be read.
  func queue(
    _ configuration: Configuration, in environment: Environment
  ) throws(Failure) -> [QueueEntry] {
    do {
      return try queueNow(configuration)
    } catch  where [.badData, .missingInput].contains(error.cause) {
      environment.pause(Self.rereadPause)
      return try queueNow(configuration)
    }
  }

  private func queueNow(_ configuration: Configuration) throws(Failure) -> [QueueEntry] {
    let location = try queueFile()
    let bytes = try FileReading.contents(of: location.path, named: location.name)
    let entries = try QueueFile.entries(
      bytes, file: location.name, form: location.form, configuration: configuration)
    return try ForgottenList(workspace: workspace).withoutAuthors(entries)
  }
}

/// The files from which a configuration was read.
struct ConfigurationFiles {
  /// The bytes of `config.json`.
  var config: [UInt8]
  /// The roster's table, if there is one.
  var table: (path: String, name: String, bytes: [UInt8])?
  /// The files with the nodes of groups' members, by the paths that name them.
  var members: [String: [UInt8]] = [:]
}

/// Where a queue lies and in which form.
struct QueueLocation {
  var path: String
  var name: String
  var form: QueueFile.Form
}

/// Reads the follower graphs that a configuration names.
struct GraphLoading {
  let workspace: Workspace

  /// The graphs of some networks; those without one have a synthetic audience.
  ///
  /// - Throws: `Failure` with file, line and column.
  func graphs(
    _ configuration: Configuration, networks: [NetworkID]
  ) throws(Failure) -> [NetworkID: FollowerGraph] {
    var graphs: [NetworkID: FollowerGraph] = [:]
    for audience in configuration.audiences where networks.contains(audience.network) {
      let isAbsolute = audience.file.hasPrefix("/")
      graphs[audience.network] = try GraphFile.read(
        isAbsolute ? audience.file : workspace.directory + "/" + audience.file,
        named: audience.file, edges: audience.edges, weightColumn: audience.weightColumn,
        cache: workspace.graphCache(audience.network))
    }
    return graphs
  }
}

/// Finds posts by id: as they were where they were decided, else as they stand in the queue.
struct PostLookup {
  private let queue: [QueueEntry]
  private let ledger: [PostID: Post]

  init(queue: [QueueEntry], ledger: [PostID: Post]) {
    self.queue = queue
    self.ledger = ledger
  }

  /// The post of an id.
  ///
  /// - Throws: `Failure`: `badData` for one that was set aside, `usage` for an unknown one.
  func post(_ text: String) throws(Failure) -> Post {
    if let id = PostID(text), let post = ledger[id] { return post }
    for entry in queue {
      switch entry.post {
      case .success(let post) where post.id.text == text: return post
      case .failure(let failure) where entry.writtenID == text: throw failure
      default: continue
      }
    }
    let known = queue.map(\.writtenID) + ledger.keys.map(\.text).sorted()
    throw Failure(
      .usage, "unknown post \"\(text)\"",
      hint: NearMiss.hint(text, among: known) ?? named(text, among: known)
        ?? "`advocacy queue list` lists the posts")
  }

  /// The one id that a text is the end of: most ids begin with their day.
  private func named(_ text: String, among known: [String]) -> String? {
    let longer = Set(known.filter { $0.hasSuffix("-\(text)") })
    guard let only = longer.first, longer.count == 1, !text.isEmpty else { return nil }
    return "Did you mean \"\(only)\"?"
  }
}

extension Configuration {
  /// The employee of an id as written.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func employee(named text: String) throws(Failure) -> Employee {
    if let id = EmployeeID(text), let position = position(of: id) { return roster[position] }
    throw Failure(
      .usage, "unknown employee \"\(text)\"",
      hint: NearMiss.hint(text, among: roster.map(\.id.text))
        ?? "The roster of config.json lists the employees")
  }

  /// The group of an id as written.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func group(named text: String) throws(Failure) -> Network {
    if let group = groups.first(where: { $0.id.text == text }) { return group }
    let known = groups.map(\.id.text)
    guard !known.isEmpty else {
      throw Failure(
        .usage, "unknown group \"\(text)\"; there are no groups",
        hint: "Add it to \"groups\" in config.json")
    }
    throw Failure(
      .usage, "unknown group \"\(text)\"; known: \(known.joined(separator: ", "))",
      hint: NearMiss.hint(text, among: known))
  }

  /// The network or group of an id as written.
  ///
  /// - Throws: `Failure` with cause `usage` and the near miss.
  func network(named text: String) throws(Failure) -> Network {
    if let id = NetworkID(text), let network = network(id) { return network }
    let known = networks.map(\.id.text)
    throw Failure(
      .usage, "unknown network \"\(text)\"; known: \(known.joined(separator: ", "))",
      hint: NearMiss.hint(text, among: known))
  }
}
