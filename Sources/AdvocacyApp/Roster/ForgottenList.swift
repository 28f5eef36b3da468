import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel

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
      guard case .success(var post) = entry.post, let author = post.author, contents.has(author)
      else { return entry }
      post.author = nil
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
