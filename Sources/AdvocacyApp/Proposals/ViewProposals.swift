import AdvocacyLedger
import AdvocacyModel
package import AdvocacyReport

/// Lists proposals and what became of them.
package struct ListProposals {
  var workspace: Workspace
  var states: [String]
  var now: String?

  package init(workspace: Workspace, states: [String] = [], now: String?) {
    self.workspace = workspace
    self.states = states
    self.now = now
  }

  /// Lists them, the latest first.
  ///
  /// - Throws: `Failure`: `usage` for an unknown state.
  package func run(in environment: Environment) throws -> ProposalListing {
    let wanted = try knownStates()
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    let shown = ProposalView(configuration, now: present.now)
    let all = Proposal.all(try ledger.proposalRecords())
    let rows = all.reversed().map(shown.row)
    return ProposalListing(
      rows: rows.filter { wanted.isEmpty || wanted.contains($0.state) },
      summary: .init(rows), isFiltered: !wanted.isEmpty && !all.isEmpty,
      language: configuration.language)
  }

  private func knownStates() throws(Failure) -> Set<Proposal.State> {
    let known = Proposal.State.allCases.map(\.rawValue)
    var found: Set<Proposal.State> = []
    for name in states {
      guard let state = Proposal.State(rawValue: name.lowercased()) else {
        throw Failure(
          .usage,
          "--state: unknown state \"\(SafeText.excerpt(name))\"; known: "
            + known.joined(separator: ", "), hint: NearMiss.hint(name, among: known))
      }
      found.insert(state)
    }
    return found
  }
}

/// Shows one proposal with the editor's answer and changes.
package struct ShowProposal {
  var workspace: Workspace
  var name: String
  var now: String?

  package init(workspace: Workspace, name: String, now: String?) {
    self.workspace = workspace
    self.name = name
    self.now = now
  }

  /// Shows it.
  ///
  /// - Throws: `Failure`: `usage` for an unknown proposal.
  package func run(in environment: Environment) throws -> ShownProposal {
    let configuration = try WorkspaceReader(workspace: workspace).configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let ledger = try LedgerAccess(workspace: workspace).reading().ledger
    let proposal = try Proposal.all(try ledger.proposalRecords()).named(name)
    let calendar = configuration.calendar
    var shown = ShownProposal(
      row: ProposalView(configuration, now: present.now).row(of: proposal),
      proposedAt: calendar.format(proposal.at), text: proposal.proposed?.text,
      link: proposal.proposed?.link, language: configuration.language)
    guard let answer = proposal.answer else { return shown }
    shown.answer = .init(
      by: answer.employee.text, role: answer.role, at: calendar.format(answer.at),
      note: answer.note, post: proposal.accepted?.id.text)
    guard let before = proposal.proposed, let after = proposal.accepted?.post else { return shown }
    shown.changes = before.changes(to: after).map { field in
      .init(
        field: field, before: before.value(of: field, calendar),
        after: after.value(of: field, calendar))
    }
    return shown
  }
}

extension ProposedPost {
  /// A field by its name, as people read it.
  fileprivate func value(of field: String, _ calendar: CompanyCalendar) -> String {
    switch field {
    case "title": title
    case "text": text
    case "networks": networks.map(\.text).joined(separator: ", ")
    case "link": link ?? ""
    case "campaign": campaign ?? ""
    case "topics": topics.joined(separator: ", ")
    case "hashtags": hashtags.joined(separator: ", ")
    case "date": at.map { calendar.wallTime($0) } ?? ""
    default: expires.map { calendar.wallTime($0) } ?? ""
    }
  }
}

/// Makes rows of proposals.
struct ProposalView {
  private let configuration: Configuration
  private let now: Instant

  init(_ configuration: Configuration, now: Instant) {
    self.configuration = configuration
    self.now = now
  }

  func row(of proposal: Proposal) -> ProposalListing.Row {
    let post = proposal.accepted?.post ?? proposal.proposed
    return ProposalListing.Row(
      name: proposal.name, state: proposal.state, author: proposal.author.text,
      title: post?.title,
      networks: (post?.networks ?? []).map { configuration.network($0)?.title ?? $0.text },
      days: configuration.calendar.days(from: proposal.at, to: proposal.answer?.at ?? now),
      post: proposal.accepted?.id.text)
  }
}

extension CompanyCalendar {
  /// How many midnights lie between two instants on the company's wall; 0: the same day.
  func days(from start: Instant, to end: Instant) -> Int {
    let span = startOfDay(at: max(start, end)) - startOfDay(at: start)
    return Int((span.milliseconds + Instant.Span.hours(12).milliseconds) / 86_400_000)
  }
}

/// The employees' section: a feed of their own posts, for a blog to include.
package struct FeedProposals {
  var workspace: Workspace
  var format: ProposalFeed.Format
  var now: String?

  package init(workspace: Workspace, format: ProposalFeed.Format, now: String?) {
    self.workspace = workspace
    self.format = format
    self.now = now
  }

  /// The feed: accepted proposals whose posts are due and were not withdrawn, the latest first.
  ///
  /// Who was erased is in it no more.
  ///
  /// - Throws: `Failure` where the workspace can't be read.
  package func run(in environment: Environment) throws -> ProposalFeed {
    let reader = WorkspaceReader(workspace: workspace)
    let configuration = try reader.configuration(in: environment)
    let present = try PresentTime(now, in: environment, calendar: configuration.calendar)
    let (ledger, facts) = try LedgerAccess(workspace: workspace).reading()
    var posts = try ledger.posts()
    for post in try reader.queue(configuration, in: environment).compactMap({ try? $0.post.get() })
    where posts[post.id] == nil {
      posts[post.id] = post
    }
    let withdrawn = Set(try ledger.statements().filter { $0.kind == .withdrawal }.map(\.post))
    var entries: [ProposalFeed.Entry] = []
    for proposal in Proposal.all(try ledger.proposalRecords()) {
      guard let (accepted, id) = proposal.accepted, let post = posts[id],
        post.at <= present.now, !withdrawn.contains(id)
      else { continue }
      let author = configuration.position(of: proposal.author).map { configuration.roster[$0] }
      entries.append(
        ProposalFeed.Entry(
          id: id, title: accepted.title, text: accepted.text, link: post.link,
          at: configuration.calendar.format(post.at), instant: post.at, topics: post.topics,
          author: author.map { $0.name.isEmpty ? $0.id.text : $0.name }))
    }
    entries.sort { ($0.instant, $0.id) > ($1.instant, $1.id) }
    return ProposalFeed(
      format: format, company: configuration.company, language: configuration.language,
      ledger: facts.id, start: configuration.calendar.format(facts.header.start),
      entries: entries)
  }
}
