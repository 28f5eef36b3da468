package import AdvocacyModel
import StrictJSON

/// Reads the networks with their audiences and parameters, and the parameters for all networks.
struct NetworksDecoder {
  private(set) var networks = Network.builtIn
  private(set) var audiences: [AudienceFile] = []
  private(set) var parameters = ParameterSet()
  private let decoder: ParameterDecoder

  /// Makes a decoder; parameters without a source of their own get the file's name for one.
  init(sourceName: String) {
    decoder = ParameterDecoder(sourceName: sourceName)
  }

  mutating func read(_ node: JSONNode?) throws(Failure) {
    guard let node else { return }
    for member in try node.object().members {
      guard let id = NetworkID(member.name) else {
        throw member.key.failure(
          "expected the id of a network, found \"\(SafeText.excerpt(member.name))\"",
          hint: "An id is 1 to 128 letters (a to z), digits, dots, underscores and hyphens")
      }
      try read(member.value.object(), of: id)
    }
  }

  mutating func readShared(_ node: JSONNode?) throws(Failure) {
    guard let object = try node?.object() else { return }
    try object.refuseUnknownKeys(
      known: ConfigurationKeys.parameters, hint: { RetiredParameter(rawValue: $0)?.hint })
    for name in ParameterName.allCases {
      guard let value = object.optional(name.rawValue) else { continue }
      parameters.override(name, with: try decoder.parameter(value, name))
    }
  }

  private mutating func read(_ object: JSONObject, of id: NetworkID) throws(Failure) {
    try refuseSharedParameters(object)
    try object.refuseUnknownKeys(
      known: ConfigurationKeys.network, hint: { RetiredParameter(rawValue: $0)?.hint })
    let known = networks.first { $0.id == id }
    let actions = try object.optional("actions").map { list throws(Failure) in
      try list.filled(
        list.uniqueElements { node throws(Failure) in try node.choice("action", of: Action.self) })
    }
    guard let actions = actions ?? known?.actions else {
      throw object.node.failure(
        "missing the key \"actions\" of the new network \"\(id)\"",
        hint: "List what accounts can do there: like, repost, quote, comment, share")
    }
    let title = try object.optional("title")?.checked(TextChecks.label) ?? known?.title ?? id.text
    let limit = try object.optional("textLimit")?.integer(in: 1...10_000_000) ?? known?.textLimit
    networks.removeAll { $0.id == id }
    networks.append(Network(id: id, title: title, actions: actions, textLimit: limit))
    for name in ParameterName.allCases where name.isPerNetwork {
      guard let value = object.optional(name.rawValue) else { continue }
      parameters.override(name, on: id, with: try decoder.parameter(value, name))
    }
    if let audience = object.optional("audience") {
      audiences.append(try self.audience(audience.object(), of: id))
    }
  }

  private func refuseSharedParameters(_ object: JSONObject) throws(Failure) {
    for member in object.members {
      guard let name = ParameterName(rawValue: member.name), !name.isPerNetwork else { continue }
      throw member.key.failure(
        "\"\(member.name)\" is one value for all networks", hint: "Put it under \"parameters\"")
    }
  }

  private func audience(
    _ object: JSONObject, of network: NetworkID
  ) throws(Failure) -> AudienceFile {
    try object.refuseUnknownKeys(known: ConfigurationKeys.audience)
    return AudienceFile(
      network: network, file: try object.required("file").filledText(),
      edges: try object.optional("edges")?.choice("direction of edges") ?? .followerToFollowed,
      // The first two columns are the nodes.
      weightColumn: try object.optional("weightColumn")?.integer(in: 3...100))
  }
}

/// Reads a parameter: a number, or a range with its basis and source.
struct ParameterDecoder {
  /// The source of values that name none.
  let sourceName: String

  func parameter(_ node: JSONNode, _ name: ParameterName) throws(Failure) -> Parameter {
    let parameter = node.kind == .object ? try range(node.object()) : try number(node)
    if let fault = name.fault(in: parameter) { throw node.failure(fault) }
    return parameter
  }

  /// The chance that an allowed employee takes part.
  func participation(_ node: JSONNode) throws(Failure) -> Parameter {
    typealias Participation = Behaviour.Participation
    guard node.kind == .object else {
      let chance = try node.decimal(in: Participation.allowedValues)
      return Parameter(chance, basis: .configured, source: sourceName)
    }
    let parameter = try range(node.object())
    let allowed = Participation.allowedValues
    if let fault = parameter.fault(named: Participation.name, within: allowed) {
      throw node.failure(fault)
    }
    return parameter
  }

  private func number(_ node: JSONNode) throws(Failure) -> Parameter {
    guard node.kind == .number else {
      throw node.mismatch("a number, or an object with low, typical and high")
    }
    return Parameter(try node.decimal(), basis: .configured, source: sourceName)
  }

  private func range(_ object: JSONObject) throws(Failure) -> Parameter {
    try object.refuseUnknownKeys(known: ConfigurationKeys.parameter)
    let typical = try object.required("typical").decimal()
    return Parameter(
      low: try object.optional("low")?.decimal() ?? typical, typical: typical,
      high: try object.optional("high")?.decimal() ?? typical,
      basis: try object.optional("basis")?.choice("basis") ?? .configured,
      source: try object.optional("source")?.checked(TextChecks.label) ?? sourceName)
  }
}

/// Reads the company's pages.
enum PageDecoder {
  /// The most followers that make sense: a bound against slips of the keyboard.
  static let followers = 0...10_000_000_000

  static func pages(
    _ node: JSONNode?, in context: inout ConfigurationContext
  ) throws(Failure) -> [Page] {
    guard let node else { return [] }
    var pages: [Page] = []
    for member in try node.object().members {
      let network = try context.network(of: member)
      let object = try member.value.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.page)
      pages.append(
        Page(
          network: network,
          followers: try object.required("followers").integer(in: followers),
          node: try graphNode(object.optional("node"), of: "the page", in: &context)))
    }
    return pages
  }

  /// The node of an account or page in the follower graphs.
  static func graphNode(
    _ node: JSONNode?, of owner: String, in context: inout ConfigurationContext
  ) throws(Failure) -> UInt64? {
    guard let node else { return nil }
    let number = UInt64(try node.integer(in: 0...Int.max))
    if let error = context.claim(node: number, for: owner) {
      throw node.failure(error.message, hint: error.hint)
    }
    return number
  }
}

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
