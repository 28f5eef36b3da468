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
