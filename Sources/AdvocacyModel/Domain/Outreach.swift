/// How a company reaches its own employees: tags of links, texts in other languages, mail.
package struct Outreach: Hashable, Sendable {
  /// The tags that links get; nil: links stay as they are.
  package var tags: LinkTags?
  /// The files with the texts in languages that the program doesn't speak, by language as BCP 47,
  /// relative to the workspace; sorted by language.
  package var strings: [StringsFile]
  /// How mail is addressed; nil: none can be written.
  package var mail: MailAddresses?

  package init(
    tags: LinkTags? = nil, strings: [StringsFile] = [], mail: MailAddresses? = nil
  ) {
    self.tags = tags
    self.strings = strings.sorted { $0.language < $1.language }
    self.mail = mail
  }

  /// The file of the texts in one language.
  package struct StringsFile: Hashable, Sendable {
    /// The language, as BCP 47.
    package var language: String
    /// The file, relative to the workspace.
    package var file: String

    package init(language: String, file: String) {
      self.language = language
      self.file = file
    }
  }
}

/// The tags by which web analytics know where a click came from.
package struct LinkTags: Hashable, Sendable {
  /// What `utm_medium` says.
  package var medium: String
  /// What `utm_campaign` says; nil: the post's campaign, else its id.
  package var campaign: String?
  /// Whether `utm_content` tells people apart, by the pseudonym of the ledger's export.
  package var tellsPeopleApart: Bool

  package init(
    medium: String = LinkTags.usualMedium, campaign: String? = nil, tellsPeopleApart: Bool = false
  ) {
    self.medium = medium
    self.campaign = campaign
    self.tellsPeopleApart = tellsPeopleApart
  }

  /// What `utm_medium` says where the configuration doesn't.
  package static let usualMedium = "employee"
}

/// From whom mail comes and where it goes.
package struct MailAddresses: Hashable, Sendable {
  /// The sender's address.
  package var sender: String
  /// The address of an employee, in which the placeholder stands for their id on the roster.
  package var recipient: String

  /// What stands for an employee's id in the recipient's address.
  package static let placeholder = "{employee}"

  package init(sender: String, recipient: String) {
    self.sender = sender
    self.recipient = recipient
  }

  /// The address of an employee.
  package func address(of employee: EmployeeID) -> String {
    recipient.replacing(Self.placeholder, with: employee.text)
  }

  /// The domain of the sender.
  package var domain: Substring { sender.split(separator: "@").last ?? "" }
}
