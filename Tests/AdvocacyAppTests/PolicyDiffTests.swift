import AdvocacyCore
import AdvocacyIntake
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
    let text = difference.text(style: .plain)
    #expect(text.contains("x: 1 employee loses, 1 gains"))
    #expect(text.contains("not on the roster → allow"))
  }
}
