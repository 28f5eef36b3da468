package import AdvocacyModel
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

/// One case of a table by which a compliance team holds its policy.
package struct PolicyCase: Hashable, Sendable {
  /// What the case is about, for people; the post and the employee where it has no name.
  package var name: String
  /// Where it stands.
  package var place: Place
  package var post: Post
  /// The employee; on the roster.
  package var employee: EmployeeID
  /// The networks to look at; each is one of the post's.
  package var networks: [NetworkID]
  /// The instant at which the rules are asked.
  package var at: Instant
  /// What people said of the post before.
  package var approvals: [ApprovalRecord]
  /// The posts that the employee passed on before, on the same networks.
  package var earlier: [Earlier]
  /// What the policy is to say, on every network.
  package var expected: Expectation

  /// A post that was passed on before the case.
  package struct Earlier: Hashable, Sendable {
    package var post: Post
    /// The instant at which its candidates were decided.
    package var at: Instant
  }

  /// What the policy is to say.
  package struct Expectation: Hashable, Sendable {
    /// The verdict.
    package var outcome: Verdict.Outcome
    /// Where it defers, until when; nil: whenever.
    package var until: Instant?
    /// All rules that speak, sorted; nil: whichever.
    package var rules: [RuleID]?
  }
}

/// The keys of a table of policy cases, in the order in which help names them.
enum PolicyCaseKeys {
  static let top = ["$schema", "posts", "cases"]
  static let policyCase = [
    "name", "post", "employee", "networks", "at", "approvals", "earlier", "verdict", "until",
    "rules",
  ]
  static let required = ["post", "employee", "verdict"]
  static let approval = ["as", "by", "at"]
  static let earlier = ["post", "at"]
}

/// Reads one case of a table.
struct PolicyCaseDecoder {
  private let context: ConfigurationContext
  private let posts: PostDecoder
  private let roster: Set<EmployeeID>
  private var known: [Post]

  init(configuration: Configuration, posts: PostDecoder, known: [Post]) {
    context = ConfigurationContext(configuration)
    self.posts = posts
    self.known = known
    roster = Set(configuration.roster.map(\.id))
  }

  /// Adds posts under ids that are not known yet.
  mutating func add(_ posts: [Post]) {
    let ids = Set(known.map(\.id))
    known += posts.filter { !ids.contains($0.id) }
  }

  /// Tells whether a case names a post that isn't known.
  func isPostMissing(_ node: JSONNode) throws(Failure) -> Bool {
    let object = try node.object()
    var nodes = [object.optional("post")]
    for earlier in try object.optional("earlier")?.elements() ?? [] {
      nodes.append(try earlier.object().optional("post"))
    }
    for node in nodes {
      guard let node, node.kind == .string else { continue }
      let text = try node.text()
      if !known.contains(where: { $0.id.text == text }) { return true }
    }
    return false
  }

  func policyCase(_ node: JSONNode) throws(Failure) -> PolicyCase {
    let object = try node.object()
    try object.refuseUnknownKeys(known: PolicyCaseKeys.policyCase)
    let post = try post(object.required("post"))
    let employee = try employee(object.required("employee"))
    let written = try object.optional("at").map { node throws(Failure) in
      try context.instant(node)
    }
    let at = written ?? post.at
    let name = try object.optional("name")?.checked(TextChecks.label)
    return PolicyCase(
      name: name ?? "\(post.id) for \(employee)", place: node.place, post: post,
      employee: employee, networks: try networks(object.optional("networks"), of: post),
      at: at, approvals: try approvals(object.optional("approvals"), of: post),
      earlier: try earlier(object.optional("earlier"), than: at), expected: try expectation(object))
  }

  private func post(_ node: JSONNode) throws(Failure) -> Post {
    guard node.kind == .string else { return try posts.post(node) }
    let text = try node.text()
    guard let post = known.first(where: { $0.id.text == text }) else {
      let hint = NearMiss.hint(text, among: known.map(\.id.text))
      throw node.failure(
        "unknown post \"\(SafeText.excerpt(text))\"",
        hint: hint ?? "Add it to \"posts\", or write the post itself here")
    }
    return post
  }

  private func employee(_ node: JSONNode) throws(Failure) -> EmployeeID {
    let id: EmployeeID = try node.id()
    guard roster.contains(id) else {
      throw node.failure(
        "unknown employee \"\(id)\"",
        hint: NearMiss.hint(id.text, among: roster.map(\.text).sorted())
          ?? "The roster of config.json lists the employees")
    }
    return id
  }

  private func networks(_ node: JSONNode?, of post: Post) throws(Failure) -> [NetworkID] {
    guard let node else { return post.networks }
    return try node.filled(
      node.uniqueElements { node throws(Failure) in
        let network = try context.network(node)
        guard post.networks.contains(network) else {
          let known = post.networks.map(\.text).joined(separator: ", ")
          throw node.failure("the post is not on \(network); it is on: \(known)")
        }
        return network
      }
    ).sorted()
  }

  private func approvals(_ node: JSONNode?, of post: Post) throws(Failure) -> [ApprovalRecord] {
    try node?.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: PolicyCaseKeys.approval)
      return ApprovalRecord(
        post: post.id, role: try object.required("as").checked(TextChecks.label),
        employee: try object.optional("by").map { node throws(Failure) in try employee(node) },
        at: try object.optional("at").map { node throws(Failure) in try context.instant(node) }
          ?? .distantPast)
    } ?? []
  }

  private func earlier(
    _ node: JSONNode?, than instant: Instant
  ) throws(Failure) -> [PolicyCase.Earlier] {
    let entries = try node?.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: PolicyCaseKeys.earlier)
      let post = try post(object.required("post"))
      let atNode = object.optional("at")
      let at =
        try atNode.map { node throws(Failure) in try context.instant(node) } ?? post.at
      guard at < instant else {
        throw (atNode ?? node).failure(
          "\(context.calendar.format(at)) is not before the case's own instant, "
            + context.calendar.format(instant), hint: "Give an earlier \"at\"")
      }
      return PolicyCase.Earlier(post: post, at: at)
    }
    return (entries ?? []).sorted { ($0.at, $0.post.id) < ($1.at, $1.post.id) }
  }

  private func expectation(_ object: JSONObject) throws(Failure) -> PolicyCase.Expectation {
    let outcome: Verdict.Outcome = try object.required("verdict").choice("verdict")
    let untilNode = object.optional("until")
    if let untilNode, outcome != .defer {
      throw untilNode.failure(
        "\"until\" goes with the verdict \"defer\" alone", hint: "Remove it, or the verdict")
    }
    return PolicyCase.Expectation(
      outcome: outcome,
      until: try untilNode.map { node throws(Failure) in try context.end(node) },
      rules: try object.optional("rules").map { node throws(Failure) in
        try node.uniqueElements { node throws(Failure) -> RuleID in try node.id() }.sorted()
      })
  }
}

/// The JSON Schema of a table of policy cases.
package enum PolicyCaseSchema {
  /// The schema as JSON text, ending with a line break.
  package static let text = root.pretty() + "\n"

  private static let root = WrittenJSON.object([
    ("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
    ("$id", .text("urn:advocacy:schema:policy-test:1")),
    ("title", .text("Cases by which a policy is held: what it is to say of whom")),
    ("$ref", .text("#/$defs/table")),
    (
      "$defs",
      .object(
        [(key: "table", value: table), (key: "case", value: policyCase)]
          + [(key: "subject", value: subject)] + QueueSchema.postDefinitions)
    ),
  ])

  private static let table = SchemaNode.object(
    "A table of cases.", keys: PolicyCaseKeys.top, required: ["cases"],
    [
      "$schema": SchemaNode.text("Where editors find this schema."),
      "posts": SchemaNode.list(
        "Posts that cases name by id, besides those of the queue.",
        of: SchemaNode.reference("post")),
      "cases": SchemaNode.list("The cases.", of: SchemaNode.reference("case"), atLeast: 1),
    ])

  private static let subject = SchemaNode.oneOf(
    "A post, or the id of one.", [SchemaNode.reference("id"), SchemaNode.reference("post")])

  private static let policyCase = SchemaNode.object(
    "One case.", keys: PolicyCaseKeys.policyCase, required: PolicyCaseKeys.required,
    [
      "name": SchemaNode.reference("label"), "post": SchemaNode.reference("subject"),
      "employee": SchemaNode.reference("id"),
      "networks": SchemaNode.list(
        "The networks to look at; all of the post's otherwise.", of: SchemaNode.reference("id"),
        atLeast: 1),
      "at": SchemaNode.reference("time"),
      "approvals": SchemaNode.list(
        "Who approved the post before.",
        of: SchemaNode.object(
          "An approval.", keys: PolicyCaseKeys.approval, required: ["as"],
          [
            "as": SchemaNode.reference("label"), "by": SchemaNode.reference("id"),
            "at": SchemaNode.reference("time"),
          ])),
      "earlier": SchemaNode.list(
        "What the employee passed on before, on the same networks.",
        of: SchemaNode.object(
          "A post passed on; at its own instant unless another is given.",
          keys: PolicyCaseKeys.earlier, required: ["post"],
          ["post": SchemaNode.reference("subject"), "at": SchemaNode.reference("time")])),
      "verdict": SchemaNode.text(
        "What the policy is to say.", choice: Verdict.Outcome.allCases.map(\.rawValue)),
      "until": SchemaNode.reference("time"),
      "rules": SchemaNode.list(
        "All rules that are to speak, built-in ones included.", of: SchemaNode.reference("id")),
    ])
}
