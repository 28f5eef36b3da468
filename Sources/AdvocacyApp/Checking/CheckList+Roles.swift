import AdvocacyCore
import AdvocacyReport

extension CheckList {
  /// Whether the roles that rules ask for are held by somebody.
  ///
  /// Nothing is said where no rule asks for an approval and the configuration has no roles.
  mutating func checkRoles(_ configuration: Configuration, at now: Instant) {
    let asking = configuration.policy.rules.filter { rule in
      !rule.parameters.approvers.isEmpty && (rule.period.until.map { $0 > now } ?? true)
    }
    let asked = Set(asking.flatMap(\.parameters.approvers)).sorted()
    guard !configuration.roles.isEmpty else {
      guard let role = asked.first else { return }
      return add(
        "approval", .warning,
        "no roles in config.json, so whoever may write here can approve",
        hint: "Say who may: \"roles\": [{\"role\": \"\(role)\", \"employees\": [\"…\"]}]")
    }
    var isFine = true
    func warn(_ message: String, in list: inout CheckList) {
      isFine = false
      list.add("approval", .warning, message)
    }
    for role in asked where configuration.approvers(as: role, at: now).isEmpty {
      let rules = asking.filter { $0.parameters.approvers.contains(role) }.map(\.id.text)
      warn(
        "nobody has the role \"\(role)\" today, which is asked for by \(rules.joined(separator: ", "))",
        in: &self)
    }
    for role in Set(configuration.roles.map(\.role)).sorted() {
      guard let meant = NearMiss.slip(role, among: Set(asked)) else { continue }
      warn("no rule asks for the role \"\(role)\"; did you mean \"\(meant)\"?", in: &self)
    }
    let strangers = Set(configuration.roles.flatMap(\.employees))
      .filter { configuration.position(of: $0) == nil }.map(\.text).sorted()
    if !strangers.isEmpty {
      warn(
        "roles name employees who are not on the roster: \(strangers.joined(separator: ", "))",
        in: &self)
    }
    if isFine {
      let held = NumberFormat.count(asked.count, "role")
      add("approval", .ok, asked.isEmpty ? "no rule asks for one" : "\(held) asked for and held")
    }
  }
}
