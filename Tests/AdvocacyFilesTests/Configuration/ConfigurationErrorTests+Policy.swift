/// Policies and roles that can't be meant.
extension ConfigurationErrorTests {
  static let roles: [Wrong] = [
    wrongRole(
      #""employees": ["Ana"]"#,
      "config.json:4:43: roles[0].employees[0]: unknown employee \"Ana\". Did you mean \"ana\"?"),
    wrongRole(
      #""teams": ["marketng"]"#,
      "config.json:4:39: roles[0].teams[0]: unknown team \"marketng\"; known: marketing. "
        + "Did you mean \"marketing\"?"),
    wrongRole(
      #""employes": ["ana"]"#,
      "config.json:4:29: roles[0]: unknown key \"employes\". Did you mean "
        + "\"employees\"?"),
    wrongRole(
      #""from": "2026-01-01""#,
      "config.json:4:11: roles[0]: nobody has the role \"legal\". Name people under "
        + "\"employees\", or teams under \"teams\""),
    wrongRole(
      #""employees": []"#,
      "config.json:4:42: roles[0].employees: expected at least one entry, found an empty list"),
    wrongRole(
      #""teams": ["marketing"], "from": "2026-12-01", "until": "2026-11-01""#,
      "config.json:4:84: roles[0].until: ends at 2026-11-02T00:00:00+01:00, not after \"from\" "
        + "at 2026-12-01T00:00:00+01:00. Exchange the two, or correct one"),
  ]

  static let policies: [Wrong] = [
    wrongRule(
      #""type": "trainingRequired", "course": "basic""#,
      "config.json:4:73: policy.rules[0].course: unknown course \"basic\"; known: basics, "
        + "advanced. Did you mean \"basics\"?"),
    wrongRule(
      #""type": "tierCapability""#,
      "config.json:4:22: policy.rules[0]: there are no tiers, so that nobody could do anything. "
        + "Add them to \"tiers\""),
    wrongTiers(
      #"[{"id": "low", "includes": ["high"]}, {"id": "high", "includes": ["low"]}]"#,
      "config.json:4:49: policy.tiers[0].includes[0]: the tiers include each other in a round: "
        + "low → high → low. Take one of them out"),
    wrongTiers(
      #"[{"id": "low", "includes": ["low"]}]"#,
      "config.json:4:49: policy.tiers[0].includes[0]: the tiers include each other in a round: "
        + "low → low. Take one of them out"),
    wrongTiers(
      #"[{"id": "gold", "includes": ["sliver"]}, {"id": "silver"}]"#,
      "config.json:4:50: policy.tiers[0].includes[0]: unknown tier \"sliver\"; known: gold, "
        + "silver. Did you mean \"silver\"?"),
    wrongTiers(
      #"[{"id": "low", "allows": [{"actions": ["boost"]}]}]"#,
      "config.json:4:60: policy.tiers[0].allows[0].actions[0]: unknown action \"boost\"; known: "
        + "like, repost, quote, comment, share"),
    wrongRule(
      #""type": "frequencyCap", "count": 1, "window": "day", "byTier": {"gold": 3}"#,
      "config.json:4:99: policy.rules[0].byTier.gold: there are no tiers. Add them to "
        + "\"tiers\""),
    wrongRule(
      #""type": "blackout", "from": "2026-12-01", "starts": "2026-11-01", "ends": "2026-11-30""#,
      "config.json:4:109: policy.rules[0].ends: the window and the time in which the rule is in "
        + "force have nothing in common. Correct \"starts\" and \"ends\", or \"from\" and "
        + "\"until\""),
    wrongRule(
      #""type": "holidays", "until": "2026-12-01", "dates": ["2026-12-25"]"#,
      "config.json:4:87: policy.rules[0].dates: none of the days lies in the time in which the "
        + "rule is in force. Correct the days, or \"from\" and \"until\""),
    wrongRule(
      #""type": "killSwitch", "from": "2026-12-01", "until": "2026-11-01""#,
      "config.json:4:88: policy.rules[0].until: ends at 2026-11-02T00:00:00+01:00, not after "
        + "\"from\" at 2026-12-01T00:00:00+01:00. Exchange the two, or correct one"),
    wrongRule(
      #""type": "killSwitch", "when": {"roles": ["enginer"]}"#,
      "config.json:4:76: policy.rules[0].when.roles[0]: unknown role \"enginer\"; known: "
        + "engineer. Did you mean \"engineer\"?"),
    wrongRule(
      #""type": "killSwitch", "when": {"employees": ["Ana"]}"#,
      "config.json:4:80: policy.rules[0].when.employees[0]: unknown employee \"Ana\". "
        + "Did you mean \"ana\"?"),
    wrongRule(
      #""type": "killSwitch", "when": {"topics": ["hirnig"]}"#,
      "config.json:4:77: policy.rules[0].when.topics[0]: unknown topic \"hirnig\"; known: "
        + "hiring. Did you mean \"hiring\"?"),
    wrongRule(
      #""type": "killSwitch", "hold": "askin""#,
      "config.json:4:65: policy.rules[0].hold: unknown hold \"askin\"; known: asking, acting, "
        + "both. Did you mean \"asking\"?"),
    wrongRule(
      #""type": "killSwitch", "hold": "asking""#,
      "config.json:4:65: policy.rules[0].hold: a rule of type \"killSwitch\" can't hold at "
        + "\"asking\"; allowed: both. Leave \"hold\" out, or write \"both\""),
    wrongRule(
      #""type": "onceOnly", "hold": "asking""#,
      "config.json:4:63: policy.rules[0].hold: a rule of type \"onceOnly\" can't hold at "
        + "\"asking\"; allowed: acting, both. Leave \"hold\" out, or write \"acting\""),
    wrongRule(
      #""type": "killSwitch", "when": {"campaigns": ["\u00AD"]}"#,
      "config.json:4:80: policy.rules[0].when.campaigns[0]: \"\\u{AD}\" has no visible character. "
        + "Write what people are to see, or leave it out"),
    wrongRule(
      #""type": "wordBlock", "words": ["\u3164"]"#,
      "config.json:4:66: policy.rules[0].words[0]: \"\\u{3164}\" has no visible character. "
        + "Write what people are to see, or leave it out"),
    wrongRule(
      #""type": "approval", "roles": ["legal"], "count": 2, "manner": "eachRole""#,
      "config.json:4:84: policy.rules[0].count: asks for 2 roles of 1. Name more roles, or ask "
        + "for fewer"),
    wrongRule(
      #""type": "wordBlock", "words": ["world leader"]"#,
      "config.json:4:66: policy.rules[0].words[0]: expected a single word, found \"world "
        + "leader\". Put several words under \"phrases\""),
    wrongRule(
      #""type": "wordBlock", "globs": ["(a+)+"]"#,
      "config.json:4:66: policy.rules[0].globs[0]: expected one word of at most 63 letters, *, "
        + "and ?, found \"(a+)+\". Write for example confiden*"),
    wrongRule(
      #""type": "stagger", "gapMinutes": 1, "share": 0.01"#,
      "config.json:4:22: policy.rules[0]: makes 6000 groups of colleagues; 240 are the most. "
        + "Raise \"share\" or \"gapMinutes\""),
    wrongRule(
      #""type": "editRights", "freedom": "locked", "needsComment": true"#,
      "config.json:4:68: policy.rules[0].freedom: fixed words and a comment asked for contradict "
        + "each other. Write \"append\", or leave \"needsComment\" out"),
    wrongRule(
      #""type": "adLabel", "byCountry": {"Germany": "Werbung"}"#,
      "config.json:4:68: policy.rules[0].byCountry.Germany: expected a country of two letters, "
        + "found \"Germany\". Write it as in ISO 3166-1, for example ES"),
  ]

  private static let people = #"""
    "courses": [{"id": "basics"}, {"id": "advanced"}], "employees": [{"id": "ana", "team": "marketing", "role": "engineer", "topics": ["hiring"]}],
    """#

  private static func wrongRule(_ members: String, _ message: String) -> Wrong {
    Wrong(
      lines: people + "\n" + #""policy": {"rules": [{"id": "it", \#(members)}]}"#, message: message)
  }

  private static func wrongRole(_ members: String, _ message: String) -> Wrong {
    Wrong(
      lines: people + "\n" + #""roles": [{"role": "legal", \#(members)}]"#, message: message)
  }

  private static func wrongTiers(_ tiers: String, _ message: String) -> Wrong {
    Wrong(lines: people + "\n" + #""policy": {"tiers": \#(tiers)}"#, message: message)
  }
}
