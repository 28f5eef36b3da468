import AdvocacyCore

/// The keys that each object of `config.json` may have, in the order in which help names them.
///
/// Decoders refuse every other key, and the schema lists exactly these.
enum ConfigurationKeys {
  static let top = [
    "$schema", "company", "pages", "networks", "courses", "employees", "policy", "behaviour",
    "parameters", "rateCard",
  ]
  static let company = ["name", "timeZone"]
  static let page = ["followers", "node"]
  static let network =
    ["title", "actions", "textLimit", "audience"]
    + ParameterName.allCases.filter(\.isPerNetwork).map(\.rawValue)
  static let audience = ["file", "edges", "weightColumn"]
  static let parameter = ["low", "typical", "high", "basis", "source"]
  static let parameters = ParameterName.allCases.map(\.rawValue)
  static let course = ["id", "title", "validDays"]
  static let employee = [
    "id", "name", "team", "role", "country", "language", "topics", "consent", "trainings",
    "accounts", "employed",
  ]
  static let consent = ["from", "until", "networks"]
  static let period = ["from", "until"]
  static let training = ["course", "completed"]
  static let account = ["handle", "followers", "node"]
  static let policy = ["version", "rules"]
  static let behaviour = [
    "participation", "topicAffinity", "fatigue", "likeChance", "repostChance", "hours",
  ]
  static let hours = ["from", "until"]
  static let rateCard = ["name", "date", "currency", "source", "rates"]
  static let rates = RateCard.Kind.allCases.map(\.rawValue)
  static let selector = ["employees", "teams", "roles", "countries", "languages"]
  static let scope = ["networks", "topics", "campaigns", "hashtags"] + selector

  /// The keys that every rule may have.
  static let rule = ["id", "type", "sentence", "from", "until", "when"]

  /// The keys that a kind of rule has besides; nil where there is no such kind.
  static func rule(ofType type: String) -> [String]? {
    ruleTypes.first { $0.type == type }?.keys
  }

  /// The kinds of rules with their own keys.
  static let ruleTypes: [(type: String, keys: [String])] = [
    ("trainingRequired", ["course", "graceDays"]),
    ("segment", ["only"]),
    ("networkAllowed", ["networks"]),
    ("approval", ["roles", "count"]),
    ("embargo", ["release"]),
    ("expiry", ["days"]),
    ("blackout", ["starts", "ends", "then"]),
    ("quietHours", ["start", "end", "days"]),
    ("frequencyCap", ["count", "window"]),
    ("onceOnly", []),
    ("disclosureRequired", ["text", "byLanguage"]),
  ]

  /// The names of weekdays, Monday first.
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}
