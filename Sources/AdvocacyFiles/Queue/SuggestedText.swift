import AdvocacyCore
import StrictJSON

/// A text that a post suggests to employees: a text alone, or an object with its language.
struct SuggestedText: Hashable {
  /// The keys of the object.
  enum Key: String, CaseIterable {
    case text
    case language
  }

  var text: String
  /// The language, as BCP 47; nil: everybody may say it.
  var language: String?

  /// The variants of a post as they are read again: each with a language an object, others texts.
  static func written(_ post: Post) -> WrittenJSON? {
    guard !post.variants.isEmpty else { return nil }
    return .list(
      post.variants.enumerated().map { place, text in
        guard let language = post.language(ofVariant: place + 1) else { return .text(text) }
        return .object([
          (key: Key.text.rawValue, value: .text(text)),
          (key: Key.language.rawValue, value: .text(language)),
        ])
      })
  }
}

extension JSONNode {
  /// Reads suggested texts, leaving out repeats; there may be none.
  func variants() throws(Failure) -> [SuggestedText] {
    try uniqueElements { node throws(Failure) in
      let written = try node.variant()
      return SuggestedText(
        text: try written.text.checked(PostChecks.text),
        language: try written.language?.checked(TextChecks.language))
    }
  }

  /// The text and the language of a suggested text, neither of them checked.
  func variant() throws(Failure) -> (text: JSONNode, language: JSONNode?) {
    guard kind == .object else { return (self, nil) }
    let object = try object()
    try object.refuseUnknownKeys(known: SuggestedText.Key.allCases.map(\.rawValue))
    let text = try object.required(SuggestedText.Key.text.rawValue)
    return (text, object.optional(SuggestedText.Key.language.rawValue))
  }
}
