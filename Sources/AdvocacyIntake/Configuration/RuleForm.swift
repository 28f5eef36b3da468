/// The types of rules with the keys that each has besides those of all.
///
/// Decoders refuse every other key, and the schema lists exactly these.
struct RuleForm {
  /// The word after `"type"`.
  let type: String
  /// The keys that must be there.
  var required: [String] = []
  /// The keys that may.
  var optional: [String] = []

  /// All keys, in the order in which help names them.
  var keys: [String] { required + optional }

  /// The words in which something is said, in other languages and on single networks.
  static let words = ["byLanguage", "byNetwork", "position", "within"]

  /// All types, in the order in which help names them.
  static let all = [
    RuleForm(
      type: "trainingRequired", required: ["course"],
      optional: ["graceDays", "minimumScore", "minimumLevel", "maximumAgeDays"]),
    RuleForm(type: "tierCapability"),
    RuleForm(type: "traineeMode", required: ["posts", "roles"]),
    RuleForm(type: "policyAcknowledgement", required: ["document", "version"]),
    RuleForm(type: "consentRequired", required: ["use"]),
    RuleForm(type: "segment", required: ["only"]),
    RuleForm(type: "expertiseScope"),
    RuleForm(type: "authenticAccount", optional: ["verified"]),
    RuleForm(type: "tokenValid", required: ["days"]),
    RuleForm(type: "networkAllowed", required: ["networks"]),
    RuleForm(type: "wordBlock", optional: ["words", "phrases", "globs", "roles"]),
    RuleForm(type: "confidentialClass", optional: ["tags"]),
    RuleForm(type: "killSwitch"),
    RuleForm(type: "disclosureReject", optional: ["tokens", "mostHashtags"]),
    RuleForm(type: "approval", required: ["roles"], optional: ["count", "manner"]),
    RuleForm(type: "principalPreapproval", required: ["roles"], optional: ["count"]),
    RuleForm(type: "adoptionCheck", required: ["domains"], optional: ["roles"]),
    RuleForm(type: "testimonial", required: ["text"], optional: words + ["roles", "tags"]),
    RuleForm(type: "embargo", required: ["release"]),
    RuleForm(type: "expiry", required: ["days"]),
    RuleForm(type: "blackout", required: ["starts", "ends"], optional: ["then"]),
    RuleForm(type: "quietHours", optional: ["start", "end", "days"]),
    RuleForm(type: "paidTimeOnly", required: ["start", "end"], optional: ["days"]),
    RuleForm(type: "leave"),
    RuleForm(type: "holidays", required: ["dates"]),
    RuleForm(type: "frequencyCap", required: ["count", "window"], optional: ["byTier"]),
    RuleForm(type: "cooldown", required: ["hours"]),
    RuleForm(type: "onceOnly"),
    RuleForm(type: "stagger", optional: ["gapMinutes", "share", "seed"]),
    RuleForm(type: "textUniqueness", optional: ["similarity", "accountsPerText"]),
    RuleForm(type: "podGuard", required: ["share", "hours"]),
    RuleForm(type: "autoRepostLimit", required: ["accounts"]),
    RuleForm(type: "noAutoLike"),
    RuleForm(type: "disclosureRequired", required: ["text"], optional: words),
    RuleForm(type: "adLabel", required: ["byCountry"]),
    RuleForm(type: "incentiveDisclosure", required: ["text"], optional: words + ["accepted"]),
    RuleForm(type: "ownOpinion", required: ["text"], optional: words + ["exceptRoles"]),
    RuleForm(type: "undisclosableAction", required: ["actions"], optional: ["then"]),
    RuleForm(type: "editRights", required: ["freedom"], optional: ["needsComment"]),
    RuleForm(type: "retention", required: ["years", "what"]),
    RuleForm(type: "manualOnly"),
    RuleForm(type: "protectedSpeech"),
  ]

  /// The form of a type; nil where there is no such type.
  static func of(_ type: String) -> RuleForm? { all.first { $0.type == type } }
}

/// The types of rules that a configuration can name.
package enum RuleTypes {
  /// The words after `"type"`, in the order in which help names them.
  package static let names = RuleForm.all.map(\.type)
}
