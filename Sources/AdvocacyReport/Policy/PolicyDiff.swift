package import AdvocacyModel

/// Whose rights change between two policies.
package struct PolicyDiff: CommandOutput, CompanyTimed, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/policy-diff/1"
  /// The company's time zone, for people.
  package var timeZone: String
  /// The old configuration, as it was named.
  package var old: String
  /// The new configuration, as it was named.
  package var new: String
  /// The posts that both were asked about.
  package var posts: [Probe]
  /// The rules that were added, removed or changed, by id.
  package var rules: [RuleChange]
  /// Whether the tiers differ.
  package var hasOtherTiers: Bool
  /// How many employees lose and gain on each network, by network.
  package var networks: [Total]
  /// Whose rights change and how, by network; groups of employees with the same change.
  package var changes: [RightsChange]
  /// What was tried besides the posts that are queued or named.
  package var tried: Tried

  /// Makes a difference; the totals are counted from the changes.
  package init(
    timeZone: String, old: String, new: String, posts: [Probe], rules: [RuleChange],
    hasOtherTiers: Bool, networks: [NetworkID], changes: [RightsChange]
  ) {
    self.timeZone = timeZone
    self.old = old
    self.new = new
    self.posts = posts
    self.rules = rules
    self.hasOtherTiers = hasOtherTiers
    self.changes = changes
    self.networks = networks.map { Total(network: $0, changes: changes) }
    tried = Tried(posts, changes)
  }

  /// Whether neither a rule, nor a tier, nor anybody's right changes.
  package var isEmpty: Bool { rules.isEmpty && !hasOtherTiers && changes.isEmpty }

  /// A post that both policies were asked about.
  package struct Probe: Codable, Hashable, Sendable {
    /// Where a post comes from.
    package enum Origin: String, Codable, Hashable, Sendable, CaseIterable {
      case queue
      /// Somebody named it.
      case named
      /// It stands for a class of posts, since none is queued.
      case `class`
      /// It was made for a rule that differs.
      case made
    }

    /// The post's id, the class of posts that it stands for, such as `topic results`, or what was
    /// made and when.
    package var name: String
    /// The instant at which the rules were asked.
    package var at: Instant
    /// Where it comes from.
    package var origin: Origin
    /// The rules for which it was made.
    package var rules: [RuleID]

    package init(name: String, at: Instant, origin: Origin, rules: [RuleID] = []) {
      self.name = name
      self.at = at
      self.origin = origin
      self.rules = rules
    }
  }

  /// The situations made for the rules that differ.
  package struct Tried: Codable, Hashable, Sendable {
    /// How many.
    package var situations: Int
    /// The rules for which some were made, by id.
    package var rules: [RuleID]
    /// Those of them that decide no change told: they may change what nobody tried, or what a
    /// stronger rule hides.
    package var withoutChange: [RuleID]

    init(_ posts: [Probe], _ changes: [RightsChange]) {
      let made = posts.filter { $0.origin == .made }
      situations = made.count
      rules = Set(made.flatMap(\.rules)).sorted()
      let deciding = Set(changes.flatMap { $0.before.rules + $0.after.rules })
      withoutChange = rules.filter { !deciding.contains($0) }
    }
  }

  /// A rule that only one of the policies has, or that differs.
  package struct RuleChange: Codable, Hashable, Sendable {
    /// The ways in which a rule can change.
    package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
      /// Only the new policy has it.
      case added
      /// Only the old policy has it.
      case removed
      /// Both have it, not the same.
      case changed
    }

    /// How it changes.
    package var kind: Kind
    /// The rule.
    package var id: RuleID
    /// The type, of the new rule where there is one.
    package var type: String
    /// What differs: type, parameters, scope, dates, sentence.
    package var differs: [String]
    /// The same key by key, with the values where they fit on a line: `end: 08:00 → 09:00`.
    package var details: [String]

    package init(
      kind: Kind, id: RuleID, type: String, differs: [String] = [], details: [String] = []
    ) {
      self.kind = kind
      self.id = id
      self.type = type
      self.differs = differs
      self.details = details
    }
  }

  /// How many employees' rights change on one network, over all posts asked about.
  package struct Total: Codable, Hashable, Sendable {
    package var network: NetworkID
    /// How many lose on some post.
    package var lose: Int
    /// How many gain on some post.
    package var gain: Int

    init(network: NetworkID, changes: [RightsChange]) {
      self.network = network
      func count(_ effect: RightsChange.Effect) -> Int {
        changes.filter { $0.network == network && $0.effect == effect }
          .reduce(into: Set<EmployeeID>()) { $0.formUnion($1.employees) }.count
      }
      lose = count(.loses)
      gain = count(.gains)
    }
  }

  /// One change of rights on one network, with everybody whom it concerns.
  package struct RightsChange: Codable, Hashable, Sendable {
    /// The ways in which rights can change.
    package enum Effect: String, Codable, Hashable, Sendable, CaseIterable {
      /// The verdict is stronger, or actions are taken away.
      case loses
      /// The verdict is weaker, or actions are added.
      case gains
      /// Neither more nor less: another wait, or other actions.
      case changes
    }

    package var network: NetworkID
    /// The names of the posts.
    package var posts: [String]
    /// Whether it is a loss.
    package var effect: Effect
    /// What the old policy says.
    package var before: Rights
    /// What the new policy says.
    package var after: Rights
    /// The employees, by id.
    package var employees: [EmployeeID]

    package init(
      network: NetworkID, posts: [String], before: Rights, after: Rights, employees: [EmployeeID]
    ) {
      self.network = network
      self.posts = posts
      self.before = before
      self.after = after
      self.employees = employees
      effect = Self.effect(before, after)
    }

    private static func effect(_ before: Rights, _ after: Rights) -> Effect {
      if before.verdict != after.verdict {
        return after.verdict > before.verdict ? .loses : .gains
      }
      let lost = !Set(before.actions).isSubset(of: after.actions)
      let gained = !Set(after.actions).isSubset(of: before.actions)
      guard lost != gained else { return .changes }
      return lost ? .loses : .gains
    }
  }

  /// What one policy says of a candidate.
  package struct Rights: Codable, Hashable, Sendable {
    package var verdict: Verdict.Outcome
    /// Where it defers, until when.
    @Nullable package var until: Instant?
    /// Whether the employee is on the roster; who isn't is denied.
    package var isOnRoster: Bool
    /// The rules that decide it, by id.
    package var rules: [RuleID]
    /// The actions it lets through.
    package var actions: [Action]

    package init(
      verdict: Verdict.Outcome, until: Instant? = nil, rules: [RuleID] = [],
      actions: [Action] = []
    ) {
      isOnRoster = true
      self.verdict = verdict
      self.until = until
      self.rules = rules
      self.actions = actions
    }

    /// The rights of somebody who isn't on the roster: none.
    package static var absent: Rights {
      var rights = Rights(verdict: .deny)
      rights.isOnRoster = false
      return rights
    }

    /// Whether other rights come to the same for the candidate, whichever rules say so.
    package func isSame(as other: Rights) -> Bool {
      verdict == other.verdict && until == other.until && actions == other.actions
    }
  }
}
