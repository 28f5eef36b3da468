import AdvocacyCore
import StrictJSON

/// Makes posts of imported items.
struct PostAssembler {
  private let defaults: ImportDefaults
  private let networks: [NetworkID]
  private let calendar: CompanyCalendar
  /// Whether the file is another program's, whose fields may mean other things.
  private let isMapped: Bool

  init(defaults: ImportDefaults, configuration: Configuration, isMapped: Bool) {
    self.defaults = defaults
    self.networks = configuration.networks.map(\.id)
    self.calendar = configuration.calendar
    self.isMapped = isMapped
  }

  /// The post of an item.
  ///
  /// - Throws: a complaint about the first thing wrong with it.
  func post(_ item: ImportItem) throws(ValidationError) -> Post {
    if let complaint = item.complaint { throw complaint }
    guard let text = filled(item.first(.text)) else {
      throw ValidationError(
        "it has no text", hint: "Name the field that holds it by --map text=NAME")
    }
    let link = try filled(item.first(.link)).map { link throws(ValidationError) in
      try PostChecks.link(link)
    }
    let written = try time(item)
    let at = written ?? defaults.at
    let variants = try variants(item)
    return Post(
      id: try id(item, text: text, link: link, at: written), text: try PostChecks.text(text),
      networks: try networks(item), at: at, expires: try expiry(item, after: at), link: link,
      campaign: try (filled(item.first(.campaign)) ?? defaults.campaign).map {
        label throws(ValidationError) in try TextChecks.label(label)
      },
      topics: try list(item, .topics, TextChecks.label),
      hashtags: try list(item, .hashtags, PostChecks.hashtag),
      variants: variants.map(\.text), variantLanguages: variants.map(\.language),
      author: try author(item),
      tags: try list(item, .tags, TextChecks.label),
      prize: try filled(item.first(.prize)).map { text throws(ValidationError) in
        try TextChecks.label(text)
      },
      isInteractive: try isInteractive(item))
  }

  private func id(
    _ item: ImportItem, text: String, link: String?, at: Instant?
  ) throws(ValidationError) -> PostID {
    let written = filled(item.first(.id))
    if let written, let id = PostID(written) { return id }
    guard let id = StableID.make(written: written, link: link, text: text, at: at) else {
      throw ValidationError(
        "it has no id, and none can be made of its text",
        hint: "Name the field that holds one by --map id=NAME")
    }
    return id
  }

  private func time(_ item: ImportItem) throws(ValidationError) -> Instant? {
    if let published = item.published { return published }
    return try filled(item.first(.at)).map { text throws(ValidationError) in try instant(text) }
  }

  private func isInteractive(_ item: ImportItem) throws(ValidationError) -> Bool {
    switch filled(item.first(.interactive)) {
    case nil, "false": return false
    case "true": return true
    case .some(let text):
      throw ValidationError(
        "interactive: expected true or false, found \"\(SafeText.excerpt(text))\"")
    }
  }

  private func expiry(_ item: ImportItem, after at: Instant) throws(ValidationError) -> Instant? {
    guard let text = filled(item.first(.expires)) else { return nil }
    let expires = try instant(text)
    guard expires > at else {
      throw ValidationError("it expires at or before it falls due")
    }
    return expires
  }

  /// The instant of a text as queues, databases or mails write times.
  private func instant(_ text: String) throws(ValidationError) -> Instant {
    if let written = WrittenTime(text) { return calendar.instant(of: written) }
    let joined = text.replacing(" ", with: "T", maxReplacements: 1)
    if let written = WrittenTime(joined) { return calendar.instant(of: written) }
    if let instant = MailDate.instant(text) { return instant }
    return calendar.instant(of: try TextChecks.time(text))
  }

  private func networks(_ item: ImportItem) throws(ValidationError) -> [NetworkID] {
    var found: [NetworkID] = []
    for text in item.values[.networks] ?? [] {
      for name in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0.isWhitespace }) {
        guard let network = networks.first(where: { $0.text == name.lowercased() }) else {
          let known = networks.map(\.text)
          throw ValidationError(
            "unknown network \"\(SafeText.excerpt(name))\"; known: \(known.joined(separator: ", "))",
            hint: NearMiss.hint(String(name), among: known))
        }
        found.append(network)
      }
    }
    if found.isEmpty { found = defaults.networks }
    guard !found.isEmpty else {
      throw ValidationError("it names no network", hint: "Name one by --network")
    }
    return found
  }

  /// The suggested texts, each with its language if it has one.
  private func variants(_ item: ImportItem) throws(ValidationError) -> [SuggestedText] {
    guard !item.variantLanguages.isEmpty else {
      return try list(item, .variants, PostChecks.text).map { SuggestedText(text: $0) }
    }
    try refuseMore(item.variantLanguages.count, of: .variants)
    var variants: [SuggestedText] = []
    for (written, language) in zip(item.values[.variants] ?? [], item.variantLanguages) {
      guard let text = filled(written) else { continue }
      let variant = SuggestedText(
        text: try PostChecks.text(text),
        language: try language.map { text throws(ValidationError) in try TextChecks.language(text) }
      )
      if !variants.contains(variant) { variants.append(variant) }
    }
    return variants
  }

  /// Refuses more entries of a list than a post may have.
  private func refuseMore(_ count: Int, of key: PostKey) throws(ValidationError) {
    guard count > PostLimits.listEntries else { return }
    throw ValidationError(
      "expected at most \(PostLimits.listEntries) entries of \"\(key.rawValue)\", found \(count)")
  }

  private func list(
    _ item: ImportItem, _ key: PostKey, _ check: (String) throws(ValidationError) -> String
  ) throws(ValidationError) -> [String] {
    var texts = (item.values[key] ?? []).compactMap(filled)
    if key == .hashtags {
      texts = texts.flatMap { text in
        text.split(whereSeparator: { $0 == "," || $0.isWhitespace }).map(String.init)
      }
    }
    try refuseMore(texts.count, of: key)
    let labels = LabelComparison(.current)
    var seen: Set<String> = []
    return try texts.map(check).filter { text in
      switch key {
      case .hashtags: seen.insert(labels.key(ofHashtag: text)).inserted
      case .topics, .tags: seen.insert(labels.key(of: text)).inserted
      default: seen.insert(text).inserted
      }
    }
  }

  /// The author; a name in another program's field of that name is nobody's id, and left out.
  private func author(_ item: ImportItem) throws(ValidationError) -> EmployeeID? {
    guard let text = filled(item.first(.author)) else { return nil }
    if let id = EmployeeID(text) { return id }
    guard isMapped else { return try TextChecks.id(text) }
    return nil
  }

  /// The text without the space around it, or nil where nothing is left.
  private func filled(_ text: String?) -> String? {
    guard let text else { return nil }
    var rest = Substring(text)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return rest.isEmpty ? nil : String(rest)
  }
}
