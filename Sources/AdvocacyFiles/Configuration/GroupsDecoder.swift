import AdvocacyModel
import StrictJSON

/// Reads the groups, which are networks of their own whose accounts are those of their employees.
struct GroupsDecoder {
  /// The groups as networks, in the order of the file.
  private(set) var networks: [Network] = []
  /// The parameters of all networks, with those of groups: their own, else their network's.
  private(set) var parameters: ParameterSet
  private let known: [Network]
  private let audiences: [AudienceFile]
  private let decoder: ParameterDecoder
  /// The ids of a group's employees, each with its place.
  private var members: [(group: Network, employees: [(EmployeeID, JSONNode)])] = []

  /// The most members that make sense: a bound against slips of the keyboard.
  static let memberCounts = 1...1_000_000
  /// The most groups: each is a network for every post that names it (assumed).
  static let most = 100

  /// Makes a decoder for groups on some networks.
  init(_ networks: NetworksDecoder, sourceName: String) {
    known = networks.networks
    audiences = networks.audiences
    parameters = networks.parameters
    decoder = ParameterDecoder(sourceName: sourceName)
  }

  /// Reads the groups; files of members by a closure.
  mutating func read(
    _ node: JSONNode?, _ readFile: (String) throws(Failure) -> [UInt8]?
  ) throws(Failure) {
    for element in try node?.elements(atMost: Self.most, "groups") ?? [] {
      try read(element.object(), readFile)
    }
  }

  private mutating func read(
    _ object: JSONObject, _ readFile: (String) throws(Failure) -> [UInt8]?
  ) throws(Failure) {
    try object.refuseUnknownKeys(known: ConfigurationKeys.group)
    let idNode = try object.required("id")
    let id: NetworkID = try idNode.id()
    guard !(known + networks).contains(where: { $0.id == id }) else {
      throw idNode.failure(
        "\"\(id)\" is also the id of another group or network",
        hint: "Posts name groups and networks alike: give each its own id")
    }
    let named = try object.required("network").choice(
      "network", among: known.map { ($0.id.text, $0) })
    let (count, nodes) = try members(of: object, on: named.id, readFile)
    let group = Network(
      id: id, title: try object.optional("title")?.checked(TextChecks.label) ?? id.text,
      actions: named.actions, textLimit: named.textLimit,
      group: NetworkGroup(
        network: named.id, members: count,
        isClosed: try object.optional("closed")?.bool() ?? true, nodes: nodes,
        welcome: try object.optional("welcome")?.checked(Self.welcome)))
    networks.append(group)
    try readParameters(object, of: group)
    guard let list = object.optional("employees") else { return }
    var employees: [(EmployeeID, JSONNode)] = []
    for node in try list.elements(atMost: RosterLimits.employees) {
      let id: EmployeeID = try node.id()
      guard !employees.contains(where: { $0.0 == id }) else {
        throw node.failure("duplicate employee \"\(id)\"", hint: "Name each member once")
      }
      employees.append((id, node))
    }
    guard nodes != nil || employees.count <= count else {
      throw list.failure(
        "\(employees.count) employees are in a group of \(count)",
        hint: "\"members\" counts all members, employees included")
    }
    members.append((group, employees))
  }

  private func members(
    of object: JSONObject, on network: NetworkID,
    _ readFile: (String) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> (Int, [UInt64]?) {
    let node = try object.required("members")
    guard node.kind == .string else { return (try node.integer(in: Self.memberCounts), nil) }
    let path = try node.filledText()
    guard audiences.contains(where: { $0.network == network }) else {
      throw node.failure(
        "names nodes of a graph, and \(network) has none",
        hint: "Give the number of members, or the network an \"audience\"")
    }
    guard let bytes = try readFile(path) else {
      throw node.failure(
        "there is no file \"\(SafeText.excerpt(path))\"",
        hint: "Put the members' nodes there, one a line, or give their number")
    }
    let nodes = try MemberFile.nodes(bytes, file: path)
    guard Self.memberCounts.contains(nodes.count) else {
      throw Failure(
        .configuration, at: Place(file: path),
        "expected 1 to 1000000 members, found \(nodes.count)",
        hint: "Write the node of each member on a line of its own")
    }
    return (nodes.count, nodes)
  }

  /// What is said in a group is seen and passed on as on its network, unless it says otherwise; in a
  /// closed one nobody passes anything on.
  private mutating func readParameters(
    _ object: JSONObject, of group: Network
  ) throws(Failure) {
    for name in ParameterName.allCases where name.isPerNetwork {
      if name == .shareRate, let facts = group.group, facts.isClosed {
        if let node = object.optional(name.rawValue) {
          throw node.failure(
            "nothing leaves a closed group", hint: "Leave it out, or write \"closed\": false")
        }
        parameters.override(
          name, on: group.id,
          with: Parameter(0, basis: .configured, source: "nothing leaves a closed group"))
        continue
      }
      let own = try object.optional(name.rawValue).map { node throws(Failure) in
        try decoder.parameter(node, name)
      }
      parameters.override(name, on: group.id, with: own ?? parameters[name, group.habits])
    }
  }

  /// The text that welcomes somebody, who must be in it.
  private static func welcome(_ text: String) throws(ValidationError) -> String {
    let text = try PostChecks.text(text)
    guard text.contains(Post.namePlaceholder) else {
      throw ValidationError(
        "expected a text with \(Post.namePlaceholder) in it, found \"\(SafeText.excerpt(text))\"",
        hint: "Write for example: Welcome, \(Post.namePlaceholder)!")
    }
    return text
  }

  /// The roster with the accounts of groups' members; who is not on it, or no longer, has none.
  ///
  /// - Throws: a failure at an id that is nearly one of the roster's.
  /// - Complexity: O(roster + members).
  func joined(by roster: [Employee], _ labels: RosterLabels) throws(Failure) -> [Employee] {
    guard members.contains(where: { !$0.employees.isEmpty }) else { return roster }
    var roster = roster
    let places = Dictionary(
      roster.indices.map { (roster[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
    for (group, employees) in members {
      for (id, node) in employees {
        if let place = places[id] {
          roster[place] = roster[place].joining(group)
        } else if let meant = labels.slip(id) {
          throw node.failure("unknown employee \"\(id)\"", hint: "Did you mean \"\(meant)\"?")
        }
      }
    }
    return roster
  }
}

/// Reads a file with the nodes of a group's members.
enum MemberFile {
  /// The nodes, ascending, each once; lines that begin with `#` and empty ones are passed over.
  ///
  /// - Throws: a failure with cause `configuration` at a line that is no number.
  /// - Complexity: O(bytes + nodes × log nodes).
  static func nodes(_ bytes: [UInt8], file: String) throws(Failure) -> [UInt64] {
    var nodes: Set<UInt64> = []
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let text = String(String(decoding: line, as: UTF8.self).trimmed(where: \.isWhitespace))
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      guard let node = UInt64(text), node <= UInt64(Int.max) else {
        throw Failure(
          .configuration, at: Place(file: file, line: number, column: 1),
          "expected the node of a member, found \"\(SafeText.excerpt(text))\"",
          hint: "Write one number a line, as the graph's file has them")
      }
      nodes.insert(node)
    }
    return nodes.sorted()
  }
}
