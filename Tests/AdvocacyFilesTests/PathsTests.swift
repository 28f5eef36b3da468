import AdvocacyModel
import AdvocacyTestSupport
import SystemFiles
import Testing

@testable import AdvocacyFiles

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("files of any name")
struct PathsTests {
  private let directory: TemporaryDirectory
  private let name = PathText.text(of: [0x77, 0xFF, 0xC3])

  init() throws { directory = try TemporaryDirectory() }

  @Test("a directory and files are made, listed, replaced, renamed and removed under their bytes")
  func life() throws {
    let place = directory.file(name)
    try Paths.makeDirectory(place + "/" + name + "/deep")
    #expect(Paths.isDirectory(place) && !Paths.isLink(place))
    let file = place + "/" + PathText.text(of: [0x80])
    try AtomicFile.create(file, with: [1])
    try AtomicFile.replace(file, with: [2])
    #expect(try FileReading.contents(of: file) == [2])
    try Paths.link(file, as: file + name)
    try Paths.rename(file, to: place + "/plain")
    #expect(
      Paths.names(in: place)?.map { PathText.bytes(of: $0) } == [
        Array("plain".utf8), [0x77, 0xFF, 0xC3], [0x80, 0x77, 0xFF, 0xC3],
      ])
    // The directory without files is none itself.
    #expect(Paths.files(below: directory.path).count == 2)
    #expect(Paths.resolved(place + "/../" + name) == Paths.resolved(place))
    Paths.removeAll(place)
    #expect(Paths.names(in: directory.path) == [])
  }

  @Test("what can't be made says why")
  func refusals() throws {
    let file = try directory.write("", to: "file")
    for path in [file, file + "/below"] {
      #expect(throws: SystemError.self) { try Paths.makeDirectory(path) }
    }
    try Paths.makeDirectory(directory.path)
    #expect(Paths.names(in: file) == nil)
    #expect(Paths.resolved(directory.file("none")) == nil)
    #expect(Paths.freeBytes(at: directory.path) != nil && Paths.freeBytes(at: file + "/x") == nil)
  }

  @Test("what is removed follows no link")
  func links() throws {
    let kept = try directory.write("kept", to: "kept")
    try Paths.makeDirectory(directory.file("gone"))
    try Paths.link(kept, as: directory.file("gone/second"))
    #expect(unsafe symlink(directory.path, directory.file("gone/link")) == 0)
    #expect(Paths.files(below: directory.file("gone")) == ["link", "second"])
    Paths.removeAll(directory.file("gone"))
    #expect(try directory.text(of: "kept") == "kept")
    #expect(!Paths.exists(directory.file("gone")))
  }
}
