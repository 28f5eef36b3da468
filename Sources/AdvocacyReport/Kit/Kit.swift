package import AdvocacyModel

/// What one employee has in their hands to share a post: texts, links, until when, why them, and how
/// to say no.
package struct Kit: JSONReport, Codable, Hashable {
  /// The name and version of this form.
  package private(set) var schema = "advocacy/kit/1"
  package var post: PostID
  package var employee: EmployeeID
  /// The employee's name, or their id where none is known.
  package var name: String
  package var company: String
  /// The language in which they are spoken to, as BCP 47.
  package var language: String
  /// The beginning of the post's text.
  package var title: String
  /// How long it takes, in minutes (assumed).
  package var minutes: Int
  /// What they may do where.
  package var networks: [Network]
  /// Why they are asked, in their language.
  package var why: [String]
  /// The rules under which they may share it.
  package var rules: [Rule]
  /// The command by which they say no, which needs no reason.
  package var decline: String

  package init(
    post: PostID, employee: EmployeeID, name: String, company: String, language: String,
    title: String, minutes: Int, networks: [Network], why: [String], rules: [Rule]
  ) {
    self.post = post
    self.employee = employee
    self.name = name
    self.company = company
    self.language = language
    self.title = title
    self.minutes = minutes
    self.networks = networks
    self.why = why
    self.rules = rules
    decline = "advocacy decline \(post) --employee \(employee)"
  }

  /// The command that makes the kit.
  package var command: String { "advocacy kit \(post) --for \(employee)" }

  /// What an employee may do on one network.
  package struct Network: Codable, Hashable, Sendable {
    package var network: NetworkID
    /// The network's name for people.
    package var title: String
    /// What they may do there, after what the rules make of it.
    package var actions: [Action]
    /// From when; null: now.
    @Nullable package var from: Instant?
    /// The instant from which they may no more.
    package var until: Instant
    /// The number of the text: 0 for the post's own, else that of the variant; null where they may
    /// share without words only.
    @Nullable package var variant: Int?
    /// The words, with link, hashtags and what the rules add.
    @Nullable package var text: String?
    /// What the rules have them say; it is in the text.
    package var disclosures: [String]
    /// The page that the post points to, with its tags.
    @Nullable package var link: String?
    /// The address that opens the network with something to share.
    @Nullable package var shareLink: String?

    package init(
      network: NetworkID, title: String, actions: [Action], from: Instant?, until: Instant,
      variant: Int?, text: String?, disclosures: [String], link: String?, shareLink: String?
    ) {
      self.network = network
      self.title = title
      self.actions = actions
      self.from = from
      self.until = until
      self.variant = variant
      self.text = text
      self.disclosures = disclosures
      self.link = link
      self.shareLink = shareLink
    }

    /// Whether the address leaves the words to be pasted.
    var needsPasting: Bool {
      text != nil && shareLink != nil && !ShareLink.carriesText(on: network)
    }
  }

  /// A rule under which somebody may share a post.
  package struct Rule: Codable, Hashable, Sendable {
    package var id: RuleID
    /// `allow` where what it asks for was given, `rewrite` where it changes something.
    package var verdict: Verdict.Outcome
    /// The company's own sentence; null where it wrote none.
    @Nullable package var sentence: String?

    package init(id: RuleID, verdict: Verdict.Outcome, sentence: String?) {
      self.id = id
      self.verdict = verdict
      self.sentence = sentence
    }
  }

  /// From when the first of the networks is open; nil: now.
  package var from: Instant? {
    networks.contains { $0.from == nil } ? nil : networks.compactMap(\.from).min()
  }

  /// When the last of the networks closes.
  package var until: Instant { networks.map(\.until).max() ?? .distantPast }
}

/// The forms of a kit or digest.
package enum KitFormat: String, CaseIterable, Sendable {
  case html
  case markdown
  /// A mail, as a mail program opens it.
  case eml
  case json

  /// The ending of its files.
  package var ending: String { self == .markdown ? "md" : rawValue }
}

/// What is handed to one employee: a kit, or the kits of a week.
package struct KitMessage: Hashable, Sendable {
  /// The heading.
  package var heading: String
  /// The subject of a mail.
  package var subject: String
  /// The kits, one or more, of one employee.
  package var kits: [Kit]

  package init(heading: String, subject: String, kits: [Kit]) {
    self.heading = heading
    self.subject = subject
    self.kits = kits
  }

  /// The kit of one post.
  package init(of kit: Kit, in voice: Voice) {
    heading = kit.title
    subject = voice(
      \.subject, ["company": .text(kit.company), "title": .text(kit.title)])
    kits = [kit]
  }

  /// The kits of a week, one at least, from its first day to its last.
  package init(of kits: [Kit], from first: Instant, to last: Instant, in voice: Voice) {
    let count = Spoken.count(kits.count)
    heading = voice(
      \.digestHeading,
      ["posts": count, "first": .text(voice.day(first)), "last": .text(voice.day(last))])
    subject = voice(
      \.digestSubject,
      [
        "company": .text(kits.first?.company ?? ""), "posts": count,
        "minutes": .count(kits.reduce(0) { $0 + $1.minutes }),
      ])
    self.kits = kits
  }

  /// Whether each kit needs a heading of its own.
  var isDigest: Bool { kits.count > 1 || kits.first.map { $0.title != heading } ?? false }
}

extension Kit {
  /// The beginning of a post's text, on one line.
  package static func title(of post: Post) -> String {
    let line = post.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? post.text
    return PageText.cut(SafeText.escape(line), to: 90)
  }
}
