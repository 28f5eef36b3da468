import AdvocacyCore
import AdvocacyIntake
import Foundation

/// Reads a workspace's files into values.
struct WorkspaceReader {
  /// The workspace.
  let workspace: Workspace

  /// The bytes and the value of the configuration, the roster's table included.
  ///
  /// - Throws: `Failure` with file, line and column.
  func configuration() throws(Failure) -> Configuration {
    try Self.configuration(at: workspace.config, named: "config.json")
  }

  /// The value of a configuration that lies anywhere, with the roster's table beside it.
  ///
  /// - Throws: `Failure` with file, line and column.
  static func configuration(
    at path: String, named name: String
  ) throws(Failure) -> Configuration {
    let bytes = try FileReading.contents(of: path, named: name)
    let directory = (path as NSString).deletingLastPathComponent
    return try ConfigurationFile.decode(bytes, file: name) { path throws(Failure) in
      let file = path ?? "employees.csv"
      let full = file.hasPrefix("/") ? file : directory + "/" + file
      if path == nil, !FileManager.default.fileExists(atPath: full) { return nil }
      return try FileReading.contents(of: full, named: file)
    }
  }

  /// Whether there is a queue.
  var hasQueue: Bool {
    FileManager.default.fileExists(atPath: workspace.jsonQueue)
      || FileManager.default.fileExists(atPath: workspace.ndjsonQueue)
  }

  /// The queue's form: which file holds it.
  ///
  /// - Throws: `Failure`: `configuration` where both files are there, `missingInput` where none is.
  func queueFile() throws(Failure) -> QueueLocation {
    let hasJSON = FileManager.default.fileExists(atPath: workspace.jsonQueue)
    let hasLines = FileManager.default.fileExists(atPath: workspace.ndjsonQueue)
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

  /// The queue's entries, the bad ones with what is wrong with them.
  ///
  /// - Throws: `Failure` where the file as a whole can't be read.
  func queue(_ configuration: Configuration) throws(Failure) -> [QueueEntry] {
    let location = try queueFile()
    let bytes = try FileReading.contents(of: location.path, named: location.name)
    return try QueueFile.entries(
      bytes, file: location.name, form: location.form, configuration: configuration)
  }
}

/// Where a queue lies and in which form.
struct QueueLocation {
  var path: String
  var name: String
  var form: QueueFile.Form
}
