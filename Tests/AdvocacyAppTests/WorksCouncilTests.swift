import Foundation
import Testing

/// The pages for the works council promise nothing that no test holds.
@Suite("The works council's pages")
struct WorksCouncilTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static func page(_ name: String) throws -> String {
    let path = "Sources/AdvocacyApp/AdvocacyApp.docc/\(name).md"
    return try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
  }

  /// The tests that a page names, in order: suite and function.
  private static func tests(in page: String) -> [String] {
    page.matches(of: /`([A-Z][A-Za-z]+Tests\.[a-z][A-Za-z]*)`/).map { String($0.1) }
  }

  /// The functions that are tests, by the file of their suite.
  private static func functions() throws -> Set<String> {
    let directory = root.appendingPathComponent("Tests")
    var found: Set<String> = []
    for case let file as URL in try #require(
      FileManager.default.enumerator(at: directory, includingPropertiesForKeys: nil))
    where file.lastPathComponent.hasSuffix("Tests.swift") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let suite = file.deletingPathExtension().lastPathComponent
      // The first function behind each mark of a test is the test.
      for part in text.components(separatedBy: "@Test").dropFirst() {
        if let match = part.firstMatch(of: /\n  (?:static )?func ([a-zA-Z]+)\(/) {
          found.insert("\(suite).\(match.1)")
        }
      }
    }
    return found
  }

  @Test("each test that a page names is there", arguments: ["WorksCouncil", "ComiteDeEmpresa"])
  func testsAreThere(page: String) throws {
    let named = try Self.tests(in: Self.page(page))
    #expect(named.count > 20)
    let missing = try Set(named).subtracting(Self.functions())
    #expect(missing.isEmpty, "\(page).md names no test: \(missing.sorted())")
  }

  @Test("both editions make the same promises, by the same tests in the same sections")
  func editionsAgree() throws {
    let sections = try ["WorksCouncil", "ComiteDeEmpresa"].map { name in
      try Self.page(name).components(separatedBy: "\n## ").map { section in
        (Self.tests(in: section), section.components(separatedBy: "\n- ").count)
      }
    }
    #expect(sections[0].count == sections[1].count)
    for (english, spanish) in zip(sections[0], sections[1]) {
      #expect(english.0 == spanish.0)
      #expect(english.1 == spanish.1)
    }
  }
}
