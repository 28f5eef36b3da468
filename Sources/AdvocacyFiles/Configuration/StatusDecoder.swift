import AdvocacyCore
import StrictJSON

/// Reads what only some rules ask about an employee.
struct StatusDecoder {
  let context: ConfigurationContext

  func status(_ object: JSONObject) throws(Failure) -> EmploymentStatus {
    EmploymentStatus(
      seniority: try object.optional("seniority")?.checked(TextChecks.label) ?? "",
      contract: try object.optional("contract")?.checked(TextChecks.label) ?? "",
      roles: try list(object, "roles", ConfigurationKeys.datedRole) { object throws(Failure) in
        EmploymentStatus.DatedRole(
          role: try object.required("role").checked(TextChecks.label),
          period: try context.period(object))
      },
      leave: try periods(object, "leave"), suspended: try periods(object, "suspended"),
      acknowledgements: try list(object, "acknowledgements", ConfigurationKeys.acknowledgement) {
        object throws(Failure) in
        EmploymentStatus.Acknowledgement(
          document: try object.required("document").checked(TextChecks.label),
          version: try object.required("version").checked(TextChecks.label),
          at: try context.instant(object.required("at")))
      },
      optOuts: try list(object, "optOuts", ConfigurationKeys.optOut) { object throws(Failure) in
        try optOut(object)
      })
  }

  private func optOut(_ object: JSONObject) throws(Failure) -> EmploymentStatus.OptOut {
    EmploymentStatus.OptOut(
      topics: try object.optional("topics")?.checkedList(TextChecks.label),
      campaigns: try object.optional("campaigns")?.checkedList(TextChecks.label),
      networks: try ScopeDecoder(context: context).networks(object.optional("networks")),
      period: try context.period(object))
  }

  private func periods(_ object: JSONObject, _ key: String) throws(Failure) -> [Period] {
    try list(object, key, ConfigurationKeys.period) { object throws(Failure) in
      try context.period(object)
    }
  }

  private func list<Value>(
    _ object: JSONObject, _ key: String, _ keys: [String],
    _ read: (JSONObject) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    try object.optional(key)?.mapElements { node throws(Failure) in
      let object = try node.object()
      try object.refuseUnknownKeys(known: keys)
      return try read(object)
    } ?? []
  }
}
