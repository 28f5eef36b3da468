import AdvocacyCore
import AdvocacyPolicy
import AdvocacyReport

/// The teams or employees that a report tells apart: those who took part and agree to be listed.
///
/// Whoever has taken back their consent is in no part, and so nowhere by name or by team: what
/// they brought counts in the total only.
struct ReportParts {
  /// The names, sorted, without repeats.
  private(set) var names: [String] = []
  /// What was done, part by part.
  private(set) var counts: [ActionCounts] = []
  /// What was done by employees who are in no part.
  private(set) var unlisted = ActionCounts()
  /// The part of each employee on the roster; nil: none.
  private(set) var ofEmployee: [Int?]

  /// Finds the parts of some posts' actors; there are none but by team and by employee.
  ///
  /// - Complexity: O(actions + roster).
  init(_ posts: [PostFacts], by breakdown: Breakdown, roster: [Employee], listed: EmployeeSet) {
    ofEmployee = [Int?](repeating: nil, count: roster.count)
    guard breakdown == .team || breakdown == .employee else { return }
    func name(_ employee: Int) -> String {
      breakdown == .team ? roster[employee].team : roster[employee].id.text
    }
    let actors = Set(posts.lazy.flatMap(\.actions).compactMap(\.employee))
      .filter(listed.contains)
    names = Array(Set(actors.map(name))).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    for employee in listed { ofEmployee[employee] = numbers[name(employee)] }
    counts = [ActionCounts](repeating: ActionCounts(), count: names.count)
    for act in posts.lazy.flatMap(\.actions) {
      if let part = act.employee.flatMap({ ofEmployee[$0] }) {
        counts[part].add(act)
      } else {
        unlisted.add(act)
      }
    }
  }
}
