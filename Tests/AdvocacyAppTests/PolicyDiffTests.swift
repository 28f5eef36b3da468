import AdvocacyFiles
import AdvocacyModel
import AdvocacyPolicy
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@testable import AdvocacyApp

@Suite("the difference of two policies")
struct PolicyDiffTests {
  private func compare(_ old: String, _ new: String) throws -> PolicyDiff {
    let directory = try TemporaryDirectory()
    try directory.write(old, to: "old.json")
    try directory.write(new, to: "new.json")
    let test = try TestWorkspace(config: new)
    return try ComparePolicies(
      old: directory.file("old.json"), new: directory.file("new.json"), at: TestWorkspace.clock
    ).run(in: test.environment)
  }

  @Test("is nothing between a configuration and itself", arguments: Preset.allCases)
  func reflexive(preset: Preset) throws {
    #expect(try compare(preset.text, preset.text).isEmpty)
  }

  @Test("turns losses into gains when it is turned round")
  func antisymmetric() throws {
    for (old, new) in zip(Preset.allCases, Preset.allCases.dropFirst()) {
      let there = try compare(old.text, new.text)
      let back = try compare(new.text, old.text)
      #expect(there.networks.map(\.lose) == back.networks.map(\.gain))
      #expect(there.networks.map(\.gain) == back.networks.map(\.lose))
      #expect(there.changes.count == back.changes.count)
    }
  }

  @Test("says of everybody what the one-by-one evaluator says", arguments: Preset.allCases)
  func agreement(preset: Preset) throws {
    let configuration = try ConfigurationFile.decode(Array(preset.text.utf8))
    let engine = PolicyEngine(configuration: configuration)
    let history = History(configuration: configuration)
    let reader = RightsReader(configuration)
    let now = try #require(Instant(rfc3339: TestWorkspace.clock))
    let probes = try PolicyProbes(
      configurations: [configuration], workspace: nil, at: nil, now: now
    ).find([], in: try TestWorkspace().environment)
    #expect(probes.count > 1)
    for probe in probes {
      for network in probe.post.networks {
        let rights = reader.rights(of: configuration.roster.map(\.id), probe, on: network)
        for (index, own) in rights.enumerated() {
          let verdict = engine.verdict(
            probe.post, employee: index, on: network, at: probe.at, history: history)
          let actions = engine.actions(for: verdict, on: network, wanted: Action.allCases)
          #expect(own.verdict == verdict.outcome)
          #expect(own.until == verdict.until)
          #expect(own.actions == actions)
        }
      }
    }
  }

  @Test("tells who comes and goes, and which rule is to blame")
  func roster() throws {
    let deny = #"{"id": "only-es", "type": "segment", "only": {"employees": ["e000", "e002"]}}"#
    let difference = try compare(
      TestWorkspace.company(employees: 2), TestWorkspace.company(employees: 3, rules: deny))
    #expect(difference.rules.map(\.kind) == [.added])
    let onX = difference.changes.filter { $0.network.text == "x" }
    #expect(onX.map(\.employees.first?.text) == ["e001", "e002"])
    #expect(onX.map(\.effect) == [.loses, .gains])
    #expect(onX[0].after.rules.map(\.text) == ["only-es"])
    #expect(!onX[1].before.isOnRoster)
    let text = difference.render(.plain)
    #expect(text.contains("x: 1 employee loses, 1 gains"))
    #expect(text.contains("not on the roster  allowed"))
  }

  /// The difference that a change of one rule makes, nothing being queued.
  private func change(_ old: String, _ new: String) throws -> PolicyDiff {
    try compareFreely(
      TestWorkspace.company(employees: 4, rules: old),
      TestWorkspace.company(employees: 4, rules: new))
  }

  private func compareFreely(_ old: String, _ new: String) throws -> PolicyDiff {
    let directory = try TemporaryDirectory()
    try directory.write(old, to: "old.json")
    try directory.write(new, to: "new.json")
    let test = try TestWorkspace(config: new)
    return try ComparePolicies(
      old: directory.file("old.json"), new: directory.file("new.json"), now: TestWorkspace.clock,
      workspace: test.workspace
    ).run(in: test.environment)
  }

  /// Two forms of a rule, and a situation in which they differ.
  struct Pair: Sendable, CustomTestStringConvertible {
    var old: String
    var new: String
    var situation: String
    var before = Verdict.Outcome.allow
    var after = Verdict.Outcome.allow
    var testDescription: String { situation }
  }

  private static let pairs = [
    Pair(
      old: #"{"id": "r", "type": "quietHours", "start": "20:00", "end": "08:00"}"#,
      new: #"{"id": "r", "type": "quietHours", "start": "20:00", "end": "09:00"}"#,
      situation: "no topic, Tue 24 Nov 2026 08:00", after: .defer),
    Pair(
      old: "", new: #"{"id": "r", "type": "killSwitch", "when": {"topics": ["tenders"]}}"#,
      situation: "tenders, Mon 23 Nov 2026 12:00", after: .deny),
    Pair(
      old: "",
      new: #"{"id": "r", "type": "killSwitch", "from": "2027-03-01", "until": "2027-03-01"}"#,
      situation: "no topic, Mon 1 Mar 2027 00:00", after: .deny),
    Pair(
      old: #"{"id": "r", "type": "frequencyCap", "count": 3, "window": "day"}"#,
      new: #"{"id": "r", "type": "frequencyCap", "count": 2, "window": "day"}"#,
      situation: "no topic, after 2 earlier posts, Mon 23 Nov 2026 12:00", after: .defer),
    Pair(
      old: #"{"id": "r", "type": "onceOnly"}"#, new: "",
      situation: "no topic, text shared before, Mon 23 Nov 2026 12:00", before: .deny),
    Pair(
      old: #"{"id": "r", "type": "approval", "roles": ["legal", "press"]}"#,
      new: #"{"id": "r", "type": "approval", "roles": ["legal"]}"#,
      situation: "no topic, approved as press, Mon 23 Nov 2026 12:00", after: .needsApproval),
    Pair(
      old: #"{"id": "r", "type": "wordBlock", "words": ["guarantee"]}"#,
      new: #"{"id": "r", "type": "wordBlock", "words": ["promise"]}"#,
      situation: "saying “promise”, Mon 23 Nov 2026 12:00", after: .deny),
  ]

  @Test("shows a change in a situation made for the rule", arguments: Self.pairs)
  func made(_ pair: Pair) throws {
    let difference = try change(pair.old, pair.new)
    let change = try #require(difference.changes.first { $0.posts.contains(pair.situation) })
    #expect(change.before.verdict == pair.before && change.after.verdict == pair.after)
    #expect(difference.tried.situations > 0 && difference.tried.withoutChange.isEmpty)
    #expect(!difference.render(.plain).contains("None of them"))
    let back = try self.change(pair.new, pair.old)
    #expect(back.changes.count == difference.changes.count)
  }

  @Test("says what was tried where no situation shows a change")
  func triedInVain() throws {
    let text = try change(
      "", #"{"id": "r", "type": "segment", "only": {"teams": ["t0", "t1", "t2"]}}"#
    ).render(.plain)
    #expect(text.contains("made for the 1 rule. None of them shows a change by r."))
    #expect(text.contains("(any other post)"))
  }

  @Test("tells the keys that differ with both values")
  func details() throws {
    let difference = try change(
      #"{"id": "r", "type": "quietHours", "start": "20:00", "end": "08:00"}"#,
      """
      {"id": "r", "type": "quietHours", "start": "20:00", "end": "09:00",
       "from": "2026-12-01", "when": {"teams": ["t1"]}}
      """)
    #expect(
      difference.rules[0].details == [
        "end: 08:00 → 09:00", "when teams: none → t1", "from: none → 2026-12-01T00:00:00+01:00",
      ])
    #expect(difference.rules[0].differs == ["parameters", "scope", "dates"])
  }
}
