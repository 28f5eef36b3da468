import AdvocacyFiles
import AdvocacyTestSupport
import Foundation
import StrictJSON
import Testing

/// Reads a JSON Schema as far as ours go, and judges values by it.
struct SchemaReader {
  private let judge: SchemaJudge

  init(_ text: String) throws {
    judge = try SchemaJudge(text)
    document = try JSONDocument.parse(bytes: Array(text.utf8), file: "schema")
  }

  /// The same with its order, which Foundation loses.
  private let document: JSONNode

  func keys(_ path: String...) throws -> [String] { try keys(path) }

  /// The keys of an object's properties in the order of the text.
  func keys(_ path: [String]) throws -> [String] {
    let node = try #require(try judge.node(path) as? [String: Any])
    #expect(node["additionalProperties"] as? Bool == false, "\(path)")
    let properties = try #require(node["properties"] as? [String: Any])
    var ordered = document
    for step in path + ["properties"] {
      ordered =
        ordered.kind == .array
        ? try ordered.elements()[try #require(Int(step))]
        : try ordered.object().required(step)
    }
    let keys = try ordered.members().map(\.name)
    #expect(Set(keys) == Set(properties.keys))
    return keys
  }

  func required(_ path: String...) throws -> [String]? {
    (try judge.node(path) as? [String: Any])?["required"] as? [String]
  }

  func text(_ path: [String]) throws -> String? { try judge.node(path) as? String }

  /// What is wrong with a value, as paths with the keyword that it breaks.
  func faults(in value: Any) throws -> [String] { try judge.faults(in: value) }
}
