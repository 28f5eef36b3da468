/// A group on a network: members who see what is posted in it.
///
/// Posts name it as they name networks, and it decides, acts and reports as a network of its own whose
/// accounts are those of the employees in it. Rules, consents and opt-outs that name its network speak
/// about it too.
package struct NetworkGroup: Hashable, Sendable {
  /// The network on which it is.
  package var network: NetworkID
  /// How many people belong to it, employees included; 1 or more.
  package var members: Int
  /// Whether nobody outside ever sees what is said in it; else members pass posts on.
  package var isClosed: Bool
  /// The nodes of its members in the network's imported graph, ascending; nil: only how many is known.
  package var nodes: [UInt64]?
  /// What welcomes somebody there, `{name}` standing for them; nil: the usual words.
  package var welcome: String?

  package init(
    network: NetworkID, members: Int, isClosed: Bool = true, nodes: [UInt64]? = nil,
    welcome: String? = nil
  ) {
    self.network = network
    self.members = members
    self.isClosed = isClosed
    self.nodes = nodes
    self.welcome = welcome
  }
}

extension Configuration {
  /// The groups, as networks, by id.
  package var groups: [Network] { networks.filter { $0.group != nil } }

  /// The roster as its file has it: without the accounts that groups give.
  ///
  /// - Complexity: O(roster).
  package var rosterAsWritten: [Employee] {
    let groups = Set(groups.map(\.id))
    guard !groups.isEmpty else { return roster }
    return roster.map { employee in
      var employee = employee
      employee.accounts.removeAll { groups.contains($0.network) }
      return employee
    }
  }

}

extension [NetworkID]? {
  /// Whether ids, of which nil are all, mean a network: by its own id, or a group by its network's.
  package func cover(_ network: Network) -> Bool {
    guard let self else { return true }
    return self.contains(network.id) || network.group.map { self.contains($0.network) } ?? false
  }
}

extension Employee {
  /// The employee as a member of a group, with an account in it that has the node of the one on its
  /// network.
  package func joining(_ group: Network) -> Employee {
    guard let facts = group.group else { return self }
    var employee = self
    employee.accounts.removeAll { $0.network == group.id }
    employee.accounts.append(
      Account(
        network: group.id, followers: facts.members, node: account(on: facts.network)?.node))
    employee.accounts.sort { $0.network < $1.network }
    return employee
  }
}

extension Post {
  /// What stands for a new colleague's name in the texts of a post that welcomes them: the name itself
  /// is on the roster alone, so that forgetting them takes it out of every text.
  package static let namePlaceholder = "{name}"

  /// The post as members read it: with the name of whom it welcomes.
  ///
  /// Name: as the roster has it; nil for who is gone.
  package func naming(_ name: String?, in language: Language) -> Post {
    guard welcomed != nil else { return self }
    let word = name ?? Sentence("a new colleague", es: "una nueva persona")[language]
    var post = self
    post.text = text.replacing(Self.namePlaceholder, with: word)
    post.variants = variants.map { $0.replacing(Self.namePlaceholder, with: word) }
    return post
  }
}
