import AdvocacyModel
import AdvocacyTestSupport
import Foundation
import Testing

@testable import StrictJSON

private let folder = SharedData.url("bad-json/test_parsing")

@Suite(
  "JSONTestSuite",
  .enabled(if: folder != nil, "needs shared/data/bad-json beside the package"))
struct JSONTestSuiteTests {
  private func files(_ prefix: String) throws -> [(name: String, bytes: [UInt8])] {
    let folder = try #require(folder)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.filter { $0.hasPrefix(prefix) && $0.hasSuffix(".json") }.sorted()
      .map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
  }

  private func verdict(_ bytes: [UInt8]) -> Failure? {
    do throws(Failure) {
      _ = try JSONDocument.parse(bytes: bytes, file: "test.json")
      return nil
    } catch {
      return error
    }
  }

  private func grammar(_ bytes: [UInt8]) -> Failure? {
    do throws(Failure) {
      let text = try JSONDocument.text(bytes, file: "test.json", limits: .standard, cause: .badData)
      _ = try JSONDocument.scan(text, in: text.contents, limits: .standard)
      return nil
    } catch {
      return error
    }
  }

  private func wrap(_ bytes: [UInt8]) -> [UInt8] {
    Array("{\"id\": \"a\", \"unknown\": ".utf8) + bytes + Array(", \"text\": \"t\"}".utf8)
  }

  @Test("every invalid document is refused with a position, wrapped or not")
  func invalid() throws {
    let all = try files("n_")
    #expect(all.count == 188)
    for (name, bytes) in all {
      let found = try #require(grammar(bytes), "\(name) accepted")
      #expect(found.place?.line != nil && found.place?.column != nil, "\(name)")
      #expect(grammar(wrap(bytes)) != nil, "\(name) accepted when wrapped")
    }
  }

  @Test("every valid document passes the grammar, wrapped or not")
  func valid() throws {
    let all = try files("y_")
    #expect(all.count == 95)
    for (name, bytes) in all {
      #expect(grammar(bytes) == nil, "\(name)")
      #expect(grammar(wrap(bytes)) == nil, "\(name) refused when wrapped")
    }
  }

  @Test("of the valid documents only those with a repeated key are refused")
  func repeatedKeys() throws {
    let refused = try files("y_").filter { verdict($0.bytes) != nil }.map(\.name)
    #expect(
      refused == ["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"])
  }

  @Test("documents that may go either way never trap, and are refused with a position if at all")
  func either() throws {
    let all = try files("i_")
    #expect(all.count == 35)
    for (name, bytes) in all {
      guard let found = verdict(bytes) else { continue }
      #expect(found.place?.line != nil && found.place?.column != nil, "\(name)")
    }
  }
}
