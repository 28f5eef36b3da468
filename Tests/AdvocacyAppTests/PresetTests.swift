import AdvocacyApp
import AdvocacyReport
import AdvocacyTestSupport
import Testing

@Suite("the presets of init")
struct PresetTests {
  @Test("make a workspace that check finds nothing wrong with", arguments: Preset.allCases)
  func valid(preset: Preset) throws {
    let test = try TestWorkspace(preset: preset)
    let report = try CheckWorkspace(workspace: test.workspace, now: nil)
      .run(in: test.environment)
    #expect(report.exitCode == 0)
    #expect(report.count(.warning) == 0, "\(report.checks)")
    let config = try test.directory.text(of: "config.json")
    #expect(config.contains("an example, not legal advice"))
  }

  @Test("keep a configuration that is there, and say so")
  func kept() throws {
    let test = try TestWorkspace(config: TestWorkspace.company())
    let config = try test.directory.text(of: "config.json")
    let made = try MakeWorkspace(
      directory: test.directory.path, start: nil, isClockSimulated: false, seed: nil, preset: .us
    ).run(in: test.environment)
    #expect(made.render(.plain).contains("config.json is kept, so --preset changes nothing"))
    #expect(try test.directory.text(of: "config.json") == config)
  }
}
