import Foundation

/// Judges values by a JSON Schema, as far as ours go.
package struct SchemaJudge {
  private let root: Any

  /// Reads a schema.
  package init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// The part of the schema that a path of keys and numbers leads to.
  package func node(_ path: [String]) throws -> Any {
    var node = root
    for step in path {
      if let list = node as? [Any] {
        guard let index = Int(step), list.indices.contains(index) else {
          throw NoSuchPlace(path: path)
        }
        node = list[index]
      } else {
        guard let next = (node as? [String: Any])?[step] else { throw NoSuchPlace(path: path) }
        node = next
      }
    }
    return node
  }

  /// What is wrong with a value, as paths with the keyword that it breaks.
  package func faults(in value: Any) throws -> [String] { try faults(value, root, at: "$") }

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
    if let constant = schema["const"] as? Bool, value as? Bool != constant {
      faults.append("\(path) const")
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
    case "null":
      if !(value is NSNull) { faults.append("\(path) type") }
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

  /// The keys of a value that the schema doesn't name, as paths; of several choices any will do.
  package func unknownKeys(in value: Any) throws -> [String] {
    try unknownKeys(value, [root], at: "$")
  }

  private func unknownKeys(_ value: Any, _ schemas: [Any], at path: String) throws -> [String] {
    let plain = try schemas.flatMap { try choices(of: $0) }
    if let list = value as? [Any] {
      let items = plain.compactMap { $0["items"] }
      return try list.flatMap { try unknownKeys($0, items, at: "\(path)[]") }
    }
    guard let object = value as? [String: Any] else { return [] }
    let properties = plain.compactMap { $0["properties"] as? [String: Any] }
    return try object.sorted { $0.key < $1.key }.flatMap { key, member in
      let known = properties.compactMap { $0[key] }
      return known.isEmpty
        ? ["\(path).\(key)"] : try unknownKeys(member, known, at: "\(path).\(key)")
    }
  }

  /// The schemas without references and choices that one stands for.
  private func choices(of schema: Any) throws -> [[String: Any]] {
    guard let schema = schema as? [String: Any] else { return [] }
    let own = schema["$ref"] == nil && schema["oneOf"] == nil ? [schema] : []
    let steps = (schema["$ref"] as? String)?.split(separator: "/").dropFirst().map(String.init)
    let referred = try steps.map { try choices(of: try node($0)) } ?? []
    let several = try (schema["oneOf"] as? [Any] ?? []).flatMap { try choices(of: $0) }
    return own + referred + several
  }

  /// A path leads nowhere.
  private struct NoSuchPlace: Error {
    var path: [String]
  }
}
