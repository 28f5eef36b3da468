import AdvocacyModel
import AdvocacyTestSupport
import StrictJSON
import Testing

@testable import AdvocacyFiles

@Suite("Taking an employee out of files")
struct ErasureTests {
  private let ana = EmployeeID("ana")

  private func configuration(_ text: String) throws -> String {
    let edited = try Erasure.configuration(
      Array(text.utf8), of: try #require(ana), file: "config.json")
    return String(decoding: edited.edited.bytes, as: UTF8.self)
  }

  @Test(
    "an employee goes with one comma, and every other byte stays",
    arguments: [
      (#"{"employees": [ {"id": "ana"} ]}"#, #"{"employees": []}"#),
      (#"{"employees": [{"id":"ana"} ,  {"id":"bo"}]}"#, #"{"employees": [{"id":"bo"}]}"#),
      (
        "{\"employees\": [\r\n\t{\"id\": \"bo\"},\r\n\t{\"x\": [1], \"id\": \"\\u0061na\"}\r\n]}",
        "{\"employees\": [\r\n\t{\"id\": \"bo\"}\r\n]}"
      ),
      (
        #"{"employees": [{"id":"a"}, {"id":"ana"}, {"id":"anna"}], "z": "é"}"#,
        #"{"employees": [{"id":"a"}, {"id":"anna"}], "z": "é"}"#
      ),
      (#"{"employees": "people.csv"}"#, #"{"employees": "people.csv"}"#),
    ])
  func roster(_ before: String, _ after: String) throws {
    #expect(try configuration(before) == after)
  }

  @Test(
    "lists of rules lose the id; one that named nobody else names somebody who is on no roster",
    arguments: [
      (#"["ana", "bo"]"#, #"["bo"]"#), (#"["bo","ana"]"#, #"["bo"]"#),
      (#"["ana","ana","bo","ana","cy","ana"]"#, #"["bo","cy"]"#),
      (#"[ "ana" ]"#, #"[ "_forgotten" ]"#), (#"["ana", "ana"]"#, #"["_forgotten"]"#),
      (#"["ana2"]"#, #"["ana2"]"#),
    ])
  func rules(_ before: String, _ after: String) throws {
    let text = { (list: String) in
      #"{"policy": {"rules": [{"when": {"teams": ["ana"], "employees": \#(list)}}]}}"#
    }
    #expect(try configuration(text(before)) == text(after))
  }

  @Test("roles lose the id as rules do")
  func roles() throws {
    #expect(
      try configuration(#"{"roles": [{"role": "legal", "employees": ["ana", "bo"]}]}"#)
        == #"{"roles": [{"role": "legal", "employees": ["bo"]}]}"#)
    #expect(
      try configuration(#"{"roles": [{"role": "ana", "employees": ["ana"]}]}"#)
        == #"{"roles": [{"role": "ana", "employees": ["_forgotten"]}]}"#)
  }

  @Test(
    "posts lose their author, bad ones and those of a line each as well",
    arguments: [
      (
        QueueFile.Form.json, "[{\"id\": \"a\",\n  \"author\": \"ana\"},\n {\"author\" : \"bo\"}]\n",
        "[{\"id\": \"a\"},\n {\"author\" : \"bo\"}]\n"
      ),
      (
        .json, #"{"posts": [{"author":"ana", "id":1}, {"author": "ana"}]}"#,
        #"{"posts": [{"id":1}, {}]}"#
      ),
      (
        .ndjson,
        "\u{FEFF}{\"id\":\"a\",\"author\":\"ana\"}\r\n{broken\n{\"author\":\"ana\",\"b\":2}",
        "\u{FEFF}{\"id\":\"a\"}\r\n{broken\n{\"b\":2}"
      ),
    ])
  func queue(_ form: QueueFile.Form, _ before: String, _ after: String) throws {
    let edited = try Erasure.queue(
      Array(before.utf8), form: form, of: try #require(ana), file: "queue")
    #expect(String(decoding: edited.bytes, as: UTF8.self) == after)
  }

  @Test(
    "a table loses the rows of the id, line breaks in quotes included",
    arguments: [
      ("name,Employee ID\nAna,ana\nBo,bo\n", "name,Employee ID\nBo,bo\n"),
      ("id;name\r\nbo;Bo\r\n\r\n ana ;\"Ana\r\nR\"", "id;name\r\nbo;Bo\r\n\r\n"),
      ("\u{FEFF}id,name\nbo,ana\n", "\u{FEFF}id,name\nbo,ana\n"),
    ])
  func table(_ before: String, _ after: String) throws {
    let edited = try Erasure.roster(
      Array(before.utf8), of: try #require(ana), file: "employees.csv")
    #expect(String(decoding: edited.bytes, as: UTF8.self) == after)
  }

  @Test("any employee taken out of any list leaves the JSON of the others")
  func property() throws {
    var random = SeededGenerator(seed: 20_261_124)
    for round in 0..<300 {
      let ids = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        ["ana", "bo", "cy"].randomElement(using: &random) ?? "bo"
      }
      let space = { ["", " ", "\n", "\t "].randomElement(using: &random) ?? "" }
      let list = ids.map { "\(space())\"\($0)\"\(space())" }.joined(separator: ",")
      let text = "{\"policy\":{\"employees\":[\(list)\(ids.isEmpty ? space() : "")]}}"
      let kept = ids.filter { $0 != "ana" }
      let root = try JSONDocument.parse(
        bytes: Array(try configuration(text).utf8), file: "config.json")
      let left = try root.object().required("policy").object().required("employees").texts()
      let expected = kept.isEmpty && !ids.isEmpty ? ["_forgotten"] : kept
      #expect(left == expected, "round \(round) of seed 20261124: \(text)")
    }
  }

  @Test("a post that welcomes them welcomes nobody, and groups lose them")
  func welcomed() throws {
    let queue = #"[{"id": "hi", "text": "Welcome, {name}!", "welcomes": "ana", "author": "bo"}]"#
    let edited = try Erasure.queue(
      Array(queue.utf8), form: .json, of: try #require(ana), file: "queue.json")
    #expect(
      String(decoding: edited.bytes, as: UTF8.self)
        == #"[{"id": "hi", "text": "Welcome, {name}!", "welcomes": "_forgotten", "author": "bo"}]"#)
    #expect(edited.count == 1 && edited.welcomes == 1)
    #expect(
      try configuration(#"{"groups": [{"id": "g", "employees": ["ana", "bo"]}]}"#)
        == #"{"groups": [{"id": "g", "employees": ["bo"]}]}"#)
  }
}
