import AdvocacyLedger
import AdvocacyModel
import AdvocacyReach
import AdvocacyReport

/// Finds who of the employees spoke for themselves: what they proposed, and the posts that they wrote.
struct ReportVoices {
  /// How the proposals of the period were answered.
  let proposals: ProposalListing.Summary
  /// How many different employees wrote one of the posts.
  let authors: Int
  /// How many posts employees wrote, and the page.
  let posts: (own: Int, page: Int)

  /// Counts the proposals made in a period, as they stood at its end, and the posts' authors.
  ///
  /// - Throws: `Failure` where the ledger can't be read.
  init(
    _ ledger: Ledger, _ periods: ReportPeriods, asOf: Instant, posts: [PostFacts],
    configuration: Configuration
  ) throws {
    let view = ProposalView(configuration, now: asOf)
    let rows = Proposal.all(try ledger.proposalRecords().filter { $0.at <= asOf })
      .filter { proposal in
        (periods.since.map { $0 <= proposal.at } ?? true)
          && (periods.until.map { proposal.at < $0 } ?? true)
      }
      .map(view.row)
    proposals = ProposalListing.Summary(rows)
    authors = Set(posts.compactMap(\.post.author)).count
    let own = posts.count { $0.post.author != nil }
    self.posts = (own, posts.count - own)
  }

  /// What the report says; nil: nobody spoke for themselves.
  ///
  /// - Parameters:
  ///   - cells: The cells of the report.
  ///   - estimate: What the engine says of them.
  /// - Returns: The value.
  func value(_ cells: ReportCells, _ estimate: ReachEstimate) -> ReachReport.Voices? {
    func together(_ posts: Int, _ cell: Int?) -> ReachReport.Voices.Together? {
      cell.map { place in
        let own = estimate.groups[place]
        return .init(
          posts: posts, reached: .init(own.withEmployees),
          additionalPeople: .init(own.additionalPeople))
      }
    }
    guard proposals.proposals > 0 || posts.own > 0 else { return nil }
    return ReachReport.Voices(
      proposals: .init(proposals), authors: authors, own: together(posts.own, cells.voices?.own),
      page: together(posts.page, cells.voices?.page))
  }
}
