import AdvocacyCore
import StrictJSON

/// Reads who may approve posts in which role.
struct RolesDecoder {
  let context: ConfigurationContext

  /// The most entries (assumed): some for each role and year.
  private static let limit = 10_000

  func roles(_ node: JSONNode?) throws(Failure) -> [RoleGrant] {
    var grants: [RoleGrant] = []
    for node in try node?.elements(atMost: Self.limit) ?? [] { grants.append(try grant(node)) }
    return grants
  }

  private func grant(_ node: JSONNode) throws(Failure) -> RoleGrant {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.roleGrant)
    let grant = RoleGrant(
      role: try object.required("role").checked(TextChecks.label),
      employees: try object.optional("employees").map { node throws(Failure) in
        try context.employees(node)
      } ?? [],
      teams: try object.optional("teams").map { node throws(Failure) in
        try context.labels(node, .team)
      } ?? [],
      period: try context.period(object))
    guard !grant.employees.isEmpty || !grant.teams.isEmpty else {
      throw node.failure(
        "nobody has the role \"\(SafeText.excerpt(grant.role))\"",
        hint: "Name people under \"employees\", or teams under \"teams\"")
    }
    return grant
  }
}
