import AdvocacyModel

/// A type of rule: how it is written, kept, compiled and put into words, all in one file.
///
/// To add one, write a file in `Rules` and name the type in `RuleCatalogue.all`. The schema, the
/// table in the docs, the hints for misspelled types and the random scenes of the tests follow.
protocol RuleType: RuleParameters {
  /// Makes a rule with the usual parameters.
  ///
  /// Those that a configuration has to give have a value all the same, since reading overwrites it.
  init()

  /// The keys in a configuration, in the order in which they are read and listed.
  static var keys: [RuleKey<Self>] { get }

  /// What the docs say of the type.
  static var documentation: RuleDocumentation { get }

  /// The moments at which a rule of the type speaks where it doesn't say.
  static var defaultHold: Hold { get }

  /// The moments that a rule of the type may be given.
  static var allowedHolds: Set<Hold> { get }

  /// Reads the parameters from a configuration.
  ///
  /// - Throws: `configuration` at the first key that is missing or wrong.
  init(reading source: any RuleSource) throws(Failure)

  /// Checks what single keys can't tell.
  ///
  /// - Throws: `configuration` at the key to be corrected.
  func check(_ source: any RuleSource) throws(Failure)

  /// Works out what the rule says, as far as neither post nor history matters.
  ///
  /// - Complexity: O(roster × lists given), plus sorting dates.
  func compiled(_ facts: CompilationFacts) -> any CompiledRule

  /// How far back the rule looks.
  var lookback: Lookback { get }

  /// What the rule finds in posts themselves, scope aside; comparisons of policies ask about each.
  var traits: Set<PostTrait> { get }

  /// The employees whom the rule names itself, scope aside.
  var namedEmployees: [EmployeeID] { get }

  /// The approvals that the rule asks for; none where it names no role.
  var wanted: WantedApprovals { get }

  /// The rule in two or three words, for lists of reasons; nil: its id has to do.
  var shortReason: String? { get }

  /// The rule in a sentence made from its keys, without its full stop; nil: what all of its type do.
  var ownWords: Sentence? { get }
}

extension RuleType {
  static var defaultHold: Hold { .both }

  /// Most rules hold at both: what is wrong when people are asked is wrong when they act.
  static var allowedHolds: Set<Hold> { [defaultHold] }

  /// Makes a rule with some parameters other than the usual ones.
  init(_ set: (inout Self) -> Void) {
    self.init()
    set(&self)
  }

  init(reading source: any RuleSource) throws(Failure) {
    try self.init(keysOf: source)
    try check(source)
  }

  /// Reads one key after the other.
  init(keysOf source: any RuleSource) throws(Failure) {
    self.init()
    for key in Self.keys {
      guard let shape = key.shape else { continue }
      if let value = try source.value(of: key.name, as: shape) {
        try key.set(&self, value)
      } else if key.isRequired, !key.toleratesAbsence {
        throw source.missing(key.name)
      }
    }
  }

  func check(_ source: any RuleSource) throws(Failure) {}

  var lookback: Lookback { .nowhere }

  var traits: Set<PostTrait> { [] }

  var namedEmployees: [EmployeeID] { [] }

  var ownWords: Sentence? { nil }

  var wanted: WantedApprovals { WantedApprovals(roles: approvers) }

  var shortReason: String? {
    approvers.isEmpty ? nil : approvers.joined(separator: " or ")
  }
}

/// Something about a post that a rule finds by itself.
package enum PostTrait: Hashable, Sendable {
  case tag(String)
  case prize
  /// A link to a site of others.
  case linkElsewhere
  /// Suggested texts.
  case variants
  /// Words in its text.
  case words(String)
}

/// What the docs' table of rules says of a type.
package struct RuleDocumentation: Hashable, Sendable {
  /// The number in the catalogue of policy rules.
  package var number: Int
  /// What the rule does, as a sentence.
  package var summary: String
  /// Its keys where more than their names is to be said; nil: their names.
  package var keys: String?
  /// The verdicts it can give.
  package var verdict: String
  /// How far it is simulated.
  package var simulated: String
  /// Where the idea comes from.
  package var source: String

  init(
    _ number: Int, _ summary: String, keys: String? = nil, verdict: String,
    simulated: String = "yes", source: String
  ) {
    self.number = number
    self.summary = summary
    self.keys = keys
    self.verdict = verdict
    self.simulated = simulated
    self.source = source
  }
}
