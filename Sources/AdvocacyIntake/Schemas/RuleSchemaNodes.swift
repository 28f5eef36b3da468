import AdvocacyCore

/// What the values of rules' own keys look like.
enum RuleSchemaNodes {
  /// The keys that mean the same in every type that has them.
  static let common: [String: WrittenJSON] = [
    "course": SchemaNode.reference("id"),
    "graceDays": SchemaNode.integer("Days for which a lapsed course still counts.", 0...3650),
    "minimumScore": SchemaNode.integer("The least score that counts.", 0...100),
    "minimumLevel": SchemaNode.integer("The least level that counts.", 1...100),
    "maximumAgeDays": SchemaNode.integer("Days after which it counts no more.", 1...36_500),
    "posts": SchemaNode.integer("How many posts are looked at first.", 1...1000),
    "roles": SchemaNode.reference("labels"), "exceptRoles": SchemaNode.reference("labels"),
    "document": SchemaNode.reference("label"), "version": SchemaNode.reference("label"),
    "use": SchemaNode.reference("label"), "only": SchemaNode.reference("selector"),
    "verified": SchemaNode.flag("Whether somebody must have verified the account."),
    "days": SchemaNode.integer("A number of days.", 1...3650),
    "networks": SchemaNode.reference("ids"),
    "words": SchemaNode.reference("labels"), "phrases": SchemaNode.reference("labels"),
    "globs": SchemaNode.list(
      "Words in which * stands for any letters and ? for one.",
      of: SchemaNode.text("A glob.", longest: Rule.WordBlock.longestGlob), atLeast: 1),
    "tags": SchemaNode.reference("labels"), "tokens": SchemaNode.reference("labels"),
    "mostHashtags": SchemaNode.integer("How many hashtags bury no disclosure.", 0...1000),
    "count": SchemaNode.integer("How many different people; 1 otherwise.", 1...100),
    "manner": SchemaNode.text(
      "How they count; anyRole otherwise.",
      choice: Rule.ApprovalManner.allCases.map(\.rawValue)),
    "domains": SchemaNode.reference("labels"),
    "text": SchemaNode.text("The words to add.", longest: PostLimits.textCharacters),
    "byLanguage": words("The words by the employee's language.", keyPattern: nil),
    "byNetwork": words("The words by network.", keyPattern: SchemaPatterns.idPattern),
    "byCountry": words("The words by the employee's country.", keyPattern: "^[A-Za-z]{2}$"),
    "position": SchemaNode.text(
      "Where the words stand.", choice: Rule.Position.allCases.map(\.rawValue)),
    "within": SchemaNode.integer("The furthest from the start, in characters.", 0...100_000),
    "accepted": SchemaNode.reference("labels"),
    "release": SchemaNode.reference("time"),
    "starts": SchemaNode.reference("time"), "ends": SchemaNode.reference("time"),
    "start": SchemaNode.reference("hour"), "end": SchemaNode.reference("hour"),
    "dates": SchemaNode.list(
      "Civil days.",
      of: SchemaNode.text("A day.", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), atLeast: 1),
    "window": SchemaNode.text("In which time.", choice: Rule.Window.allCases.map(\.rawValue)),
    "byTier": SchemaNode.map(
      "How often by tier.", keyPattern: SchemaPatterns.idPattern,
      to: SchemaNode.integer("How often.", 1...100_000)),
    "hours": SchemaNode.integer("A number of hours.", 1...8760),
    "gapMinutes": SchemaNode.integer("The minutes between two groups; 15 otherwise.", 1...1440),
    "share": SchemaNode.number("A share of the staff.", 0.001...1),
    "seed": SchemaNode.integer("What groups are drawn by.", 0...Int(Int32.max)),
    "similarity": SchemaNode.number("From where two texts count as one.", 0.01...1),
    "accountsPerText": SchemaNode.integer("How many may use one text.", 1...100_000),
    "accounts": SchemaNode.integer("How many accounts.", 0...1_000_000),
    "actions": RuleSchema.actions,
    "freedom": SchemaNode.text(
      "What employees may do to the words.",
      choice: Rule.EditRights.Freedom.allCases.map(\.rawValue)),
    "needsComment": SchemaNode.flag("Whether a repost takes words of one's own."),
    "years": SchemaNode.integer("For how many years.", 1...100),
    "what": SchemaNode.reference("labels"),
  ]

  /// The keys by which a type means something of its own.
  static let special: [String: [String: WrittenJSON]] = [
    "blackout": [
      "then": SchemaNode.text("What happens; deny otherwise.", choice: ["deny", "defer"])
    ],
    "undisclosableAction": [
      "then": SchemaNode.text("What happens; withhold otherwise.", choice: ["withhold", "quote"])
    ],
    "quietHours": ["days": weekdays("Days that are quiet altogether.", atMost: 6)],
    "paidTimeOnly": ["days": weekdays("Working days; Monday to Friday otherwise.", atMost: 7)],
    "frequencyCap": [
      "count": SchemaNode.integer("How often an account takes part.", 1...100_000)
    ],
  ]

  private static func weekdays(_ description: String, atMost most: Int) -> WrittenJSON {
    SchemaNode.list(
      description, of: SchemaNode.text("A weekday.", choice: ConfigurationKeys.weekdays),
      atLeast: 1, atMost: most)
  }

  private static func words(_ description: String, keyPattern: String?) -> WrittenJSON {
    SchemaNode.map(
      description, keyPattern: keyPattern,
      to: SchemaNode.text("The words.", longest: PostLimits.textCharacters))
  }
}
