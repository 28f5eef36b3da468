import AdvocacyModel

/// What a random company asks of its six employees for a while.
struct ActTerms {
  typealias Stretch = (from: Instant, until: Instant)

  static let employees = (0..<6).map { "e\($0)" }

  /// How many posts an account takes part in on a civil day; nil: as many as it likes.
  var cap: Int?
  /// Whether nobody acts from 20:00 to 08:00.
  var isQuietAtNight: Bool
  /// When nobody acts, and whether acts move past it.
  var blackout: (stretch: Stretch, defers: Bool)?
  /// How many hours apart an account acts; nil: they need not be.
  var cooldown: Int?
  /// Whether an account passes each text on once.
  var isOnceOnly: Bool
  /// Whether posts of the campaign of results need an approval.
  var asksForApproval: Bool
  /// Whether a disclosure is added on X.
  var discloses: Bool
  /// Whether the training is asked for that some have not done.
  var asksForTraining: Bool
  /// How many days after falling due a post may still be shared; nil: until it ends.
  var days: Int?
  /// Who is on leave, and when.
  var leave: [String: Stretch] = [:]
  /// Who has done the training.
  var trained: Set<String>
  /// Until when consent is in force, of those whose consent ends.
  var consentEnds: [String: Instant] = [:]
  /// Until when those are employed who leave.
  var leaving: [String: Instant] = [:]

  init(_ draws: inout StoryDraws) {
    cap = draws.isHit() ? 1 + draws.below(2) : nil
    isQuietAtNight = draws.isHit()
    if draws.isHit(3) { blackout = (Self.stretch(&draws), draws.isHit()) }
    cooldown = draws.isHit(3) ? 5 + draws.below(30) : nil
    isOnceOnly = draws.isHit()
    asksForApproval = draws.isHit()
    discloses = draws.isHit(3)
    asksForTraining = draws.isHit()
    days = draws.isHit(4) ? 1 + draws.below(3) : nil
    trained = Set(Self.employees.filter { _ in draws.below(4) > 0 })
    for employee in Self.employees {
      if draws.isHit(4) { leave[employee] = Self.stretch(&draws) }
      if draws.isHit(10) { consentEnds[employee] = Self.stretch(&draws).from }
      if draws.isHit(10) { leaving[employee] = Self.stretch(&draws).from }
    }
  }

  private static func stretch(_ draws: inout StoryDraws) -> Stretch {
    let from = ActStory.start + .hours(Int64(draws.below(14 * 24)))
    return (from, from + .hours(Int64(2 + draws.below(70))))
  }

  /// The rules; all of them always have the same ids.
  private var rules: [String] {
    var rules = [#"{"id": "away", "type": "leave"}"#]
    if let cap {
      rules.append(
        #"{"id": "cap", "type": "frequencyCap", "count": \#(cap), "window": "day"}"#)
    }
    if isQuietAtNight {
      rules.append(#"{"id": "quiet", "type": "quietHours", "start": "20:00", "end": "08:00"}"#)
    }
    if let blackout {
      rules.append(
        """
        {"id": "dark", "type": "blackout", "starts": "\(blackout.stretch.from.rfc3339)",
         "ends": "\(blackout.stretch.until.rfc3339)",
         "then": "\(blackout.defers ? "defer" : "deny")"}
        """)
    }
    if let cooldown {
      rules.append(#"{"id": "cool", "type": "cooldown", "hours": \#(cooldown)}"#)
    }
    if isOnceOnly { rules.append(#"{"id": "once", "type": "onceOnly"}"#) }
    if asksForApproval {
      rules.append(
        """
        {"id": "signs", "type": "approval", "roles": ["legal"], "count": 1,
         "when": {"campaigns": ["results"]}}
        """)
    }
    if discloses {
      rules.append(
        """
        {"id": "says", "type": "disclosureRequired", "text": "I work here.",
         "when": {"networks": ["x"]}}
        """)
    }
    if asksForTraining {
      rules.append(#"{"id": "trained", "type": "trainingRequired", "course": "basics"}"#)
    }
    if let days { rules.append(#"{"id": "short", "type": "expiry", "days": \#(days)}"#) }
    return rules
  }

  /// The ids of the rules in force.
  var ruleIDs: Set<String> {
    // {"id": "away", …
    Set(rules.map { String($0.split(separator: "\"")[3]) })
  }

  /// The company on these terms.
  var company: ActCompany {
    var company = ActCompany(rules: rules, employees: Self.employees)
    company.delaySigma = 1.5
    company.delay = 6
    company.participation = "0.8"
    for employee in Self.employees {
      var own: [String: String] = [:]
      if !trained.contains(employee) { own["trainings"] = "[]" }
      if let leave = leave[employee] {
        own["leave"] =
          #"[{"from": "\#(leave.from.rfc3339)", "until": "\#(leave.until.rfc3339)"}]"#
      }
      if let end = consentEnds[employee] {
        own["consent"] = #"{"from": "2026-01-01", "until": "\#(end.rfc3339)"}"#
      }
      if let end = leaving[employee] { own["employed"] = #"{"until": "\#(end.rfc3339)"}"# }
      company.own[employee] = own
    }
    return company
  }
}
