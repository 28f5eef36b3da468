import Foundation

/// The files at the top level of the package.
enum Repository {
  /// The bytes of `config.example.json`.
  static func exampleConfiguration() throws -> [UInt8] {
    var directory = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while directory.path != "/" {
      directory = directory.deletingLastPathComponent()
      let file = directory.appendingPathComponent("config.example.json")
      if FileManager.default.fileExists(atPath: file.path) {
        return Array(try Data(contentsOf: file))
      }
    }
    throw CocoaError(.fileNoSuchFile)
  }
}
