import AdvocacyCore

/// A roster as the ledger keeps it: under the ledger's keys, without names and handles.
///
/// In columns, with each distinct value written once: writing a roster by person took longer than
/// fanning a post out to it.
struct StoredRoster {
  private let keys: [Int]
  private let people: People

  private enum People {
    case columns(StoredPeople)
    case profiles(ProfiledPeople)
  }

  static let damaged = Failure(.badData, "a roster kept in the ledger is damaged")

  /// Stores the employees who have a key, in the order of their keys.
  ///
  /// - Complexity: O(roster).
  init(_ roster: [Employee], by order: RosterKeys) {
    keys = order.ranked.map { Int($0) }
    people = .columns(StoredPeople(roster, at: order.indices.map { Int($0) }))
  }

  /// The employees, under the ids that their keys lead to; those who were forgotten are left out.
  ///
  /// - Throws: `Failure` where what is stored doesn't match.
  /// - Complexity: O(rows).
  func employees(
    ids: [Int64: EmployeeID], names: [EmployeeID: String]
  ) throws(Failure) -> [Employee] {
    var employees = keys.map { key in
      ids[Int64(key)].map { Employee(id: $0, name: names[$0] ?? $0.text) }
    }
    switch people {
    case .columns(let people): try people.fill(&employees)
    case .profiles(let people): try people.fill(&employees)
    }
    return employees.compactMap { $0 }
  }
}

extension StoredRoster: Codable {
  private enum CodingKeys: String, CodingKey {
    case keys = "keys"
    case people = "people"
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    keys = try container.decode(PackedNumbers.self, forKey: .keys).numbers
    if let people = try container.decodeIfPresent(StoredPeople.self, forKey: .people) {
      self.people = .columns(people)
    } else {
      people = .profiles(try ProfiledPeople(from: decoder))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(PackedNumbers(keys), forKey: .keys)
    switch people {
    case .columns(let people): try container.encode(people, forKey: .people)
    case .profiles:
      throw EncodingError.invalidValue(
        self, .init(codingPath: encoder.codingPath, debugDescription: "an old form is only read"))
    }
  }
}
