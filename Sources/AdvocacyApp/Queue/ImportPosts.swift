import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Adds the posts of a file to the queue, and says what it skipped and why.
package struct ImportPosts {
  var workspace: Workspace
  var file: String
  var mapping: [String]
  var networks: [String]
  var campaign: String?
  var schedule: ImportSchedule
  var now: String?
  var isDryRun: Bool
  var ignoredColumns: [String]
  var locale: String?
  var namesAuthors: Bool

  /// What people call the files that it reads, as a sentence lists them.
  package static var formats: String { ImportFormat.titles }

  /// The mapping has entries such as `text=title`; of a table, some columns may be passed over, and
  /// dates be those of a locale; authors are looked for on the roster where they are wanted.
  package init(
    workspace: Workspace, file: String, mapping: [String], networks: [String],
    campaign: String?, schedule: ImportSchedule = ImportSchedule(), now: String?, isDryRun: Bool,
    ignoredColumns: [String] = [], locale: String? = nil, namesAuthors: Bool = false
  ) {
    self.workspace = workspace
    self.file = file
    self.mapping = mapping
    self.networks = networks
    self.campaign = campaign
    self.schedule = schedule
    self.now = now
    self.isDryRun = isDryRun
    self.ignoredColumns = ignoredColumns
    self.locale = locale
    self.namesAuthors = namesAuthors
  }

  /// Imports the file; importing it twice adds nothing.
  ///
  /// - Throws: `Failure`; the queue is as it was then.
  package func run(in environment: Environment) throws -> ImportedPosts {
    let reader = WorkspaceReader(workspace: workspace)
    let forgotten = ForgottenList(workspace: workspace)
    let trace = try forgotten.trace()
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (bytes, file) = try contents(in: environment)
    var chosen: [NetworkID] = []
    for name in networks { chosen.append(try configuration.network(named: name).id) }
    if chosen.isEmpty { chosen = configuration.pages.map(\.network) }
    let found = try PostImport.posts(
      bytes, file: file, mapping: try ImportMapping(parsing: mapping),
      defaults: ImportDefaults(
        networks: chosen, campaign: campaign, at: present.now, givesTimes: schedule.isSpread,
        authors: namesAuthors ? ImportAuthors(configuration.roster) : nil),
      configuration: configuration,
      table: try TableReading(
        ignoring: ignoredColumns, locale: locale, namesNetwork: networks.isEmpty))
    let (chosenPosts, leftOut) = try schedule.chosen(found.posts)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    let add = { (writer: QueueWriter) throws -> ImportedPosts in
      try forgotten.requireUnchanged(since: trace)
      let queue = try reader.queue(configuration, in: environment)
      let known = try KnownPosts(queue: queue, ledger: ledger)
      var labels = KnownLabels(configuration)
      for post in queue.compactMap({ try? $0.post.get() }) + (try ledger.posts().values) {
        labels.add(post)
      }
      var skipped = found.skipped.map {
        ImportedPosts.Skipped(line: $0.place.line, id: nil, reason: $0.reason)
      }
      var fresh: [ImportedItems.Found] = []
      var inFile = KnownPosts()
      for entry in chosenPosts {
        if let reason = known.reasonToSkip(entry.post) {
          skipped.append(
            .init(line: entry.place.line, id: entry.post.id.text, reason: reason, isKnown: true))
        } else if let twin = inFile.twin(of: entry.post) {
          skipped.append(
            .init(
              line: entry.place.line, id: entry.post.id.text,
              reason: "the same text and link as \(twin) in the file", isKnown: true))
        } else {
          fresh.append(entry)
          inFile.add(entry.post)
        }
      }
      var added: [Post] = []
      for entry in try schedule.spread(fresh, now: present.now, calendar: configuration.calendar) {
        if let expires = entry.post.expires, expires <= entry.post.at {
          skipped.append(
            .init(
              line: entry.place.line, id: entry.post.id.text,
              reason: "expires before the time that --from gives it"))
        } else {
          added.append(entry.post)
        }
      }
      if !isDryRun { try writer.append(added, calendar: configuration.calendar) }
      var slips: [String] = []
      for slip in added.flatMap(labels.slips) where !slips.contains(slip) { slips.append(slip) }
      slips += texts(of: added, configuration, from: max(present.now, facts.watermark))
      return ImportedPosts(
        file: file, isDryRun: isDryRun, added: added.map(\.id.text), skipped: skipped,
        beforeStart: added.count { $0.at < facts.header.start }, leftOut: leftOut,
        undated: schedule.isSpread ? [] : fresh.filter { !$0.isDated }.map(\.post.id.text),
        warnings: slips, notices: found.notices)
    }
    let writer = QueueWriter(workspace: workspace)
    return try isDryRun ? add(writer) : writer.whileLocked(in: environment, add)
  }

  /// As many posts are told of, and how many more there are (assumed: what people read).
  private static let mostTexts = 20

  /// What the networks would not take of the texts, each with the id of its post.
  private func texts(
    of posts: [Post], _ configuration: Configuration, from now: Instant
  ) -> [String] {
    let texts = TextWarnings(configuration)
    let history = History(configuration: configuration)
    let warnings = posts.flatMap { post in
      texts.warnings(of: post, at: max(post.at, now), history: history).map { "\(post.id): \($0)" }
    }
    guard warnings.count > Self.mostTexts else { return warnings }
    let rest = warnings.count - Self.mostTexts
    return warnings.prefix(Self.mostTexts)
      + ["\(NumberFormat.count(rest)) more of this kind; advocacy check lists them"]
  }

  /// The bytes of the file, of a pipe, or with `-` of standard input; and the name to call them by.
  private func contents(in environment: Environment) throws -> (bytes: [UInt8], name: String) {
    let address = file.lowercased()
    if ["http://", "https://", "feed:"].contains(where: address.hasPrefix) {
      throw Failure(
        .usage, "expected a file, found an address: \(SafeText.excerpt(file))",
        hint: "Save it first: curl -fsSLo feed.xml '\(SafeText.excerpt(file))'")
    }
    let isInput = ["-", "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(file)
    guard isInput else {
      return (try FileReading.pipedContents(of: environment.absolutePath(file), named: file), file)
    }
    let bytes = try environment.readInput()
    guard !bytes.isEmpty else {
      throw Failure(.badData, at: Place(file: "standard input"), "expected posts, found nothing")
    }
    return (bytes, "standard input")
  }
}

/// When imported posts fall due: one after another over days to come, in the company's time.
package struct ImportSchedule: Sendable {
  /// The first day, as `--from` gives it; nil: the next on which the time of day is still to come.
  var from: String?
  /// How far apart, as `--every` gives it; nil: a day.
  var every: String?
  /// The time of day, as `--at` gives it; nil: 09:00, or that of `from`.
  var at: String?
  /// How many of the newest items are taken; nil: all.
  var newest: Int?

  package init(
    from: String? = nil, every: String? = nil, at: String? = nil, newest: Int? = nil
  ) {
    self.from = from
    self.every = every
    self.at = at
    self.newest = newest
  }

  /// Whether posts get times of the schedule's in place of their own.
  var isSpread: Bool { from != nil || every != nil || at != nil }

  /// The items that are taken, and how many older ones are left out.
  func chosen(
    _ entries: [ImportedItems.Found]
  ) throws(Failure) -> (kept: [ImportedItems.Found], leftOut: Int) {
    guard let newest else { return (entries, 0) }
    guard newest > 0 else {
      throw Failure(.usage, "--newest: expected at least 1, found \(newest)")
    }
    let places = Set(Self.newestFirst(entries).prefix(newest))
    let kept = entries.indices.filter(places.contains).map { entries[$0] }
    return (kept, entries.count - kept.count)
  }

  /// The places of items, the newest first.
  ///
  /// Items without a date count as older than those with one; of two that are equally old the first
  /// in the file is the newer, as in feeds.
  private static func newestFirst(_ entries: [ImportedItems.Found]) -> [Int] {
    entries.indices.sorted { left, right in
      let (one, other) = (entries[left], entries[right])
      guard one.isDated == other.isDated else { return one.isDated }
      guard one.isDated, one.post.at != other.post.at else { return left < right }
      return one.post.at > other.post.at
    }
  }

  /// The posts, the oldest first, each at its time.
  ///
  /// - Throws: `Failure` with cause `usage` for an option that makes no sense, or a first time that
  ///   is past.
  func spread(
    _ entries: [ImportedItems.Found], now: Instant, calendar: CompanyCalendar
  ) throws(Failure) -> [ImportedItems.Found] {
    guard isSpread else { return entries }
    let step = try step()
    let first = try first(after: now, calendar: calendar)
    var result: [ImportedItems.Found] = []
    for (number, place) in Self.newestFirst(entries).reversed().enumerated() {
      var entry = entries[place]
      switch step {
      case .days(let days):
        var civil = CivilTime(utc: first.asUTC + .days(Int64(days * number)))
        civil.millisecondOfDay = first.millisecondOfDay
        entry.post.at = calendar.instant(of: civil)
      case .span(let span):
        entry.post.at =
          calendar.instant(of: first)
          + Instant.Span(milliseconds: span.milliseconds * Int64(number))
      }
      result.append(entry)
    }
    return result
  }

  /// The way from one post to the next: days on the calendar, or a stretch of time.
  private enum Step {
    case days(Int)
    case span(Instant.Span)
  }

  private func step() throws(Failure) -> Step {
    guard let every else { return .days(1) }
    let units: [Character: Int] = ["d": 1, "w": 7]
    if let unit = every.last.flatMap({ units[$0] }) {
      guard let count = Int(every.dropLast()), (1...1000).contains(count) else {
        throw Failure(
          .usage, "--every: not a stretch of time: \"\(every)\"", hint: "Write 2d, 1w or 12h")
      }
      return .days(count * unit)
    }
    return .span(try TimeArgument.span(every, option: "--every"))
  }

  /// The first time on the company's wall.
  private func first(after now: Instant, calendar: CompanyCalendar) throws(Failure) -> CivilTime {
    // A date with a time in --at says where to begin as well.
    let isWhole = at.map { $0.utf8.count >= 10 } ?? false
    guard !isWhole || from == nil else {
      throw Failure(
        .usage, "--at: with --from, expected a time of day, found \"\(at ?? "")\"",
        hint: "Write --from 2026-11-23 --at 10:00")
    }
    let start = from ?? (isWhole ? at : nil)
    var minute = 9 * 60
    if let at, !isWhole { minute = try minuteOfDay(at) }
    guard let start else {
      var civil = calendar.civilTime(at: now)
      civil.millisecondOfDay = Int64(minute) * 60_000
      guard calendar.instant(of: civil) < now else { return civil }
      var next = CivilTime(utc: civil.asUTC + .days(1))
      next.millisecondOfDay = civil.millisecondOfDay
      return next
    }
    let option = from == nil ? "--at" : "--from"
    var civil = calendar.civilTime(
      at: try TimeArgument.instant(start, option: option, calendar: calendar, now: now))
    let hasTime = start.contains(":")
    if !hasTime || (at != nil && !isWhole) { civil.millisecondOfDay = Int64(minute) * 60_000 }
    let instant = calendar.instant(of: civil)
    guard instant >= now.wholeSecond else {
      throw Failure(
        .usage, "\(option): \(calendar.wallTime(instant)) is past",
        hint: "Name a day to come, or a later time by --at")
    }
    return civil
  }

  private func minuteOfDay(_ text: String) throws(Failure) -> Int {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
      (1...2).contains(parts[0].utf8.count), parts[1].utf8.count == 2, (0..<24).contains(hour),
      (0..<60).contains(minute)
    else {
      throw Failure(
        .usage, "--at: not a time of day: \"\(text)\"", hint: "Write hours and minutes: 09:00")
    }
    return hour * 60 + minute
  }
}
