package import AdvocacyModel

/// The entry by which a system runs `amplify` for a workspace again and again.
package struct ScheduleEntry: CommandOutput {
  package private(set) var schema = "advocacy/schedule/1"
  /// Which system runs it.
  package var scheduler: Scheduler
  /// How often, in seconds.
  package var seconds: Int
  /// The files to write, or the lines to add.
  package var files: [File]
  /// What to do with them.
  package var instructions: String

  private init(scheduler: Scheduler, seconds: Int, files: [File], instructions: String) {
    self.scheduler = scheduler
    self.seconds = seconds
    self.files = files
    self.instructions = instructions
  }

  /// The systems that are known.
  package enum Scheduler: String, Encodable, Sendable {
    case cron
    case systemd
    case launchd
  }

  /// A file, or a part of one.
  package struct File: Encodable, Hashable, Sendable {
    /// Where it belongs.
    package var name: String
    package var text: String
  }

  package func render(_ style: TerminalStyle) -> String {
    files.map(\.text).joined(separator: "\n")
  }

  package var next: String? { instructions }

  /// What runs: a program in a workspace, by a user of the system.
  package struct Job: Hashable, Sendable {
    /// The absolute path of the program.
    package var program: String
    /// The absolute path of the workspace.
    package var workspace: String
    /// Between two runs: whole minutes, 1 minute to 1 day.
    package var every: Instant.Span

    /// Checks what every system needs.
    ///
    /// - Throws: `Failure` with cause `usage` for a time between runs that no system has, and a path
    ///   with control characters in it.
    package init(program: String, workspace: String, every: Instant.Span) throws(Failure) {
      guard every >= .minutes(1), every <= .days(1), every.milliseconds % 60_000 == 0 else {
        throw Failure(
          .usage, "--every: expected whole minutes, from 1m to 1d", hint: "For example 15m or 2h")
      }
      for path in [program, workspace] where SafeText.escape(path) != path {
        throw Failure(
          .usage, "the path \"\(SafeText.escape(path))\" has control characters in it",
          hint: "Rename it, or reach it by a link")
      }
      self.program = program
      self.workspace = workspace
      self.every = every
    }

    var minutes: Int { Int(every.milliseconds / 60_000) }

    /// `15 minutes`, `2 hours`.
    var interval: String {
      minutes.isMultiple(of: 60)
        ? NumberFormat.count(minutes / 60, "hour") : NumberFormat.count(minutes, "minute")
    }

    /// A name for units and labels: `advocacy-` and the directory's name in plain letters.
    var name: String {
      let directory = workspace.split(separator: "/").last ?? "workspace"
      let words = directory.lowercased().utf8
        .split { !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) && !isDigit($0) }
      let slug = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "-")
      return slug.isEmpty ? "advocacy-workspace" : "advocacy-\(slug)"
    }

    private func isDigit(_ byte: UInt8) -> Bool {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
  }
}

extension ScheduleEntry {
  /// The line of a crontab.
  ///
  /// - Throws: `Failure` with cause `usage` where cron can't keep the interval all day, and for a
  ///   path with a backslash, which crons read in two ways.
  package static func cron(_ job: Job) throws(Failure) -> ScheduleEntry {
    for path in [job.program, job.workspace] where path.contains("\\") {
      throw Failure(
        .usage, "a crontab can't hold the backslash in \"\(path)\"", hint: "Reach it by a link")
    }
    let minutes = job.minutes
    let times: String
    if minutes == 1 {
      times = "* * * * *"
    } else if minutes < 60, 60.isMultiple(of: minutes) {
      times = "*/\(minutes) * * * *"
    } else if minutes == 60 {
      times = "0 * * * *"
    } else if minutes == 1440 {
      times = "0 0 * * *"
    } else if minutes.isMultiple(of: 60), 24.isMultiple(of: minutes / 60) {
      times = "0 */\(minutes / 60) * * *"
    } else {
      throw Failure(
        .usage, "--every: cron can't keep an interval of \(job.interval)",
        hint: "Take a part of an hour or of a day, such as 15m, 30m or 2h")
    }
    // To cron a % is the end of the line, in quotes as well.
    let command = "\(shell(job.program)) amplify --workspace \(shell(job.workspace))"
      .replacing("%", with: "\\%")
    let text = """
      # Fan out what is due in \(job.workspace), every \(job.interval)
      \(times) \(command)

      """
    return ScheduleEntry(
      scheduler: .cron, seconds: minutes * 60, files: [.init(name: "crontab", text: text)],
      instructions: "Add it with `crontab -e`. Cron mails what amplify has to say.")
  }

  /// A word as a shell reads it, in quotes where it needs them.
  static func shell(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      let character = Character(Unicode.Scalar(byte))
      return character.isASCII
        && (character.isLetter || character.isNumber || "/._-+=:,@".contains(character))
    }
    return plain ? word : "'\(word.replacing("'", with: "'\\''"))'"
  }

  /// A service and a timer for systemd, the service shut off from all it doesn't need.
  package static func systemd(_ job: Job, user: String) -> ScheduleEntry {
    let directory = "/etc/systemd/system"
    let (service, timer) = ("\(job.name).service", "\(job.name).timer")
    // A private /tmp would hide what lies there.
    let isInTemporary = [job.program, job.workspace].contains {
      $0.hasPrefix("/tmp/") || $0.hasPrefix("/var/tmp/")
    }
    let serviceText = """
      # \(directory)/\(service)
      [Unit]
      Description=Fan out what is due in \(specifiers(job.workspace))

      [Service]
      Type=oneshot
      User=\(user)
      ExecStart=:\(quoted(job.program)) amplify --workspace \(quoted(job.workspace))
      # 1: done, and some posts were newly set aside; the journal says which.
      SuccessExitStatus=1
      UMask=0077
      NoNewPrivileges=yes
      CapabilityBoundingSet=
      ProtectSystem=strict
      ProtectHome=read-only
      ReadWritePaths=\(quoted(job.workspace))
      PrivateTmp=\(isInTemporary ? "no" : "yes")
      PrivateDevices=yes
      PrivateNetwork=yes
      ProtectClock=yes
      ProtectControlGroups=yes
      ProtectHostname=yes
      ProtectKernelLogs=yes
      ProtectKernelModules=yes
      ProtectKernelTunables=yes
      LockPersonality=yes
      MemoryDenyWriteExecute=yes
      RestrictAddressFamilies=AF_UNIX
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      SystemCallArchitectures=native
      SystemCallFilter=@system-service

      """
    let timerText = """
      # \(directory)/\(timer)
      [Unit]
      Description=Run \(service) every \(job.interval)

      [Timer]
      OnBootSec=2min
      OnUnitActiveSec=\(job.minutes)min
      AccuracySec=10s

      [Install]
      WantedBy=timers.target

      # To enable it, write both parts to the files that they name, then:
      #   systemctl daemon-reload
      #   systemctl enable --now \(timer)
      # What it says: journalctl -u \(service)

      """
    return ScheduleEntry(
      scheduler: .systemd, seconds: job.minutes * 60,
      files: [
        .init(name: "\(directory)/\(service)", text: serviceText),
        .init(name: "\(directory)/\(timer)", text: timerText),
      ],
      instructions: "Two files: write each to the path in its first line, then enable the timer.")
  }

  /// A path in quotes as systemd reads it.
  private static func quoted(_ path: String) -> String {
    let escaped = path.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
    return "\"\(specifiers(escaped))\""
  }

  /// A text in which systemd is to see no specifiers.
  private static func specifiers(_ text: String) -> String { text.replacing("%", with: "%%") }

  /// A property list for launchd, which keeps agents and logs below a user's home directory.
  package static func launchd(_ job: Job, home: String) -> ScheduleEntry {
    let file = "\(home)/Library/LaunchAgents/\(job.name).plist"
    let words = [job.program, "amplify", "--workspace", job.workspace]
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <!-- \(job.name).plist in Library/LaunchAgents: fans out what is due, every \(job.interval) -->
      <plist version="1.0">
      <dict>
        <key>Label</key>
        <string>\(job.name)</string>
        <key>ProgramArguments</key>
        <array>
      \(words.map { "    <string>\(markup($0))</string>" }.joined(separator: "\n"))
        </array>
        <key>StartInterval</key>
        <integer>\(job.minutes * 60)</integer>
        <key>RunAtLoad</key>
        <true/>
        <key>ProcessType</key>
        <string>Background</string>
        <key>Umask</key>
        <integer>63</integer>
        <key>StandardErrorPath</key>
        <string>\(markup("\(home)/Library/Logs/\(job.name).log"))</string>
      </dict>
      </plist>

      """
    return ScheduleEntry(
      scheduler: .launchd, seconds: job.minutes * 60, files: [.init(name: file, text: text)],
      instructions: "Write it to \(SafeText.escape(file)), then: "
        + "launchctl bootstrap gui/$(id -u) \(shell(file))")
  }

  private static func markup(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}
