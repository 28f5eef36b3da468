import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport
import Foundation
import SystemFiles

/// Takes all that tells of a person out of the workspace; what they did stays, as nobody's.
package struct ForgetEmployee {
  var workspace: Workspace
  var employee: String
  var isConfirmed: Bool
  var isDryRun: Bool

  package init(workspace: Workspace, employee: String, isConfirmed: Bool, isDryRun: Bool) {
    self.workspace = workspace
    self.employee = employee
    self.isConfirmed = isConfirmed
    self.isDryRun = isDryRun
  }

  /// Forgets, or says what would be done.
  ///
  /// Every step may be interrupted and done again: the list of the forgotten comes first, so that a
  /// roster that still names the person is refused until this has run to its end.
  ///
  /// - Throws: `Failure`: `usage` for an unknown employee or without confirmation, `busy`, and what
  ///   reading and writing the files throws.
  package func run(in environment: Environment) throws -> ForgottenEmployee {
    guard let id = EmployeeID(employee) else {
      throw Failure(.usage, "unknown employee \"\(employee)\"")
    }
    guard !isDryRun else { return try planned(id).report(isDryRun: true) }
    guard isConfirmed else {
      throw Failure(
        .usage, "nothing was done: forgetting \"\(id)\" can't be undone",
        hint: "Add --yes to do it; --dry-run shows what would change")
    }
    return try QueueWriter(workspace: workspace).whileLocked(in: environment) { _ in
      let access = LedgerAccess(workspace: workspace)
      return try access.whileLocked(wait: 10, in: environment) {
        let ledger = try access.writing().ledger
        let plan = try planned(id)
        try ForgottenList(workspace: workspace).add(id)
        for file in plan.files {
          try AtomicFile.replace(file.path, with: file.bytes, named: file.name)
        }
        try ledger.forget {
          $0 == id
        } notes: {
          plan.mentions.are(in: $0)
        }
        Leftovers(workspace: workspace).remove()
        return plan.report(isDryRun: false)
      }
    }
  }

  private func planned(_ id: EmployeeID) throws -> ForgettingPlan {
    let reader = WorkspaceReader(workspace: workspace)
    let (configuration, files) = try reader.configurationAndFiles()
    var plan = ForgettingPlan(workspace: workspace, employee: id)
    plan.person = configuration.roster.first { $0.id == id }
    let config = try Erasure.configuration(files.config, of: id, file: "config.json")
    let listCount = config.edited.count - (config.roster ? 1 : 0)
    let kinds =
      ["rules"] + (configuration.roles.isEmpty ? [] : ["roles"])
      + (configuration.groups.isEmpty ? [] : ["groups"])
    let lists = "of \(kinds.allOf.english)"
    plan.add(
      config.edited, to: workspace.config, named: "config.json",
      (config.roster ? ["taken off the roster"] : [])
        + (listCount > 0 ? ["taken out of \(NumberFormat.count(listCount, "list")) \(lists)"] : []))
    if let table = files.table {
      let edited = try Erasure.roster(
        table.bytes, of: id, file: table.name, configuration: files.config)
      plan.add(edited, to: table.path, named: table.name, ["taken off the roster"])
    }
    let queue = try reader.queueFile()
    let edited = try Erasure.queue(
      try FileReading.contents(of: queue.path, named: queue.name), form: queue.form, of: id,
      file: queue.name)
    plan.add(
      edited, to: queue.path, named: queue.name,
      [
        (edited.count > edited.welcomes
          ? "no longer named as author of \(NumberFormat.count(edited.count - edited.welcomes, "post"))"
          : nil),
        (edited.welcomes > 0
          ? "\(NumberFormat.count(edited.welcomes, "welcome")) shared by nobody any more" : nil),
      ].compactMap { $0 })
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    if let actions = try ledger.actionCount(of: id) {
      plan.changes.append(
        .init(
          file: "ledger.sqlite",
          change: "\(NumberFormat.count(actions, "action")) kept, no longer linked to anyone"))
    }
    let isKnown = try !plan.changes.isEmpty || ForgottenList(workspace: workspace).has(id)
    guard isKnown else { _ = try configuration.employee(named: employee); return plan }
    // Only now: an id that nobody has may be any word of a note.
    let notes = try ledger.noteCount(of: id) { plan.mentions.are(in: $0) }
    for (count, noun) in [(notes.notes, "note"), (notes.proposals, "text of a proposal")]
    where count > 0 {
      let words = noun == "note" || count == 1 ? NumberFormat.count(count, noun) : nil
      plan.changes.append(
        .init(
          file: "ledger.sqlite",
          change: "\(words ?? "\(NumberFormat.count(count)) texts of proposals") erased"))
    }
    try requireReadable(plan, files)
    return plan
  }

  /// Refuses a change after which the configuration could not be read any more.
  private func requireReadable(
    _ plan: ForgettingPlan, _ files: ConfigurationFiles
  ) throws(Failure) {
    let config = plan.bytes(of: workspace.config) ?? files.config
    _ = try ConfigurationFile.decode(config, file: "config.json") { _ throws(Failure) in
      files.table.map { plan.bytes(of: $0.path) ?? $0.bytes }
    } readMembers: {
      files.members[$0]
    }
  }
}

/// What forgetting somebody changes.
private struct ForgettingPlan {
  let workspace: Workspace
  let employee: EmployeeID
  /// The person as the roster knows them, if it does.
  var person: Employee?
  var files: [(path: String, name: String, bytes: [UInt8])] = []
  var changes: [ForgottenEmployee.Change] = []

  mutating func add(
    _ edited: Erasure.Edited, to path: String, named name: String, _ words: [String]
  ) {
    guard edited.count > 0 else { return }
    files.append((path, name, edited.bytes))
    changes.append(.init(file: name, change: words.joined(separator: ", ")))
  }

  func bytes(of path: String) -> [UInt8]? { files.first { $0.path == path }?.bytes }

  /// What would tell of the person.
  var mentions: Mentions {
    let handles = person?.accounts.compactMap(\.handle) ?? []
    return Mentions(id: employee, words: [person?.name ?? ""] + handles)
  }

  /// The plan with the files that mention the person all the same.
  func report(isDryRun: Bool) -> ForgottenEmployee {
    let mentions = mentions
    var known = Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first }
    if isDryRun { known[workspace.ledger] = [] }
    return ForgottenEmployee(
      employee: employee.text, isDryRun: isDryRun, changes: changes,
      left: mentions.files(in: workspace, known: known))
  }
}

/// Lets somebody who was forgotten come back on the roster.
package struct ReadmitEmployee {
  var workspace: Workspace
  var employee: String

  package init(workspace: Workspace, employee: String) {
    self.workspace = workspace
    self.employee = employee
  }

  /// Takes the person off the list of the forgotten; what they did before stays nobody's.
  ///
  /// - Throws: `Failure`: `usage` for somebody who was not forgotten, `busy`, `inputOutput`.
  package func run(in environment: Environment) throws -> ReadmittedEmployee {
    let wasForgotten = try LedgerAccess(workspace: workspace).whileLocked(
      wait: 10, in: environment
    ) {
      try EmployeeID(employee).map { try ForgottenList(workspace: workspace).remove($0) } ?? false
    }
    guard wasForgotten else {
      throw Failure(.usage, "employee \"\(employee)\" was not forgotten here")
    }
    return ReadmittedEmployee(employee: employee)
  }
}

/// Searches the bytes of a workspace's files for what would tell of a person.
struct Mentions {
  private let id: [UInt8]
  private let words: [[UInt8]]

  /// Looks for an id, standing alone or within another, and for names and handles, wherever they
  /// stand.
  init(id: EmployeeID, words: [String]) {
    self.id = Array(id.text.utf8)
    self.words = words.filter { !$0.isEmpty }.map { Array($0.utf8) }
  }

  /// Tells whether some bytes mention the person.
  ///
  /// - Parameters:
  ///   - bytes: What is searched.
  ///   - withinIDs: Whether a part of another id counts, as `ana` in `interview-ana`.
  /// - Returns: Whether they do.
  /// - Complexity: O(bytes × length of what is looked for), near O(bytes) for texts.
  func are(in bytes: [UInt8], withinIDs: Bool) -> Bool {
    words.contains { Self.has($0, in: bytes) { _ in true } }
      || Self.has(id, in: bytes) { range in
        let before = range.lowerBound > 0 ? bytes[range.lowerBound - 1] : 0
        let after = range.upperBound < bytes.count ? bytes[range.upperBound] : 0
        return ![before, after].contains { Self.isOfWord($0) || (!withinIDs && Self.joins($0)) }
      }
  }

  /// Tells whether a text mentions the person, who isn't meant where their id is part of another.
  func are(in text: String) -> Bool { are(in: Array(text.utf8), withinIDs: false) }

  /// The files below a workspace's directory that mention the person, by name.
  ///
  /// - Parameters:
  ///   - workspace: The workspace.
  ///   - known: The bytes to take for those of some files, by path.
  /// - Returns: Their names relative to the directory, sorted.
  func files(in workspace: Workspace, known: [String: [UInt8]]) -> [String] {
    var found: [String] = []
    for name in Paths.files(below: workspace.directory) {
      let path = workspace.directory + "/" + name
      guard let bytes = known[path] ?? (try? FileReading.contents(of: path, limit: 1 << 30)),
        are(in: bytes, withinIDs: true)
      else { continue }
      found.append(name)
    }
    return found.sorted()
  }

  private static func has(
    _ word: [UInt8], in bytes: [UInt8], where isMeant: (Range<Int>) -> Bool
  ) -> Bool {
    guard let first = word.first, bytes.count >= word.count else { return false }
    var start = 0
    while let place = bytes[start...].firstIndex(of: first), place + word.count <= bytes.count {
      let range = place..<place + word.count
      if bytes[range].elementsEqual(word), isMeant(range) { return true }
      start = place + 1
    }
    return false
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: byte >= 0x80
    }
  }

  /// Whether a byte joins the parts of an id.
  private static func joins(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
  }
}

/// Who was forgotten, as salted hashes, so that nobody comes back by mistake.
///
/// The mark `.advocacy/forgotten` holds a random salt on its first line and a hash a line below, that
/// of the id in small letters, so that `Ana` doesn't bring back `ana`. Nobody can read an id from it; who has both the file and a list of ids can test each, so only its owner may
/// read it. It is safe to lose: a later roster may then bring somebody back without being asked.
struct ForgottenList {
  let workspace: Workspace

  /// The salt, and the hashes under it.
  private struct Contents {
    var salt: String
    var hashes: Set<String>

    func hash(of employee: EmployeeID) -> String {
      let id = employee.text.lowercased()
      return SHA256Digest.hex(SHA256Digest.of(Array("advocacy forgotten 2 \(salt) \(id)".utf8)))
    }

    /// The hash as lists have it that were begun before capital letters counted as small ones.
    func oldHash(of employee: EmployeeID) -> String {
      SHA256Digest.hex(
        SHA256Digest.of(Array("advocacy forgotten 1 \(salt) \(employee)".utf8)))
    }

    func has(_ employee: EmployeeID) -> Bool {
      hashes.contains(hash(of: employee)) || hashes.contains(oldHash(of: employee))
    }
  }

  /// Whether an employee was forgotten.
  ///
  /// - Throws: `Failure` where the list is there and can't be read.
  func has(_ employee: EmployeeID) throws(Failure) -> Bool {
    try contents()?.has(employee) ?? false
  }

  /// The first of some employees who was forgotten.
  ///
  /// - Throws: `Failure` where the list is there and can't be read.
  /// - Complexity: O(employees) where anybody was forgotten, else O(1).
  func first(among employees: some Sequence<EmployeeID>) throws(Failure) -> EmployeeID? {
    guard let contents = try contents(), !contents.hashes.isEmpty else { return nil }
    return employees.first(where: contents.has)
  }

  /// Those of some employees who were forgotten.
  ///
  /// - Throws: `Failure` where the list is there and can't be read.
  /// - Complexity: O(employees).
  func members(of employees: [EmployeeID]) throws(Failure) -> [EmployeeID] {
    guard let contents = try contents() else { return [] }
    return employees.filter(contents.has)
  }

  /// The entries of a queue, authors who were forgotten left out.
  ///
  /// - Throws: `Failure` where the list is there and can't be read.
  func withoutAuthors(_ entries: [QueueEntry]) throws(Failure) -> [QueueEntry] {
    guard let contents = try contents(), !contents.hashes.isEmpty else { return entries }
    return entries.map { entry in
      guard case .success(var post) = entry.post else { return entry }
      let isForgotten = { (id: EmployeeID?) in id.map(contents.has) ?? false }
      guard isForgotten(post.author) || isForgotten(post.welcomed) else { return entry }
      if isForgotten(post.author) { post.author = nil }
      // Who is nobody on any roster is not welcomed.
      if isForgotten(post.welcomed) { post.welcomed = Erasure.nobody }
      var entry = entry
      entry.post = .success(post)
      return entry
    }
  }

  /// What tells whether somebody was forgotten or readmitted since: the list as it is.
  ///
  /// - Throws: `Failure` where the list is there and can't be read.
  func trace() throws(Failure) -> [String]? { try Mark.forgotten.lines(in: workspace) }

  /// Refuses to go on with a configuration that was read before somebody was forgotten.
  ///
  /// - Throws: `Failure` with cause `busy`.
  func requireUnchanged(since trace: [String]?) throws(Failure) {
    guard try self.trace() != trace else { return }
    throw Failure(
      .busy, "somebody was forgotten meanwhile", hint: "Nothing was written. Run it again")
  }

  /// Adds an employee; the caller holds the ledger's lock.
  ///
  /// - Throws: `Failure` where the list can't be written.
  func add(_ employee: EmployeeID) throws(Failure) {
    var contents = try contents() ?? Contents(salt: Self.freshSalt(), hashes: [])
    guard contents.hashes.insert(contents.hash(of: employee)).inserted else { return }
    try write(contents)
  }

  /// Takes an employee off the list; the caller holds the ledger's lock.
  ///
  /// - Returns: Whether they were on it.
  /// - Throws: `Failure` where the list can't be written.
  func remove(_ employee: EmployeeID) throws(Failure) -> Bool {
    guard var contents = try contents(), contents.has(employee) else { return false }
    contents.hashes.subtract([contents.hash(of: employee), contents.oldHash(of: employee)])
    try write(contents)
    return true
  }

  private func contents() throws(Failure) -> Contents? {
    guard let lines = try Mark.forgotten.lines(in: workspace), let salt = lines.first else {
      return nil
    }
    return Contents(salt: salt, hashes: Set(lines.dropFirst()))
  }

  private func write(_ contents: Contents) throws(Failure) {
    try Mark.forgotten.write([contents.salt] + contents.hashes.sorted(), in: workspace)
  }

  private static func freshSalt() -> String {
    SHA256Digest.hex((0..<16).map { _ in UInt8.random(in: .min ... .max) })
  }
}
