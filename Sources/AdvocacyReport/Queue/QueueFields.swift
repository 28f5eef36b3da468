package import AdvocacyModel

/// The ids of a listing's posts, one a line: for scripts.
package struct QueueIDs: CommandOutput {
  private let ids: [String]

  /// Takes the ids; a post that was set aside without one has no line.
  package init(_ listing: QueueListing) {
    ids = listing.posts.map(\.id).filter { !$0.isEmpty }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(ids)
  }

  package func render(_ style: TerminalStyle) -> String {
    ids.map { SafeText.escape($0) + "\n" }.joined()
  }
}

/// Some fields of a listing's posts, as a JSON array.
package struct QueueFields: CommandOutput {
  private let rows: [QueueListing.Row]
  private let fields: [Field]

  /// The fields that a post of a listing has.
  package enum Field: String, CodingKey, CaseIterable, Sendable {
    case id
    case text
    case at
    case expires
    case networks
    case campaign
    case topics
    case state
    case detail
    case progress
    case note
  }

  /// Takes the fields of all posts.
  ///
  /// - Throws: `Failure` with cause `usage` for an unknown field, and where none is named.
  package init(_ listing: QueueListing, _ names: [String]) throws(Failure) {
    rows = listing.posts
    let known = Field.allCases.map(\.rawValue)
    var fields: [Field] = []
    for name in names {
      guard let field = Field(rawValue: name) else {
        throw Failure(
          .usage, "--json: unknown field \"\(name)\"; known: \(known.joined(separator: ", "))",
          hint: NearMiss.hint(name, among: known))
      }
      fields.append(field)
    }
    guard !fields.isEmpty else {
      throw Failure(
        .usage, "--json: no field is named; known: \(known.joined(separator: ", "))",
        hint: "For example --json id,state,at")
    }
    self.fields = fields
  }

  package func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for row in rows {
      var object = list.nestedContainer(keyedBy: Field.self)
      for field in fields {
        switch field {
        case .id: try object.encode(row.id, forKey: field)
        case .text: try object.encode(row.text, forKey: field)
        case .at: try object.encode(row.at, forKey: field)
        case .expires: try object.encode(row.expires, forKey: field)
        case .networks: try object.encode(row.networks, forKey: field)
        case .campaign: try object.encode(row.campaign, forKey: field)
        case .topics: try object.encode(row.topics, forKey: field)
        case .state: try object.encode(row.state, forKey: field)
        case .detail: try object.encode(row.detail, forKey: field)
        case .progress: try object.encode(row.progress, forKey: field)
        case .note: try object.encode(row.note, forKey: field)
        }
      }
    }
  }

  package func render(_ style: TerminalStyle) -> String { (try? json) ?? "[]\n" }
}
