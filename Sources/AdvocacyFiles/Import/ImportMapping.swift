package import AdvocacyModel

/// Which field of an imported file holds which field of a post.
package struct ImportMapping: Hashable, Sendable {
  /// The name in the file, by the key of a post.
  package private(set) var names: [PostKey: String]

  /// A mapping in which every field bears its own name.
  package init() { names = [:] }

  /// Reads a mapping as the command line gives it: entries such as `text=title`.
  ///
  /// - Throws: `Failure` with cause `usage` for an entry without `=`, an unknown field of a post,
  ///   or a field that is named twice.
  package init(parsing entries: [String]) throws(Failure) {
    names = [:]
    for entry in entries {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(String.init)
      guard parts.count == 2, !parts[1].isEmpty else {
        throw Failure(
          .usage, "--map: \"\(entry)\" is not of the form FIELD=NAME",
          hint: "Write for example --map text=title,link=url")
      }
      guard let key = PostKey(rawValue: parts[0]) else {
        throw Failure(
          .usage, "--map: unknown field \"\(parts[0])\" of a post; known: \(Self.known)",
          hint: Self.hint(parts))
      }
      guard names[key] == nil else {
        throw Failure(.usage, "--map: \"\(parts[0])\" is mapped twice", hint: "Keep one of them")
      }
      names[key] = parts[1]
    }
  }

  /// Whether nothing is mapped, so that the file's own names are the fields' names.
  package var isEmpty: Bool { names.isEmpty }

  /// The name in the file that holds a field of a post.
  package func name(of key: PostKey) -> String { names[key] ?? key.rawValue }

  private static let known = PostKey.allCases.map(\.rawValue).joined(separator: ", ")

  /// What was meant: the two sides exchanged, or a word nearby.
  private static func hint(_ parts: [String]) -> String? {
    guard PostKey(rawValue: parts[1]) == nil else {
      return "Did you mean \"\(parts[1])=\(parts[0])\"?"
    }
    return NearMiss.hint(parts[0], among: PostKey.allCases.map(\.rawValue))
  }

  /// Refuses names that the file doesn't have.
  ///
  /// - Throws: a failure with cause `usage` and the nearest name that it has.
  func refuseUnknown(among known: [String], of what: String) throws(Failure) {
    for key in PostKey.allCases {
      guard let name = names[key], !known.contains(name) else { continue }
      throw Failure(
        .usage,
        "--map: \(what) has no field \"\(SafeText.excerpt(name))\"; it has: "
          + known.prefix(20).joined(separator: ", "),
        hint: NearMiss.hint(name, among: known))
    }
  }
}
