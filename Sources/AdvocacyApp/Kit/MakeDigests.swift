import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport
import Foundation
import SystemFiles

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

  /// Writes one mail for each who has something to share and had none this week.
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
    let kits = try WeekKits(of: week.range, scene, Voices(scene, in: environment))
    guard output != nil || sendmail != nil else {
      var digests: [DigestsMade.Digest] = []
      try kits.forEach { _, kits, _ in digests.append(digest(of: kits, file: nil)) }
      return made(week, nil, digests, before: 0)
    }
    try LedgerAccess(workspace: workspace).makeMarks()
    return try WorkspaceLock.hold(
      workspace.marks + "/digest.lock", named: ".advocacy/digest.lock", wait: 10, in: environment
    ) {
      var sent = try SentDigests(week.name, scene)
      return try deliver(kits, of: week, scene, &sent, in: environment)
    }
  }

  private func requireAddresses(_ configuration: Configuration) throws(Failure) {
    guard configuration.outreach.mail == nil else { return }
    var writer = KitWriter(Voice(.english, calendar: configuration.calendar, at: .distantPast))
    _ = try KitMessage(heading: "", subject: "", kits: [])
      .mail(by: &writer, id: "", date: .distantPast, configuration)
  }

  private func deliver(
    _ kits: WeekKits, of week: WeekArgument, _ scene: KitScene, _ marks: inout SentDigests,
    in environment: Environment
  ) throws -> DigestsMade {
    let directory = try output.map { try KitDirectory($0, in: environment) }
    var writers: [String: KitWriter] = [:]
    var digests: [DigestsMade.Digest] = []
    var before = 0
    let date = min(scene.now, week.range.lowerBound)
    try kits.forEach { employee, kits, voice in
      guard !marks.contains(employee) else {
        before += 1
        return
      }
      let message = KitMessage(
        of: kits, from: week.range.lowerBound, to: week.range.upperBound - .hours(1), in: voice)
      var writer = writers[voice.tag] ?? KitWriter(voice)
      let id = "digest.\(week.name).\(employee)"
      var file: String?
      if let sendmail {
        let mail = try message.mail(by: &writer, id: id, date: date, scene.configuration)
        try environment.interruption.deferring {
          try marks.serving(employee) {
            try Sendmail(environment.absolutePath(sendmail), scratch: workspace.marks)
              .send(mail.text5322)
          }
        }
      } else {
        let name = "digest-\(week.name)-\(employee).\(format.ending)"
        let text = try message.rendered(
          as: format, by: &writer, id: id, date: date, scene.configuration)
        try environment.interruption.deferring {
          try marks.serving(employee) { try directory?.write(text, to: name) }
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

/// What each employee may share in a week.
private struct WeekKits {
  private let makers: [KitMaker]
  private let scene: KitScene
  private let voices: Voices
  private let end: Instant

  init(of week: Range<Instant>, _ scene: KitScene, _ voices: Voices) throws {
    let start = max(scene.now, week.lowerBound)
    makers = try scene.posts.filter { scene.isOpen($0) && $0.at < week.upperBound }
      .map { try KitMaker($0, scene, from: start) }
    self.scene = scene
    self.voices = voices
    end = week.upperBound
  }

  /// Hands over the kits of each employee who has any, in the order of the roster.
  ///
  /// One employee's at a time, since those of a company would not fit the memory.
  func forEach(_ body: (EmployeeID, [Kit], Voice) throws -> Void) throws {
    var voices = voices
    for place in Set(makers.flatMap(\.employees)).sorted() {
      let person = scene.configuration.roster[place]
      let voice = try voices.voice(for: person.language)
      let kits = makers.compactMap { $0.kit(of: place, in: voice) }
        .filter { $0.from.map { $0 < end } ?? true }
      if !kits.isEmpty { try body(person.id, kits, voice) }
    }
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
    guard Paths.exists(path) else { return }
    let bytes = try FileReading.contents(of: path, named: name)
    marks = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init))
  }

  func contains(_ employee: EmployeeID) -> Bool { marks.contains(mark(of: employee)) }

  /// Hands a digest over: marked first, since who gets one twice got one too many, and unmarked where
  /// it was not taken.
  mutating func serving(_ employee: EmployeeID, _ handOver: () throws -> Void) throws {
    let own = mark(of: employee)
    marks.insert(own)
    try LineFile.append(own, to: path, named: name)
    do {
      try handOver()
    } catch {
      marks.remove(own)
      let lines = marks.sorted().map { $0 + "\n" }.joined()
      try AtomicFile.replace(path, with: Array(lines.utf8), named: name)
      throw error
    }
  }

  private func mark(of employee: EmployeeID) -> String {
    String(root.keyed(by: employee.text).bits, radix: 36)
  }
}

/// The program that takes a mail and finds its recipients in it, as `sendmail -t` does.
struct Sendmail {
  private let program: String
  private let scratch: String

  /// Takes the program, and a directory of one's own in which a mail may lie while it is handed over.
  init(_ program: String, scratch: String) {
    self.program = program
    self.scratch = scratch
  }

  /// Hands a mail over, and waits until it is taken.
  ///
  /// - Throws: `Failure`: `missingInput` where there is no such program, `inputOutput` where it
  ///   refuses the mail.
  func send(_ mail: String) throws {
    guard Paths.allows(X_OK, program) else {
      throw Failure(
        .missingInput, at: Place(file: program), "there is no such program",
        hint: "Name it, as in --sendmail /usr/sbin/sendmail")
    }
    // A file, not a pipe: whoever ends without reading it harms nobody. Programs here end lines by
    // line feeds.
    let file = "\(scratch)/mail-\(UUID().uuidString)"
    try AtomicFile.create(
      file, with: Array(mail.replacing("\r\n", with: "\n").utf8), named: ".advocacy/mail")
    defer { Paths.removeFile(file) }
    let input: OpenFile
    do throws(SystemError) {
      input = try OpenFile(file, O_RDONLY)
    } catch {
      throw SystemCall.readFailure(error.code, file: ".advocacy/mail")
    }
    let status: Int32
    do throws(SystemError) {
      status = try ChildProgram(program, ["-t", "-i"]).run(reading: input)
    } catch {
      throw Failure(
        .inputOutput, at: Place(file: program),
        "cannot run it: \(SystemCall.words(for: error.code))")
    }
    guard status == 0 else {
      throw Failure(
        .inputOutput, at: Place(file: program), "it ended with \(status) and took no mail",
        hint: "Who had theirs is kept; run the same command again for the others")
    }
  }
}
