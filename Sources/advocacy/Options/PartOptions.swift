import AdvocacyApp
import ArgumentParser

/// Which worlds a report is made from, so that several machines may share the work.
struct PartOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Work out these worlds and no others: whole blocks, in quotes, as in '0..<1000'; without a graph each is a draw of the assumptions.",
      valueName: "A..<B"))
  var worlds: String?

  @Option(
    name: .customLong("partial"),
    help: ArgumentHelp(
      "Write the sums of --worlds to a file for --merge, instead of a report.", valueName: "FILE"))
  var partialFile: String?

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Make the report of such files, the same as one run over all their worlds.",
      valueName: "FILE"))
  var merge: [String] = []

  func validate() throws {
    guard partialFile == nil || worlds != nil else {
      throw ValidationError("--partial needs --worlds: which worlds to simulate.")
    }
    guard merge.isEmpty || worlds == nil else {
      throw ValidationError("--merge takes the worlds of its files: leave --worlds out.")
    }
  }

  /// The worlds that a report is made from.
  var source: ReportWorlds {
    if let worlds { return .range(worlds) }
    return merge.isEmpty ? .asNeeded : .parts(merge)
  }

  /// The worlds to simulate for a file, and the file.
  var partial: (worlds: String, file: String)? {
    guard let worlds, let partialFile else { return nil }
    return (worlds, partialFile)
  }
}
