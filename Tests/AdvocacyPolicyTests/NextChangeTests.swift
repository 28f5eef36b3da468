import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("Until when a decision stays")
struct NextChangeTests {
  @Test("What each rule says of a candidate stays so until the next change")
  func staysUntilThen() {
    let types = RuleCatalogue.all
    var changes: [String: Int] = [:]
    for number in 0..<(12 * types.count) {
      var candidate = RandomCandidate(number)
      var judge = candidate.judge
      // Nothing more is to happen afterwards.
      var instant = max(candidate.scene.instant(), candidate.latest)
      for _ in 0..<12 {
        let said = candidate.said(&judge, at: instant)
        let next = judge.nextChange(
          for: candidate.employee, after: instant, history: candidate.history)
        let end = next ?? instant + .days(40)
        guard end > instant else {
          Issue.record("\(candidate): the next change after \(instant.rfc3339) is not after it")
          return
        }
        for at in candidate.instants(from: instant, to: end) {
          var new = candidate.judge
          let later = [candidate.said(&judge, at: at), candidate.said(&new, at: at)]
          guard later == [said, said] else {
            Issue.record(
              """
              \(candidate): \(said) at \(instant.rfc3339) until \(end.rfc3339), yet at \
              \(at.rfc3339) \(later)
              """)
            return
          }
        }
        guard let next else { break }
        if candidate.said(&judge, at: next) != said {
          changes[types[number % types.count].name, default: 0] += 1
        }
        instant = next
      }
    }
    // Types whose answers change with time did change, or the walk would prove little.
    let changing = [
      "embargo", "expiry", "blackout", "quietHours", "paidTimeOnly", "leave", "holidays",
      "stagger", "podGuard", "approval", "traineeMode", "wordBlock", "trainingRequired",
      "frequencyCap", "cooldown",
    ]
    #expect(changing.filter { changes[$0] == nil } == [])
  }

  @Test("A rule about a role speaks from when the role is given, and the change is told")
  func datedRole() {
    var scene = Scene(
      Rule(id: id("some"), KillSwitch(), scope: Scope(employees: Selector(roles: ["press"]))))
    scene.configuration.roster[Scene.ana].status.roles = [
      .init(role: "press", period: Period(from: time("2026-11-21"), until: time("2026-11-22")))
    ]
    #expect(changes(scene) == ["2026-11-21T00:00", "2026-11-22T00:00", "2026-12-04T10:00"])
  }

  @Test("Who stays out for a time may come in again, and the change is told")
  func optOut() {
    var scene = Scene()
    scene.configuration.roster[Scene.ana].status.optOuts = [
      .init(period: Period(until: time("2026-11-22")))
    ]
    #expect(changes(scene) == ["2026-11-22T00:00", "2026-12-04T10:00"])
  }

  @Test("The beginning and the end of a rule's time in force are told")
  func inForce() {
    let scene = Scene(
      Rule(
        id: id("some"), KillSwitch(),
        period: Period(from: time("2026-11-23"), until: time("2026-11-24"))))
    #expect(changes(scene) == ["2026-11-23T00:00", "2026-11-24T00:00", "2026-12-04T10:00"])
  }

  /// When what Ana is told changes, from when the post falls due; its end is among them.
  private func changes(_ scene: Scene) -> [String] {
    let engine = PolicyEngine(configuration: scene.configuration)
    let history = scene.history
    var judge = engine.judge(scene.post, on: id("x"), history: history)
    var changes: [String] = []
    var instant = scene.post.at
    while let next = judge.nextChange(for: Scene.ana, after: instant, history: history) {
      let outcomes = [instant, next].map {
        judge.decision(for: Scene.ana, at: $0, history: history).outcome
      }
      if outcomes[0] != outcomes[1] {
        changes.append(String(madrid.format(next).prefix(16)))
      }
      instant = next
    }
    return changes
  }

  @Test("From change to change the life of a post is walked in few steps")
  func reachesTheEnd() {
    for number in 0..<(2 * RuleCatalogue.all.count) {
      let candidate = RandomCandidate(number)
      var judge = candidate.judge
      var instant = candidate.post.at
      var steps = 0
      while instant < candidate.post.end, steps < 5000 {
        guard
          let next = judge.nextChange(
            for: candidate.employee, after: instant, history: candidate.history)
        else { break }
        #expect(next > instant, "\(candidate)")
        guard next > instant else { return }
        instant = next
        steps += 1
      }
      #expect(steps < 5000, "\(candidate)")
    }
  }

  @Test("A judge asked about instants in any order says what a new one does")
  func anyOrder() {
    for number in 0..<RuleCatalogue.all.count {
      var candidate = RandomCandidate(number)
      var judge = candidate.judge
      for _ in 0..<20 {
        let instant = candidate.scene.instant()
        var new = candidate.judge
        let decisions = [
          judge.decision(for: candidate.employee, at: instant, history: candidate.history),
          new.decision(for: candidate.employee, at: instant, history: candidate.history),
        ]
        #expect(
          ReferenceDecision(decisions[0]) == ReferenceDecision(decisions[1]),
          "\(candidate) at \(instant.rfc3339)")
      }
    }
  }

  /// One candidate of a random scene, and a history that stays as it is.
  private struct RandomCandidate: CustomStringConvertible {
    var scene: RandomScene
    let number: Int
    let engine: PolicyEngine
    let history: History
    /// The latest instant at which something was recorded.
    let latest: Instant
    let post: Post
    let network: NetworkID
    let employee: Int
    let moment: Moment

    /// Draws a candidate about whom little but a rule of one type has a say: what others deny would
    /// hide what it says.
    init(_ number: Int) {
      self.number = number
      let types = RuleCatalogue.all
      scene = RandomScene(
        seed: UInt64(7_000 + number), largestRoster: 12, with: types[number % types.count])
      if !number.isMultiple(of: 4) { scene.leaveOnly(id("first")) }
      let engine = PolicyEngine(configuration: scene.configuration)
      self.engine = engine
      moment = (number / RuleCatalogue.all.count).isMultiple(of: 2) ? .asking : .acting
      let instant = scene.instant()
      latest = instant
      var past = scene.past(upTo: instant)
      past.withdrawals = []
      let post = scene.draws.pick(scene.posts)
      for role in ["legal", "press"] {
        past.approvals.append(
          ApprovalRecord(
            post: post.id, role: role, employee: id("e\(scene.below(3))"),
            at: instant + .hours(Int64(scene.below(48)))))
      }
      let history = past.history(scene.configuration)
      let network = scene.draws.pick(scene.configuration.networks).id
      (self.history, self.post, self.network) = (history, post, network)
      var judge = engine.judge(post, on: network, moment: moment, history: history)
      let fallback = scene.below(scene.configuration.roster.count)
      employee =
        scene.configuration.roster.indices.first { employee in
          let said = judge.decisions(for: employee, at: instant, history: history)
          return !said.contains { said in
            [.account, .consent, .employed, .suspended, .voluntary].contains {
              said.speaker == .builtIn($0)
            }
          }
        } ?? fallback
    }

    /// Which rules say what of the candidate.
    func said(_ judge: inout CandidateJudge, at instant: Instant) -> [String] {
      judge.decisions(for: employee, at: instant, history: history).map { speaker, decision in
        "\(speaker.id(in: engine)) \(decision)"
      }
    }

    var judge: CandidateJudge {
      engine.judge(post, on: network, moment: moment, history: history)
    }

    /// The first and the last instant of a stretch, and some within.
    mutating func instants(from: Instant, to end: Instant) -> [Instant] {
      let length = (end - from).milliseconds
      let within = (0..<4).map { _ in
        from + Instant.Span(milliseconds: Int64(scene.below(Int(length))))
      }
      return [from, end - Instant.Span(milliseconds: 1)] + within
    }

    var description: String {
      "candidate \(number): employee \(employee), \(post.id), \(network)"
    }
  }
}
