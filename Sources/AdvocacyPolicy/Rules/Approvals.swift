import AdvocacyCore

/// What people have said about one post up to an instant.
struct PostWords: Sendable {
  private let words: [Word]
  private let author: EmployeeID?

  /// Makes the words of a post, leaving out what was said later than an instant.
  init(_ words: [Word], of post: Post, at instant: Instant) {
    self.words = words.filter { $0.at <= instant }
    author = post.author
  }

  /// The first withdrawal, if there is one.
  var withdrawal: Word? { words.filter { $0.kind == .withdrawal }.min { $0.at < $1.at } }

  /// How many approvals in some roles count.
  ///
  /// The author never counts. A word without a name counts once a role, and only where nobody
  /// with a name approved in that role, since it may be the same person.
  ///
  /// - Complexity: O(words × roles).
  func approvals(in roles: [String], manner: Rule.ApprovalManner = .anyRole) -> Int {
    guard !words.isEmpty else { return 0 }
    let voices = voices(in: roles)
    switch manner {
    case .anyRole: return Set(voices.map(\.person)).count
    case .eachRole: return Self.matched(roles, voices)
    case .inOrder: return Self.inOrder(roles, voices)
    }
  }

  /// Somebody's approval in a role.
  private struct Voice {
    /// An employee, or the unnamed person of a role.
    enum Person: Hashable {
      case employee(EmployeeID)
      case unnamed(role: String)
    }

    let person: Person
    let role: String
  }

  /// The approvals that count, in the order in which they were given.
  private func voices(in roles: [String]) -> [Voice] {
    let valid = words.filter { word in
      word.kind == .approval && roles.contains(word.role)
        && (word.employee == nil || word.employee != author)
    }
    let namedRoles = Set(valid.filter { $0.employee != nil }.map(\.role))
    let ordered = valid.enumerated().sorted {
      ($0.element.at, $0.offset) < ($1.element.at, $1.offset)
    }
    return ordered.map(\.element).compactMap { word in
      if let employee = word.employee { return Voice(person: .employee(employee), role: word.role) }
      guard !namedRoles.contains(word.role) else { return nil }
      return Voice(person: .unnamed(role: word.role), role: word.role)
    }
  }

  /// How many roles have an approval by a person of their own: a greatest matching.
  private static func matched(_ roles: [String], _ voices: [Voice]) -> Int {
    var roleOfPerson: [Voice.Person: String] = [:]
    func takes(_ role: String, _ tried: inout Set<Voice.Person>) -> Bool {
      for voice in voices where voice.role == role && tried.insert(voice.person).inserted {
        if let other = roleOfPerson[voice.person], !takes(other, &tried) { continue }
        roleOfPerson[voice.person] = role
        return true
      }
      return false
    }
    return roles.count { role in
      var tried: Set<Voice.Person> = []
      return takes(role, &tried)
    }
  }

  /// How many of the first roles approved one after the other, each by somebody else.
  private static func inOrder(_ roles: [String], _ voices: [Voice]) -> Int {
    var people: Set<Voice.Person> = []
    for voice in voices {
      guard people.count < roles.count else { break }
      if voice.role == roles[people.count] { people.insert(voice.person) }
    }
    return people.count
  }
}
