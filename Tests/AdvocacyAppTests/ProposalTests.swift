import AdvocacyLedger
import AdvocacyModel
import AdvocacyReport
import AdvocacyTestSupport
import Foundation
import Testing

@testable import AdvocacyApp

extension TestWorkspace {
  /// Has somebody propose a post.
  @discardableResult
  func propose(
    _ title: String, by employee: String, text: String? = nil, networks: [String] = ["linkedin"],
    topics: [String] = [], at now: String = "2026-11-23T09:00:00Z"
  ) throws -> RecordedProposal {
    if let text { try directory.write(text, to: "post.md") }
    return try ProposePost(
      workspace: workspace,
      draft: ProposalDraft(
        title: title, file: text == nil ? nil : directory.file("post.md"), networks: networks,
        topics: topics),
      employee: employee, now: now
    ).run(in: environment)
  }

  /// Has somebody answer a proposal.
  @discardableResult
  func answer(
    _ name: String, _ answer: AnswerProposal.Answer = .accept(ProposalDraft(), id: nil),
    by employee: String?, as role: String = "editor", note: String? = nil,
    at now: String = "2026-11-24T09:00:00Z"
  ) throws -> AnsweredProposal {
    try AnswerProposal(
      workspace: workspace, name: name, answer: answer, role: role, employee: employee,
      note: note, now: now
    ).run(in: environment)
  }

  func proposals() throws -> [Proposal] {
    Proposal.all(try Ledger.open(at: workspace.ledger, access: .read).proposalRecords())
  }

  func queuedPosts() throws -> [Post] {
    let configuration = try WorkspaceReader(workspace: workspace).configuration()
    return try WorkspaceReader(workspace: workspace).queue(configuration, in: environment)
      .compactMap { try? $0.post.get() }
  }
}

@Suite("Employees propose, editors answer")
struct ProposalTests {
  private static let roles = #""roles": [{"role": "editor", "employees": ["ana", "ben"]}]"#

  private static func workspace() throws -> TestWorkspace {
    var company = ActCompany(employees: ["ana", "ben", "cy"])
    company.extra = roles
    return try company.workspace(queue: "[]")
  }

  @Test("an accepted proposal is in the queue once, under its author's name, with the change shown")
  func accepted() throws {
    let test = try Self.workspace()
    let recorded = try test.propose("Night shift", by: "cy", text: "Ten\nrobots", topics: ["work"])
    #expect(recorded.name == "P1" && recorded.editors.map(\.text) == ["ana", "ben"])
    #expect(try test.queuedPosts().isEmpty)
    let change = ProposalDraft(title: "The night shift", at: "2026-11-25T10:00:00Z")
    let answered = try test.answer("p1", .accept(change, id: nil), by: "ana", note: "A word")
    #expect(answered.outcome == .accepted && answered.changed == ["title"])
    let post = try #require(try test.queuedPosts().first)
    #expect(post.author?.text == "cy" && post.text == "The night shift\n\nTen\nrobots")
    #expect(post.topics == ["work"] && post.at == Instant(rfc3339: "2026-11-25T10:00:00Z"))
    let shown = try ShowProposal(workspace: test.workspace, name: "P1", now: nil)
      .run(in: test.environment)
    #expect(shown.changes.map(\.before) == ["Night shift"])
    #expect(shown.changes.map(\.after) == ["The night shift"])
    #expect(shown.answer?.note == "A word" && shown.answer?.post == post.id.text)
    #expect(try test.answer("P1", by: "ana").outcome == .inQueueAlready)
    #expect(try test.queuedPosts().count == 1)
    #expect(try test.problems() == [])
  }

  @Test("who was stopped between ledger and queue accepts again, and the post is there once")
  func interrupted() throws {
    let test = try Self.workspace()
    try test.propose("Night shift", by: "cy")
    let before = try String(contentsOfFile: test.workspace.jsonQueue, encoding: .utf8)
    try test.answer("P1", by: "ana")
    // As a crash before the queue was written would leave it.
    try test.directory.write(before, to: "queue.json")
    #expect(try test.answer("P1", by: "ben").outcome == .finished)
    #expect(try test.queuedPosts().map(\.text) == ["Night shift"])
    #expect(try test.answer("P1", by: "ben").outcome == .inQueueAlready)
    #expect(try test.proposals().map(\.answer?.employee.text) == ["ana"])
  }

  @Test(
    "nobody decides on their own proposal, in another role or without one",
    arguments: [
      ("ana", "editor", Failure.Cause.permission), ("cy", "editor", .permission),
      ("ben", "legal", .usage), ("bem", "editor", .usage), ("", "editor", .usage),
    ])
  func refused(by: String, role: String, cause: Failure.Cause) throws {
    let test = try Self.workspace()
    try test.propose("Night shift", by: "ana")
    for answer in [AnswerProposal.Answer.accept(ProposalDraft(), id: nil), .decline] {
      let failure = try #require(throws: Failure.self) {
        try test.answer("P1", answer, by: by.isEmpty ? nil : by, as: role)
      }
      #expect(failure.cause == cause, "\(failure)")
    }
    #expect(try test.proposals().map(\.state) == [.waiting])
    #expect(try test.queuedPosts().isEmpty)
  }

  @Test("an answer stands: a declined proposal is not accepted, an accepted one not declined")
  func stands() throws {
    let test = try Self.workspace()
    try test.propose("One", by: "cy")
    try test.propose("Two", by: "cy")
    try test.answer("P1", .decline, by: "ana", note: "Numbers not public yet")
    try test.answer("P2", by: "ana")
    #expect(throws: Failure.self) { try test.answer("P1", by: "ben") }
    #expect(throws: Failure.self) { try test.answer("P2", .decline, by: "ben") }
    #expect(try test.proposals().map(\.state) == [.declined, .accepted])
    let listing = try ListProposals(workspace: test.workspace, states: ["declined"], now: nil)
      .run(in: test.environment)
    #expect(listing.rows.map(\.name) == ["P1"] && listing.rows[0].days == 1)
  }

  @Test("a stranger, an unknown proposal, empty words and the same twice are refused with a reason")
  func badInput() throws {
    let test = try Self.workspace()
    try test.propose("Night shift", by: "cy")
    let failures = [
      try #require(throws: Failure.self) { try test.propose("A", by: "cyy") },
      try #require(throws: Failure.self) { try test.propose(" \u{200B}", by: "cy") },
      try #require(throws: Failure.self) { try test.propose("A", by: "cy", text: " \n") },
      try #require(throws: Failure.self) { try test.propose("Night shift", by: "cy") },
      try #require(throws: Failure.self) { try test.answer("P2", by: "ana") },
      try #require(throws: Failure.self) { try test.propose("A", by: "cy", networks: ["xx"]) },
    ]
    let hints = failures.map { $0.hint ?? "" }
    #expect(hints[0] == #"Did you mean "cy"?"# && hints[5].contains(#""x""#), "\(hints)")
    #expect(failures[3].message == "cy has proposed the same already, as P1")
    #expect(hints[4] == #"Did you mean "P1"?"#)
    #expect(try test.proposals().count == 1)
  }

  @Test("an author who is erased leaves no text: not in the ledger's bytes, nor in the feed")
  func erased() throws {
    let test = try Self.workspace()
    try test.propose("The zebra office", by: "cy", text: "Zebras all the way")
    try test.propose("Ten robots", by: "ben")
    try test.answer("P1", by: "ana", note: "Zebra checked")
    try test.answer("P2", by: "ana")
    _ = try ForgetEmployee(
      workspace: test.workspace, employee: "cy", isConfirmed: true, isDryRun: false
    ).run(in: test.environment)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: test.workspace.ledger))
    #expect(bytes.range(of: Data("ebra".utf8)) == nil)
    let feed = try FeedProposals(
      workspace: test.workspace, format: .atom, now: "2026-11-25T09:00:00Z"
    ).run(in: test.environment)
    #expect(feed.entries.map(\.title) == ["Ten robots"])
    let listing = try ListProposals(workspace: test.workspace, now: nil).run(in: test.environment)
    #expect(listing.rows.map(\.title) == ["Ten robots", nil])
    #expect(try test.problems() == [])
  }

  @Test("the feed reads as a feed, its markup inert, and importing it adds nothing")
  func feed() throws {
    for format in ProposalFeed.Format.allCases {
      let test = try Self.workspace()
      try test.propose("<script>alert(1)</script> & \u{7}so on", by: "cy", text: "a < b\n\n& c")
      try test.answer("P1", by: "ana")
      let feed = try FeedProposals(
        workspace: test.workspace, format: format, now: "2026-11-25T09:00:00Z"
      ).run(in: test.environment)
      let text = try feed.text
      #expect(format == .jsonfeed || !text.contains("<script>"))
      #expect(!text.contains("\u{7}"))
      try test.directory.write(text, to: "team.feed")
      let imported = try ImportPosts(
        workspace: test.workspace, file: test.directory.file("team.feed"), mapping: [],
        networks: ["linkedin"], campaign: nil, now: "2026-11-25T09:00:00Z", isDryRun: false
      ).run(in: test.environment)
      #expect(imported.added == [], "\(format)")
      #expect(imported.skipped.map(\.reason) == ["already in the queue"], "\(format)")
    }
  }

  @Test("a thousand proposals are recorded, answered and listed")
  func many() throws {
    let test = try Self.workspace()
    let ledger = try Ledger.open(at: test.workspace.ledger, access: .write)
    let cy = try #require(EmployeeID("cy"))
    let network = try #require(NetworkID("linkedin"))
    let posts = (1...1000).map {
      (post: ProposedPost(title: "Number \($0)", networks: [network]), by: cy)
    }
    try ledger.propose(posts, at: try #require(Instant(rfc3339: "2026-11-23T09:00:00Z")))
    let listing = try ListProposals(workspace: test.workspace, now: nil).run(in: test.environment)
    #expect(listing.rows.count == 1000 && listing.rows.first?.name == "P1000")
  }
}

@Suite("Proposals, whatever the order in which their record arrives")
struct ProposalOrderTests {
  private static func records(_ dice: inout SeededGenerator) throws -> [ProposalRecord] {
    let people = try ["ana", "ben", "cy"].map { try #require(EmployeeID($0)) }
    let network = try #require(NetworkID("x"))
    return try (1...8).flatMap { number in
      let start = Instant(milliseconds: Int64.random(in: 0...5, using: &dice) * 1000)
      let post = ProposedPost(title: "T\(number)", networks: [network])
      var records = [
        ProposalRecord(number: number, .proposed(post), by: people[number % 3], at: start)
      ]
      for answer in 0..<Int.random(in: 0...3, using: &dice) {
        let at = start + .seconds(Int64.random(in: 0...2, using: &dice))
        let id = try #require(PostID("post-\(number)-\(answer)"))
        let event: ProposalRecord.Event =
          Bool.random(using: &dice) ? .declined : .accepted(post, as: id)
        records.append(
          ProposalRecord(
            number: number, event, by: people.randomElement(using: &dice) ?? people[0],
            as: "editor", at: at))
      }
      return records
    }
  }

  @Test("give one state", arguments: UInt64(1)...60)
  func order(seed: UInt64) throws {
    var dice = SeededGenerator(seed: seed)
    var records = try Self.records(&dice)
    let state = Proposal.all(records)
    #expect(state.count == 8)
    for _ in 0..<20 {
      records.shuffle(using: &dice)
      #expect(Proposal.all(records) == state)
      // The same entry twice says nothing new.
      #expect(Proposal.all(records + records.prefix(5)) == state)
    }
  }
}
