import AdvocacyCore
import StrictJSON

/// Reads how employees behave in the simulation.
enum BehaviourDecoder {
  /// The behaviour; what it doesn't name is as usual.
  static func behaviour(
    _ node: JSONNode?, sourceName: String
  ) throws(Failure) -> Behaviour {
    var behaviour = Behaviour()
    guard let object = try node?.object() else { return behaviour }
    try object.refuseUnknownKeys(known: ConfigurationKeys.behaviour)
    if let node = object.optional("participation") {
      behaviour.participation = try participation(node, sourceName: sourceName)
    }
    if let node = object.optional("topicAffinity") {
      behaviour.topicAffinity = try node.decimal(in: 1...100)
    }
    if let node = object.optional("fatigue") { behaviour.fatigue = try node.decimal(in: 0...10) }
    if let node = object.optional("likeChance") {
      behaviour.likeChance = try node.decimal(in: 0...1)
    }
    if let node = object.optional("repostChance") {
      behaviour.repostChance = try node.decimal(in: 0...1)
    }
    if let hours = try object.optional("hours")?.object() { try read(hours, into: &behaviour) }
    return behaviour
  }

  private static func participation(
    _ node: JSONNode, sourceName: String
  ) throws(Failure) -> Behaviour.Participation {
    switch node.kind {
    case .number, .object:
      .chance(try ParameterDecoder(sourceName: sourceName).participation(node))
    case .string:
      try node.choice("participation", among: [("everyone", Behaviour.Participation.everyone)])
    default:
      throw node.mismatch(
        "\"everyone\", a number from 0 to 1, or an object with low, typical and high")
    }
  }

  private static func read(
    _ object: JSONObject, into behaviour: inout Behaviour
  ) throws(Failure) {
    try object.refuseUnknownKeys(known: ConfigurationKeys.hours)
    let from = try object.required("from").checked(TextChecks.minute)
    let untilNode = try object.required("until")
    let until = try untilNode.text() == "24:00" ? 1440 : untilNode.checked(TextChecks.minute)
    guard from < until else {
      throw untilNode.failure(
        "expected a time of day after \"from\"", hint: "Employees act from morning to evening")
    }
    behaviour.fromMinute = from
    behaviour.untilMinute = until
  }
}
