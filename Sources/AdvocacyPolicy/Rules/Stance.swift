import AdvocacyCore

/// What a rule asks for, before it is put into words.
struct Ruling: Hashable, Sendable {
  /// The outcome.
  var outcome: Verdict.Outcome
  /// Where it defers, until when.
  var until: Instant?
  /// What it changes where it rewrites.
  var effect = Verdict.Effect()

  static let allow = Ruling(outcome: .allow)
  static let deny = Ruling(outcome: .deny)
  static let ask = Ruling(outcome: .needsApproval)

  /// The ruling for a post: a deferral to its end or later is a denial.
  func held(within post: Post) -> Ruling {
    guard outcome == .defer, let until, until >= post.end else { return self }
    return .deny
  }

  static func wait(until instant: Instant) -> Ruling { Ruling(outcome: .defer, until: instant) }

  /// The ruling that changes actions on a network: a denial where it leaves none, and nil where
  /// it changes none.
  static func rewrite(_ effect: Verdict.Effect, on network: Network) -> Ruling? {
    guard effect.leavesAction(on: network) else { return .deny }
    let own = ActionSet(network.actions)
    guard effect.addsWords || effect.actions(of: .all, on: network) != own else { return nil }
    return Ruling(outcome: .rewrite, effect: effect)
  }
}

/// What a rule says of a post on a network at an instant, before employees are looked at.
enum Stance: Hashable, Sendable {
  /// Nothing to anybody.
  case silent
  /// The same to every employee in its scope.
  case everyone(Ruling)
  /// It depends on the employee.
  case byEmployee

  /// A ruling for everyone, or silence.
  init(_ ruling: Ruling?) { self = ruling.map(Stance.everyone) ?? .silent }
}

/// A post on a network at an instant: all that rules may ask besides the employee.
struct Occasion: Sendable {
  let post: Post
  let network: Network
  let at: Instant
  let words: PostWords
  let calendar: CompanyCalendar
  /// The words of each text that employees may pass on; none where no rule looks for words.
  let texts: [[String]]

  /// Tells whether a rule is in force and speaks about the post and the network.
  func concerns(_ rule: Rule) -> Bool {
    rule.period.contains(at) && rule.scope.admits(network.id) && rule.scope.admits(post)
  }

  /// Whether passing the post on there always takes words.
  var isWordy: Bool { network.passingOn?.hasWords ?? false }
}
