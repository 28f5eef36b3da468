import AdvocacyApp
import ArgumentParser

/// Which worlds a report is made from, so that several machines may share the work.
struct PartOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Work out these draws of the assumptions and no others, in quotes, as in '0..<1004'; a report has 2,008 as a rule, and says how many.",
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
      throw ValidationError("--partial needs --worlds: which draws to work out.")
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

  /// The draws to work out for a file, and the file.
  var partial: (worlds: String, file: String)? {
    guard let worlds, let partialFile else { return nil }
    return (worlds, partialFile)
  }
}
