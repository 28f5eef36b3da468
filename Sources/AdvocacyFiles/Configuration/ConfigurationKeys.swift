import AdvocacyModel
import AdvocacyPolicy

/// The keys that each object of `config.json` may have, in the order in which help names them.
///
/// Decoders refuse every other key, and the schema lists exactly these.
enum ConfigurationKeys {
  static let top = [
    "$schema", "company", "pages", "networks", "courses", "employees", "roles", "policy",
    "behaviour", "parameters", "rateCard",
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
    "accounts", "employed", "seniority", "contract", "roles", "leave", "suspended",
    "acknowledgements", "optOuts",
  ]
  static let rosterTable = ["file", "columns", "ignore", "locale"]
  static let consent = ["from", "until", "networks", "actions", "uses", "evidence"]
  static let datedRole = ["role", "from", "until"]
  static let acknowledgement = ["document", "version", "at"]
  static let optOut = ["topics", "campaigns", "networks", "from", "until"]
  static let period = ["from", "until"]
  static let roleGrant = ["role", "employees", "teams", "from", "until"]
  static let training = ["course", "completed", "score", "level"]
  static let account = ["handle", "followers", "node", "authorized", "verified", "automated"]
  static let policy = ["version", "tiers", "fairPlay", "rules"]
  static let tier = ["id", "title", "courses", "includes", "allows"]
  static let grant = ["actions", "networks", "topics"]
  static let fairPlay = Policy.FairPlay.Guard.allCases.map(\.rawValue)
  static let behaviour = [
    "participation", "topicAffinity", "fatigue", "likeChance", "repostChance", "hours",
  ]
  static let hours = ["from", "until"]
  static let rateCard = ["name", "date", "currency", "source", "rates"]
  static let rates = RateCard.Kind.allCases.map(\.rawValue)
  static let selector = [
    "employees", "teams", "roles", "countries", "languages", "contracts", "seniorities",
  ]
  static let scope = ["networks", "topics", "campaigns", "hashtags", "tags"] + selector

  /// The keys that every rule may have.
  static let rule = ["id", "type", "sentence", "from", "until", "when", "hold"]

  /// The names of weekdays, Monday first.
  static let weekdays = [
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
  ]
}
