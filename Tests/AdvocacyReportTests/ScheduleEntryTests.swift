import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@Suite("Entries that run amplify again and again")
struct ScheduleEntryTests {
  /// Paths with all that crontabs, shells, systemd and XML read in a way of their own.
  private static let awkward = "/srv/50% \"off\" & <it's> $HOME"

  private func job(
    _ minutes: Int64 = 15, workspace: String = awkward, program: String = "/opt/my tools/advocacy"
  ) throws -> ScheduleEntry.Job {
    try ScheduleEntry.Job(program: program, workspace: workspace, every: .minutes(minutes))
  }

  /// What cron makes of a line: when, and the command once `\%` is `%`.
  private func parsed(_ text: String) throws -> (times: String, command: String) {
    let line = try #require(text.split(separator: "\n").first { !$0.hasPrefix("#") })
    let words = line.split(separator: " ", maxSplits: 5, omittingEmptySubsequences: false)
    try #require(words.count == 6)
    #expect(!words[5].replacing("\\%", with: "").contains("%"), "a bare % ends the command")
    return (words[..<5].joined(separator: " "), String(words[5].replacing("\\%", with: "%")))
  }

  @Test("a line of a crontab runs the program in the workspace, whatever their paths hold")
  func cron() throws {
    let entry = try ScheduleEntry.cron(job())
    let (times, command) = try parsed(entry.files[0].text)
    #expect(times == "*/15 * * * *")
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", "printf '%s\\n' \(command)"]
    let pipe = Pipe()
    shell.standardOutput = pipe
    try shell.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(
      String(decoding: output, as: UTF8.self)
        == "/opt/my tools/advocacy\namplify\n--workspace\n\(Self.awkward)\n")
  }

  @Test("plain paths stand without quotes")
  func plain() throws {
    let entry = try ScheduleEntry.cron(job(workspace: "/srv/acme", program: "/usr/bin/advocacy"))
    #expect(
      entry.render(.plain) == """
        # Fan out what is due in /srv/acme, every 15 minutes
        */15 * * * * /usr/bin/advocacy amplify --workspace /srv/acme

        """)
  }

  @Test(
    "an interval is a part of an hour or of a day",
    arguments: [
      (1, "* * * * *"), (30, "*/30 * * * *"), (60, "0 * * * *"), (120, "0 */2 * * *"),
      (1440, "0 0 * * *"),
    ])
  func times(minutes: Int64, expected: String) throws {
    #expect(try parsed(ScheduleEntry.cron(job(minutes)).files[0].text).times == expected)
  }

  @Test("what cron can't do is refused")
  func refused() throws {
    for minutes: Int64 in [7, 45, 90, 300] {
      #expect(throws: Failure.self) { try ScheduleEntry.cron(job(minutes)) }
    }
    #expect(throws: Failure.self) { try ScheduleEntry.cron(job(workspace: "/srv/a\\b")) }
    #expect(throws: Failure.self) { try job(workspace: "/srv/a\nb") }
    #expect(throws: Failure.self) { try job(0) }
    #expect(throws: Failure.self) { try job(1441) }
  }

  @Test("a property list is one, and says how often what runs")
  func launchd() throws {
    let entry = ScheduleEntry.launchd(try job(), home: "/Users/ana")
    let list = try unsafe PropertyListSerialization.propertyList(
      from: Data(entry.files[0].text.utf8), format: nil)
    let values = try #require(list as? [String: Any])
    #expect(values["Label"] as? String == "advocacy-50-off-it-s-home")
    #expect(values["StartInterval"] as? Int == 900)
    #expect(
      values["ProgramArguments"] as? [String]
        == ["/opt/my tools/advocacy", "amplify", "--workspace", Self.awkward])
    #expect(
      entry.files[0].name == "/Users/ana/Library/LaunchAgents/advocacy-50-off-it-s-home.plist")
  }

  @Test("the service may write the workspace alone, and the timer runs it")
  func systemd() throws {
    let entry = ScheduleEntry.systemd(try job(), user: "ana")
    let service = entry.files[0].text
    #expect(
      service.contains(
        #"ExecStart=:"/opt/my tools/advocacy" amplify --workspace "/srv/50%% \"off\" & <it's> $HOME""#
      ))
    #expect(service.contains("ProtectSystem=strict\n"))
    #expect(service.contains("PrivateTmp=yes\n"))
    #expect(entry.files[1].text.contains("OnUnitActiveSec=15min\n"))
    let inTemporary = ScheduleEntry.systemd(try job(workspace: "/tmp/acme"), user: "ana")
    #expect(inTemporary.files[0].text.contains("PrivateTmp=no\n"))
  }

  private static let analyzer = "/usr/bin/systemd-analyze"

  @Test(
    "systemd finds nothing wrong with both units",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: analyzer), "needs systemd-analyze"),
    arguments: ["/srv/acme", "/tmp/50% off \"it's\""])
  func verified(workspace: String) throws {
    let directory = try TemporaryDirectory()
    let entry = ScheduleEntry.systemd(
      try job(workspace: workspace, program: "/bin/true"), user: "root")
    let names = entry.files.map { ($0.name as NSString).lastPathComponent }
    for (name, file) in zip(names, entry.files) { try directory.write(file.text, to: name) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.analyzer)
    process.arguments = ["verify", "--man=no"] + names.map(directory.file)
    process.environment = ["SYSTEMD_LOG_LEVEL": "warning", "PATH": "/usr/bin:/bin"]
    let log = directory.file("log")
    try Data().write(to: URL(fileURLWithPath: log))
    process.standardError = FileHandle(forWritingAtPath: log)
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    // Other units of the machine are none of ours.
    let complaints = try directory.text(of: "log").split(separator: "\n")
      .filter { $0.contains("advocacy-") }
    #expect(complaints.isEmpty, "\(complaints)")
    #expect(process.terminationStatus == 0)
  }
}
