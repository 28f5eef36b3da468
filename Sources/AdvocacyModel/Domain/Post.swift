/// A corporate message in the queue.
package struct Post: Hashable, Sendable {
  /// The id; once fanned out it never is again.
  package var id: PostID
  /// The text; not empty.
  package var text: String
  /// The networks it is published on, without repeats, sorted.
  package var networks: [NetworkID]
  /// When it falls due.
  package var at: Instant
  /// When it is over, or nil for the default of 14 days after it falls due.
  package var expires: Instant?
  /// The page it points to, http or https.
  package var link: String?
  /// The campaign it belongs to.
  package var campaign: String?
  /// What it is about.
  package var topics: [String]
  /// Its hashtags, each with the leading `#`.
  package var hashtags: [String]
  /// Suggested texts for employees' own words.
  package var variants: [String]
  /// The language of each variant, as BCP 47, nil for one that everybody may say; empty where no
  /// variant has one.
  package var variantLanguages: [String?]
  /// The employee who wrote it.
  package var author: EmployeeID?
  /// What only policy asks about, such as `customer-data` or `testimonial`.
  package var tags: [String]
  /// What there is to be won by passing it on, if anything.
  package var prize: String?
  /// Whether it is part of a live exchange rather than prepared beforehand.
  package var isInteractive: Bool
  /// The new colleague whom it welcomes, for whose name `{name}` stands in its texts.
  package var welcomed: EmployeeID?

  package init(
    id: PostID, text: String, networks: [NetworkID], at: Instant, expires: Instant? = nil,
    link: String? = nil, campaign: String? = nil, topics: [String] = [], hashtags: [String] = [],
    variants: [String] = [], variantLanguages: [String?] = [], author: EmployeeID? = nil,
    tags: [String] = [], prize: String? = nil, isInteractive: Bool = false,
    welcomed: EmployeeID? = nil
  ) {
    self.id = id
    self.text = text
    self.networks = Array(Set(networks)).sorted()
    self.at = at
    self.expires = expires
    self.link = link
    self.campaign = campaign
    self.topics = topics
    self.hashtags = hashtags
    self.variants = variants
    self.variantLanguages = variantLanguages.contains { $0 != nil } ? variantLanguages : []
    self.author = author
    self.tags = tags
    self.prize = prize
    self.isInteractive = isInteractive
    self.welcomed = welcomed
  }

  /// The life of a post that names no end: 14 days (assumed; reactions are over long before).
  package static let defaultLife = Instant.Span.days(14)

  /// The longest life of a post.
  package static let longestLife = Instant.Span.days(400)

  /// The instant from which nobody amplifies it any more.
  package var end: Instant { expires ?? at + Self.defaultLife }

  /// The words of the post's own text, 0, or of a variant, from 1; of one that it lacks its own.
  package func wording(variant: Int) -> String {
    variants.indices.contains(variant - 1) ? variants[variant - 1] : text
  }
}

extension Post {
  /// The language of a variant, from 1, as BCP 47; nil: everybody may say it, as the post's own text.
  package func language(ofVariant number: Int) -> String? {
    variantLanguages.indices.contains(number - 1) ? variantLanguages[number - 1] : nil
  }

  /// The texts that somebody with a language may say: the post's own, and each variant that has no
  /// language or one that covers theirs.
  ///
  /// Where labels compare letter by letter, posts had no languages, and everybody may say all.
  ///
  /// - Parameters:
  ///   - language: The employee's language; empty: none is known.
  ///   - labels: How languages compare.
  /// - Returns: Their numbers in order: 0 for the post's own, those of variants from 1.
  /// - Complexity: O(variants).
  package func texts(for language: String, by labels: LabelComparison) -> [Int] {
    (0...variants.count).filter { number in
      guard labels.folds, let own = self.language(ofVariant: number) else { return true }
      return labels.language(own, covers: language)
    }
  }

  /// What stands on a network where a text is passed on in one's own words: the post's own text, 0,
  /// or a variant, from 1, then the link and the hashtags that are not in it already, with spaces
  /// between.
  ///
  /// - Complexity: O(characters).
  package func published(variant: Int) -> String { published(variant: variant, link: link) }

  /// The same with another link in place of the post's, also where that stands in the text.
  ///
  /// - Complexity: O(characters).
  package func published(variant: Int, link written: String?) -> String {
    var text = wording(variant: variant)
    let labels = LabelComparison(.current)
    var known = text.hashtags
    let missing = hashtags.filter { known.insert(labels.key(ofHashtag: $0)).inserted }
    var appended = written
    if let link, text.holdsLink(link) {
      appended = nil
      if let written, written != link { text.replaceLink(link, by: written) }
    }
    return ([text] + [appended].compactMap { $0 } + missing).joined(separator: " ")
  }
}

extension String {
  /// Tells whether a link stands in the text whole, and not as the beginning of a longer one.
  fileprivate func holdsLink(_ link: String) -> Bool {
    ranges(of: link).contains(where: isWholeLink)
  }

  /// Puts another link wherever one stands whole.
  fileprivate mutating func replaceLink(_ link: String, by other: String) {
    for range in ranges(of: link).reversed() where isWholeLink(range) {
      replaceSubrange(range, with: other)
    }
  }

  private func isWholeLink(_ range: Range<String.Index>) -> Bool {
    // A full stop or a bracket that ends a sentence is no part of the link before it.
    let rest = self[range.upperBound...].prefix { !$0.isWhitespace }
    return rest.allSatisfy { !$0.isLetter && !$0.isNumber && !"/#&=%-_~+@$".contains($0) }
  }
}

extension Post {
  /// The bytes that stand for the post's content: equal exactly when two posts are, authors and
  /// whom they welcome aside.
  ///
  /// Who wrote a post is no part of what is passed on, and a hash that covered it would tell of a
  /// person for ever; who is welcomed can be forgotten too.
  ///
  /// Every field in the order of its declaration, each text with its length in front (64 bits,
  /// big-endian), each list with its count, each optional with a byte that tells whether it is
  /// there. The form never changes; hashes in ledgers are made of it.
  ///
  /// - Complexity: O(length of all texts).
  package var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    writer.write("advocacy post 1")
    writer.write(id.text)
    writer.write(text)
    writer.write(networks.map(\.text))
    writer.write(at)
    writer.write(expires) { $0.write($1) }
    writer.write(link) { $0.write($1) }
    writer.write(campaign) { $0.write($1) }
    writer.write(topics)
    writer.write(hashtags)
    writer.write(variants)
    // What came later stands there only where it says something, so that older hashes hold.
    if !tags.isEmpty || prize != nil || isInteractive {
      writer.write("policy 1")
      writer.write(tags)
      writer.write(prize) { $0.write($1) }
      writer.write(isInteractive ? 1 : 0)
    }
    if !variantLanguages.isEmpty {
      writer.write("languages 1")
      writer.write(Int64(variantLanguages.count))
      for language in variantLanguages { writer.write(language) { $0.write($1) } }
    }
    return writer.bytes
  }
}

/// Collects bytes in a form that can be read back in one way only.
private struct CanonicalWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
    }
  }

  mutating func write(_ text: String) {
    write(Int64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func write(_ texts: [String]) {
    write(Int64(texts.count))
    for text in texts { write(text) }
  }

  mutating func write(_ instant: Instant) { write(instant.milliseconds) }

  mutating func write<Value>(_ value: Value?, as body: (inout Self, Value) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    guard let value else { return }
    body(&self, value)
  }
}

/// One element of the queue as it stands in the file: a post, or why it is none.
package struct QueueEntry: Hashable, Sendable {
  /// The post, or the failure that names the first thing wrong with it.
  package var post: Result<Post, Failure>
  /// The id as written, or an empty text.
  package var writtenID: String
  /// Where the element begins.
  package var place: Place
  /// The bytes of the element as they stand in the file.
  package var bytes: [UInt8]

  package init(
    post: Result<Post, Failure>, writtenID: String, place: Place, bytes: [UInt8]
  ) {
    self.post = post
    self.writtenID = writtenID
    self.place = place
    self.bytes = bytes
  }
}

/// How long an employee needs to pass a post on by hand: what kits tell, and what budgets count.
///
/// All of it is assumed; nobody was timed. Half a minute to open the kit and decide, the time to read
/// the text at 200 words a minute, and a minute on each network to paste it, look it over and send it.
package enum TimeNeeded {
  /// To open what was sent and decide, in seconds (assumed).
  package static let deciding = 30
  /// To paste, look over and send on one network, in seconds (assumed).
  package static let sending = 60
  /// Words read in a minute (assumed; adults read 175 to 300 of plain prose).
  package static let wordsPerMinute = 200
  /// Characters that make up a word, its blank included (assumed); so that texts without blanks count.
  package static let charactersPerWord = 6

  /// The time that a post takes, in seconds.
  ///
  /// - Parameters:
  ///   - post: The post; its own text stands for its variants, which are read as fast.
  ///   - networks: On how many networks it is passed on, 0 or more; 0: it is read and declined.
  /// - Returns: The seconds, 30 or more.
  /// - Complexity: O(length of the text).
  package static func seconds(for post: Post, networks: Int) -> Int {
    let words = (post.text.count + charactersPerWord - 1) / charactersPerWord
    let reading = (words * 60 + wordsPerMinute - 1) / wordsPerMinute
    return deciding + reading + max(0, networks) * sending
  }

  /// The same in whole minutes as people are told, rounded up: 1 or more.
  ///
  /// - Complexity: O(length of the text).
  package static func minutes(for post: Post, networks: Int) -> Int {
    minutes(seconds: seconds(for: post, networks: networks))
  }

  /// Seconds in whole minutes, rounded up.
  package static func minutes(seconds: Int) -> Int { (max(0, seconds) + 59) / 60 }
}
