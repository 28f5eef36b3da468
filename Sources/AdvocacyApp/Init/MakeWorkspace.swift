import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation

/// Makes a workspace: config, queue, ledger and marks; overwrites nothing.
package struct MakeWorkspace {
  var directory: String
  var start: String?
  var isClockSimulated: Bool
  var seed: UInt64?
  var preset: Preset?
  var company: StartingCompany?

  /// Makes the use case; without a preset or a company the configuration is `config.example.json`.
  package init(
    directory: String, start: String?, isClockSimulated: Bool, seed: UInt64?,
    preset: Preset? = nil, company: StartingCompany? = nil
  ) {
    self.directory = directory
    self.start = start
    self.isClockSimulated = isClockSimulated
    self.seed = seed
    self.preset = preset
    self.company = company
  }

  /// Makes what is missing and says what was made and what was there.
  ///
  /// - Throws: `Failure`: `usage` for a bad start, `cannotCreate`, `permission`, `inputOutput`.
  package func run(in environment: Environment) throws -> MadeWorkspace {
    guard !directory.isEmpty else {
      throw Failure(.usage, "the directory's name is empty", hint: "Name one, or none for this one")
    }
    if let start {
      _ = try TimeArgument.instant(
        start, option: "--start", calendar: .utc, now: environment.now())
    }
    let workspace = Workspace(directory: environment.absolutePath(directory))
    try makeDirectory(workspace.directory)
    try makeDirectory(workspace.marks)
    return try WorkspaceLock.hold(
      workspace.ledgerLock, named: ".advocacy/ledger.lock", wait: 10, in: environment
    ) {
      try make(workspace, in: environment)
    }
  }

  private func make(
    _ workspace: Workspace, in environment: Environment
  ) throws -> MadeWorkspace {
    let text = company?.text ?? preset?.text ?? ExampleConfiguration.text
    let config = try write(text, to: workspace.config, in: workspace)
    let schema = try write(SchemaKind.config.text, to: workspace.schema, in: workspace)
    var files = [config, schema]
    if FileManager.default.fileExists(atPath: workspace.ndjsonQueue) {
      files.append(.init(name: "queue.ndjson", wasMade: false))
    } else {
      files.append(try write("[]\n", to: workspace.jsonQueue, in: workspace))
    }
    let calendar = try WorkspaceReader(workspace: workspace).configuration().calendar
    let wasMade = !FileManager.default.fileExists(atPath: workspace.ledger)
    if wasMade { try makeLedger(workspace, calendar, in: environment) }
    files.append(.init(name: "ledger.sqlite", wasMade: wasMade))
    let isIgnored = !wasMade && (start != nil || seed != nil || isClockSimulated)
    let facts = try Ledger.open(at: workspace.ledger, access: .read).facts()
    // A ledger that was there is only kept where it is the one that the workspace began with.
    if wasMade {
      try Mark.ledgerID.write([facts.id], in: workspace)
    } else if try LedgerAccess(workspace: workspace).reading().facts.id == facts.id,
      try LedgerAccess(workspace: workspace).markedID() == nil
    {
      try Mark.ledgerID.write([facts.id], in: workspace)
    }
    var notes: [String] = []
    if isIgnored {
      notes.append("the ledger is kept, so --start, --seed and --simulated-clock change nothing")
    }
    if let preset { notes.append(note(on: preset, wasMade: config.wasMade)) }
    return MadeWorkspace(
      directory: directory, start: calendar.format(facts.header.start), seed: facts.header.seed,
      isClockSimulated: facts.header.isClockSimulated,
      preset: config.wasMade ? preset?.rawValue : nil, files: files,
      note: notes.isEmpty ? nil : notes.joined(separator: "; "))
  }

  private func note(on preset: Preset, wasMade: Bool) -> String {
    wasMade
      ? "preset \(preset.rawValue) is \(Preset.notice): have it checked by whoever answers for it"
      : "config.json is kept, so --preset changes nothing"
  }

  private func makeLedger(
    _ workspace: Workspace, _ calendar: CompanyCalendar, in environment: Environment
  ) throws {
    let now = environment.now()
    let start = try start.map {
      try TimeArgument.instant($0, option: "--start", calendar: calendar, now: now)
    }
    _ = try Ledger.create(
      at: workspace.ledger,
      LedgerHeader(
        start: start ?? now.wholeSecond, seed: seed ?? environment.freshSeed(),
        isClockSimulated: isClockSimulated, createdAt: now))
  }

  private func makeDirectory(_ path: String) throws(Failure) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw error.asFailure(toMakeDirectory: path)
    }
  }

  private func write(
    _ text: String, to path: String, in workspace: Workspace
  ) throws -> MadeWorkspace.File {
    let name = workspace.name(of: path)
    guard !FileManager.default.fileExists(atPath: path) else {
      return .init(name: name, wasMade: false)
    }
    try AtomicFile.replace(path, with: Array(text.utf8))
    return .init(name: name, wasMade: true)
  }
}

/// The complete configurations beside the first example that `init` can write.
///
/// Each is an example of how rules can be put together, with 12 invented employees; none is legal
/// advice. Where the ideas come from is told in the article Presets.
package enum Preset: String, CaseIterable, Sendable {
  /// A handful of rules for a company that begins.
  case smallCompany = "small-company"
  /// Sign-offs, training and quiet periods as regulated firms have them.
  case regulatedFinance = "regulated-finance"
  /// Disconnection and holidays; sentences in Spanish.
  case spain
  /// Disclosure of endorsements, quiet periods, paid time.
  case us

  /// What every mention of a preset says.
  static let notice = "an example, not legal advice"

  /// The text of the configuration.
  var text: String {
    let bytes =
      switch self {
      case .smallCompany: PackageResources.preset_small_company_json
      case .regulatedFinance: PackageResources.preset_regulated_finance_json
      case .spain: PackageResources.preset_spain_json
      case .us: PackageResources.preset_us_json
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The configuration that `init` writes: the bytes of `config.example.json`, embedded.
enum ExampleConfiguration {
  /// The text of the file.
  static var text: String {
    String(decoding: PackageResources.config_example_json, as: UTF8.self)
  }
}
