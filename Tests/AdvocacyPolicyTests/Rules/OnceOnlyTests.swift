import AdvocacyModel
import Testing

@testable import AdvocacyPolicy

extension OnceOnly: ReferenceRule {
  func judged(_ candidate: ReferenceCandidate) -> ReferenceDecision? {
    let post = candidate.post
    // "Before" in the order of events, which whoever records the history keeps: all of it counts.
    let (index, network) = (candidate.index, candidate.network.id)
    let before =
      candidate.world.participations(of: index, on: network)
      + candidate.world.planned(of: index, on: network)
    let isRepetition = before.contains { past in
      past.passesOn && past.post.id != post.id
        && (Self.isSame(past.post.text, post.text)
          || post.link != nil && past.post.link == post.link)
    }
    return isRepetition ? .deny : nil
  }

  /// Whether two texts are the same apart from blanks.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    one.split(whereSeparator: \.isWhitespace) == other.split(whereSeparator: \.isWhitespace)
  }

  static let rows = [
    CatalogueRow(
      number: 22, title: "once only", policy: rule("onceOnly"), outcome: .deny,
      reason: "same text or link as post older", remedy: nil,
      moment: .acting, fires: Situation(took: ["2026-11-01"]), silent: Situation())
  ]
}

@Suite("Once only")
struct OnceOnlyTests {
  @Test("An account that passed on the same link or text under another id is denied")
  func onceOnly() {
    var scene = Scene(OnceOnly())
    scene.moment = .acting
    var twin = scene.post
    twin.id = id("older")
    twin.text = "Something else"
    scene.record(post: twin, at: "2026-11-01T10:00")
    let verdict = scene.verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.findings.first?.reason == "Ana Ruiz passed on the same text or link as post older")
    #expect(scene.outcome(of: Scene.ben) == .allow)
    #expect(scene.outcome(on: "linkedin") == .allow)
    scene.post.link = nil
    #expect(scene.outcome() == .allow)
    scene.post.text = "Something\n  else "
    #expect(scene.outcome() == .deny)
  }

  @Test("A like is no passing on, and the post itself no repetition")
  func onceOnlyExceptions() {
    var scene = Scene(OnceOnly())
    scene.moment = .acting
    var twin = scene.post
    twin.id = id("older")
    scene.record(post: twin, at: "2026-11-01T10:00", passesOn: false)
    scene.record(at: "2026-11-20T09:00")
    #expect(scene.outcome() == .allow)
    scene.record(post: twin, at: "2026-11-20T09:30")
    #expect(scene.outcome() == .deny)
  }
}
