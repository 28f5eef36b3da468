import AdvocacyFiles

/// Small inputs of every kind, from which the mutator starts.
enum FuzzSeeds {
  static let config = texts(
    #"""
    {"company": {"name": "Acme", "timeZone": "Europe/Madrid"}, "pages": {"x": {"followers": 800}},
     "courses": [{"id": "basics", "title": "B", "validDays": 365}],
     "employees": [{"id": "ana", "name": "Ana", "team": "e", "role": "r", "country": "ES",
       "language": "es", "topics": ["product"], "consent": {"from": "2026-09-01"},
       "trainings": [{"course": "basics", "completed": "2026-09-10"}],
       "accounts": {"x": {"handle": "@ana", "followers": 240}, "linkedin": {"followers": 410}}}]}
    """#,
    #"""
    {"company": {"name": "A", "timeZone": "UTC"}, "policy": {"version": "1", "rules": [
      {"id": "night", "type": "quietHours", "start": "20:00", "end": "08:00"},
      {"id": "cap", "type": "frequencyCap", "count": 3, "window": "day"},
      {"id": "own", "type": "disclosureRequired", "when": {"topics": ["p"]}, "text": "I work here.",
       "byLanguage": {"de": "Ich arbeite hier."}},
      {"id": "ok", "type": "approval", "roles": ["legal"], "count": 1, "when": {"topics": ["r"]}},
      {"id": "net", "type": "networkAllowed", "networks": ["linkedin"]},
      {"id": "dark", "type": "blackout", "starts": "2026-10-01", "ends": "2026-10-22", "then": "deny"},
      {"id": "seg", "type": "segment", "only": {"teams": ["sales"]}},
      {"id": "emb", "type": "embargo", "release": "2026-10-06T09:00", "when": {"campaigns": ["a"]}},
      {"id": "exp", "type": "expiry", "days": 3}, {"id": "once", "type": "onceOnly"}]}}
    """#,
    #"""
    {"company": {"name": "A", "timeZone": "Asia/Kathmandu"}, "networks": {"x": {"visibility":
      {"low": 0.1, "typical": 0.2, "high": 0.3, "basis": "assumed", "source": "s"}},
      "mine": {"textLimit": 500}}, "parameters": {"lookShape": 0.5},
     "behaviour": {"participation": "everyone", "hours": {"from": "08:00", "until": "20:00"}}}
    """#)

  static let queue = texts(
    #"""
    [ {"id": "madrid-lab", "text": "We open our Madrid lab", "networks": ["x", "linkedin"],
       "at": "2026-11-20T10:00:00+01:00", "expires": "2026-11-27T10:00:00+01:00",
       "link": "https://acme.example/lab", "campaign": "lab", "topics": ["hiring"],
       "hashtags": ["#AcmeLab"], "variants": ["Come and see", {"text": "Ven", "language": "es"}],
       "author": "ana"} ]
    """#,
    #"""
    {"posts": [{"id": "a", "text": "\u00e9\n\"", "networks": ["x"], "at": "2026-11-20T10:00"},
      {"id": "b", "text": "t", "networks": ["linkedin"], "at": "2026-11-20T10:00:00Z"}]}
    """#, "[]", "{\"posts\": []}\n")

  static let lines = texts(
    """
    {"id": "a", "text": "t", "networks": ["x"], "at": "2026-11-20T10:00:00Z"}
    {"id": "b", "text": "u", "networks": ["x"], "at": "2026-11-20T11:00:00Z"}\r

    {"id": "c", "text": "v", "networks": ["linkedin"], "at": "2026-11-20T12:00:00Z"}
    """)

  static let roster = texts(
    """
    Employee ID;Full Name;Department;country;lang;topics;consent_from;training:basics;x;X handle
    ana;"Ruiz; Ana";engineering;ES;es;product;2026-09-01;2026-09-10;240;@ana
    ben;;;;;"a; b";;;;
    """,
    "id,name,team,consent_from,x_followers,linkedin\r\na,\"A \"\"q\"\"\",t,2026-09-01,5,6\r\n",
    "id\tname\njo\tJo\n")

  /// What the formats of imports give.
  static let imports = ImportFormat.all.flatMap { $0.fuzzSeeds.map { Array($0.utf8) } }

  static let graphs =
    texts(
      "# Nodes: 4\n1\t2\n2 3\n3,4\n1 4\n", "1 2 0.5\n2 3 1\n3 1 0.001\r\n18446744073709551615 0 0\n"
    )
    + [gzip]

  /// `1 2`, `2 3`, `3 1`, compressed, twice over.
  private static let gzip: [UInt8] = {
    let member: [UInt8] = [
      0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 2, 3, 0x33, 0x54, 0x30, 0xE2, 0x32, 0x52, 0x30, 0xE6, 0x32,
      0x56, 0x30, 0xE4, 2, 0, 0x75, 0x14, 0xBD, 0xB7, 12, 0, 0, 0,
    ]
    return member + member
  }()

  /// Words that mean something to some reader.
  static let dictionary: [[UInt8]] = [
    "id", "text", "networks", "at", "expires", "posts", "x", "linkedin", "everyone", "trained",
    "trainingRequired", "quietHours", "frequencyCap", "window", "month", "week", "day", "deny",
    "defer",
    "accounts", "followers", "consent", "low", "typical", "high", "basis", "measured", "timeZone",
    "America/St_Johns", "Nowhere/City", "participation", "audience", "file", "edges",
    "followedToFollower", "weightColumn", "when", "not", "any", "all", "teams", "topics",
    "byLanguage",
    "20:00", "2026-03-29T02:30:00", "https://a.example", "javascript:x", "<![CDATA[", "]]>",
    "<item>",
    "</item>", "&#x0;", "&lol;", "<!DOCTYPE a [<!ENTITY lol \"lol\">]>", "<!--", "entry", "\"\"",
    "\"",
    "training:basics", "x_handle", "$schema", "café", "é", "#", "1 2\n", "0.5", "gzip",
  ].map { Array($0.utf8) }

  private static func texts(_ all: String...) -> [[UInt8]] { all.map { Array($0.utf8) } }
}
