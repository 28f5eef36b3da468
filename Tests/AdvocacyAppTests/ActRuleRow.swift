import Testing

@testable import AdvocacyApp

/// A rule that comes into force, or begins to speak, between asking Ana and her act.
struct ActRuleRow: Sendable, CustomTestStringConvertible {
  /// What becomes of Ana's act, to like and to repost.
  enum Fate: Sendable, Hashable {
    /// The rule prevents it.
    case prevented
    /// It waits for an approval.
    case waits
    /// It takes place later.
    case moved
    /// Other actions are done in its place.
    case becomes([String])
  }

  /// The type of the rule.
  var type: String
  /// The members of the rule besides its type.
  var rule = ""
  /// What becomes of the act.
  var fate: Fate
  /// Members of the post besides id, text, networks and time.
  var post = ""
  /// Members of Ana in place of the usual, each with its key.
  var ana: [String: String] = [:]
  /// Members of the policy besides its rules.
  var policy = ""
  /// How long after being asked Ana means to act, in hours.
  var delay = 2.0
  /// Whether she did the same with another post of the same text an hour before.
  var hasEarlier = false

  var testDescription: String { type }

  /// The types whose rules can't stop an act that they let be asked, with the reason.
  static let exempt = [
    "stagger": "deals slots as people are asked, and never speaks of acts",
    "textUniqueness": "deals texts as people are asked, and never speaks of acts",
    "podGuard": "deals shares as people are asked, and never speaks of acts",
    "autoRepostLimit": "deals reposts as people are asked, and never speaks of acts",
    "retention": "only reminds",
    "manualOnly": "only reminds",
    "protectedSpeech": "only reminds",
  ]

  /// A case of each other type.
  static let all: [ActRuleRow] = [
    // Who may speak.
    .init(type: "trainingRequired", rule: #""course": "advanced""#, fate: .prevented),
    .init(
      type: "tierCapability", fate: .prevented,
      policy: #""tiers": [{"id": "pro", "courses": ["advanced"], "allows": [{}]}]"#),
    .init(type: "traineeMode", rule: #""posts": 3, "roles": ["coach"]"#, fate: .waits),
    .init(
      type: "policyAcknowledgement", rule: #""document": "code", "version": "2""#,
      fate: .prevented),
    .init(
      type: "consentRequired", rule: #""use": "leaderboard""#, fate: .prevented,
      ana: ["consent": #"{"from": "2026-01-01", "uses": ["reach"]}"#]),
    .init(type: "segment", rule: #""only": {"teams": ["press"]}"#, fate: .prevented),
    .init(type: "expertiseScope", fate: .prevented, post: #""topics": ["results"]"#),
    .init(type: "authenticAccount", rule: #""verified": true"#, fate: .prevented),
    .init(
      type: "tokenValid", rule: #""days": 60"#, fate: .prevented,
      ana: ["accounts": #"{"x": {"followers": 1, "authorized": "2026-02-01"}}"#]),
    // What may be passed on, and where.
    .init(type: "networkAllowed", rule: #""networks": ["linkedin"]"#, fate: .prevented),
    .init(type: "wordBlock", rule: #""words": ["lab"]"#, fate: .prevented),
    .init(
      type: "confidentialClass", rule: #""tags": ["board"]"#, fate: .prevented,
      post: #""tags": ["board"]"#),
    .init(type: "killSwitch", fate: .prevented),
    .init(
      type: "disclosureReject", rule: ##""tokens": ["#ee"]"##, fate: .prevented,
      post: ##""hashtags": ["#ee"]"##),
    // Who has to agree first.
    .init(type: "approval", rule: #""roles": ["legal"]"#, fate: .waits),
    .init(type: "principalPreapproval", rule: #""roles": ["principal"]"#, fate: .waits),
    .init(
      type: "adoptionCheck", rule: #""domains": ["acme.example"], "roles": ["legal"]"#,
      fate: .waits, post: #""link": "https://other.example/page""#),
    .init(
      type: "testimonial", rule: #""text": "A customer says so.", "roles": ["legal"]"#,
      fate: .waits, post: #""tags": ["testimonial"]"#),
    // When.
    .init(type: "embargo", rule: #""release": "2026-11-10T17:00:00Z""#, fate: .moved),
    .init(type: "expiry", rule: #""days": 1"#, fate: .prevented, delay: 30),
    .init(
      type: "blackout",
      rule: #""starts": "2026-11-10T13:30:00Z", "ends": "2026-11-10T18:00:00Z""#,
      fate: .prevented),
    .init(type: "quietHours", rule: #""start": "14:30", "end": "18:00""#, fate: .moved),
    .init(type: "paidTimeOnly", rule: #""start": "16:00", "end": "20:00""#, fate: .moved),
    .init(
      type: "leave", fate: .moved,
      ana: ["leave": #"[{"from": "2026-11-10T13:30:00Z", "until": "2026-11-11T08:00:00Z"}]"#]),
    .init(type: "holidays", rule: #""dates": ["2026-11-10"]"#, fate: .moved),
    // How often.
    .init(
      type: "frequencyCap", rule: #""count": 1, "window": "day""#, fate: .moved, hasEarlier: true),
    .init(type: "timeBudget", rule: #""minutes": 1"#, fate: .prevented),
    .init(type: "cooldown", rule: #""hours": 3"#, fate: .moved, hasEarlier: true),
    .init(type: "onceOnly", fate: .prevented, hasEarlier: true),
    .init(type: "noAutoLike", fate: .becomes(["repost"])),
    // In which words.
    .init(type: "disclosureRequired", rule: #""text": "I work here.""#, fate: .becomes(["quote"])),
    .init(type: "adLabel", rule: #""byCountry": {"ES": "Publicidad"}"#, fate: .becomes(["quote"])),
    .init(
      type: "incentiveDisclosure", rule: #""text": "A draw.""#, fate: .becomes(["quote"]),
      post: #""prize": "a phone""#),
    .init(type: "ownOpinion", rule: #""text": "My own view.""#, fate: .becomes(["quote"])),
    .init(
      type: "undisclosableAction", rule: #""actions": ["like"], "then": "withhold""#,
      fate: .becomes(["repost"])),
    .init(
      type: "editRights", rule: #""freedom": "free", "needsComment": true"#,
      fate: .becomes(["like", "quote"])),
  ]
}
