/// One rule of the policy: data, effective-dated, with a sentence for people.
package struct Rule: Hashable, Sendable, Codable {
  /// The id by which explanations name it.
  package var id: RuleID
  /// What it asks, with its parameters.
  package var kind: Kind
  /// The posts and employees it speaks about.
  package var scope: Scope
  /// When it is in force.
  package var period: Period
  /// The sentence for people that the company wrote; nil: the rule's own.
  package var sentence: String?

  /// Makes a rule.
  package init(
    id: RuleID, kind: Kind, scope: Scope = Scope(), period: Period = Period(),
    sentence: String? = nil
  ) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.period = period
    self.sentence = sentence
  }

  /// The ids of the rules that are built in; a company's own rules can't have them.
  package static let reservedIDs = BuiltInRule.allCases.map(\.rawValue)

  /// The kinds of rules.
  package enum Kind: Hashable, Sendable, Codable {
    /// Denies employees who have not completed a course, or whose completion has lapsed.
    ///
    /// Validity is the course's; grace is in days after it ends.
    case trainingRequired(course: CourseID, graceDays: Int)
    /// Denies employees outside a segment.
    case segment(Selector)
    /// Denies networks other than those listed.
    case networkAllowed([NetworkID])
    /// Asks for the approval of a number of different people in any of some roles.
    case approval(roles: [String], count: Int)
    /// Defers until an instant.
    case embargo(until: Instant)
    /// Denies from a number of days after the post fell due.
    case expiry(days: Int)
    /// Denies, or defers to its end, inside a window.
    case blackout(Period, defers: Bool)
    /// Defers from one time of day to another, and on some weekdays altogether.
    case quietHours(QuietHours)
    /// Defers an account that took part often enough to its next window.
    case frequencyCap(count: Int, window: Window)
    /// Denies an account the text or the link that it passed on before, under whatever id.
    case onceOnly
    /// Adds a disclosure to the employee's words.
    ///
    /// A bare like or repost becomes a quote where the network has quotes; else it is denied.
    case disclosureRequired(Disclosure)

    /// The word by which configuration names the kind.
    package var name: String {
      switch self {
      case .trainingRequired: "trainingRequired"
      case .segment: "segment"
      case .networkAllowed: "networkAllowed"
      case .approval: "approval"
      case .embargo: "embargo"
      case .expiry: "expiry"
      case .blackout: "blackout"
      case .quietHours: "quietHours"
      case .frequencyCap: "frequencyCap"
      case .onceOnly: "onceOnly"
      case .disclosureRequired: "disclosureRequired"
      }
    }
  }

  /// The calendar stretch over which a cap counts, in the company's time zone.
  package enum Window: String, Hashable, Sendable, Codable, CaseIterable {
    /// A clock hour.
    case hour
    /// A civil day.
    case day
    /// A week from Monday to Sunday (ISO 8601).
    case week
    /// A calendar month.
    case month
  }

  /// The hours in which employees are left in peace, in the company's time zone.
  package struct QuietHours: Hashable, Sendable, Codable {
    /// The minute of the day from which it is quiet, 0 to 1439.
    package var fromMinute: Int
    /// The minute of the day until which it is quiet, 0 to 1439; before `fromMinute`: overnight.
    ///
    /// Equal to `fromMinute`: no hours are quiet, only the days.
    package var untilMinute: Int
    /// The weekdays that are quiet altogether, 1 for Monday to 7 for Sunday.
    package var days: [Int]

    /// Makes quiet hours.
    package init(fromMinute: Int, untilMinute: Int, days: [Int] = []) {
      self.fromMinute = fromMinute
      self.untilMinute = untilMinute
      self.days = days
    }
  }

  /// The words in which employees say whom they work for.
  package struct Disclosure: Hashable, Sendable, Codable {
    /// The text where no language fits.
    package var text: String
    /// The text by language of the employee.
    package var byLanguage: [String: String]

    /// Makes a disclosure.
    package init(text: String, byLanguage: [String: String] = [:]) {
      self.text = text
      self.byLanguage = byLanguage
    }

    /// The text for an employee's language, or for the nearest wider one: `de` for `de-AT`.
    ///
    /// - Complexity: O(parts of the language).
    package func text(for language: String) -> String {
      var tag = language[...]
      while true {
        if let found = byLanguage[String(tag)] { return found }
        guard let hyphen = tag.lastIndex(of: "-") else { return text }
        tag = tag[..<hyphen]
      }
    }
  }
}
