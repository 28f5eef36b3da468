import AdvocacyApp
import AdvocacyModel
import ArgumentParser

/// The name of a file or directory on the command line, which may hold any bytes.
struct FileName: ExpressibleByArgument, ExpressibleByStringLiteral, CustomStringConvertible {
  /// The name as `PathText` has it.
  let path: String

  init(argument: String) { path = argument }

  init(stringLiteral path: String) { self.path = path }

  var description: String { path }
}

/// Finds texts on a command line that are not UTF-8: they would lose their bytes where they are kept.
enum ForeignText {
  /// Refuses a command that holds such a text anywhere but in the name of a file.
  ///
  /// - Throws: `Failure` with cause `usage`.
  static func refuse(in command: any ParsableCommand) throws(Failure) {
    guard let text = first(in: command) else { return }
    throw Failure(
      .usage, "\"\(SafeText.excerpt(text))\" is not UTF-8, and is no file's name",
      hint: "Write the text in UTF-8")
  }

  private static func first(in value: Any) -> String? {
    if value is FileName { return nil }
    if let text = value as? String { return PathText.hasForeignBytes(text) ? text : nil }
    for child in Mirror(reflecting: value).children {
      if let found = first(in: child.value) { return found }
    }
    return nil
  }
}
