import AdvocacyTestSupport
import Testing

extension BuiltProgram {
  /// A workspace with a simulated clock and posts due from 10 to 18 November 2026.
  func workspace(posts: Int) throws -> TemporaryDirectory {
    let directory = try TemporaryDirectory()
    let queue = (0..<posts).map { number in
      """
      {"id": "p\(number)", "text": "Text \(number)", "networks": ["x", "linkedin"],
       "at": "2026-11-\(String(10 + number % 9))T1\(number % 8):00:00Z"}
      """
    }
    try directory.write("[\(queue.joined(separator: ",\n"))]", to: "queue.json")
    let made = try run(
      ["init", ".", "--start", "2026-11-01T00:00:00Z", "--simulated-clock", "--seed", "3"],
      in: directory.path)
    #expect(made.status == 0, "\(made.error)")
    return directory
  }
}
