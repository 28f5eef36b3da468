import AdvocacyModel
import GRDB
import GRDBSQLite

/// The name by which SQLite finds a database.
enum DatabaseName {
  /// The path itself; a URI with escapes where the path has bytes that are not UTF-8, since GRDB hands
  /// over text.
  ///
  /// - Throws: `cannotCreate` where this SQLite was built without URIs.
  static func of(_ path: String) throws(Failure) -> String {
    guard PathText.hasForeignBytes(path) else { return path }
    guard unsafe sqlite3_compileoption_used("USE_URI") == 1 else {
      throw Failure(
        .cannotCreate, at: Place(file: path), "this SQLite takes only names that are UTF-8",
        hint: "Rename the directory, or reach it by a link")
    }
    return "file:" + PathText.bytes(of: path).map(escaped).joined()
  }

  private static func escaped(_ byte: UInt8) -> String {
    let character = Character(Unicode.Scalar(byte))
    let isPlain =
      character.isASCII && (character.isLetter || character.isNumber || "/._-".contains(character))
    guard !isPlain else { return String(character) }
    let digits = String(byte, radix: 16, uppercase: true)
    return "%" + (digits.count == 1 ? "0" : "") + digits
  }
}

extension DatabaseQueue {
  /// Opens the database of a path, whatever bytes it has.
  convenience init(named path: String, configuration: GRDB.Configuration) throws {
    try self.init(path: try DatabaseName.of(path), configuration: configuration)
  }
}
