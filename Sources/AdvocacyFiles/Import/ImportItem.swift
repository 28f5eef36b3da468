import AdvocacyCore
import StrictJSON

/// One item of a file to be imported: the texts under the keys of a post.
struct ImportItem {
  /// Where it begins.
  var place: Place
  /// The texts of each key; a key without any is left out.
  var values: [PostKey: [String]] = [:]
  /// The language of each variant, as it is written; empty where none has one.
  var variantLanguages: [String?] = []
  /// The date, where the format gives it as an instant.
  var published: Instant?
  /// What makes the item useless whatever the rest says.
  var complaint: ValidationError?

  init(place: Place) { self.place = place }

  /// The first text of a key.
  func first(_ key: PostKey) -> String? { values[key]?.first }
}
