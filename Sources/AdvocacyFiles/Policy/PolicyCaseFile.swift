package import AdvocacyCore
import StrictJSON

/// Reads a table of policy cases.
package enum PolicyCaseFile {
  /// Reads and checks the cases against the networks and the roster of a configuration.
  ///
  /// Rules that a case expects need not exist: that they are gone is what a case is to find out.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - configuration: The company.
  ///   - readQueue: Reads the posts of the queue, asked for once a case names a post that is not
  ///     in the file.
  /// - Returns: The cases in the order of the file.
  /// - Throws: a failure with cause `badData` at the first thing wrong, and what `readQueue` throws.
  /// - Complexity: O(bytes + cases × posts).
  package static func decode(
    _ bytes: [UInt8], file: String, configuration: Configuration,
    readQueue: () throws(Failure) -> [Post] = { () throws(Failure) in [] }
  ) throws(Failure) -> [PolicyCase] {
    let root = try JSONDocument.parse(bytes: bytes, file: file).object()
    try root.refuseUnknownKeys(known: PolicyCaseKeys.top)
    let posts = PostDecoder(configuration: configuration)
    var known: [Post] = []
    for node in try root.optional("posts")?.elements() ?? [] {
      let post = try posts.post(node)
      guard !known.contains(where: { $0.id == post.id }) else {
        throw node.failure("duplicate post \"\(post.id)\"", hint: "Give each post its own id")
      }
      known.append(post)
    }
    let nodes = try root.required("cases").filled(root.required("cases").elements())
    var decoder = PolicyCaseDecoder(configuration: configuration, posts: posts, known: known)
    for node in nodes where try decoder.isPostMissing(node) {
      decoder.add(try readQueue())
      break
    }
    var cases: [PolicyCase] = []
    for node in nodes { cases.append(try decoder.policyCase(node)) }
    return cases
  }
}
