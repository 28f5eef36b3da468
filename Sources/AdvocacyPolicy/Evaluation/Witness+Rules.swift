import AdvocacyCore

/// What the written rules say.
extension Witness {
  /// What a rule says that is in force and speaks about the candidate; nil where it is silent.
  func statement(of rule: Rule) -> Statement? {
    switch rule.kind {
    case .trainingRequired(let course, let graceDays): training(course, graceDays: graceDays)
    case .segment(let selector): segment(selector)
    case .frequencyCap(let count, let window): cap(count, window)
    case .onceOnly: repetition()
    case .embargo(let end):
      occasion.at >= end ? nil : wait(until: end, for: "embargo until", thing: "the embargo ends")
    case .quietHours(let hours): quietHours(hours)
    case .blackout(let period, let defers): blackout(period, defers: defers)
    default: everyone(rule)
    }
  }

  /// What a rule says that treats all employees in its scope alike and never defers.
  private func everyone(_ rule: Rule) -> Statement? {
    guard case .everyone(let ruling) = occasion.stance(of: rule.kind) else { return nil }
    let network = occasion.network.title
    switch rule.kind {
    case .networkAllowed(let networks):
      let titles = networks.map { id in engine.networks.first { $0.id == id }?.title ?? id.text }
      return Statement(
        ruling, "\(network) is not among the networks allowed (\(titles.listed))",
        "allow \(network) in rule \(rule.id)")
    case .approval(let roles, let count):
      let given = occasion.words.approvals(in: roles)
      return Statement(
        ruling, "needs approval by \(count) of: \(roles.listed); \(given) given",
        "approval by \(count - given)\(given == 0 ? "" : " more") of: \(roles.listed)")
    case .expiry(let days):
      let unit = days == 1 ? "day" : "days"
      return Statement(ruling, "the post fell due \(days) \(unit) ago or more")
    case .disclosureRequired(let disclosure):
      guard ruling.outcome == .rewrite else {
        return Statement(ruling, "\(network) cannot carry a disclosure")
      }
      return Statement(ruling, "add “\(disclosure.text(for: employee.language))”")
    default:
      return nil
    }
  }

  private func training(_ course: CourseID, graceDays: Int) -> Statement? {
    let title = "“\(engine.courses.title(of: course))”"
    let remedy = "finish course \(title)"
    let completed = employee.trainings.filter { $0.course == course && $0.completed <= occasion.at }
    guard let latest = completed.map(\.completed).max() else {
      return Statement(.deny, "\(name) has not completed \(title)", remedy)
    }
    func lapse(_ graceDays: Int) -> Instant? {
      engine.courses.lapse(of: course, completed: latest, graceDays: graceDays)
    }
    guard let lapsed = lapse(0), occasion.at >= lapsed, let end = lapse(graceDays) else {
      return nil
    }
    let reason = "\(name)'s training \(title) lapsed on \(calendar.date(of: lapsed))"
    guard occasion.at < end else { return Statement(.deny, reason, remedy) }
    let grace = "\(reason); days of grace until \(calendar.date(of: end))"
    return Statement(Ruling(outcome: .allow), grace, remedy)
  }

  private func segment(_ selector: Selector) -> Statement? {
    guard !selector.admits(employee) else { return nil }
    var parts: [(asked: String, remedy: String)] = []
    func ask(_ list: [String]?, _ value: String, _ asked: String, _ remedy: String) {
      guard let list, !list.contains(value) else { return }
      parts.append(("\(asked) \(list.listed)", "\(remedy) \(list.listed)"))
    }
    ask(selector.teams, employee.team, "team", "join team")
    ask(selector.roles, employee.role, "role", "take the role")
    ask(selector.countries, employee.country, "country", "be in country")
    ask(selector.languages, employee.language, "language", "speak language")
    if let named = selector.employees, !named.contains(employee.id) {
      parts.append(("the employees named", "be named in the segment"))
    }
    return Statement(
      .deny, "\(name) is outside the segment: \(parts.map(\.asked).joined(separator: "; "))",
      parts.map(\.remedy).joined(separator: " and "))
  }

  private func cap(_ count: Int, _ window: Rule.Window) -> Statement? {
    let bounds = calendar.window(window, at: occasion.at)
    let taken = history.participations(
      employee: index, network: occasion.network.id, from: bounds.from, through: occasion.at)
    guard taken >= count else { return nil }
    let reason =
      "\(name) took part \(taken == 1 ? "once" : "\(taken) times") this \(window.rawValue) on \(occasion.network.title), "
      + "the most is \(count); next \(window.rawValue) begins"
    return wait(until: bounds.until, for: reason, thing: "the next \(window.rawValue) begins")
  }

  private func repetition() -> Statement? {
    guard let network = engine.position(of: occasion.network.id),
      let twin = history.content?.firstTwin(
        of: occasion.post, employee: index, network: network)
    else { return nil }
    return Statement(.deny, "\(name) passed on the same text or link as post \(twin)")
  }

  private func quietHours(_ hours: Rule.QuietHours) -> Statement? {
    switch hours.quiet(at: occasion.at, in: calendar) {
    case .no: nil
    case .until(let end): wait(until: end, for: "quiet until", thing: "quiet hours end")
    case .always: Statement(.deny, "every day is quiet")
    }
  }

  private func blackout(_ period: Period, defers: Bool) -> Statement? {
    guard period.contains(occasion.at) else { return nil }
    guard let end = period.until else { return Statement(.deny, "blackout without an end") }
    guard defers else { return Statement(.deny, "blackout until \(calendar.format(end))") }
    return wait(until: end, for: "blackout until", thing: "the blackout ends")
  }

  /// A deferral: the reason followed by its end, and the advice to wait for it.
  private func wait(until end: Instant, for reason: String, thing: String) -> Statement {
    let time = calendar.format(end)
    return Statement(.wait(until: end), "\(reason) \(time)", "wait until \(time) (\(thing))")
  }
}

extension [String] {
  fileprivate var listed: String { joined(separator: ", ") }
}
