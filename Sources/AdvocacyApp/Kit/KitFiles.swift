import AdvocacyFiles
import AdvocacyModel
import AdvocacyReport
import Foundation

/// A directory into which kits and digests go, a file for each employee.
final class KitDirectory {
  private let path: String
  private let name: String
  private var folder: OutputFolder
  private let environment: Environment

  /// Makes the directory where it is missing.
  ///
  /// - Throws: `Failure`: `usage` for an empty name, `cannotCreate`, `permission`.
  init(_ name: String, in environment: Environment) throws {
    guard !name.isEmpty else { throw Failure(.usage, "--output: the directory's name is empty") }
    let path = environment.absolutePath(name)
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw error.asFailure(toMakeDirectory: name)
    }
    self.path = path
    self.name = name.count > 1 && name.hasSuffix("/") ? String(name.dropLast()) : name
    self.environment = environment
    folder = try OutputFolder(path, named: self.name)
  }

  /// The directory as people know it, without a slash at its end.
  var shown: String { name }

  /// Writes a file; what lies there is replaced only where it is of the same kind, and no link is
  /// followed that somebody else may have put there.
  func write(_ text: String, to file: String) throws {
    guard folder.holds(file) else {
      return try folder.create(file, with: Array(text.utf8))
    }
    try OutputFile.write(text, to: "\(path)/\(file)", in: environment)
  }

  /// Saves what was written.
  func finish() throws { try folder.finish() }
}

extension KitMessage {
  /// The message in a format, for one employee.
  ///
  /// - Throws: `Failure`: `configuration` for mail without addresses, `internal` where a kit can't be
  ///   written as JSON.
  func rendered(
    as format: KitFormat, by writer: inout KitWriter, id: String, date: Instant,
    _ configuration: Configuration
  ) throws -> String {
    switch format {
    case .html: writer.page(self)
    case .markdown: writer.markdown(self)
    case .json: try jsonText
    case .eml: try mail(by: &writer, id: id, date: date, configuration).text5322
    }
  }

  /// One kit as it is, several as a list.
  private var jsonText: String {
    get throws {
      guard kits.count != 1 else { return try kits[0].json }
      return try KitList(kits: kits).json
    }
  }

  private struct KitList: JSONReport {
    var schema = "advocacy/kit-list/1"
    var kits: [Kit]
  }

  /// The message as a mail whose id and date follow from what it says.
  ///
  /// - Throws: `Failure` with cause `configuration` where mail has no addresses.
  func mail(
    by writer: inout KitWriter, id: String, date: Instant, _ configuration: Configuration
  ) throws(Failure) -> MailMessage {
    guard let addresses = configuration.outreach.mail, let first = kits.first else {
      throw Failure(
        .configuration, at: Place(file: "config.json"),
        "\"mail\" is missing, so mail has no addresses",
        hint: "Add \"mail\": {\"from\": \"advocacy@acme.example\", "
          + "\"to\": \"{employee}@acme.example\"}")
    }
    let text = writer.plain(self)
    let mark = RandomKey(0).keyed(by: subject).keyed(by: text).bits
    return MailMessage(
      from: .init(name: first.company, address: addresses.sender),
      to: .init(name: first.name, address: addresses.address(of: first.employee)),
      subject: subject, date: date, id: "\(id).\(String(mark, radix: 36))",
      domain: String(addresses.domain), language: first.language, text: text,
      html: writer.mailPage(self))
  }
}
