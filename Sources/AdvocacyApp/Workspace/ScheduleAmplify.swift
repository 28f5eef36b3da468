package import AdvocacyModel
package import AdvocacyReport
import Foundation

/// Writes the entry by which a system runs `amplify` for a workspace; changes nothing.
package struct ScheduleAmplify {
  var workspace: Workspace
  var scheduler: ScheduleEntry.Scheduler
  var every: String
  var program: String?
  var user: String?

  /// Without a program it is the running one; without a user, whoever owns the workspace.
  package init(
    workspace: Workspace, scheduler: ScheduleEntry.Scheduler, every: String,
    program: String? = nil, user: String? = nil
  ) {
    self.workspace = workspace
    self.scheduler = scheduler
    self.every = every
    self.program = program
    self.user = user
  }

  /// Makes the entry.
  ///
  /// - Throws: `Failure` with cause `usage` for an interval or a path that the system can't have.
  package func run(in environment: Environment) throws(Failure) -> ScheduleEntry {
    let program = program.map { environment.absolutePath($0) } ?? environment.programPath
    let job = try ScheduleEntry.Job(
      program: program, workspace: workspace.directory,
      every: try TimeArgument.span(every, option: "--every"))
    switch scheduler {
    case .cron: return try .cron(job)
    case .systemd: return .systemd(job, user: try owner())
    case .launchd: return .launchd(job, home: environment.homeDirectory ?? "/Users/NAME")
    }
  }

  /// Who is to run it: whoever may write the workspace.
  private func owner() throws(Failure) -> String {
    let attributes = try? FileManager.default.attributesOfItem(atPath: workspace.directory)
    let name = user ?? attributes?[.ownerAccountName] as? String ?? "root"
    guard !name.isEmpty, name.allSatisfy({ $0.isASCII && !$0.isWhitespace && $0 != "%" }) else {
      throw Failure(.usage, "--user: not the name of a user: \"\(name)\"")
    }
    return name
  }
}
