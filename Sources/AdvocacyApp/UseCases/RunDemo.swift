import AdvocacyCore
import AdvocacyFiles
import AdvocacyLedger
import AdvocacyReport
import Foundation

/// Runs the main job on an example company of 12: post, amplify, reach-report.
package struct RunDemo {
  var directory: String?
  var seed: UInt64

  /// Makes the use case.
  ///
  /// Without a directory it is `./advocacy-demo`, or the next number that is free.
  package init(directory: String?, seed: UInt64) {
    self.directory = directory
    self.seed = seed
  }

  /// Makes the workspace, runs the job in it, and tells the story.
  ///
  /// The clock is simulated, so that the same seed tells the same story on any day.
  ///
  /// - Throws: `Failure`: `cannotCreate` where the directory is there already.
  package func run(in environment: Environment) async throws -> String {
    let (name, path) = try freeDirectory(in: environment)
    _ = try MakeWorkspace(
      directory: path, start: DemoCompany.start, isClockSimulated: true, seed: seed
    ).run(in: environment)
    let workspace = Workspace(directory: path)
    try AtomicFile.replace(workspace.config, with: Array(DemoCompany.configuration.utf8))
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    let posts = try DemoCompany.posts(configuration.calendar)
    try QueueWriter(workspace: workspace).whileLocked(in: environment) {
      try $0.append(posts, calendar: configuration.calendar)
    }
    let outcome = try Amplify(
      workspace: workspace, now: DemoCompany.now, wait: 0, isDryRun: false
    ).run(in: environment)
    let began = environment.now()
    let report = try await ReportReach(
      workspace: workspace, extras: Set(ReportExtra.allCases)
    ).run(in: environment)
    let span = environment.now() - began
    try AtomicFile.replace(
      path + "/report.html", with: Array(try report.rendered(as: .html, style: .plain).utf8))
    let facts = try LedgerAccess(workspace: workspace).reading().ledger
      .reportFacts(asOf: .distantFuture)
    let story = DemoStory(
      company: configuration.company, employees: configuration.roster.count, posts: posts.count,
      due: outcome.summary.posts.count + outcome.summary.skipped.count, seed: seed,
      directory: name,
      files: ["config.json", "queue.json", "ledger.sqlite", "report.html"].map { "\(name)/\($0)" },
      policy: DemoCompany.policy(facts, of: configuration),
      actions: outcome.summary.posts.reduce(0) { $0 + $1.amplifications },
      seconds: Double(span.milliseconds) / 1000, report: report.byPost,
      next: [
        "cd \(name)", "advocacy explain q3-results elena",
        "advocacy reach-report --by employee", "advocacy queue list",
      ])
    let console = environment.console
    return story.text(style: TerminalStyle(width: console.width, color: console.hasColor))
  }

  private func freeDirectory(
    in environment: Environment
  ) throws(Failure) -> (name: String, path: String) {
    let files = FileManager.default
    if let directory {
      let path = environment.absolutePath(directory)
      let content = try? files.contentsOfDirectory(atPath: path)
      guard !files.fileExists(atPath: path) || content?.isEmpty == true else {
        throw Failure(
          .cannotCreate, at: Place(file: directory), "something is there already",
          hint: "Name a directory that isn't there, or none")
      }
      return (directory, path)
    }
    var number = 1
    while true {
      let name = number == 1 ? "./advocacy-demo" : "./advocacy-demo-\(number)"
      let path = environment.absolutePath(String(name.dropFirst(2)))
      if !files.fileExists(atPath: path) { return (name, path) }
      number += 1
    }
  }
}
