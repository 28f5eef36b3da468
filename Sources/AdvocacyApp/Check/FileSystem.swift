import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The file system that a directory lies on.
struct FileSystem: Hashable {
  /// Its type, as mount(8) names it; nil where the system doesn't tell.
  var type: String?
  /// How many bytes are free; nil where the system doesn't tell.
  var freeBytes: Int?

  /// Asks the system about a directory.
  init(of directory: String) {
    let path = URL(fileURLWithPath: directory).resolvingSymlinksInPath().path
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    freeBytes = (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    type = mounts.flatMap { Self.type(of: path, mounts: $0) }
  }

  /// Whether it lies behind a network, where locks and syncs may not hold what they promise.
  var isNetwork: Bool {
    guard let type else { return false }
    return ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "glusterfs"]
      .contains(type) || type.hasPrefix("fuse")
  }

  /// The type of the mount that holds a path, of the lines of Linux's mountinfo (proc(5)).
  static func type(of path: String, mounts: String) -> String? {
    var best: (length: Int, type: String)?
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let dash = fields.firstIndex(of: "-"), fields.count > dash + 1, dash > 4 else {
        continue
      }
      let point = fields[4].replacing("\\040", with: " ")
      let isAbove = point == "/" || path == point || path.hasPrefix(point + "/")
      // Of two at one place the later covers the earlier.
      guard isAbove, point.count >= best?.length ?? 0 else { continue }
      best = (point.count, String(fields[dash + 1]))
    }
    return best?.type
  }
}

/// The hidden files that writes were killed in the middle of; nothing reads them.
struct Leftovers {
  let workspace: Workspace

  /// Their names relative to the workspace, those of processes that still run left out.
  func names() -> [String] {
    ["", ".advocacy/"].flatMap { folder in
      let path = workspace.directory + "/" + folder
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      return names.filter(Self.isStale).sorted().map { folder + $0 }
    }
  }

  /// Removes them.
  func remove() {
    for name in names() {
      try? FileManager.default.removeItem(atPath: workspace.directory + "/" + name)
    }
  }

  /// Tells a hidden file of a process that is no more: `.advocacy-PID-….tmp`, `.ledger-PID-….tmp`.
  private static func isStale(_ name: String) -> Bool {
    let parts = name.split(separator: "-", maxSplits: 2)
    guard parts.count == 3, [".advocacy", ".ledger"].contains(parts[0]),
      name.hasSuffix(".tmp") || name.hasSuffix(".tmp-journal"), let process = Int32(parts[1])
    else { return false }
    return kill(process, 0) != 0 && errno == ESRCH
  }
}
