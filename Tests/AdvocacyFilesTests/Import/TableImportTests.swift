import AdvocacyFiles
import AdvocacyModel
import Testing

@Suite("Imports of tables")
struct TableImportTests {
  private let configuration: Configuration

  init() throws {
    let text = #"{"company": {"name": "Acme", "timeZone": "Europe/Madrid"}}"#
    configuration = try ConfigurationFile.decode(Array(text.utf8))
  }

  private func read(
    _ text: String, map: [String] = [], ignoring: [String] = [], locale: String? = nil,
    namesNetwork: Bool = true
  ) throws -> ImportedItems {
    try PostImport.posts(
      Array(text.utf8), file: "p.csv", mapping: try ImportMapping(parsing: map),
      defaults: ImportDefaults(
        networks: [try #require(NetworkID("linkedin"))], at: Instant(seconds: 1_795_000_000)),
      configuration: configuration,
      table: try TableReading(ignoring: ignoring, locale: locale, namesNetwork: namesNetwork))
  }

  private func failure(_ text: String, map: [String] = [], ignoring: [String] = []) -> String {
    do {
      return "accepted: \(try read(text, map: map, ignoring: ignoring).posts.map(\.post.id.text))"
    } catch {
      return "\(error)"
    }
  }

  static let xPosts: String = """
    Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Reposts
    901,"Sat, Aug 22, 2026","Our hall 5, in one chart",https://x.example/acme/status/901,586,4,18,1
    902,"Sun, Aug 23, 2026","We hire
    in two cities",https://x.example/acme/status/902,120,7,3,0
    903,"Sun, Aug 23, 2026",@someone thank you,https://x.example/acme/status/903,4,0,1,0
    """

  static let linkedInPosts: String = """
    "Engagement metrics for individual posts (a description, as in the export)"
    Post title,Post link,Post type,Posted by,Created date,Impressions,Likes
    "Our hall 5, in one chart",https://l.example/urn:li:activity:71,Organic,A. P.,07/14/2026,157,8
    """

  static let metaPosts: String = """
    "Post ID","Page ID","Page name",Title,Description,"Publish time",Permalink,"Post type",Date,Views
    801,80,"Acme, Inc.","Our hall 5.
    Read ""the chart"".",,"07/14/2026 18:12",https://f.example/posts/1,Photos,Lifetime,51
    802,80,"Acme, Inc.",Hall,"Hall 5, a film","07/15/2026 08:00",https://f.example/posts/2,Videos,Lifetime,9
    """

  @Test("queue the posts of X's, LinkedIn's and Meta's exports")
  func exports() throws {
    let x = try read(Self.xPosts)
    #expect(x.skipped.isEmpty)
    #expect(x.posts.map(\.post.id.text) == ["901", "902", "903"])
    #expect(x.posts.map { $0.post.networks.map(\.text) } == [["x"], ["x"], ["x"]])
    #expect(x.posts[0].post.at == Instant(rfc3339: "2026-08-21T22:00:00Z"))
    #expect(x.posts[1].post.text == "We hire\nin two cities")
    #expect(x.posts[0].post.link == "https://x.example/acme/status/901")
    #expect(
      x.notices == [
        "read as X's export of posts", "1 post begins with @: it is a reply to somebody",
        "columns not used: Impressions, Likes, Engagements, Reposts",
      ])
    let linkedIn = try read(Self.linkedInPosts)
    #expect(linkedIn.posts.map { $0.post.networks.map(\.text) } == [["linkedin"]])
    #expect(linkedIn.posts[0].post.at == Instant(rfc3339: "2026-07-13T22:00:00Z"))
    #expect(linkedIn.notices.count == 3)
    let meta = try read(Self.metaPosts)
    #expect(meta.posts.map { $0.post.networks.map(\.text) } == [["facebook"], ["facebook"]])
    #expect(meta.posts[0].post.at == Instant(rfc3339: "2026-07-14T16:12:00Z"))
    #expect(meta.posts.map(\.post.text) == ["Our hall 5.\nRead \"the chart\".", "Hall 5, a film"])
  }

  @Test("take an export's posts to the networks that the import names, with its dates as it says")
  func elsewhere() throws {
    let x = try read(Self.xPosts, namesNetwork: false)
    #expect(x.posts[0].post.networks.map(\.text) == ["linkedin"])
    let spanish = try read(
      Self.linkedInPosts.replacing("07/14/2026", with: "14/07/2026"), locale: "es-ES")
    #expect(spanish.posts[0].post.at == Instant(rfc3339: "2026-07-13T22:00:00Z"))
    let german = try read(Self.linkedInPosts.replacing("07/14/2026", with: "14/07/2026"))
    #expect(german.skipped.first?.reason.contains("Created date") == true)
  }

  @Test("refuse what has no posts by what it is", arguments: Self.figures)
  func overviews(text: String, expected: String) {
    let found = failure(text)
    #expect(found.contains(expected), "\(found)")
  }

  static let figures: [(String, String)] = [
    (
      "Date,Impressions,Likes,Engagements,New follows,Unfollows\n\"Wed, Jul 15, 2026\",1,2,3,4,5\n",
      "p.csv:1: this is X's account overview: one row a day, and no posts"
    ),
    (
      "\"Aggregated\"\nDate,Impressions (organic),Impressions (total)\n07/14/2026,1,2\n",
      "p.csv:2: this is LinkedIn's overview of a page's content: one row a day, and no posts"
    ),
    (
      "sep=,\n\"Visits\"\n\"Date\",\"Primary\"\n\"2026-07-14T00:00:00\",\"120\"\n",
      "p.csv:3: this is Meta's overview of a page: one row a day, and no posts"
    ),
    (
      Self.metaPosts.replacing("Lifetime", with: "07/15/2026"),
      "p.csv:2: Date: this is Meta's export of posts by day: one row per post and day"
    ),
    (
      "Date,Visitors,Share\n2026-07-14,120,3%\n",
      "p.csv:1: this is an overview: one row a day with figures, and no posts"
    ),
  ]

  @Test("map headings but for case, accents and spaces, and those that hold commas")
  func mapping() throws {
    let text = "Título,\"Fecha, hora\",Notas\nUno,2026-07-01 10:00,x\n"
    for map in [["text=título,at=\"Fecha, hora\""], ["text=TITULO", "at=Fecha, hora"]] {
      let found = try read(text, map: map)
      #expect(found.posts.map(\.post.at) == [Instant(rfc3339: "2026-07-01T08:00:00Z")])
      #expect(found.notices == ["columns not used: Notas"])
    }
    let dated = try read("text,at\nUno,01/02/2026\n", locale: "es_ES")
    #expect(dated.posts.map(\.post.at) == [Instant(rfc3339: "2026-01-31T23:00:00Z")])
    let undated = try read("text,at\nUno,01/02/2026\n")
    #expect(undated.skipped.first?.reason.hasPrefix("at: \"01/02/2026\" doesn't say") == true)
  }

  @Test("pass over columns that are named, and no others")
  func ignoring() throws {
    let text = "text,Cost center,\"Reach, paid\",Cost center\nUno,1,2,3\n"
    #expect(failure(text).hasPrefix("p.csv:1: Cost center: unknown column. Say what it holds"))
    for names in [["cost center,\"Reach, paid\""], ["Cost center", "Reach, paid"]] {
      let found = try read(text, ignoring: names)
      #expect(found.posts.count == 1)
      #expect(found.notices.isEmpty)
    }
    #expect(failure(text, ignoring: ["Cost"]).contains("the table has no column \"Cost\""))
    #expect(
      failure(text, map: ["text=text", "campaign=Cost center"])
        == "p.csv:1: the column \"Cost center\" is there 2 times: column 2, column 4. Rename all "
        + "but one")
  }

  @Test("set a row aside for what a spreadsheet made of it, and leave totals out")
  func rows() throws {
    let found = try read(
      """
      id;text;at;interactive
      1,2E+18;Uno;2026-07-01;
      b;#NAME?;2026-07-01;
      c;Tres;46256;
      '0042;=SUM;2026-07-01;VERDADERO
      Total;3;;
      """)
    #expect(found.posts.map(\.post.id.text) == ["0042"])
    #expect(found.posts.first?.post.isInteractive == true)
    #expect(
      found.skipped.map { $0.reason.prefix(24) }
        == [
          "id: a spreadsheet rounded", "text: the spreadsheet sh", "at: \"46256\" looks like a",
        ].map { $0.prefix(24) })
    #expect(found.notices == ["line 6 was taken for a row of totals and left out: \"Total\""])
  }
}
