import AdvocacyCore

/// Reads what guards against many accounts speaking as one.
enum FairPlayDecoder {
  /// The guards; `false` switches all or one of them off.
  static func fairPlay(_ node: JSONNode?) throws(Failure) -> Policy.FairPlay {
    guard let node else { return Policy.FairPlay() }
    guard try !isOff(node) else { return .off }
    let object = try node.object()
    try object.refuseUnknownKeys(known: ConfigurationKeys.fairPlay)
    var fairPlay = Policy.FairPlay()
    if let node = object.optional("stagger") {
      fairPlay.stagger = try isOff(node) ? nil : stagger(checked(node, "stagger"))
    }
    if let node = object.optional("textUniqueness") {
      fairPlay.textUniqueness =
        try isOff(node) ? nil : textUniqueness(checked(node, "textUniqueness"))
    }
    return fairPlay
  }

  /// A stagger; whoever writes it as a rule has it for every post.
  static func stagger(
    _ object: JSONObject, forEveryPost: Bool = false
  ) throws(Failure) -> Rule.Stagger {
    let usual = Rule.Stagger()
    let stagger = Rule.Stagger(
      gapMinutes: try object.optional("gapMinutes")?.integer(in: 1...1440) ?? usual.gapMinutes,
      share: try object.optional("share")?.decimal(in: 0.001...1) ?? usual.share,
      seed: try object.optional("seed")?.integer(in: 0...Int(Int32.max)) ?? usual.seed,
      concernsEveryPost: forEveryPost)
    guard stagger.groups <= mostGroups else {
      throw object.node.failure(
        "makes \(stagger.groups) groups of colleagues; \(mostGroups) are the most",
        hint: "Raise \"share\" or \"gapMinutes\"")
    }
    return stagger
  }

  /// A demand for different words; whoever writes it as a rule has it for shares as well.
  static func textUniqueness(
    _ object: JSONObject, includesShares: Bool = false
  ) throws(Failure) -> Rule.TextUniqueness {
    let usual = Rule.TextUniqueness()
    return Rule.TextUniqueness(
      similarity: try object.optional("similarity")?.decimal(in: 0.01...1) ?? usual.similarity,
      accountsPerText: try object.optional("accountsPerText")?.integer(in: 1...100_000)
        ?? usual.accountsPerText, includesShares: includesShares)
  }

  /// The most groups of colleagues: two days of quarters of an hour, and more than any share asks.
  static let mostGroups = 240

  private static func checked(_ node: JSONNode, _ type: String) throws(Failure) -> JSONObject {
    let object = try node.object()
    try object.refuseUnknownKeys(known: RuleForm.of(type)?.keys ?? [])
    return object
  }

  private static func isOff(_ node: JSONNode) throws(Failure) -> Bool {
    guard node.kind == .bool else { return false }
    guard try !node.bool() else {
      throw node.mismatch("false or an object", hint: "Fair play is on without being asked for")
    }
    return true
  }
}
