import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("Marks")
struct MarksTests {
  /// The lines of each mark as this release writes them.
  private static let examples: [(mark: Mark, lines: [String])] = [
    (.ledgerID, ["8e435ef4000000000000000000000001"]),
    (.highWater, ["7 " + String(repeating: "ab", count: 32)]),
    (
      .forgotten,
      [
        String(repeating: "0", count: 32), String(repeating: "1", count: 64),
        String(repeating: "2", count: 64),
      ]
    ),
  ]

  private func bytes(of mark: Mark, in test: TestWorkspace) throws -> [UInt8] {
    Array(try Data(contentsOf: path(mark, test)))
  }

  private func path(_ mark: Mark, _ test: TestWorkspace) -> URL {
    URL(fileURLWithPath: test.directory.file(".advocacy/" + mark.name))
  }

  @Test("a mark is read as it was written, and is nil only where there is none")
  func roundTrip() throws {
    let test = try TestWorkspace()
    for (mark, lines) in Self.examples {
      try mark.write(lines, in: test.workspace)
      #expect(try mark.lines(in: test.workspace) == lines)
      try FileManager.default.removeItem(at: path(mark, test))
      #expect(try mark.lines(in: test.workspace) == nil)
    }
  }

  @Test("a mark of an earlier release, without a checksum, is read where it is whole")
  func earlierMarks() throws {
    let test = try TestWorkspace()
    for (mark, lines) in Self.examples {
      let text = lines.map { $0 + "\n" }.joined()
      try Data(text.utf8).write(to: path(mark, test))
      #expect(try mark.lines(in: test.workspace) == lines)
      for damaged in [String(text.dropLast()), text.uppercased() + "x", "\n" + text, text + "\n"] {
        try Data(damaged.utf8).write(to: path(mark, test))
        #expect(throws: Failure.self) { try mark.lines(in: test.workspace) }
      }
    }
  }

  @Test("a byte changed, lost or added, or an end cut off, is damage at every place")
  func everyByte() throws {
    let test = try TestWorkspace()
    for (mark, lines) in Self.examples {
      try mark.write(lines, in: test.workspace)
      let whole = try bytes(of: mark, in: test)
      for place in whole.indices {
        var changed = whole
        changed[place] ^= 1
        var shorter = whole
        shorter.remove(at: place)
        var longer = whole
        longer.insert(whole[place] ^ 4, at: place)
        for damaged in [changed, shorter, longer, Array(whole[..<place])] {
          try Data(damaged).write(to: path(mark, test))
          #expect(throws: Failure.self, "byte \(place) of \(mark.name)") {
            try mark.lines(in: test.workspace)
          }
        }
      }
    }
  }

  /// What can happen to a mark besides a change of its bytes.
  enum Damage: CaseIterable {
    case empty, cut, directory, pipe, danglingLink, link

    func happen(to url: URL) throws {
      let files = FileManager.default
      let bytes = try Data(contentsOf: url)
      switch self {
      case .empty: try Data().write(to: url)
      case .cut: try bytes.dropLast(3).write(to: url)
      default:
        try files.removeItem(at: url)
        switch self {
        case .directory: try files.createDirectory(at: url, withIntermediateDirectories: false)
        case .pipe: try #require(unsafe mkfifo(url.path, 0o600) == 0)
        case .danglingLink:
          try files.createSymbolicLink(atPath: url.path, withDestinationPath: "nowhere")
        default:
          try bytes.write(to: url.appendingPathExtension("real"))
          try files.createSymbolicLink(
            atPath: url.path, withDestinationPath: url.lastPathComponent + ".real")
        }
      }
    }
  }

  @Test(
    "whoever would act or report on a damaged mark is refused, and `check` says so",
    arguments: ["ledger-id", "high-water", "forgotten"], Damage.allCases)
  func refusals(name: String, damage: Damage) async throws {
    let test = try TestWorkspace(
      config: TestWorkspace.company(),
      queue: TestWorkspace.queue([(id: "one", at: "2026-11-10T10:00:00Z")]))
    try test.amplify("2026-11-11T00:00:00Z")
    if name == "forgotten" {
      try Mark.forgotten.write(Self.examples[2].lines, in: test.workspace)
    }
    try damage.happen(to: URL(fileURLWithPath: test.directory.file(".advocacy/" + name)))
    let words = ".advocacy/\(name): the mark is damaged"
    expectFailure(.badData, words) { try test.amplify("2026-11-12T00:00:00Z") }
    expectFailure(.badData, words) { try test.amplify("2026-11-12T00:00:00Z", isDryRun: true) }
    expectFailure(.badData, words) { _ = try test.explain("one") }
    do {
      _ = try await test.report()
      Issue.record("a report on a damaged mark")
    } catch let failure as Failure {
      #expect(failure.description.contains(words))
    }
    let check = try CheckWorkspace(workspace: test.workspace, now: "2026-11-12T00:00:00Z")
      .run(in: test.environment)
    #expect(check.exitCode == Failure.Cause.badData.exitCode)
    #expect(check.checks.contains { $0.outcome == .failed && $0.message.contains(words) })
  }
}
