package import AdvocacyModel
package import StrictJSON

/// Where the fields of a post come from: an object of the queue, an item of an import, a command.
///
/// A source reads; `PostValidator` judges, the same for all.
package protocol PostSource {
  /// A text as it was written, with what tells its place.
  associatedtype Text
  /// What says that a field is wrong, with its place.
  associatedtype Fault: Error

  /// The id, or one made of the other fields.
  func id() throws(Fault) -> PostID

  /// The instant under a key, or nil where there is none.
  func instant(_ key: PostKey) throws(Fault) -> Instant?

  /// The text under a key, or nil where there is none.
  func text(_ key: PostKey) throws(Fault) -> Text?

  /// The texts of the list under a key.
  func list(_ key: PostKey) throws(Fault) -> [Text]

  /// The suggested texts, each with its language if it has one.
  func variants() throws(Fault) -> [(text: Text, language: Text?)]

  /// Whether the truth under a key holds; false where there is none.
  func flag(_ key: PostKey) throws(Fault) -> Bool

  /// Judges a text.
  func checked<Value>(
    _ text: Text, _ check: (String) throws(ValidationError) -> Value
  ) throws(Fault) -> Value

  /// What entries of a list that are the same have in common.
  func identity(of entry: String, _ key: PostKey) -> String

  /// What says that the field under a key is wrong as a whole.
  func fault(_ key: PostKey, _ error: ValidationError) -> Fault

  /// What says that a field that every post has is missing.
  func missing(_ key: PostKey) -> Fault
}

extension PostSource {
  /// The entry itself.
  package func identity(of entry: String, _ key: PostKey) -> String { entry }
}

/// Judges the fields of a post, wherever they come from.
package struct PostValidator {
  private let calendar: CompanyCalendar
  private let networks: [NetworkID]

  /// Judges by a company's networks and clock.
  package init(_ configuration: Configuration) {
    calendar = configuration.calendar
    networks = configuration.networks.map(\.id).sorted()
  }

  /// The post of a source.
  ///
  /// - Throws: what the source makes of the first thing wrong.
  /// - Complexity: O(characters).
  package func post<Source: PostSource>(of source: Source) throws(Source.Fault) -> Post {
    let fields = Fields(source: source)
    let id = try source.id()
    let named = try fields.list(.networks, network)
    guard !named.isEmpty else { throw source.missing(.networks) }
    guard let at = try source.instant(.at) else { throw source.missing(.at) }
    let variants = try fields.variants()
    guard let text = try fields.text(.text, PostChecks.text) else { throw source.missing(.text) }
    return Post(
      id: id, text: text, networks: named, at: at, expires: try expiry(source, after: at),
      link: try fields.text(.link, PostChecks.link),
      campaign: try fields.text(.campaign, TextChecks.label),
      topics: try fields.labels(.topics, TextChecks.label),
      hashtags: try fields.labels(.hashtags, PostChecks.hashtag),
      variants: variants.map(\.text), variantLanguages: variants.map(\.language),
      author: try fields.text(.author, TextChecks.id),
      tags: try fields.labels(.tags, TextChecks.label),
      prize: try fields.text(.prize, TextChecks.label),
      isInteractive: try source.flag(.interactive),
      welcomed: try fields.text(.welcomes, TextChecks.id))
  }

  private func network(_ text: String) throws(ValidationError) -> NetworkID {
    guard let network = networks.first(where: { $0.text.utf8.elementsEqual(text.utf8) }) else {
      let known = networks.map(\.text)
      throw ValidationError(
        "unknown network \"\(SafeText.excerpt(text))\"; known: \(known.joined(separator: ", "))",
        hint: NearMiss.hint(text, among: known))
    }
    return network
  }

  private func expiry<Source: PostSource>(
    _ source: Source, after at: Instant
  ) throws(Source.Fault) -> Instant? {
    guard let expires = try source.instant(.expires) else { return nil }
    guard expires > at else {
      throw source.fault(
        .expires,
        ValidationError(
          "expires at \(calendar.format(expires)), not after it falls due at "
            + calendar.format(at), hint: "Correct \"expires\" or \"at\""))
    }
    guard expires - at <= Post.longestLife else {
      throw source.fault(
        .expires,
        ValidationError(
          "expires at \(calendar.format(expires)), more than 400 days after it falls due",
          hint: "Let it end earlier; a post that is still true then can be published anew"))
    }
    return expires
  }

  /// Refuses more entries of a list than a post may have.
  static func refuseMore(_ count: Int, of key: PostKey) throws(ValidationError) {
    guard count > PostLimits.listEntries else { return }
    throw ValidationError(
      "expected at most \(PostLimits.listEntries) entries of \"\(key.rawValue)\", found \(count)")
  }

  /// Reads fields of a source, each by its check.
  private struct Fields<Source: PostSource> {
    let source: Source

    func text<Value>(
      _ key: PostKey, _ check: (String) throws(ValidationError) -> Value
    ) throws(Source.Fault) -> Value? {
      guard let text = try source.text(key) else { return nil }
      return try source.checked(text, check)
    }

    func list<Value>(
      _ key: PostKey, _ check: (String) throws(ValidationError) -> Value
    ) throws(Source.Fault) -> [Value] {
      let texts = try source.list(key)
      try refuseMore(texts.count, of: key)
      var values: [Value] = []
      for text in texts { values.append(try source.checked(text, check)) }
      return values
    }

    /// A list of texts without repeats.
    func labels(
      _ key: PostKey, _ check: (String) throws(ValidationError) -> String
    ) throws(Source.Fault) -> [String] {
      var seen: Set<String> = []
      return try list(key, check).filter {
        seen.insert(source.identity(of: $0, key)).inserted
      }
    }

    /// The suggested texts without repeats.
    func variants() throws(Source.Fault) -> [SuggestedText] {
      let written = try source.variants()
      try refuseMore(written.count, of: .variants)
      var seen: Set<SuggestedText> = []
      var variants: [SuggestedText] = []
      for variant in written {
        let text = try source.checked(variant.text, PostChecks.text)
        var language: String?
        if let written = variant.language {
          language = try source.checked(written, TextChecks.language)
        }
        let suggested = SuggestedText(text: text, language: language)
        if seen.insert(suggested).inserted { variants.append(suggested) }
      }
      return variants
    }

    private func refuseMore(_ count: Int, of key: PostKey) throws(Source.Fault) {
      do throws(ValidationError) {
        try PostValidator.refuseMore(count, of: key)
      } catch {
        throw source.fault(key, error)
      }
    }
  }
}

/// Checks of a post's texts, the same for the queue and for imports.
enum PostChecks {
  /// The text of a post or of a variant.
  static func text(_ text: String) throws(ValidationError) -> String {
    guard text.hasVisibleCharacter else {
      let isBlank = text.allSatisfy(\.isWhitespace)
      throw ValidationError(
        "expected a text, found an empty one"
          + (isBlank
            ? "" : ": \"\(SafeText.excerpt(SafeText.spelledOut(text)))\" shows nothing"),
        hint: isBlank ? nil : "Write what people are to read")
    }
    guard !text.utf8.contains(0) else { throw ValidationError("expected a text without NUL") }
    guard text.utf8.count > PostLimits.textCharacters else { return text }
    guard text.count <= PostLimits.textCharacters else {
      throw ValidationError(
        "expected at most \(PostLimits.textCharacters) characters, found \(text.count)")
    }
    return text
  }

  /// A hashtag, with its leading `#` written or not.
  static func hashtag(_ text: String) throws(ValidationError) -> String {
    // By scalars: a selector of variation makes one character of itself and the sign.
    let rest = String(text.unicodeScalars.drop { $0 == "#" })
    if rest.contains(where: { !$0.isWhitespace }) { try TextChecks.refuseInvisible(rest) }
    let word = text.hasPrefix("#") ? text.dropFirst() : Substring(text)
    guard !word.isEmpty, !word.contains(where: { $0.isWhitespace || $0 == "#" || $0 == "," }) else {
      throw ValidationError(
        "expected a hashtag, found \"\(SafeText.excerpt(text))\"",
        hint: "A hashtag is one word, for example #AcmeLab")
    }
    return try TextChecks.label("#\(word)")
  }

  /// A link by http or https.
  static func link(_ text: String) throws(ValidationError) -> String {
    guard text.utf8.count <= PostLimits.linkBytes else {
      throw ValidationError(
        "expected a link of at most \(PostLimits.linkBytes) bytes, found \(text.utf8.count)")
    }
    let scheme = ["https://", "http://"].first { text.lowercased().hasPrefix($0) }
    let rest = text.dropFirst(scheme?.count ?? 0)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    guard scheme != nil, !host.isEmpty, !host.hasPrefix(":"),
      !text.unicodeScalars.contains(where: isForeign)
    else {
      throw ValidationError(
        "expected a link by http or https, found \"\(SafeText.excerpt(text))\"",
        hint: "Write it whole, for example https://acme.example/lab")
    }
    return text
  }

  /// Tells whether a character can't stand in a link: space, controls, brackets, quotes.
  private static func isForeign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "<", ">", "\"", "`", "{", "}", "\\", "^", "|": true
    default:
      scalar.value <= 0x20 || (0x7F..<0xA0).contains(scalar.value)
        || scalar.properties.isWhitespace
    }
  }
}
