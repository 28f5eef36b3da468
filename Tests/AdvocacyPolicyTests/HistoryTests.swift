import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

@Suite("History")
struct HistoryTests {
  private var configuration: Configuration { Scene().configuration }

  @Test("Participations are counted from and through instants, in whatever order recorded")
  func participations() {
    var history = History(configuration: configuration)
    let post = Scene().post
    for second: Int64 in [5, 1, 9, 5, 3] {
      history.record(
        employee: 1, network: id("x"), post: post, at: Instant(seconds: second), passesOn: true)
    }
    func count(_ from: Int64, _ through: Int64) -> Int {
      history.participations(
        employee: 1, network: id("x"), from: Instant(seconds: from),
        through: Instant(seconds: through))
    }
    #expect(count(0, 10) == 5)
    #expect(count(3, 5) == 3)
    #expect(count(6, 8) == 0)
    #expect(count(9, 9) == 1)
    #expect(count(10, 20) == 0)
    #expect(count(8, 2) == 0)
    let others = history.participations(
      employee: 0, network: id("x"), from: .distantPast, through: .distantFuture)
    #expect(others == 0)
  }

  @Test("Recording many takers at once equals recording them one by one")
  func batches() {
    let scene = Scene(FrequencyCap(), OnceOnly())
    let engine = PolicyEngine(configuration: scene.configuration)
    var older = scene.post
    older.id = id("older")
    let both = EmployeeSet(rosterCount: 2, members: [0, 1])
    let ben = EmployeeSet(rosterCount: 2, members: [1])
    let at = time("2026-11-20T09:00")
    var batch = History(configuration: scene.configuration)
    batch.record(takers: both, passingOn: ben, network: id("x"), post: older, at: at)
    var single = History(configuration: scene.configuration)
    single.record(employee: 0, network: id("x"), post: older, at: at, passesOn: false)
    single.record(employee: 1, network: id("x"), post: older, at: at, passesOn: true)
    let now = time("2026-11-20T10:00")
    let review = engine.review(
      scene.post, on: id("x"), at: now, moment: .acting, history: batch)
    let other = engine.review(
      scene.post, on: id("x"), at: now, moment: .acting, history: single)
    #expect(review == other)
    #expect(Array(review.deferred) == [0])
    #expect(Array(review.denied) == [1])
  }

  @Test("A network that isn't configured is passed over")
  func unknownNetwork() {
    var history = History(configuration: configuration)
    history.record(
      employee: 0, network: id("unknown"), post: Scene().post, at: Instant(seconds: 1),
      passesOn: true)
    let count = history.participations(
      employee: 0, network: id("unknown"), from: .distantPast, through: .distantFuture)
    #expect(count == 0)
    let engine = PolicyEngine(configuration: configuration)
    let review = engine.review(
      Scene().post, on: id("unknown"), at: Instant(seconds: 1), history: history)
    #expect(review.counts.isEmpty)
  }
}
