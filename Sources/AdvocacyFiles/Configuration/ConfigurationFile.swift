package import AdvocacyCore
import StrictJSON

/// Reads `config.json`.
package enum ConfigurationFile {
  /// Reads and checks a configuration with its roster, and fills in every default.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - readRoster: Reads the roster's table: by the path that the configuration names, or (nil)
  ///     the one beside it, which may be missing; nil is then returned.
  /// - Returns: The configuration.
  /// - Throws: a failure with cause `configuration` at the first thing wrong, and whatever
  ///   `readRoster` throws.
  /// - Complexity: O(bytes of both files).
  package static func decode(
    _ bytes: [UInt8], file: String = "config.json",
    readRoster: (String?) throws(Failure) -> [UInt8]? = { _ throws(Failure) in nil }
  ) throws(Failure) -> Configuration {
    let root = try JSONDocument.parse(bytes: bytes, file: file, cause: .configuration).object()
    try root.refuseUnknownKeys(known: ConfigurationKeys.top)
    _ = try root.optional("$schema")?.text()
    let (company, calendar) = try company(root.required("company"))

    var networks = NetworksDecoder(sourceName: file)
    try networks.read(root.optional("networks"))
    try networks.readShared(root.optional("parameters"))
    let parameters = networks.parameters

    var context = ConfigurationContext(
      calendar: calendar, networks: networks.networks.map(\.id))
    let pages = try PageDecoder.pages(root.optional("pages"), in: &context)
    let courses = try courses(root.optional("courses"))
    context.courses = courses.map(\.id)
    let roster = try roster(root.optional("employees"), in: &context, readRoster)
    context.rosterLabels = RosterLabels(roster)
    return Configuration(
      company: company, calendar: calendar, networks: networks.networks, pages: pages,
      courses: courses, roster: roster,
      policy: try PolicyDecoder(context: context).policy(root.optional("policy")),
      behaviour: try BehaviourDecoder.behaviour(root.optional("behaviour"), sourceName: file),
      audiences: networks.audiences, parameters: parameters,
      rateCard: try RateCardDecoder.card(root.optional("rateCard")),
      roles: try RolesDecoder(context: context).roles(root.optional("roles")))
  }

  private static func company(_ node: JSONNode) throws(Failure) -> (String, CompanyCalendar) {
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.company)
    let name = try object.required("name").checked(TextChecks.label)
    let zoneNode = try object.required("timeZone")
    let zone = try zoneNode.text()
    guard let calendar = CompanyCalendar(zoneName: zone) else {
      throw zoneNode.failure(
        "unknown time zone \"\(SafeText.excerpt(zone))\"",
        hint: "Write a name of the time-zone database, for example Europe/Madrid or UTC")
    }
    return (name, calendar)
  }

  private static func courses(_ node: JSONNode?) throws(Failure) -> [Course] {
    var courses: [Course] = []
    for node in try node?.elements(atMost: 10_000, "courses") ?? [] {
      let object = try node.object()
      try object.refuseUnknownKeys(known: ConfigurationKeys.course)
      let idNode = try object.required("id")
      let id: CourseID = try idNode.id()
      guard !courses.contains(where: { $0.id == id }) else {
        throw idNode.failure("duplicate course \"\(id)\"", hint: "Give each course its own id")
      }
      courses.append(
        Course(
          id: id, title: try object.optional("title")?.checked(TextChecks.label) ?? id.text,
          validDays: try object.optional("validDays")?.integer(in: 1...36_500)))
    }
    return courses
  }

  private static func roster(
    _ node: JSONNode?, in context: inout ConfigurationContext,
    _ readRoster: (String?) throws(Failure) -> [UInt8]?
  ) throws(Failure) -> [Employee] {
    if let node, node.kind == .array {
      return try EmployeeDecoder.employees(node, in: &context)
    }
    let path = try node.map { node throws(Failure) in
      guard node.kind == .string else { throw node.mismatch("a list of employees or a file name") }
      return try node.filledText()
    }
    guard let bytes = try readRoster(path) else {
      guard let node, let path else { return [] }
      throw node.failure(
        "there is no file \"\(SafeText.excerpt(path))\"",
        hint: "Put the roster there, or name its file")
    }
    return try RosterTable.employees(
      bytes, file: path ?? RosterTable.defaultFile, in: context)
  }
}
