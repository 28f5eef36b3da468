import AdvocacyModel

/// Keeps what is asked of a person in a week within the time they give.
///
/// What counts is the time that posts take by hand, over all networks: those taken part in and those
/// planned. A person's own minutes take the place of the rule's, and the rule's of the company's.
struct TimeBudget: RuleType {
  static let name = "timeBudget"

  /// The minutes a week, 1 or more; nil: the company's, from `behaviour`.
  var minutes: Int?

  /// The minutes that may be given: up to a working week.
  static let allowed = 1...2400

  static let keys: [RuleKey<Self>] = [
    RuleKey(
      "minutes", \.minutes, .integer(allowed),
      "The minutes a week; `behaviour.minutesPerWeek` otherwise.")
  ]

  static let defaultHold = Hold.both

  static let allowedHolds: Set<Hold> = [.asking, .acting, .both]

  static let documentation = RuleDocumentation(
    40, "Defers what takes more of a person's time in a week than they give to the next week.",
    keys: "`minutes`; a person's own `minutesPerWeek` takes its place", verdict: "defer, deny",
    simulated: "yes; the time that a post takes is assumed", source: "our reading")

  var shortReason: String? { "out of time" }

  var ownWords: Sentence? {
    minutes.map {
      Sentence(
        "At most \($0) min of a person's time a week",
        es: "Como mucho \($0) min del tiempo de cada persona a la semana")
    }
  }

  var lookback: Lookback { .window(.week) }

  func compiled(_ facts: CompilationFacts) -> any CompiledRule {
    Compiled(
      limit: TimeLimit(
        usual: minutes ?? facts.minutesPerWeek,
        own: facts.roster.indices.reduce(into: [:]) { own, employee in
          if let minutes = facts.roster[employee].status.minutesPerWeek { own[employee] = minutes }
        }))
  }

  private struct Compiled: CompiledRule {
    let limit: TimeLimit

    func answer(_ context: EvaluationContext) -> RuleAnswer {
      guard limit.isAny else { return .silent }
      let bounds = context.calendar.window(.week, at: context.at)
      return .history(
        .beyond(
          limit, TimeTaken(context.post),
          in: History.Stretch(window: .week, from: bounds.from, until: bounds.until),
          context.wait(until: bounds.until)),
        until: bounds.until)
    }

    func explain(_ decision: RuleDecision, to candidate: CandidateFacts) -> RuleExplanation {
      let taken = TimeTaken(candidate.post)
      let most = limit.minutes(of: candidate.index) ?? 0
      let own = TimeNeeded.minutes(seconds: taken.alone)
      guard taken.alone <= most * 60 else {
        return RuleExplanation(
          Sentence(
            "the post takes \(own) min on \(candidate.network.title), "
              + "and \(candidate.name) gives \(most) min a week",
            es: "la publicación lleva \(own) min en \(candidate.network.title), "
              + "y \(candidate.name) da \(most) min a la semana"))
      }
      let bounds = candidate.calendar.window(.week, at: candidate.at)
      let spent = candidate.history.time(
        of: candidate.index,
        in: History.Stretch(window: .week, from: bounds.from, until: bounds.until),
        through: candidate.at, seenWhen: candidate.context.moment)
      let (name, taking) = (candidate.name, TimeNeeded.minutes(seconds: spent.seconds))
      let thing = Sentence("the next week begins", es: "la semana siguiente empieza")
      return candidate.waiting(until: bounds.until, thing: thing) { time in
        Sentence(
          "\(name) gives \(most) min a week, \(taking) are taken and this post needs \(own); "
            + "next week begins \(time.english)",
          es: "\(name) da \(most) min a la semana, \(taking) ya están ocupados y esta publicación "
            + "necesita \(own); la semana siguiente empieza el \(time.spanish)")
      }
    }
  }
}

/// The time that people give in a week: the usual one, and that of those who have their own.
struct TimeLimit: Sendable {
  /// In minutes; nil: no limit.
  var usual: Int?
  /// In minutes, by the index on the roster.
  var own: [Int: Int]

  /// Whether anybody's time is limited.
  var isAny: Bool { usual != nil || !own.isEmpty }

  /// The minutes of one employee; nil: no limit.
  func minutes(of employee: Int) -> Int? { own[employee] ?? usual }
}

/// The time that a post takes by hand on one network, in seconds.
struct TimeTaken: Sendable {
  let post: PostID
  /// To decide, read and send.
  let alone: Int
  /// To send on one more network.
  let again: Int

  /// - Complexity: O(length of the text).
  init(_ post: Post) {
    self.post = post.id
    alone = TimeNeeded.seconds(for: post, networks: 1)
    again = TimeNeeded.sending
  }
}

/// What employees took part in, or plan to, with the time that it takes.
struct TimeRecord: Sendable {
  /// One account's part in one post.
  private struct Entry: Sendable, Hashable {
    var at: Instant
    var post: Int32
    var network: Int32
  }

  /// The time of some posts.
  struct Sum: Sendable {
    var seconds = 0
    /// Whether a post asked about is among them.
    var hasPost = false
  }

  private var entries: [Int: [Entry]] = [:]
  private var places: [PostID: Int32] = [:]
  private var taken: [TimeTaken] = []

  /// Adds a part in a post.
  mutating func add(_ employee: Int, network: Int, post: Post, at instant: Instant) {
    entries[employee, default: []].append(
      Entry(at: instant, post: place(of: post), network: Int32(network)))
  }

  /// Takes a part in a post out again.
  mutating func remove(_ employee: Int, network: Int, post: Post, at instant: Instant) {
    let entry = Entry(at: instant, post: place(of: post), network: Int32(network))
    guard let place = entries[employee]?.firstIndex(of: entry) else { return }
    entries[employee]?.remove(at: place)
    if entries[employee]?.isEmpty == true { entries[employee] = nil }
  }

  private mutating func place(of post: Post) -> Int32 {
    if let place = places[post.id] { return place }
    let place = Int32(taken.count)
    taken.append(TimeTaken(post))
    places[post.id] = place
    return place
  }

  /// Whether an employee took part in anything.
  func has(_ employee: Int) -> Bool { entries[employee] != nil }

  /// Adds the posts of an employee's parts in a stretch of time to those counted before.
  ///
  /// - Complexity: O(parts of the employee).
  fileprivate func add(
    _ employee: Int, from start: Instant, before end: Instant, to counted: inout [PostID: Int],
    _ sum: inout Sum
  ) {
    for entry in entries[employee] ?? [] where entry.at >= start && entry.at < end {
      let time = taken[Int(entry.post)]
      sum.seconds += counted[time.post] == nil ? time.alone : time.again
      counted[time.post, default: 0] += 1
    }
  }
}

extension History {
  /// The time that an employee's posts of a stretch take, until now, and what is planned where
  /// somebody is asked.
  ///
  /// A post is read once, on however many networks it is passed on.
  ///
  /// - Complexity: O(parts of the employee).
  func time(
    of employee: Int, in stretch: Stretch, through now: Instant, seenWhen moment: Moment,
    asking post: PostID? = nil
  ) -> TimeRecord.Sum {
    var sum = TimeRecord.Sum()
    var counted: [PostID: Int] = [:]
    spent?.add(
      employee, from: stretch.from,
      before: min(stretch.until, now + Instant.Span(milliseconds: 1)), to: &counted, &sum)
    if moment == .asking {
      intended?.add(
        employee, from: stretch.from, before: stretch.until, to: &counted, &sum)
    }
    sum.hasPost = post.map { counted[$0] != nil } ?? false
    return sum
  }
}
