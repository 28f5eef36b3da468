import AdvocacyModel
import AdvocacyTestSupport
import SystemFiles
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("other programs, run to their end")
struct ChildProgramTests {
  private let directory: TemporaryDirectory
  private let input: String

  init() throws {
    directory = try TemporaryDirectory()
    input = try directory.write("a mail\n", to: "mail")
  }

  private func run(_ program: String, _ arguments: String...) throws -> Int32 {
    try ChildProgram(program, arguments).run(reading: OpenFile(input, O_RDONLY))
  }

  @Test("a program reads its input, and prints to nobody")
  func reads() throws {
    let copy = directory.file("copy")
    #expect(try run("/bin/sh", "-c", "cat > \"$0\"; echo unheard", copy) == 0)
    #expect(try directory.text(of: "copy") == "a mail\n")
  }

  @Test("a program is found under a name that is no text, and begins where this one is")
  func anyName() throws {
    let program = directory.file(PathText.text(of: [0x73, 0xFF]))
    let bytes = (PathText.bytes(of: program) + [0]).map { CChar(bitPattern: $0) }
    #expect(unsafe symlink("/bin/sh", bytes) == 0)
    let told = directory.file("told")
    #expect(try run(program, "-c", "pwd -P > \"$0\"", told) == 0)
    #expect(try directory.text(of: "told") == (Paths.resolved(Paths.current) ?? "") + "\n")
  }

  @Test(
    "its end is told, by itself or by a signal, those included that are ignored here",
    arguments: [("exit 0", 0), ("exit 7", 7), ("kill -TERM $$", 143), ("kill -PIPE $$", 141)])
  func ends(script: String, status: Int32) throws {
    let former = signal(SIGPIPE, SIG_IGN)
    defer { _ = signal(SIGPIPE, former) }
    #expect(try run("/bin/sh", "-c", script) == status)
  }

  @Test("it has the environment and a group of its own")
  func surroundings() throws {
    let told = directory.file("told")
    let script = "echo $(ps -o pgid= -p $$) $$ \"$PATH\" > \"$0\""
    #expect(try run("/bin/sh", "-c", script, told) == 0)
    let words = try directory.text(of: "told").split(separator: " ", maxSplits: 2)
    #expect(words.count == 3 && words[0] == words[1])
    #expect(words.last.map(String.init) == Paths.variable("PATH").map { $0 + "\n" })
  }

  @Test("what can't be run says why")
  func refusals() throws {
    let codes = try ["/no/such/program", input].map { path in
      try #require(throws: SystemError.self) { _ = try run(path) }.code
    }
    #expect(codes == [ENOENT, EACCES])
  }
}
