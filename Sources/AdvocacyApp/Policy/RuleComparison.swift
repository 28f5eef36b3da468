import AdvocacyCore
import AdvocacyPolicy
import AdvocacyReport

/// Tells which rules two policies don't share.
struct RuleComparison {
  let before: Policy
  let after: Policy
  let calendar: CompanyCalendar

  /// The rules added, removed and changed, by id.
  var changes: [PolicyDiff.RuleChange] {
    let old = Dictionary(before.rulesInForce.map { ($0.id, $0) }) { first, _ in first }
    let new = Dictionary(after.rulesInForce.map { ($0.id, $0) }) { first, _ in first }
    return Set(old.keys).union(new.keys).sorted().compactMap { id in
      switch (old[id], new[id]) {
      case (nil, let rule?): .init(kind: .added, id: id, type: rule.type)
      case (let rule?, nil): .init(kind: .removed, id: id, type: rule.type)
      case (let then?, let now?) where then != now:
        .init(
          kind: .changed, id: id, type: now.type, differs: differences(then, now),
          details: then.differences(to: now, calendar: calendar))
      default: nil
      }
    }
  }

  private func differences(_ then: Rule, _ now: Rule) -> [String] {
    let isSameType = then.type == now.type
    let found: [(String, Bool)] = [
      ("type, was \(then.type)", !isSameType),
      ("parameters", isSameType && !areEqual(then.parameters, now.parameters)),
      ("scope", then.scope != now.scope),
      ("dates", then.period != now.period), ("hold", then.hold != now.hold),
      ("sentence", then.sentence != now.sentence),
    ]
    return found.filter(\.1).map(\.0)
  }
}
