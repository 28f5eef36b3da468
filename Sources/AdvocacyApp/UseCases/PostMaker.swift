import AdvocacyCore
import AdvocacyFiles

/// Makes a post of what the command line says.
struct PostMaker {
  let draft: PostDraft
  let configuration: Configuration
  let now: Instant
  let environment: Environment

  /// The post; its id may still be in use.
  ///
  /// - Throws: `Failure`: `usage` for what the command line says, `badData` for a file.
  func draftPost() throws -> Post {
    if let file = draft.file { return try post(in: file) }
    let text = try writtenText()
    let at = try time(draft.at, "--at") ?? now.wholeSecond
    let expires = try time(draft.expires, "--expires")
    if let expires, expires <= at {
      throw Failure(.usage, "--expires: the post would be over before it falls due")
    }
    if let expires, expires - at > Post.longestLife {
      throw Failure(
        .usage, "--expires: more than 400 days after it falls due", hint: "Let it end earlier")
    }
    let author = try draft.author.map { try configuration.employee(named: $0).id }
    try refuseBrokenText()
    return try checked(
      Post(
        id: try id(text: text, at: at), text: text, networks: try networks(), at: at,
        expires: expires, link: try link(), campaign: draft.campaign, topics: draft.topics,
        hashtags: draft.hashtags.map { $0.hasPrefix("#") ? $0 : "#\($0)" },
        variants: draft.variants, author: author))
  }

  /// The post as the queue's own reader takes it, so that nothing is added that it would refuse.
  private func checked(_ post: Post) throws(Failure) -> Post {
    let bytes = Array(QueueFile.encode(post, calendar: configuration.calendar).utf8)
    do throws(Failure) {
      return try QueueFile.single(bytes, file: "", configuration: configuration)
    } catch {
      let path = error.place?.path.replacing("post.", with: "") ?? ""
      throw Failure(
        .usage, path.isEmpty ? error.message : "\(path): \(error.message)", hint: error.hint)
    }
  }

  /// Refuses arguments that were not UTF-8; the system hands them over with U+FFFD in them.
  private func refuseBrokenText() throws(Failure) {
    let texts =
      [draft.id, draft.campaign, draft.link, draft.text] + draft.topics.map { $0 }
      + draft.hashtags.map { $0 } + draft.variants.map { $0 }
    guard texts.contains(where: { $0?.contains("\u{FFFD}") == true }) else { return }
    throw Failure(.usage, "an argument is not UTF-8")
  }

  private func writtenText() throws -> String {
    var text = draft.text ?? ""
    if text == "-" {
      text = String(decoding: try environment.readInput(), as: UTF8.self)
      while text.last?.isNewline == true { text.removeLast() }
    }
    guard !text.allSatisfy(\.isWhitespace) else { throw Failure(.usage, "the text is empty") }
    guard !text.unicodeScalars.contains("\0"), !text.contains("\u{FFFD}") else {
      throw Failure(.usage, "the text holds a NUL or is not UTF-8")
    }
    guard text.count <= PostLimits.textCharacters else {
      throw Failure(
        .usage, "the text is longer than \(PostLimits.textCharacters) characters")
    }
    return text
  }

  private func post(in file: String) throws -> Post {
    let name = file == "-" ? "standard input" : file
    let bytes =
      try file == "-"
      ? environment.readInput()
      : FileReading.contents(of: environment.absolutePath(file), named: file)
    return try QueueFile.single(bytes, file: name, configuration: configuration)
  }

  private func time(_ text: String?, _ option: String) throws(Failure) -> Instant? {
    guard let text else { return nil }
    return try TimeArgument.instant(text, option: option, calendar: configuration.calendar)
  }

  private func networks() throws(Failure) -> [NetworkID] {
    guard !draft.networks.isEmpty else {
      let pages = configuration.pages.map(\.network)
      guard !pages.isEmpty else {
        throw Failure(.usage, "--network is missing, and the company has no page to take it from")
      }
      return pages
    }
    var networks: [NetworkID] = []
    for name in draft.networks { networks.append(try configuration.network(named: name).id) }
    return networks
  }

  private func link() throws(Failure) -> String? {
    guard let link = draft.link else { return nil }
    let isWeb = link.hasPrefix("https://") || link.hasPrefix("http://")
    guard isWeb, !link.contains(where: \.isWhitespace), link.utf8.count <= PostLimits.linkBytes
    else {
      throw Failure(
        .usage, "--link: not a web address: \"\(link)\"", hint: "Write https://…")
    }
    return link
  }

  private func id(text: String, at: Instant) throws(Failure) -> PostID {
    guard let written = draft.id else {
      // The id bears the day on the company's wall.
      let offset = Instant.Span.seconds(
        Int64(configuration.calendar.offsetSeconds(at: at)))
      let made = StableID.make(
        written: nil, link: nil, text: String(text.prefix(60)), at: at + offset)
      guard let id = made ?? PostID("post-\(at.milliseconds / 1000)") else {
        throw Failure(.internal, "no id could be made", hint: "Give one with --id")
      }
      return id
    }
    guard let id = PostID(written) else {
      throw Failure(
        .usage, "--id: \"\(written)\" is not an id",
        hint: "Take 1 to 128 of A–Z a–z 0–9 . _ -, not beginning with . or -")
    }
    return id
  }
}
