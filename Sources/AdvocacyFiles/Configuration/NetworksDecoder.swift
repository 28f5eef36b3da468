import AdvocacyModel
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
