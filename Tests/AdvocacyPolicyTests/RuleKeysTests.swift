import Testing

@testable import AdvocacyPolicy

/// The keys that configurations already written hold: a rename in the program must not change one.
@Suite("The keys of rules are a contract")
struct RuleKeysTests {
  @Test(
    "Each type that was released has its keys, the required ones first",
    arguments: RuleKeysTests.released)
  func keys(_ form: Form) throws {
    let entry = try #require(RuleCatalogue.entry(named: form.type), "\(form.type) is gone")
    #expect(entry.keys.filter(\.isRequired).map(\.name) == form.required)
    #expect(entry.keys.filter { !$0.isRequired }.map(\.name) == form.optional)
  }

  @Test("The words that can be chosen are those of configurations already written")
  func words() {
    let chosen = RuleCatalogue.entries.flatMap(\.keys).compactMap { key -> String? in
      guard case .choice(_, let choices) = key.shape else { return nil }
      return "\(key.name): \(choices.map(\.word).joined(separator: " "))"
    }
    #expect(
      Set(chosen).sorted() == [
        "freedom: locked append free", "manner: anyRole eachRole inOrder", "position: start end",
        "then: deny defer", "then: withhold quote", "window: hour day week month",
      ])
  }

  /// The keys of a type.
  struct Form: Sendable {
    var type: String
    var required: [String] = []
    var optional: [String] = []
  }

  private static let words = ["byLanguage", "byNetwork", "position", "within"]

  static let released: [Form] = [
    Form(
      type: "trainingRequired", required: ["course"],
      optional: ["graceDays", "minimumScore", "minimumLevel", "maximumAgeDays"]),
    Form(type: "tierCapability"), Form(type: "traineeMode", required: ["posts", "roles"]),
    Form(type: "policyAcknowledgement", required: ["document", "version"]),
    Form(type: "consentRequired", required: ["use"]), Form(type: "segment", required: ["only"]),
    Form(type: "expertiseScope"), Form(type: "authenticAccount", optional: ["verified"]),
    Form(type: "tokenValid", required: ["days"]),
    Form(type: "networkAllowed", required: ["networks"]),
    Form(type: "wordBlock", optional: ["words", "phrases", "globs", "roles"]),
    Form(type: "confidentialClass", optional: ["tags"]), Form(type: "killSwitch"),
    Form(type: "disclosureReject", optional: ["tokens", "mostHashtags"]),
    Form(type: "approval", required: ["roles"], optional: ["count", "manner"]),
    Form(type: "principalPreapproval", required: ["roles"], optional: ["count"]),
    Form(type: "adoptionCheck", required: ["domains"], optional: ["roles"]),
    Form(type: "testimonial", required: ["text"], optional: words + ["roles", "tags"]),
    Form(type: "embargo", required: ["release"]), Form(type: "expiry", required: ["days"]),
    Form(type: "blackout", required: ["starts", "ends"], optional: ["then"]),
    Form(type: "quietHours", optional: ["start", "end", "days"]),
    Form(type: "paidTimeOnly", required: ["start", "end"], optional: ["days"]),
    Form(type: "leave"), Form(type: "holidays", required: ["dates"]),
    Form(type: "frequencyCap", required: ["count", "window"], optional: ["byTier"]),
    Form(type: "timeBudget", optional: ["minutes"]),
    Form(type: "cooldown", required: ["hours"]), Form(type: "onceOnly"),
    Form(type: "stagger", optional: ["gapMinutes", "share", "seed"]),
    Form(type: "textUniqueness", optional: ["similarity", "accountsPerText"]),
    Form(type: "podGuard", required: ["share", "hours"]),
    Form(type: "autoRepostLimit", required: ["accounts"]), Form(type: "noAutoLike"),
    Form(type: "disclosureRequired", required: ["text"], optional: words),
    Form(type: "adLabel", required: ["byCountry"]),
    Form(type: "incentiveDisclosure", required: ["text"], optional: words + ["accepted"]),
    Form(type: "ownOpinion", required: ["text"], optional: words + ["exceptRoles"]),
    Form(type: "undisclosableAction", required: ["actions"], optional: ["then"]),
    Form(type: "editRights", required: ["freedom"], optional: ["needsComment"]),
    Form(type: "retention", required: ["years", "what"]), Form(type: "manualOnly"),
    Form(type: "protectedSpeech"),
  ]
}
