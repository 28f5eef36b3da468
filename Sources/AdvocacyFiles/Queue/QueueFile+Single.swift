package import AdvocacyCore
import StrictJSON

extension QueueFile {
  /// Reads a file that holds one post: an object, or a list of one.
  ///
  /// - Throws: a failure with cause `badData` at the first thing wrong with it.
  /// - Complexity: O(bytes).
  package static func single(
    _ bytes: [UInt8], file: String, configuration: Configuration
  ) throws(Failure) -> Post {
    let root = try JSONDocument.parse(bytes: bytes, file: file)
    let decoder = PostDecoder(configuration: configuration)
    if root.kind == .object, try root.object().optional("posts") == nil {
      return try decoder.post(root.named("post"))
    }
    let elements = try elements(bytes, file: file)
    guard elements.count == 1, let element = elements.first else {
      throw Failure(
        .badData, at: Place(file: file), "\(elements.count) posts where one is wanted",
        hint: "`advocacy queue import` adds many")
    }
    return try decoder.post(element)
  }
}
