import AdvocacyCore
import StrictJSON

/// Reads employees that stand in the configuration itself.
enum EmployeeDecoder {
  static func employees(
    _ node: JSONNode, in context: inout ConfigurationContext
  ) throws(Failure) -> [Employee] {
    var employees: [Employee] = []
    for element in try node.elements(atMost: RosterLimits.employees, "employees") {
      employees.append(try employee(element, in: &context))
    }
    return employees
  }

  private static func employee(
    _ node: JSONNode, in context: inout ConfigurationContext
  ) throws(Failure) -> Employee {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.employee)
    let idNode = try object.required("id")
    let id: EmployeeID = try idNode.id()
    if let complaint = context.claim(id, line: idNode.place.line ?? 0) {
      throw idNode.failure(complaint.message, hint: complaint.hint)
    }
    return Employee(
      id: id,
      name: try object.optional("name")?.checked(TextChecks.label) ?? "",
      team: try object.optional("team")?.checked(TextChecks.label) ?? "",
      role: try object.optional("role")?.checked(TextChecks.label) ?? "",
      country: try object.optional("country")?.checked(TextChecks.country) ?? "",
      language: try object.optional("language")?.checked(TextChecks.language) ?? "",
      topics: try object.optional("topics")?.checkedOptionalList(TextChecks.label) ?? [],
      consent: try consent(object.optional("consent"), context),
      trainings: try trainings(object.optional("trainings"), context),
      accounts: try accounts(object.optional("accounts"), of: id, in: &context),
      employed: try employed(object.optional("employed"), context),
      status: try StatusDecoder(context: context).status(object))
  }

  private static func consent(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> Consent? {
    guard let node else { return nil }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.consent)
    _ = try object.required("from")
    let networks = try object.optional("networks").map { list throws(Failure) in
      try list.filled(
        list.uniqueElements { node throws(Failure) in try context.network(node) })
    }
    return Consent(
      period: try context.period(object), networks: networks,
      actions: try object.optional("actions").map { node throws(Failure) in try node.actions() },
      uses: try object.optional("uses")?.checkedList(TextChecks.label),
      evidence: try object.optional("evidence")?.checked(TextChecks.label))
  }

  private static func trainings(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> [Training] {
    guard let node else { return [] }
    return try node.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.training)
      return Training(
        course: try context.course(object.required("course")),
        completed: try context.instant(object.required("completed")),
        score: try object.optional("score")?.integer(in: 0...100),
        level: try object.optional("level")?.integer(in: 1...100))
    }
  }

  private static func accounts(
    _ node: JSONNode?, of owner: EmployeeID, in context: inout ConfigurationContext
  ) throws(Failure) -> [Account] {
    guard let node else { return [] }
    var accounts: [Account] = []
    for member in try node.object().members {
      let network = try context.network(of: member)
      let object = try member.value.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.account)
      accounts.append(
        Account(
          network: network,
          handle: try object.optional("handle")?.checked(TextChecks.label),
          followers: try object.required("followers").integer(in: PageDecoder.followers),
          node: try PageDecoder.graphNode(
            object.optional("node"), of: "employee \"\(owner)\"", in: &context),
          authorized: try object.optional("authorized").map { node throws(Failure) in
            try context.instant(node)
          },
          isVerified: try object.optional("verified")?.bool(),
          isAutomated: try object.optional("automated")?.bool()))
    }
    return accounts
  }

  private static func employed(
    _ node: JSONNode?, _ context: ConfigurationContext
  ) throws(Failure) -> Period {
    guard let node else { return Period() }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.period)
    return try context.period(object)
  }
}
