import AdvocacyCore
import AdvocacyReach
import ArgumentParser

/// What is done wrong on purpose, to see rows fail.
enum OracleMutation: String, Codable, Sendable, CaseIterable, ExpressibleByArgument {
  /// People are equally active.
  case activity
  /// People look equally often.
  case looks
  /// The overlap with the page is lost.
  case page
  /// Who follows an account on one network is no likelier to do so on another.
  case networks
  /// Everybody shares at once.
  case delays
  /// What an employee brings is told of the next one.
  case contributors
  /// Nobody passes posts on.
  case hops

  /// The problem done wrong.
  func applied(to problem: ReachProblem) -> ReachProblem {
    var wrong = problem
    switch self {
    case .activity: wrong.parameters.override(.activityShape, with: .init(1_000_000))
    case .looks: wrong.parameters.override(.lookShape, with: .init(1_000_000))
    case .page:
      wrong.parameters.override(.pageOverlap, with: .init(0))
      for network in problem.networks {
        wrong.parameters.override(.pageOverlap, on: network.id, with: .init(0))
      }
    case .networks: wrong.parameters.override(.secondNetworkOverlap, with: .init(0))
    case .delays: for place in wrong.shares.indices { wrong.shares[place].delay = 0 }
    case .contributors:
      if let contributors = problem.contributors {
        wrong.contributors?.ofEmployee = contributors.ofEmployee.map { part in
          part.map { ($0 + 1) % contributors.count }
        }
      }
    case .hops: wrong.parameters.override(.cascadeDepth, with: .init(1))
    }
    return wrong
  }
}
