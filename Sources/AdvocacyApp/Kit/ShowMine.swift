import AdvocacyFiles
import AdvocacyLedger
import AdvocacyModel
import AdvocacyPolicy
package import AdvocacyReport

/// Shows one employee what is asked of them, what they did and may still do.
package struct ShowMine {
  var workspace: Workspace
  var employee: String
  var week: String?
  var now: String?

  /// Makes the use case; without a week it tells all that is open, and what was done this week.
  package init(workspace: Workspace, employee: String, week: String?, now: String?) {
    self.workspace = workspace
    self.employee = employee
    self.week = week
    self.now = now
  }

  /// Looks it up.
  ///
  /// - Throws: `Failure`: `usage` for an unknown employee and for what is no week.
  /// - Complexity: O(open posts × roster × rules).
  package func run(in environment: Environment) throws -> MyPosts {
    let scene = try KitScene(workspace, now: now, in: environment)
    let place = try scene.place(of: employee)
    let person = scene.configuration.roster[place]
    var voices = Voices(scene, in: environment)
    let voice = try voices.voice(for: person.language)
    let period = try WeekArgument(week, at: scene.now, in: scene.configuration.calendar).range
    let asked = week.map { _ in period }
    let span = asked ?? scene.now..<Instant.distantFuture
    let kits = try scene.posts.compactMap { post -> Kit? in
      guard scene.isOpen(post), post.at < span.upperBound, post.end > span.lowerBound else {
        return nil
      }
      return try KitMaker(post, scene, from: max(span.lowerBound, scene.now), only: place)
        .kit(of: place, in: voice)
    }.filter { kit in
      kit.until > span.lowerBound && (kit.from ?? scene.now) < span.upperBound
    }
    return MyPosts(
      employee: person.id, at: scene.now, week: asked, asked: kits.filter { $0.from == nil },
      later: kits.filter { $0.from != nil }, done: try deeds(of: person.id, in: period, scene),
      voice: voice)
  }

  private func deeds(
    of employee: EmployeeID, in period: Range<Instant>, _ scene: KitScene
  ) throws -> [MyPosts.Deed] {
    let found = try scene.ledger.participations(since: period.lowerBound, of: employee)
    let posts = Dictionary(scene.posts.map { ($0.id, $0) }) { first, _ in first }
    let entries = found.entries.filter { period.contains($0.at) && $0.at <= scene.now }
    return entries.compactMap { entry in
      guard let post = posts[found.posts[Int(entry.post)]] else { return nil }
      let network = found.networks[Int(entry.network)]
      return MyPosts.Deed(
        post: post.id, title: Kit.title(of: post), network: network,
        networkTitle: scene.engine.network(network)?.title ?? network.text, at: entry.at,
        passedOn: entry.passesOn)
    }.sorted { ($0.at, $0.post, $0.network) < ($1.at, $1.post, $1.network) }
  }
}

/// Makes the calendar of a company's posts, or of what one employee may share.
package struct MakeCalendar {
  var workspace: Workspace
  var employee: String?
  var now: String?

  package init(workspace: Workspace, employee: String?, now: String?) {
    self.workspace = workspace
    self.employee = employee
    self.now = now
  }

  /// How long what is over stays in the calendar.
  private static let kept = Instant.Span.days(90)
  /// How long the event of a post lasts, which is only to be seen.
  private static let shown = Instant.Span.minutes(30)

  /// Writes the posts in RFC 5545, those that are over for 90 days more.
  ///
  /// - Throws: `Failure` with cause `usage` for an unknown employee.
  package func run(in environment: Environment) throws -> String {
    let scene = try KitScene(workspace, now: now, in: environment)
    guard let employee else {
      let voice = Voice(
        scene.configuration.language, calendar: scene.configuration.calendar, at: scene.now)
      let posts = scene.posts.filter { $0.end > scene.now - Self.kept }
      return ICalendar(
        name: scene.configuration.company, events: posts.map { event(of: $0, scene, voice) }
      ).text
    }
    let place = try scene.place(of: employee)
    var voices = Voices(scene, in: environment)
    let person = scene.configuration.roster[place]
    let voice = try voices.voice(for: person.language)
    var writer = KitWriter(voice)
    let events = try scene.posts.filter(scene.isOpen).compactMap { post in
      try KitMaker(post, scene, only: place).kit(of: place, in: voice).map { kit in
        event(of: kit, post, scene, &writer)
      }
    }
    return ICalendar(name: "\(scene.configuration.company): \(person.id)", events: events).text
  }

  private func event(
    of post: Post, _ scene: KitScene, _ voice: Voice
  ) -> ICalendar.Event {
    let networks = post.networks.map { scene.engine.network($0)?.title ?? $0.text }
    let until = voice(\.until, ["time": .text(voice.time(post.end))])
    return ICalendar.Event(
      id: "\(post.id)@\(scene.facts.id).advocacy", stamp: post.at, start: post.at,
      end: post.at + Self.shown,
      summary: voice(\.published, ["title": .text(Kit.title(of: post))]),
      details: "\(post.text)\n\n\(networks.joined(separator: ", ")) · \(until)", link: post.link,
      isCancelled: scene.withdrawn[post.id] != nil)
  }

  private func event(
    of kit: Kit, _ post: Post, _ scene: KitScene, _ writer: inout KitWriter
  ) -> ICalendar.Event {
    let start = kit.from ?? post.at
    return ICalendar.Event(
      id: "\(post.id).\(kit.employee)@\(scene.facts.id).advocacy", stamp: post.at, start: start,
      end: start + max(.minutes(Int64(kit.minutes)), .minutes(15)),
      summary: writer.voice(\.share, ["title": .text(kit.title)]),
      details: writer.plain(KitMessage(of: kit, in: writer.voice)),
      link: kit.networks.compactMap(\.link).first)
  }
}

/// A week of the calendar as an option names it.
struct WeekArgument {
  /// From its first instant on the wall to that of the next, which is left out.
  let range: Range<Instant>
  /// As ISO 8601 writes it: `2026-W49`.
  let name: String

  /// Reads a week; nil: the present one.
  ///
  /// - Throws: `Failure` with cause `usage` for what is no week.
  init(
    _ text: String?, at now: Instant, in calendar: CompanyCalendar
  ) throws(Failure) {
    let text = text ?? "this-week"
    let named = CalendarPeriod(named: text, at: now, in: calendar)
    guard let named, named.unit == .week else {
      throw Failure(
        .usage, "--week: not a week: \"\(SafeText.excerpt(text))\"",
        hint: NearMiss.hint(text, among: ["this-week", "last-week"])
          ?? "Write 2026-W49, this-week or last-week")
    }
    range = named.range(in: calendar)
    // A week belongs to the year of its Thursday.
    let thursday = CivilTime(
      utc: calendar.civilTime(at: range.lowerBound + .hours(12)).asUTC + .days(3))
    let first = CivilTime(year: thursday.year, month: 1, day: 1)?.dayNumber ?? thursday.dayNumber
    let week = (thursday.dayNumber - first) / 7 + 1
    name = "\(thursday.year.padded(4))-W\(week.padded(2))"
  }
}
