import AdvocacyIntake
import Foundation
import Testing

/// Reads a JSON Schema as far as ours go, and judges values by it.
struct SchemaReader {
  private let root: Any

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
    document = try JSONDocument.parse(bytes: Array(text.utf8), file: "schema")
  }

  /// The same with its order, which Foundation loses.
  private let document: JSONNode

  func keys(_ path: String...) throws -> [String] { try keys(path) }

  /// The keys of an object's properties in the order of the text.
  func keys(_ path: [String]) throws -> [String] {
    let node = try #require(try node(path) as? [String: Any])
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
    (try node(path) as? [String: Any])?["required"] as? [String]
  }

  func text(_ path: [String]) throws -> String? { try node(path) as? String }

  private func node(_ path: [String]) throws -> Any {
    var node = root
    for step in path {
      if let list = node as? [Any] {
        node = list[try #require(Int(step))]
      } else {
        node = try #require((node as? [String: Any])?[step], "\(path)")
      }
    }
    return node
  }

  /// What is wrong with a value, as paths with the keyword that it breaks.
  func faults(in value: Any) throws -> [String] { try faults(value, root, at: "$") }

  private func faults(_ value: Any, _ schema: Any, at path: String) throws -> [String] {
    guard let schema = schema as? [String: Any] else { return [] }
    var faults: [String] = []
    if let reference = schema["$ref"] as? String {
      let steps = reference.split(separator: "/").dropFirst().map(String.init)
      faults += try self.faults(value, try node(steps), at: path)
    }
    if let choices = schema["oneOf"] as? [Any] {
      let fitting = try choices.filter { try self.faults(value, $0, at: path).isEmpty }
      if fitting.count != 1 { faults.append("\(path) oneOf") }
    }
    if let constant = schema["const"] as? String, value as? String != constant {
      faults.append("\(path) const")
    }
    if let choices = schema["enum"] as? [String], !choices.contains(value as? String ?? "") {
      faults.append("\(path) enum")
    }
    guard let type = schema["type"] as? String else { return faults }
    switch type {
    case "object": return faults + (try objectFaults(value, schema, at: path))
    case "array":
      guard let list = value as? [Any] else { return faults + ["\(path) type"] }
      if list.count < schema["minItems"] as? Int ?? 0 { faults.append("\(path) minItems") }
      for (index, element) in list.enumerated() {
        faults += try self.faults(element, schema["items"] ?? [:], at: "\(path)[\(index)]")
      }
    case "string":
      guard let text = value as? String else { return faults + ["\(path) type"] }
      if text.count < schema["minLength"] as? Int ?? 0 { faults.append("\(path) minLength") }
      if let pattern = schema["pattern"] as? String,
        text.range(of: pattern, options: .regularExpression) == nil
      {
        faults.append("\(path) pattern")
      }
    default:
      guard !(value is String), let number = value as? Double else {
        return faults + ["\(path) type"]
      }
      let low = schema["minimum"] as? Double ?? -.infinity
      let high = schema["maximum"] as? Double ?? .infinity
      if number < low || number > high { faults.append("\(path) range") }
    }
    return faults
  }

  private func objectFaults(
    _ value: Any, _ schema: [String: Any], at path: String
  ) throws -> [String] {
    guard let object = value as? [String: Any] else { return ["\(path) type"] }
    let properties = schema["properties"] as? [String: Any] ?? [:]
    var faults = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      .map { "\(path).\($0) required" }
    for (key, member) in object {
      if let property = properties[key] {
        faults += try self.faults(member, property, at: "\(path).\(key)")
      } else if schema["additionalProperties"] as? Bool == false {
        faults.append("\(path).\(key) additionalProperties")
      } else if let rest = schema["additionalProperties"] {
        faults += try self.faults(member, rest, at: "\(path).\(key)")
      }
    }
    return faults
  }
}
