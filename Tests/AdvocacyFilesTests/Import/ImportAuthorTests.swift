import AdvocacyModel
import Testing

@testable import AdvocacyFiles

@Suite("Authors of imported posts")
struct ImportAuthorTests {
  private static let roster =
    [("ana", "Ana Ruíz", "@ruiz"), ("ben", "Ben Kurz", "@kurz")]
    .compactMap { id, name, handle -> Employee? in
      guard let id = EmployeeID(id), let x = NetworkID("x") else { return nil }
      return Employee(
        id: id, name: name, accounts: [Account(network: x, handle: handle, followers: 1)])
    } + ["cy", "di"].compactMap { EmployeeID($0).map { Employee(id: $0, name: "Sam Poe") } }

  @Test(
    "are found by id, name, handle and address, and only where one employee is called so",
    arguments: [
      ("ana", "ana"), ("ANA RUÍZ", "ana"), ("ana@acme.example (Ana Ruíz)", "ana"),
      ("ben@acme.example", "ben"), ("@kurz", "ben"), ("kurz", "ben"), ("Sam Poe", nil),
      ("Marta Gil", nil), ("", nil),
    ])
  func found(byline: String, id: String?) {
    #expect(ImportAuthors(Self.roster).employee(byline)?.text == id)
  }

  @Test(
    "stand in feeds of every kind",
    arguments: [
      """
      <rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><item><title>T</title>
      <dc:creator><![CDATA[Ana Ruíz]]></dc:creator><guid>1</guid></item></channel></rss>
      """,
      """
      <rss><channel><item><title>T</title><author>ana@acme.example (Ana Ruíz)</author>
      <guid>1</guid></item></channel></rss>
      """,
      """
      <feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><id>1</id>
      <author><name>Ana Ruíz</name><uri>https://acme.example</uri></author></entry></feed>
      """,
      """
      {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "T",
       "authors": [{"name": "Ana Ruíz"}]}]}
      """,
    ])
  func feeds(text: String) throws {
    var configuration = Configuration(company: "Acme", calendar: .utc)
    configuration.roster = Self.roster
    let x = try #require(NetworkID("x"))
    func authors(_ authors: ImportAuthors?) throws -> [String?] {
      try PostImport.posts(
        Array(text.utf8), file: "feed", mapping: ImportMapping(parsing: []),
        defaults: ImportDefaults(networks: [x], at: .distantPast, authors: authors),
        configuration: configuration
      ).posts.map(\.post.author?.text)
    }
    #expect(try authors(ImportAuthors(Self.roster)) == ["ana"])
    #expect(try authors(nil) == [nil])
  }
}
