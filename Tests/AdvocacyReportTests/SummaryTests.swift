import AdvocacyModel
import Foundation
import Testing

@testable import AdvocacyReport

@Suite("Summaries, explanations, checks and failures")
struct SummaryTests {
  @Test("The summary has its keys, and its text names place and reason")
  func summary() throws {
    let fact = AdvocacyModel.SetAside(
      post: "bad", place: Place(file: "queue.json", line: 12, column: 5, path: "posts[3].at"),
      reason: "not a time \u{1B}[2J", contentHash: [])
    let summary = AmplifySummary(
      run: nil, watermark: Samples.noon,
      posts: [
        .init(
          id: try Samples.post("lab"), allowed: 20, denied: 3, deferred: 1, acts: 19,
          amplifications: 38, prevented: 1, planned: 2, nextAct: Samples.noon + .hours(1))
      ], setAside: [.init(fact)],
      skipped: [.init(post: try Samples.post("old"), reason: "expired")])
    #expect(
      summary.render(.plain) == """
        1 post handled up to Mon 23 Nov 2026 10:40: 19 acts (38 amplifications), 1 act prevented, \
        2 acts planned, next Mon 23 Nov 2026 11:40.

        post  allowed  denied  deferred  need approval  acted  prevented  planned
        lab        20       3         1              0     19          1        2

        Set aside until corrected:
          queue.json:12:5: post bad: posts[3].at: not a time \\u{1B}[2J

        Skipped for good:
          old: expired

        """)
    #expect(try summary.json.contains("\"run\" : null"))
    #expect(try JSONDecoder().decode(AmplifySummary.self, from: Data(summary.json.utf8)) == summary)
  }

  @Test("An explanation is prose for one employee and a table for everybody")
  func explanation() throws {
    let ana = try Samples.employee("ana")
    let verdict = Verdict(
      outcome: .deny,
      findings: [
        .init(
          rule: try Samples.rule("trained"), outcome: .deny,
          why: Sentence("training lapsed", es: "formación caducada"),
          remedy: Sentence("finish course social-basics", es: "hacer el curso social-basics"))
      ])
    func network(_ id: String, _ title: String) throws -> Network {
      Network(id: try Samples.network(id), title: title, actions: [], textLimit: nil)
    }
    var explanation = Explanation(
      post: try Samples.post("lab"), employee: ana, at: Samples.noon,
      verdicts: [
        .init(
          employee: ana, network: try network("linkedin", "LinkedIn"), verdict: verdict,
          text: "Our lab"),
        .init(
          employee: ana, network: try network("x", "X"), verdict: Verdict(outcome: .allow),
          text: "Our lab"),
        .init(
          employee: ana, network: try network("blog", "Blog"),
          verdict: Verdict(
            outcome: .rewrite,
            lines: [.init(purpose: .disclosure, text: "I work here.", position: .start)]),
          text: "Our lab"),
      ])
    #expect(
      explanation.render(.plain) == """
        ana may not share lab on LinkedIn:
          due  deny  Training lapsed  [trained]
          To change this: finish course social-basics.

        ana may share lab on X: no rule applies.

        ana may share lab on Blog, with words the rules add: no rule applies.
          It would read: I work here. Our lab

        """)
    #expect(try explanation.json.contains("\"wouldChange\" : null"))
    explanation.employee = nil
    #expect(
      explanation.render(.plain) == """
        lab as of Mon 23 Nov 2026 10:40: 3 candidates: 1 allow, 1 rewrite, 1 deny.

        employee  network   verdict  because
        ana       LinkedIn  deny     training lapsed
        ana       X         allow
        ana       Blog      rewrite

        """)
  }

  @Test("An explanation tells networks together, when somebody was asked and what came of it")
  func explanationOfActs() throws {
    let ana = try Samples.employee("ana")
    let trained = Verdict.Finding(
      rule: try Samples.rule("trained"), outcome: .allow,
      why: Sentence("Ana has taken it", es: "Ana lo ha hecho"), isSatisfied: true)
    func entry(
      _ id: String, _ title: String, acting: [Verdict.Finding], _ later: Explanation.Later
    ) throws -> Explanation.NetworkVerdict {
      var entry = Explanation.NetworkVerdict(
        employee: ana,
        network: Network(id: try Samples.network(id), title: title, actions: [], textLimit: nil),
        verdict: Verdict(outcome: .allow, findings: [trained]), text: "Our lab")
      entry.asked = Samples.noon
      entry.acting = acting.map { Explanation.RuleFinding($0) }
      entry.later = [later]
      return entry
    }
    let explanation = Explanation(
      post: try Samples.post("lab"), employee: ana, at: Samples.noon,
      verdicts: [
        try entry(
          "linkedin", "LinkedIn", acting: [trained],
          .init(at: Samples.noon + .hours(1), kind: .acted, words: "like, repost")),
        try entry(
          "x", "X", acting: [],
          .init(at: Samples.noon + .hours(26), kind: .planned, words: "planned")),
      ])
    #expect(
      explanation.render(.plain) == """
        ana was allowed to share lab on LinkedIn and X: asked Mon 23 Nov 2026 10:40, shared on \
        LinkedIn 11:40 (like, repost).
          asked   allow  Ana has taken it                                         [trained]
          shared  allow  Judged again at 11:40 on LinkedIn, for the same reasons  [trained]
          then           Planned for Tue 24 Nov 2026 12:40 on X

        """)
  }

  @Test("The JSON words of the verdicts are those of the contract")
  func verdictWords() {
    let words = Verdict.Outcome.allCases.map(\.rawValue)
    #expect(words == ["allow", "rewrite", "defer", "needsApproval", "deny"])
  }

  @Test("The queue is listed with states, hostile text inert")
  func queue() throws {
    let post = Post(
      id: try Samples.post("lab"), text: "Come\u{1B}[2J", networks: [try Samples.network("x")],
      at: Samples.noon)
    let listing = QueueListing(
      at: Samples.noon,
      posts: [.init(post, state: .due), .init(setAside: "", note: "queue.json:3:1: no text")])
    #expect(
      listing.render(.plain) == """
        id   state      date              networks  text           note
        lab  due        Mon 23 Nov 10:40  x         Come\\u{1B}[2J
        –    set aside  –                           –              queue.json:3:1: no text

        """)
    #expect(try JSONDecoder().decode(QueueListing.self, from: Data(listing.json.utf8)) == listing)
  }

  @Test("The doctor names each check, its hint below, and sums up")
  func check() throws {
    let report = CheckReport(checks: [
      .init(name: "queue", outcome: .ok, message: "3 posts"),
      .init(name: "modes", outcome: .warning, message: "others may write", hint: "chmod go-w"),
    ])
    #expect(
      report.render(.plain) == """
        ok       queue  3 posts
        warning  modes  others may write
                        → chmod go-w

        1 warning, 1 ok.

        """)
    #expect(try report.json.contains("\"hint\" : null"))
  }

  @Test("A failure is one object on one line with every key")
  func failure() throws {
    let failure = Failure(
      .badData, at: Place(file: "queue.json", line: 12, path: "posts[3].network"),
      "unknown network \"linkdin\"", hint: "Did you mean \"linkedin\"?")
    #expect(
      FailureReport(failure).json == #"""
        {"code":"badData","column":null,"exitCode":65,"file":"queue.json",\#
        "hint":"Did you mean \"linkedin\"?","line":12,\#
        "message":"posts[3].network: unknown network \"linkdin\""}
        """#)
  }

  @Test("The demo's story has the form of the first minute")
  func demo() throws {
    var report = try Samples.report()
    report.posts.removeLast()
    report.total.figures = try Samples.textbook()
    let story = DemoStory(
      company: "Acme\u{7} Robotics", employees: 12, posts: 3, due: 3, seed: 20_261_123,
      directory: "./advocacy-demo", files: ["./advocacy-demo/config.json"],
      policy: .init(
        allowed: 61, denied: [.init(6, "training lapsed"), .init(3, "no consent")],
        deferred: [.init(2, "quiet hours")]),
      actions: 58, seconds: 0.31, report: report,
      next: ["advocacy explain madrid-lab ana", "advocacy post \"…\""])
    #expect(
      story.render(.plain) == """
        Acme\\u{7} Robotics: 12 employees, 3 posts, seed 20261123, in ./advocacy-demo

          queue    3 posts due
          policy   72 candidates: 61 allowed, 9 denied (6 training lapsed, 3 no consent), \
        2 deferred (quiet hours)
          amplify  58 likes and reposts by 12 employees
          reach    200 blocks of 64 worlds, 0.3 s

          post                    employees  likes  reposts  nominal*  page alone  with employees\
          additional people  reach multiplier
          We open our Madrid lab   12 of 12     12       12    1,728×          41             512\
                        471  12.4× (8.1–17.0)
          total                    12 of 12     12       12    1,728×          41             512\
                        471  12.4× (8.1–17.0)
        12 employees brought the company to about 471 people whom its page alone would not have \
        reached: 12.4× (8.1–17.0).
        * 12 employees × 12 likes × 12 reposts counts actions, not people \
        (12 × 12 × 12 = 1,728).

        Files: ./advocacy-demo/config.json
        Next: advocacy explain madrid-lab ana · advocacy post "…"

        """)
  }
}
