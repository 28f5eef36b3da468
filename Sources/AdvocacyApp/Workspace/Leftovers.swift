import Foundation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
