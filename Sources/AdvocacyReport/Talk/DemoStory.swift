import AdvocacyCore

/// What `demo` tells: what was made, what happened, what it brought, what to try next.
package struct DemoStory: Hashable, Sendable {
  /// The name of the company.
  package var company: String
  /// How many employees are on the roster.
  package var employees: Int
  /// How many posts are in the queue.
  package var posts: Int
  /// How many of them were due.
  package var due: Int
  /// The seed of every draw.
  package var seed: UInt64
  /// The workspace, as people would type it.
  package var directory: String
  /// The files in it, as people would type them.
  package var files: [String]
  /// What policy said of the candidates.
  package var policy: Policy
  /// How many likes and reposts were recorded.
  package var actions: Int
  /// How long the simulation took, in seconds, if it was timed.
  package var seconds: Double?
  /// The report.
  package var report: ReachReport
  /// Commands worth trying next.
  package var next: [String]

  /// Makes a story.
  package init(
    company: String, employees: Int, posts: Int, due: Int, seed: UInt64, directory: String,
    files: [String], policy: Policy, actions: Int, seconds: Double?, report: ReachReport,
    next: [String]
  ) {
    self.company = company
    self.employees = employees
    self.posts = posts
    self.due = due
    self.seed = seed
    self.directory = directory
    self.files = files
    self.policy = policy
    self.actions = actions
    self.seconds = seconds
    self.report = report
    self.next = next
  }

  /// How many candidates there were and what became of them.
  package struct Policy: Hashable, Sendable {
    /// How many were allowed.
    package var allowed: Int
    /// How many were denied, by reason.
    package var denied: [Reason]
    /// How many were deferred, by reason.
    package var deferred: [Reason]
    /// How many need an approval, by reason.
    package var needsApproval: [Reason]

    /// Makes the counts.
    package init(
      allowed: Int, denied: [Reason] = [], deferred: [Reason] = [], needsApproval: [Reason] = []
    ) {
      self.allowed = allowed
      self.denied = denied
      self.deferred = deferred
      self.needsApproval = needsApproval
    }
  }

  /// A count with its reason in a few words.
  package struct Reason: Hashable, Sendable {
    /// How many candidates.
    package var count: Int
    /// Why: `training lapsed`.
    package var words: String

    /// Makes a count with its reason.
    package init(_ count: Int, _ words: String) {
      self.count = count
      self.words = words
    }
  }
}
