import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import Foundation

/// Words with which a shell can complete a command line, from the workspace that the line is about.
///
/// Never fails and writes nothing: where a file can't be read there is nothing to suggest.
package struct Suggestions {
  /// What a word stands for.
  package enum Kind: Sendable {
    /// The ids of the queue's posts.
    case posts
    case employees
    case networks
    /// The topics of rules, employees and posts.
    case topics
    case campaigns
    /// The roles that approve.
    case roles
    /// The proposals that nobody answered yet.
    case proposals
    case teams
  }

  private let workspace: Workspace?
  private let environment: Environment

  /// Finds the workspace of a command line as far as it is written.
  ///
  /// - Parameters:
  ///   - words: The words, as the shell has them, quotes included.
  ///   - environment: The world in which the program runs.
  package init(for words: [String], in environment: Environment) {
    self.environment = environment
    var named: String?
    for (place, word) in words.enumerated() {
      if word == "--workspace", words.indices.contains(place + 1) { named = words[place + 1] }
      if word.hasPrefix("--workspace=") { named = String(word.dropFirst("--workspace=".count)) }
    }
    let path = named.map { Self.path($0, home: environment.homeDirectory) }
    workspace = try? Workspace.find(flag: path, in: environment)
  }

  /// A path as the shell would hand it over: without quotes, the home directory written out.
  private static func path(_ word: String, home: String?) -> String {
    let plain = word.filter { !"\"'\\".contains($0) }
    guard plain.hasPrefix("~/"), let home else { return plain }
    return home + plain.dropFirst()
  }

  /// The words of a kind, sorted, each once.
  ///
  /// - Complexity: O(bytes of config, roster and queue).
  package func words(_ kind: Kind) -> [String] {
    guard let workspace,
      let configuration = try? WorkspaceReader(workspace: workspace).configuration()
    else { return [] }
    let words: [String]
    switch kind {
    case .posts: words = posts(configuration, workspace).map(\.id.text)
    case .employees: words = configuration.roster.map(\.id.text)
    case .networks:
      let pages = configuration.pages.map(\.network.text)
      words = pages.isEmpty ? configuration.networks.map(\.id.text) : pages
    case .topics:
      words =
        configuration.policy.rules.flatMap { $0.scope.topics ?? [] }
        + configuration.roster.flatMap(\.topics) + posts(configuration, workspace).flatMap(\.topics)
    case .campaigns:
      words =
        configuration.policy.rules.flatMap { $0.scope.campaigns ?? [] }
        + posts(configuration, workspace).compactMap(\.campaign)
    case .roles: words = configuration.roles.map(\.role)
    case .proposals:
      let records = try? LedgerAccess(workspace: workspace).reading().ledger.proposalRecords()
      words = Proposal.all(records ?? []).filter { $0.state == .waiting }.map(\.name)
    case .teams: words = configuration.roster.map(\.team).filter { !$0.isEmpty }
    }
    return Set(words.filter { !$0.contains(where: \.isNewline) }).sorted()
  }

  private func posts(_ configuration: Configuration, _ workspace: Workspace) -> [Post] {
    let reader = WorkspaceReader(workspace: workspace)
    guard let entries = try? reader.queue(configuration, in: environment) else { return [] }
    return entries.compactMap { try? $0.post.get() }
  }
}
