import AdvocacyModel

extension ReachReport {
  /// The groups on networks as a table: who is in each, how many of them saw what was posted there, and
  /// whom nothing else reached; the total of all posts last.
  func groupsTable(_ groups: [Group], in words: Words = .english) -> TextTable {
    var table = TextTable(columns: [
      .init(words.say(by.word), isElastic: true),
      .init(words(\.report.network), .left, dropRank: 5),
      .init(words(\.report.members), .right, dropRank: 2),
      .init(words(\.report.employees), .right, dropRank: 3),
      .init(words(\.report.likes), .right, dropRank: 4),
      .init(words(\.report.reposts), .right, dropRank: 4),
      .init(words(\.report.reachedInside), .right),
      .init(words(\.report.ofMembers), .right, dropRank: 1),
      .init(words(\.report.onlyThere), .right),
    ])
    guard !groups.isEmpty else { return table }
    for group in groups {
      let figures = group.figures
      let outsiders = group.membership.map { Double($0.members) } ?? 0
      let rate = outsiders > 0 ? figures.reach.withEmployees.mean / outsiders : nil
      table.add([
        .init(group.name), .init(group.membership?.network.text ?? ""),
        group.membership.map { .count($0.members) } ?? "",
        .count(figures.participation.took), .count(figures.likes), .count(figures.reposts),
        .init(.people(figures.reach.withEmployees)),
        .init(rate.map { Figure($0, .percent) }),
        .init(group.membership.map { Figure.people($0.onlyThere) }),
      ])
    }
    let all = total.figures
    table.addTotal([
      .init(words(\.report.total)), "", "", .count(all.participation.took), .count(all.likes),
      .count(all.reposts), .init(.people(all.reach.withEmployees)), "", "",
    ])
    return table
  }
}
