import AdvocacyCore
import AdvocacyFiles

/// Reads the follower graphs that a configuration names.
struct GraphLoading {
  let workspace: Workspace

  /// The graphs of some networks; those without one have a synthetic audience.
  ///
  /// - Throws: `Failure` with file, line and column.
  func graphs(
    _ configuration: Configuration, networks: [NetworkID]
  ) throws(Failure) -> [NetworkID: FollowerGraph] {
    var graphs: [NetworkID: FollowerGraph] = [:]
    for audience in configuration.audiences where networks.contains(audience.network) {
      let isAbsolute = audience.file.hasPrefix("/")
      graphs[audience.network] = try GraphFile.read(
        isAbsolute ? audience.file : workspace.directory + "/" + audience.file,
        named: audience.file, edges: audience.edges, weightColumn: audience.weightColumn,
        cache: workspace.graphCache(audience.network))
    }
    return graphs
  }
}
