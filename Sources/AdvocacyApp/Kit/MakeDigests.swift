import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation

/// Makes one message for each employee with what they may share in a week, and no second one.
///
/// Who said no to something, or has nothing to share, gets none.
package struct MakeDigests {
  var workspace: Workspace
  var week: String?
  var format: KitFormat
  var output: String?
  var sendmail: String?
  var now: String?

  /// Makes the use case; without a directory and a program it only tells whom there is something for.
  package init(
    workspace: Workspace, week: String?, format: KitFormat, output: String?, sendmail: String?,
    now: String?
  ) {
    self.workspace = workspace
    self.week = week
    self.format = format
    self.output = output
    self.sendmail = sendmail
    self.now = now
  }

  /// Makes them.
  ///
  /// - Throws: `Failure`: `usage` for what is no week and for one that is over, `configuration` for
  ///   mail without addresses, `cannotCreate`, `inputOutput` where the program refuses one.
  /// - Complexity: O(open posts × roster × rules).
  package func run(in environment: Environment) throws -> DigestsMade {
    let scene = try KitScene(workspace, now: now, in: environment)
    let week = try WeekArgument(week, at: scene.now, in: scene.configuration.calendar)
    guard scene.now < week.range.upperBound else {
      throw Failure(
        .usage, "the week \(week.name) is over", hint: "A digest is for this week or a later one")
    }
    if sendmail != nil || (output != nil && format == .eml) {
      try requireAddresses(scene.configuration)
    }
    var voices = Voices(scene, in: environment)
    let kits = try Self.kits(of: week.range, scene, &voices)
    guard output != nil || sendmail != nil else {
      return made(week, nil, kits.map { digest(of: $0.kits, file: nil) }, before: 0)
    }
    try LedgerAccess(workspace: workspace).makeMarks()
    return try WorkspaceLock.hold(
      workspace.marks + "/digest.lock", named: ".advocacy/digest.lock", wait: 10, in: environment
    ) {
      let sent = try SentDigests(week.name, scene)
      return try deliver(kits, of: week, scene, sent, in: environment)
    }
  }

  /// The kits of a week, by employee.
  static func kits(
    of week: Range<Instant>, _ scene: KitScene, _ voices: inout Voices
  ) throws -> [(employee: Int, kits: [Kit], voice: Voice)] {
    var found: [Int: (kits: [Kit], voice: Voice)] = [:]
    for post in scene.posts where scene.isOpen(post) && post.at < week.upperBound {
      let maker = try KitMaker(post, scene, from: max(scene.now, week.lowerBound))
      try maker.forEachKit(voice: { try voices.voice(for: $0) }) { employee, kit, voice in
        guard kit.from.map({ $0 < week.upperBound }) ?? true else { return }
        found[employee, default: ([], voice)].kits.append(kit)
      }
    }
    return found.sorted { $0.key < $1.key }.map { ($0.key, $0.value.kits, $0.value.voice) }
  }

  private func requireAddresses(_ configuration: Configuration) throws(Failure) {
    guard configuration.outreach.mail == nil else { return }
    var writer = KitWriter(Voice(.english, calendar: configuration.calendar, at: .distantPast))
    _ = try KitMessage(heading: "", subject: "", kits: [])
      .mail(by: &writer, id: "", date: .distantPast, configuration)
  }

  private func deliver(
    _ kits: [(employee: Int, kits: [Kit], voice: Voice)], of week: WeekArgument,
    _ scene: KitScene, _ marks: consuming SentDigests, in environment: Environment
  ) throws -> DigestsMade {
    let directory = try output.map { try KitDirectory($0, in: environment) }
    var writers: [String: KitWriter] = [:]
    var digests: [DigestsMade.Digest] = []
    var before = 0
    let date = min(scene.now, week.range.lowerBound)
    for (place, kits, voice) in kits {
      let employee = scene.configuration.roster[place].id
      guard !marks.contains(employee) else {
        before += 1
        continue
      }
      let message = KitMessage(
        of: kits, from: week.range.lowerBound, to: week.range.upperBound - .hours(1), in: voice)
      var writer = writers[voice.tag] ?? KitWriter(voice)
      let id = "digest.\(week.name).\(employee)"
      var file: String?
      if let sendmail {
        let mail = try message.mail(by: &writer, id: id, date: date, scene.configuration)
        try environment.interruption.deferring {
          // Marked first: who is sent one twice was sent one too many.
          try marks.add(employee)
          do {
            try Sendmail(environment.absolutePath(sendmail)).send(mail.text5322)
          } catch {
            try marks.remove(employee)
            throw error
          }
        }
      } else {
        let name = "digest-\(week.name)-\(employee).\(format.ending)"
        let text = try message.rendered(
          as: format, by: &writer, id: id, date: date, scene.configuration)
        try environment.interruption.deferring {
          try marks.add(employee)
          try directory?.write(text, to: name)
        }
        file = name
      }
      writers[voice.tag] = writer
      digests.append(digest(of: kits, file: file))
    }
    try directory?.finish()
    return made(week, sendmail ?? directory?.shown, digests, before: before)
  }

  private func digest(of kits: [Kit], file: String?) -> DigestsMade.Digest {
    DigestsMade.Digest(
      employee: kits[0].employee, posts: kits.map(\.post),
      minutes: kits.reduce(0) { $0 + $1.minutes }, file: file)
  }

  private func made(
    _ week: WeekArgument, _ destination: String?, _ digests: [DigestsMade.Digest], before: Int
  ) -> DigestsMade {
    DigestsMade(
      week: week.name, destination: destination, digests: digests, sentBefore: before)
  }
}

/// Who had a digest of a week already, in a mark of the workspace that names nobody.
///
/// Where it is lost, somebody may get a second one.
struct SentDigests {
  private let path: String
  private let name: String
  private let root: RandomKey
  private var marks: Set<String>

  init(_ week: String, _ scene: KitScene) throws {
    path = "\(scene.workspace.marks)/digest-\(week)"
    name = ".advocacy/digest-\(week)"
    root = RandomKey(scene.facts.header.seed).keyed(by: scene.facts.id).keyed(by: week)
    marks = []
    guard FileManager.default.fileExists(atPath: path) else { return }
    let bytes = try FileReading.contents(of: path, named: name)
    marks = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  func contains(_ employee: EmployeeID) -> Bool { marks.contains(mark(of: employee)) }

  mutating func add(_ employee: EmployeeID) throws {
    marks.insert(mark(of: employee))
    try LineFile.append(mark(of: employee), to: path, named: name)
  }

  mutating func remove(_ employee: EmployeeID) throws {
    marks.remove(mark(of: employee))
    try AtomicFile.replace(
      path, with: Array(marks.sorted().map { $0 + "\n" }.joined().utf8), named: name)
  }

  private func mark(of employee: EmployeeID) -> String {
    String(root.keyed(by: employee.text).bits, radix: 36)
  }
}

/// The program that takes a mail and finds its recipients in it, as `sendmail -t` does.
struct Sendmail {
  private let program: String

  init(_ program: String) { self.program = program }

  /// Hands a mail over, and waits until it is taken.
  ///
  /// - Throws: `Failure`: `missingInput` where there is no such program, `inputOutput` where it
  ///   refuses the mail.
  func send(_ mail: String) throws {
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw Failure(
        .missingInput, at: Place(file: program), "there is no such program",
        hint: "Name it, as in --sendmail /usr/sbin/sendmail")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = ["-t", "-i"]
    let input = Pipe()
    process.standardInput = input
    process.standardOutput = FileHandle.nullDevice
    do {
      try process.run()
    } catch {
      throw Failure(.inputOutput, at: Place(file: program), "cannot run it: \(error.plainReason)")
    }
    // Whoever ends without reading says so by the exit code. Programs here end lines by line feeds.
    try? input.fileHandleForWriting.write(contentsOf: Data(mail.replacing("\r\n", with: "\n").utf8))
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      throw Failure(
        .inputOutput, at: Place(file: program),
        "it ended with \(process.terminationStatus) and took no mail",
        hint: "Who had theirs is kept; run the same command again for the others")
    }
  }
}
