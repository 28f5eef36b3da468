package import AdvocacyModel
import StrictJSON

/// Reads how a company reaches its employees: tags of links, files of strings, mail.
enum OutreachDecoder {
  /// The longest value of a tag, in characters (assumed).
  static let tagCharacters = 100

  static func outreach(_ root: JSONObject) throws(Failure) -> Outreach {
    Outreach(
      tags: try tags(root.optional("links")), strings: try strings(root.optional("strings")),
      mail: try mail(root.optional("mail")))
  }

  private static func tags(_ node: JSONNode?) throws(Failure) -> LinkTags? {
    guard let links = try node?.object() else { return nil }
    try links.refuseUnknownKeys(known: ConfigurationKeys.links)
    guard let object = try links.optional("utm")?.object() else { return nil }
    try object.refuseUnknownKeys(known: ConfigurationKeys.utm)
    return LinkTags(
      medium: try object.optional("medium")?.checked(tag) ?? LinkTags.usualMedium,
      campaign: try object.optional("campaign")?.checked(tag),
      tellsPeopleApart: try object.optional("perPerson")?.bool() ?? false)
  }

  private static func tag(_ text: String) throws(ValidationError) -> String {
    let text = try TextChecks.label(text)
    guard text.count <= tagCharacters else {
      throw ValidationError(
        "expected at most \(tagCharacters) characters, found \(text.count)",
        hint: "Write a word or two, for example employee")
    }
    return text
  }

  private static func strings(_ node: JSONNode?) throws(Failure) -> [Outreach.StringsFile] {
    var files: [Outreach.StringsFile] = []
    for member in try node?.object().members ?? [] {
      let language = try member.key.named(member.name).language(member.name)
      guard !files.contains(where: { $0.language == language }) else {
        throw member.key.failure(
          "duplicate language \"\(language)\"", hint: "Give each language one file")
      }
      files.append(.init(language: language, file: try member.value.checked(TextChecks.label)))
    }
    return files
  }

  private static func mail(_ node: JSONNode?) throws(Failure) -> MailAddresses? {
    guard let object = try node?.object() else { return nil }
    try object.refuseUnknownKeys(known: ConfigurationKeys.mail)
    return MailAddresses(
      sender: try object.required("from").checked(address),
      recipient: try object.required("to").checked(recipient))
  }

  /// An address as mail programs take it without quotation: a name, `@`, and a host.
  private static func address(_ text: String) throws(ValidationError) -> String {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    let isPlain = text.utf8.allSatisfy { byte in
      (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
        || ".!#$%&'*+-/=?^_`{|}~@".utf8.contains(byte)
    }
    let isWhole = parts.allSatisfy { part in
      part.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty }
    }
    guard parts.count == 2, isPlain, isWhole, text.utf8.count <= 254 else {
      throw ValidationError(
        "expected an address, found \"\(SafeText.excerpt(text))\"",
        hint: "Write for example advocacy@acme.example")
    }
    return text
  }

  private static func recipient(_ text: String) throws(ValidationError) -> String {
    guard text.contains(MailAddresses.placeholder) else {
      throw ValidationError(
        "expected an address with \(MailAddresses.placeholder) in it, found "
          + "\"\(SafeText.excerpt(text))\"",
        hint: "Everybody gets their own: \(MailAddresses.placeholder)@acme.example")
    }
    _ = try address(text.replacing(MailAddresses.placeholder, with: "id"))
    return text
  }
}

extension JSONNode {
  /// The language that a key names.
  fileprivate func language(_ text: String) throws(Failure) -> String {
    do throws(ValidationError) {
      return try TextChecks.language(text)
    } catch {
      throw failure(error.message, hint: error.hint)
    }
  }
}

/// Reads a company's file of strings: each text of what employees read, in one language.
package enum StringsFile {
  /// The longest text, in characters (assumed: a paragraph).
  package static let textCharacters = 1000

  /// The texts by their keys, all of which have to be there.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - keys: The keys, in order.
  ///   - fault: Says what is wrong with a text in place of a key's, and what to do; nil: nothing.
  /// - Returns: The texts.
  /// - Throws: a failure with cause `configuration` at the first thing wrong.
  /// - Complexity: O(bytes + keys²).
  package static func decode(
    _ bytes: [UInt8], file: String, keys: [String],
    fault: (_ key: String, _ text: String) -> (message: String, hint: String)?
  ) throws(Failure) -> [String: String] {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    try root.refuseUnknownKeys(known: keys)
    var texts: [String: String] = [:]
    for key in keys {
      let node = try root.required(key)
      let text = try node.checked(sentence)
      if let fault = fault(key, text) { throw node.failure(fault.message, hint: fault.hint) }
      texts[key] = text
    }
    return texts
  }

  private static func sentence(_ text: String) throws(ValidationError) -> String {
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw ValidationError("expected a text, found an empty one")
    }
    try TextChecks.refuseInvisible(text)
    guard text.count <= textCharacters else {
      throw ValidationError(
        "expected at most \(textCharacters) characters, found \(text.count)")
    }
    guard !text.contains(where: \.isNewline) else {
      throw ValidationError("expected one line", hint: "Take the line breaks out")
    }
    return text
  }
}
