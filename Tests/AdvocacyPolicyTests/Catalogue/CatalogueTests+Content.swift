import AdvocacyCore

/// What may be passed on, where, and who has to agree first.
extension CatalogueTests {
  static let content = [
    CatalogueRow(
      number: 8, title: "disclosure by a token",
      policy: rule("disclosureReject", ##""tokens": ["#ee"]"##), outcome: .deny,
      reason: "“#ee” tells nobody who speaks", remedy: "plain words",
      fires: Situation(post: #""text": "Our motor is quiet #EE!""#), silent: Situation()),
    CatalogueRow(
      number: 8, title: "disclosure buried among hashtags",
      policy: rule("disclosureReject", #""mostHashtags": 2"#), outcome: .deny,
      reason: "3 hashtags would bury", remedy: "plain words",
      fires: Situation(post: ##""text": "Quiet #motor", "hashtags": ["#a", "b"]"##),
      silent: Situation(post: ##""text": "Quiet #motor", "hashtags": ["#a", "motor"]"##)),
    CatalogueRow(
      number: 13, title: "principal preapproval",
      policy: rule("principalPreapproval", #""roles": ["principal"]"#), outcome: .needsApproval,
      reason: "signature of a principal", remedy: "approval by 1 of: principal", fires: Situation(),
      silent: Situation(approvals: ["principal"])),
    CatalogueRow(
      number: 13, title: "live exchange",
      policy: rule("principalPreapproval", #""roles": ["principal"]"#), outcome: .allow,
      reason: "supervised afterwards by principal", remedy: nil,
      fires: Situation(post: #""text": "Yes, it is", "interactive": true"#),
      silent: Situation(approvals: ["principal"])),
    CatalogueRow(
      number: 14, title: "adoption of others' words",
      policy: rule("adoptionCheck", #""domains": ["acme.example"], "roles": ["legal"]"#),
      outcome: .needsApproval, reason: "leads to others", remedy: "approval by 1 of: legal",
      fires: Situation(post: linking("https://notacme.example/acme.example")),
      silent: Situation(post: linking("https://www.Acme.example:443/lab"))),
    CatalogueRow(
      number: 15, title: "testimonial without diligence", policy: testimonial,
      outcome: .needsApproval, reason: "due diligence by compliance",
      remedy: "approval by 1 of: compliance", fires: Situation(post: tagged("testimonial")),
      silent: Situation()),
    CatalogueRow(
      number: 15, title: "testimonial with diligence", policy: testimonial, outcome: .rewrite,
      reason: "Paid by Acme.", remedy: nil,
      fires: Situation(post: tagged("testimonial"), approvals: ["compliance"]),
      silent: Situation()),
    CatalogueRow(
      number: 16, title: "retention",
      policy: rule(
        "retention", #""years": 3, "what": ["text", "approver"], "when": {"topics": ["product"]}"#),
      outcome: .allow, reason: "keep text, approver for 3 years", remedy: nil,
      fires: Situation(post: post(about: "product")), silent: Situation()),
    CatalogueRow(
      number: 29, title: "network allowed",
      policy: rule("networkAllowed", #""networks": ["blog"]"#),
      outcome: .deny, reason: "X is not among", remedy: "allow X", fires: Situation(),
      silent: Situation(network: "blog")),
    CatalogueRow(
      number: 30, title: "manual only",
      policy: rule("manualOnly", #""when": {"networks": ["facebook"]}"#), outcome: .allow,
      reason: "confirm each action by hand", remedy: nil, fires: Situation(network: "facebook"),
      silent: Situation()),
    CatalogueRow(
      number: 32, title: "word blocked",
      policy: rule("wordBlock", #""words": ["cure"], "globs": ["guarant*"]"#), outcome: .deny,
      reason: "“guarant*” must not be said", remedy: "write the post without it",
      fires: Situation(post: #""text": "Quiet: GUARANTEED!""#),
      silent: Situation(post: #""text": "A secure motor, no guaran""#)),
    CatalogueRow(
      number: 32, title: "phrase for approval",
      policy: rule("wordBlock", #""phrases": ["world leader"], "roles": ["legal"]"#),
      outcome: .needsApproval, reason: "“world leader” must not be said",
      remedy: "approval by 1 of: legal",
      fires: Situation(post: #""text": "Motors", "variants": ["The world-leader in motors"]"#),
      silent: Situation(post: #""text": "A leader of the world""#)),
    CatalogueRow(
      number: 33, title: "confidential class", policy: rule("confidentialClass"), outcome: .deny,
      reason: "tagged customer-data", remedy: "take out what is confidential",
      fires: Situation(post: tagged("customer-data")), silent: Situation(post: tagged("news"))),
    CatalogueRow(
      number: 35, title: "approval in order",
      policy: rule("approval", #""roles": ["legal", "marketing"], "manner": "inOrder""#),
      outcome: .needsApproval, reason: "in this order: legal, marketing; 1 given",
      remedy: "approval by marketing", fires: Situation(approvals: ["marketing", "legal"]),
      silent: Situation(approvals: ["legal", "marketing"])),
    CatalogueRow(
      number: 35, title: "approval n of m",
      policy: rule("approval", #""roles": ["legal", "press"], "manner": "eachRole""#),
      outcome: .needsApproval, reason: "in 2 of the roles: legal, press; 1 given",
      remedy: "approval in 1 more", fires: Situation(approvals: ["legal", "legal"]),
      silent: Situation(approvals: ["press", "legal"])),
    CatalogueRow(
      number: 37, title: "protected speech",
      policy: rule("protectedSpeech", #""when": {"topics": ["pay"]}"#), outcome: .allow,
      reason: "never scored and never blocked", remedy: nil,
      fires: Situation(post: post(about: "pay")), silent: Situation()),
    CatalogueRow(
      number: 39, title: "kill switch",
      policy: rule("killSwitch", #""when": {"campaigns": ["lab"]}, "from": "2026-11-20""#),
      outcome: .deny, reason: "stopped", remedy: "lift rule it",
      fires: Situation(post: #""text": "Lab", "campaign": "lab""#), silent: Situation()),
  ]

  private static let testimonial = rule(
    "testimonial", #""text": "Paid by Acme.", "roles": ["compliance"]"#)

  private static func linking(_ link: String) -> String { #""text": "Lab", "link": "\#(link)""# }

  private static func tagged(_ tag: String) -> String { #""text": "Lab", "tags": ["\#(tag)"]"# }
}
