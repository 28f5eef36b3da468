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

extension LinkTags {
  /// A link with the tags, in front of its fragment and behind the query that it has already.
  ///
  /// A tag that the link has stays as it is: whoever wrote it meant it.
  ///
  /// - Parameters:
  ///   - link: The link, http or https.
  ///   - post: The post that it belongs to.
  ///   - network: Where it is shared.
  ///   - pseudonym: Stands for who shares it; nil: nobody is told apart.
  /// - Returns: The link.
  /// - Complexity: O(length).
  package func tagged(
    _ link: String, of post: Post, on network: NetworkID, pseudonym: String?
  ) -> String {
    let fragment = link.firstIndex(of: "#") ?? link.endIndex
    let question = link[..<fragment].firstIndex(of: "?")
    let query = question.map { link[link.index(after: $0)..<fragment] } ?? ""
    let known = Set(query.split(separator: "&").map { $0.prefix { $0 != "=" } })
    let tags: [(name: Substring, value: String?)] = [
      ("utm_source", network.text), ("utm_medium", medium),
      ("utm_campaign", campaign ?? post.campaign ?? post.id.text),
      ("utm_content", tellsPeopleApart ? pseudonym : nil),
    ]
    let added = tags.compactMap { name, value in
      value.flatMap { known.contains(name) ? nil : "\(name)=\(PercentEncoding.encode($0))" }
    }
    guard !added.isEmpty else { return link }
    let joint = question == nil ? "?" : query.isEmpty || query.last == "&" ? "" : "&"
    return link[..<fragment] + joint + added.joined(separator: "&") + link[fragment...]
  }
}

/// Texts as they stand in the query of a link.
package enum PercentEncoding {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// A text of which only letters, digits and `-._~` stand for themselves (RFC 3986, 2.3).
  ///
  /// - Complexity: O(bytes).
  package static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(text.utf8.count * 3)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

/// The addresses at which networks let people share something by hand (read, 2026).
///
/// None of them is called by the program: they stand in kits, for people to open.
package enum ShareLink {
  /// The address that opens a network with something to share; nil: it has none, or nothing to open
  /// it with.
  ///
  /// - Parameters:
  ///   - network: The network.
  ///   - text: The words to begin with; LinkedIn and Facebook take none.
  ///   - link: The page to share; X and others find it in the words.
  ///   - handle: The employee's handle, which names their server on Mastodon.
  /// - Returns: The address.
  /// - Complexity: O(length).
  package static func address(
    on network: NetworkID, text: String?, link: String?, handle: String?
  ) -> String? {
    switch network.text {
    case "linkedin":
      link.map { "https://www.linkedin.com/sharing/share-offsite/?url=\(encode($0))" }
    case "facebook":
      link.map { "https://www.facebook.com/sharer/sharer.php?u=\(encode($0))" }
    case "x": (text ?? link).map { "https://x.com/intent/post?text=\(encode($0))" }
    case "bluesky": (text ?? link).map { "https://bsky.app/intent/compose?text=\(encode($0))" }
    case "threads": (text ?? link).map { "https://www.threads.net/intent/post?text=\(encode($0))" }
    case "mastodon":
      (text ?? link).map { words in
        server(of: handle).map { "https://\($0)/share?text=\(encode(words))" }
          ?? "https://share.joinmastodon.org/#text=\(encode(words))"
      }
    default: nil
    }
  }

  /// Whether a network takes the words with the address, so that nothing has to be pasted.
  package static func carriesText(on network: NetworkID) -> Bool {
    ["x", "bluesky", "threads", "mastodon"].contains(network.text)
  }

  /// The server in a handle such as `@ana@mastodon.example`; nil where it names none that is a host.
  private static func server(of handle: String?) -> Substring? {
    let parts = handle?.drop { $0 == "@" }.split(separator: "@", omittingEmptySubsequences: false)
    guard let parts, parts.count == 2, parts[1].contains("."), parts[1].utf8.count <= 253,
      parts[1].utf8.allSatisfy({ byte in
        (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
          || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      })
    else { return nil }
    return parts[1]
  }

  private static func encode(_ text: String) -> String { PercentEncoding.encode(text) }
}
