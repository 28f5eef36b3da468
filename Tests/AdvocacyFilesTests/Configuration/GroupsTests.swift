import AdvocacyModel
import Testing

@testable import AdvocacyFiles

@Suite("Groups of a configuration")
struct GroupsTests {
  private func configuration(
    _ groups: String, networks: String = "{}", members: String? = nil
  ) throws(Failure) -> Configuration {
    let text = #"""
      {"company": {"name": "Acme", "timeZone": "UTC"}, "networks": \#(networks),
       "groups": \#(groups),
       "employees": [
         {"id": "ana", "consent": {"from": "2026-01-01"}, "accounts": {"x": {"followers": 9, "node": 4}}},
         {"id": "ben"}]}
      """#
    return try ConfigurationFile.decode(
      Array(text.utf8), readRoster: { _ throws(Failure) in nil },
      readMembers: { _ throws(Failure) in members.map { Array($0.utf8) } })
  }

  private let crew =
    #"[{"id": "crew", "network": "x", "members": 30, "employees": ["ana", "left"]}]"#

  @Test("a group is a network of its own, with the habits of the one that it is on")
  func network() throws {
    let configuration = try configuration(crew)
    let group = try #require(configuration.groups.first)
    let x = try #require(NetworkID("x").flatMap(configuration.network))
    #expect(group.title == "crew" && group.actions == x.actions && group.textLimit == x.textLimit)
    #expect(group.counting == x.counting)
    #expect(group.group == NetworkGroup(network: x.id, members: 30))
    let parameters = configuration.parameters
    #expect(parameters[.pageVisibility, group.id] == parameters[.pageVisibility, x.id])
    #expect(parameters[.shareRate, group.id].typical == 0)
  }

  @Test("the employees in it have an account there, with their node; the roster's file has none")
  func accounts() throws {
    let configuration = try configuration(crew)
    let group = try #require(configuration.groups.first?.id)
    let account = try #require(configuration.roster[0].account(on: group))
    #expect(account.followers == 30 && account.node == 4)
    #expect(configuration.roster[1].account(on: group) == nil)
    #expect(configuration.rosterAsWritten[0].accounts.map(\.network.text) == ["x"])
  }

  @Test("an open group passes posts on as its network does, or as it says itself")
  func open() throws {
    let parameters = try configuration(
      #"[{"id": "crew", "network": "x", "members": 30, "closed": false, "pageVisibility": 0.6}]"#
    ).parameters
    let (group, x) = (try #require(NetworkID("crew")), try #require(NetworkID("x")))
    #expect(parameters[.shareRate, group] == parameters[.shareRate, x])
    #expect(parameters[.pageVisibility, group].typical == 0.6)
  }

  @Test("members of an imported graph come from a file, a node a line")
  func members() throws {
    let text = #"[{"id": "crew", "network": "x", "members": "crew.txt"}]"#
    let graph = #"{"x": {"audience": {"file": "x.txt"}}}"#
    let group = try configuration(text, networks: graph, members: "# nodes\n7\r\n 3\n\n7\n")
      .groups.first?.group
    #expect(group?.nodes == [3, 7] && group?.members == 2)
    #expect(throws: Failure.self) { try configuration(text, networks: graph, members: "7\nx\n") }
    #expect(throws: Failure.self) { try configuration(text, networks: graph, members: "#\n") }
    #expect(throws: Failure.self) { try configuration(text, networks: graph) }
    #expect(throws: Failure.self) { try configuration(text, members: "7\n") }
  }

  @Test(
    "what can't be is refused at its place",
    arguments: [
      (#"[{"id": "crew", "network": "x"}]"#, "missing the key"),
      (#"[{"id": "crew", "network": "x", "members": 0}]"#, "members"),
      (#"[{"id": "x", "network": "x", "members": 3}]"#, "also the id"),
      (#"[{"id": "crew", "network": "y", "members": 3}]"#, "unknown network"),
      (
        #"[{"id": "crew", "network": "x", "members": 1, "employees": ["ana", "ben"]}]"#,
        "2 employees are in a group of 1"
      ),
      (#"[{"id": "crew", "network": "x", "members": 3, "shareRate": 0.1}]"#, "closed group"),
      (#"[{"id": "crew", "network": "x", "members": 3, "welcome": "Hi"}]"#, "{name}"),
      (#"[{"id": "crew", "network": "x", "members": 3, "teamOverlap": 0.1}]"#, "unknown key"),
      (
        #"[{"id": "crew", "network": "x", "members": 3}, {"id": "den", "network": "crew", "members": 2}]"#,
        "unknown network"
      ),
    ])
  func refused(_ groups: String, _ words: String) {
    do throws(Failure) {
      _ = try configuration(groups)
      Issue.record("nothing was wrong with \(groups)")
    } catch {
      #expect("\(error)".contains(words), "\(error)")
      #expect("\(error)".contains("groups["))
    }
  }
}
