import AdvocacyCore

/// What a rule asks for, before it is put into words.
struct Ruling: Hashable, Sendable {
  /// The outcome.
  var outcome: Verdict.Outcome
  /// Where it defers, until when.
  var until: Instant?

  static let deny = Ruling(outcome: .deny)

  /// The ruling for a post: a deferral to its end or later is a denial.
  func held(within post: Post) -> Ruling {
    guard outcome == .defer, let until, until >= post.end else { return self }
    return .deny
  }

  static func wait(until instant: Instant) -> Ruling { Ruling(outcome: .defer, until: instant) }
}

/// What a rule says of a post on a network at an instant, before employees are looked at.
enum Stance: Hashable, Sendable {
  /// Nothing to anybody.
  case silent
  /// The same to every employee in its scope.
  case everyone(Ruling)
  /// It depends on the employee.
  case byEmployee
}

/// A post on a network at an instant: all that rules may ask besides the employee.
struct Occasion: Sendable {
  let post: Post
  let network: Network
  let at: Instant
  let words: PostWords
  let calendar: CompanyCalendar

  /// Tells whether a rule is in force and speaks about the post and the network.
  func concerns(_ rule: Rule) -> Bool {
    rule.period.contains(at) && rule.scope.admits(network.id) && rule.scope.admits(post)
  }

  /// What a rule of a kind says.
  func stance(of kind: Rule.Kind) -> Stance {
    switch kind {
    case .trainingRequired, .segment, .frequencyCap, .onceOnly:
      .byEmployee
    case .networkAllowed(let networks):
      networks.contains(network.id) ? .silent : .everyone(.deny)
    case .approval(let roles, let count):
      words.approvals(in: roles) >= count
        ? .silent : .everyone(Ruling(outcome: .needsApproval))
    case .embargo(let until):
      at >= until ? .silent : .everyone(.wait(until: until).held(within: post))
    case .expiry(let days):
      at >= calendar.instant(days, daysAfter: post.at) ? .everyone(.deny) : .silent
    case .blackout(let period, let defers):
      period.contains(at) ? .everyone(blackout(until: defers ? period.until : nil)) : .silent
    case .quietHours(let hours):
      quiet(hours.quiet(at: at, in: calendar))
    case .disclosureRequired:
      .everyone(Ruling(outcome: network.carriesDisclosure ? .rewrite : .deny))
    }
  }

  private func blackout(until: Instant?) -> Ruling {
    until.map { Ruling.wait(until: $0).held(within: post) } ?? .deny
  }

  private func quiet(_ quiet: Quiet) -> Stance {
    switch quiet {
    case .no: .silent
    case .until(let end): .everyone(.wait(until: end).held(within: post))
    case .always: .everyone(.deny)
    }
  }
}

extension Network {
  /// Whether an action there passes a post on in words in which a disclosure can stand.
  var carriesDisclosure: Bool { actions.contains { $0.hasWords && $0.passesOn } }
}
