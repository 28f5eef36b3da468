import AdvocacyCore
import AdvocacyReach
import AdvocacyReport

/// Turns the facts and the engine's estimate into the report's value.
struct ReportAssembly {
  var posts: [PostFacts]
  var networks: [NetworkID]
  var configuration: Configuration
  var cells: ReportCells
  var estimate: ReachEstimate

  /// The posts with their figures.
  var postRows: [ReachReport.Post] {
    posts.indices.map { index in
      let post = posts[index].post
      return ReachReport.Post(
        id: post.id, text: post.text, at: post.at, campaign: post.campaign,
        figures: figures(of: [posts[index]], cell: estimate.groups[index]))
    }
  }

  /// The figures of all posts together.
  var total: ReachReport.Figures {
    figures(of: posts, cell: estimate.groups[estimate.groups.count - 1])
  }

  /// The rows between: campaigns, networks, teams or employees.
  func groups(by breakdown: Breakdown) -> ReachReport.Groups {
    switch breakdown {
    case .post: .none
    case .campaign:
      .figures(
        cells.names.enumerated().map { index, name in
          let own = posts.filter { ($0.post.campaign ?? "") == name }
          return .init(
            name: name, figures: figures(of: own, cell: estimate.groups[posts.count + index]))
        })
    case .network:
      .figures(
        networks.enumerated().map { index, network in
          let own = posts.filter { $0.post.networks.contains(network) }
          return .init(
            name: network.text,
            figures: figures(
              of: own, cell: estimate.groups[posts.count + index], on: [network]))
        })
    case .team:
      contributions(named: Array(Set(configuration.roster.map(\.team))).sorted()) {
        configuration.roster[$0].team
      }
    case .employee:
      contributions(named: configuration.roster.map(\.id.text)) {
        configuration.roster[$0].id.text
      }
    }
  }

  private func contributions(
    named names: [String], nameOf: (Int) -> String
  ) -> ReachReport.Groups {
    var counts = [String: ActionCounts](minimumCapacity: names.count)
    for facts in posts {
      for act in facts.actions {
        guard let employee = act.employee else { continue }
        counts[nameOf(employee), default: ActionCounts()].add(act)
      }
    }
    return .contributions(
      zip(names, estimate.contributors).compactMap { name, contribution in
        guard let own = counts[name] else { return nil }
        return .init(
          name: name, employees: own.people.count, actions: own.total, likes: own.likes,
          reposts: own.reposts, grossReach: contribution.grossReach,
          additionalPeople: .init(contribution.additionalPeople))
      })
  }

  private func figures(
    of posts: [PostFacts], cell: ReachEstimate.Cell, on only: [NetworkID]? = nil
  ) -> ReachReport.Figures {
    let acts = posts.flatMap { facts in
      facts.actions.filter { only?.contains($0.network) ?? true }
    }
    let counts = ActionCounts(acts)
    return ReachReport.Figures(
      networks: ReachReport.NetworkActions.of(posts, on: only),
      employees: counts.people.count, likes: counts.likes, reposts: counts.reposts,
      nominalMultiplier: NominalMultiplier.overPairs(of: posts, on: only.map(Set.init)),
      participation: participation(of: posts, took: counts.people.count, on: only),
      potentialReach: cell.potentialReach, grossReach: cell.grossReach,
      impressions: cell.impressions, frequency: cell.frequency ?? 0,
      reach: .init(
        page: cell.page.map { .init($0) }, withEmployees: .init(cell.withEmployees)),
      additionalPeople: .init(cell.additionalPeople),
      reachMultiplier: cell.reachMultiplier.map { .init($0) })
  }

  /// Of one post its own counts; of several the largest, which is the least there can have been:
  /// the ledger counts who was allowed, and does not keep who.
  private func participation(
    of posts: [PostFacts], took: Int, on only: [NetworkID]?
  ) -> ReachReport.Participation {
    let allowed = posts.map { facts in
      guard let only else { return facts.allowed }
      return only.map { facts.allowedByNetwork[$0, default: 0] }.max() ?? 0
    }
    return .init(
      took: took, allowed: max(took, allowed.max() ?? 0),
      roster: max(took, posts.map(\.roster).max() ?? configuration.roster.count))
  }
}

extension ReachReport.Estimate {
  /// The engine's figure as the report writes it.
  init(_ figure: ReachEstimate.Figure) {
    self.init(mean: figure.mean, low: figure.low, high: figure.high)
  }
}
