package import AdvocacyCore

/// What a comparison of policies has to make up for a rule to speak.
extension Rule {
  /// What has to have happened before.
  package enum PastNeeded: Hashable, Sendable {
    /// Accounts took part so often: each number tells cases apart.
    case participations([Int])
    /// Accounts passed on the same text under another id.
    case sameText
  }

  /// The largest number of earlier posts that is made up (assumed: larger caps are seldom met).
  private static let mostEarlierPosts = 20

  /// What has to have happened before; nil where the rule asks about no past.
  package var pastNeeded: PastNeeded? {
    switch lookback {
    case .nowhere: nil
    case .content: .sameText
    case .window, .span, .everything:
      .participations(
        Set(parameters.stored.wholeNumbers).union([1])
          .filter { (1...Self.mostEarlierPosts).contains($0) }.sorted())
    }
  }

  /// The roles in which approvals count, and how many are asked for; nil where none is.
  package var approvalsNeeded: (roles: [String], count: Int)? {
    wantedApprovals.map { ($0.roles, $0.count) }
  }

  /// The approvals that the rule asks for; nil where it asks for none.
  var wantedApprovals: WantedApprovals? {
    (parameters as? any RuleType).map(\.wanted).flatMap { $0.roles.isEmpty ? nil : $0 }
  }
}

extension StoredValue {
  /// All whole numbers in the value, in no order.
  fileprivate var wholeNumbers: [Int] {
    switch self {
    case .integer(let number): [number]
    case .list(let values): values.flatMap(\.wholeNumbers)
    case .object(let members): members.values.flatMap(\.wholeNumbers)
    case .bool, .decimal, .text, .employee: []
    }
  }
}
