import AdvocacyCore

/// In which words.
extension CatalogueTests {
  static let wordings = [
    CatalogueRow(
      number: 7, title: "disclosure required",
      policy: rule(
        "disclosureRequired",
        #""text": "I work at Acme:", "byNetwork": {"x": "Acme here:"}, \#(product)"#),
      outcome: .rewrite, reason: "add “Acme here:”", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation()),
    CatalogueRow(
      number: 9, title: "undisclosable action",
      policy: rule(
        "undisclosableAction", #""actions": ["like", "repost"], "then": "quote", \#(product)"#),
      outcome: .rewrite, reason: "only as a quote", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation()),
    CatalogueRow(
      number: 9, title: "undisclosable action withheld",
      policy: rule("undisclosableAction", #""actions": ["share", "comment"]"#), outcome: .deny,
      reason: "left out", remedy: nil, fires: Situation(network: "blog"),
      silent: Situation(post: post(about: "product"), network: "nowhere")),
    CatalogueRow(
      number: 10, title: "label of advertising",
      policy: rule("adLabel", ##""byCountry": {"de": "Werbung", "GB": "#ad"}"##), outcome: .rewrite,
      reason: "add “Werbung”", remedy: nil, fires: Situation(ana: #""country": "DE""#),
      silent: Situation(ana: #""country": "FR""#)),
    CatalogueRow(
      number: 11, title: "incentive disclosure",
      policy: rule("incentiveDisclosure", #""text": "Contest:", "accepted": ["contest"]"#),
      outcome: .rewrite, reason: "add “Contest:”", remedy: nil,
      fires: Situation(post: #""text": "Sweeps! Win a bike", "prize": "a bike""#),
      silent: Situation(post: #""text": "A contest: win a bike", "prize": "a bike""#)),
    CatalogueRow(
      number: 12, title: "own opinion",
      policy: rule("ownOpinion", #""text": "Views are my own.", "exceptRoles": ["press"]"#),
      outcome: .rewrite, reason: "add “Views are my own.”", remedy: nil,
      fires: Situation(ana: press(from: "2026-11-21")),
      silent: Situation(ana: press(from: "2026-11-20"))),
    CatalogueRow(
      number: 34, title: "fixed words",
      policy: rule("editRights", #""freedom": "locked", \#(product)"#), outcome: .rewrite,
      reason: "the words are fixed", remedy: nil, fires: Situation(post: post(about: "product")),
      silent: Situation()),
    CatalogueRow(
      number: 34, title: "own comment asked for",
      policy: rule("editRights", #""freedom": "free", "needsComment": true"#), outcome: .rewrite,
      reason: "a repost takes words", remedy: nil, fires: Situation(),
      silent: Situation(network: "blog")),
  ]

  private static let product = #""when": {"topics": ["product"]}"#

  private static func press(from day: String) -> String {
    #""roles": [{"role": "press", "from": "\#(day)"}]"#
  }
}
