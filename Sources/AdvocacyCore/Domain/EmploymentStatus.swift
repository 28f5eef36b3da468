/// What only some rules ask about an employee; all of it is dated.
package struct EmploymentStatus: Hashable, Sendable {
  /// The seniority, such as `senior`, or an empty text.
  package var seniority: String
  /// The kind of contract, such as `hourly`, or an empty text.
  package var contract: String
  /// Roles given for a time, besides the employee's own.
  package var roles: [DatedRole]
  /// When the employee is on leave.
  package var leave: [Period]
  /// When the employee is suspended from taking part.
  package var suspended: [Period]
  /// The documents accepted.
  package var acknowledgements: [Acknowledgement]
  /// What the employee chose to stay out of; never shown nor ranked.
  package var optOuts: [OptOut]

  package init(
    seniority: String = "", contract: String = "", roles: [DatedRole] = [], leave: [Period] = [],
    suspended: [Period] = [], acknowledgements: [Acknowledgement] = [], optOuts: [OptOut] = []
  ) {
    self.seniority = seniority
    self.contract = contract
    self.roles = roles
    self.leave = leave
    self.suspended = suspended
    self.acknowledgements = acknowledgements
    self.optOuts = optOuts
  }

  /// A role that an employee has for a time.
  package struct DatedRole: Hashable, Sendable {
    /// The role.
    package var role: String
    /// When it is theirs.
    package var period: Period

    /// Makes a dated role.
    package init(role: String, period: Period) {
      self.role = role
      self.period = period
    }
  }

  /// A document that an employee accepted.
  package struct Acknowledgement: Hashable, Sendable {
    /// The document.
    package var document: String
    /// Its version.
    package var version: String
    /// When it was accepted.
    package var at: Instant

    /// Makes an acknowledgement.
    package init(document: String, version: String, at: Instant) {
      self.document = document
      self.version = version
      self.at = at
    }
  }

  /// A free choice to stay out of some posts, or of all.
  package struct OptOut: Hashable, Sendable {
    /// The topics, one of which the post has; nil: any.
    package var topics: [String]?
    /// The campaigns; nil: any.
    package var campaigns: [String]?
    /// The networks; nil: any.
    package var networks: [NetworkID]?
    /// When the choice holds.
    package var period: Period

    /// Makes an opt-out.
    package init(
      topics: [String]? = nil, campaigns: [String]? = nil, networks: [NetworkID]? = nil,
      period: Period = Period()
    ) {
      self.topics = topics
      self.campaigns = campaigns
      self.networks = networks
      self.period = period
    }
  }
}
