package import AdvocacyModel
import StrictJSON

/// Reads posts from files that other programs wrote.
package enum PostImport {
  /// Reads the posts of a file: JSON (a list, an object with one, a feed), NDJSON, CSV, RSS or Atom.
  ///
  /// `ImportFormat.all` lists the forms. A post without an id of its own gets one made of what the
  /// source says, the same at each import.
  ///
  /// - Parameters:
  ///   - bytes: The text of the file.
  ///   - file: The name by which failures call it.
  ///   - mapping: Which field of the file holds which field of a post.
  ///   - defaults: What holds for posts that don't say it themselves.
  ///   - configuration: The company's networks and clock.
  ///   - table: How a table is to be read.
  /// - Returns: The posts, and the items that make none, each with place and reason.
  /// - Throws: a failure with cause `badData` where the file as a whole can't be read, or `usage`
  ///   where it has no such field as is mapped.
  /// - Complexity: O(bytes).
  package static func posts(
    _ bytes: [UInt8], file: String, mapping: ImportMapping, defaults: ImportDefaults,
    configuration: Configuration, table: TableReading = TableReading()
  ) throws(Failure) -> ImportedItems {
    let reading = try ImportFormat.items(
      of: ImportFormat.File(bytes: bytes, name: file, mapping: mapping, table: table))
    let validator = PostValidator(configuration)
    let networks = configuration.networks.map(\.id)
    var result = ImportedItems(notices: reading.notices)
    var lines: [PostID: Int] = [:]
    var strangers: [String] = []
    for item in reading.items {
      do throws(ValidationError) {
        let source = ImportedPost(
          item: item, defaults: defaults, calendar: configuration.calendar, networks: networks,
          isMapped: !mapping.isEmpty)
        let post = try validator.post(of: source)
        let line = item.place.line ?? 0
        if let earlier = lines.updateValue(line, forKey: post.id) {
          lines[post.id] = earlier
          throw ValidationError(
            "the same id \"\(post.id)\" as the item at line \(earlier)",
            hint: "Where they differ, name the field that tells them apart by --map id=NAME")
        }
        result.posts.append(.init(post: post, place: item.place, isDated: source.isDated))
        if defaults.authors != nil, post.author == nil,
          let byline = item.first(.author) ?? item.byline, !strangers.contains(byline)
        {
          strangers.append(byline)
        }
      } catch {
        let reason = error.hint.map { "\(error.message). \($0)" } ?? error.message
        result.skipped.append(.init(place: item.place, reason: reason))
      }
    }
    if !strangers.isEmpty {
      let named = strangers.prefix(5).map { "\"\(SafeText.excerpt($0))\"" }.joined(separator: ", ")
      let more = strangers.count > 5 ? " and \(strangers.count - 5) more" : ""
      result.notices.append(
        "authors whom the roster doesn't have, or not just once: \(named)\(more); "
          + "their posts are added without one")
    }
    return result
  }
}

/// What holds for imported posts that don't say it themselves.
package struct ImportDefaults: Hashable, Sendable {
  package var networks: [NetworkID]
  package var campaign: String?
  /// When they fall due.
  package var at: Instant
  /// Whether all get times anew, so that a date that can't be read does no harm.
  package var givesTimes = false
  /// Whose posts they may be; nil: bylines are passed over.
  package var authors: ImportAuthors?

  /// Sets what holds.
  package init(
    networks: [NetworkID], campaign: String? = nil, at: Instant, givesTimes: Bool = false,
    authors: ImportAuthors? = nil
  ) {
    self.networks = networks
    self.campaign = campaign
    self.at = at
    self.givesTimes = givesTimes
    self.authors = authors
  }
}

/// What was found in a file to be imported.
package struct ImportedItems: Hashable, Sendable {
  /// The posts in the order of the file.
  package internal(set) var posts: [Found] = []
  /// The items that make no post.
  package internal(set) var skipped: [Skipped] = []
  /// What was assumed or passed over in reading the file, a sentence each.
  package internal(set) var notices: [String] = []

  /// A post with the place of its item.
  package struct Found: Hashable, Sendable {
    package var post: Post
    /// Where its item begins.
    package var place: Place
    /// Whether the item has a date of its own.
    package var isDated: Bool
  }

  /// An item that makes no post.
  package struct Skipped: Hashable, Sendable {
    /// Where it begins.
    package var place: Place
    /// Why, in a sentence.
    package var reason: String
  }
}

/// A form in which other programs write posts: everything that an import, and the fuzzing of
/// imports, knows of it.
package struct ImportFormat: Sendable {
  /// A file to be read.
  struct File {
    var bytes: [UInt8]
    /// The name by which failures call it.
    var name: String
    /// Which field of the file holds which field of a post.
    var mapping: ImportMapping
    /// How it is to be read where it is a table.
    var table = TableReading()
  }

  /// What was read of a file.
  struct Reading {
    var items: [ImportItem]
    /// What was assumed or passed over, a sentence each.
    var notices: [String] = []
  }

  /// The names that fields have in files of the format.
  enum FieldNames {
    /// Each file has names of its own, which `read` knows.
    case inFile
    /// These, in whatever the last part names.
    case fixed([String], of: String)
  }

  /// What people call such files, as help lists them; none where another format's titles do.
  let titles: [String]
  /// The endings of file names that tell the format, whatever the text begins with.
  package let extensions: [String]
  /// Tells by the first byte that is neither byte-order mark nor space whether a text is of the
  /// format and of no other; the byte is nil where there is none.
  let sniff: @Sendable (UInt8?) -> Bool
  /// The names that a mapping may mention.
  let fields: FieldNames
  /// Reads the items of a file.
  let read: @Sendable (File) throws(Failure) -> Reading
  /// Small texts from which fuzzing starts.
  package let fuzzSeeds: [String]

  /// A format of which there is nothing to say beside its items.
  init(
    titles: [String], extensions: [String], sniff: @escaping @Sendable (UInt8?) -> Bool,
    fields: FieldNames, read: @escaping @Sendable (File) throws(Failure) -> [ImportItem],
    fuzzSeeds: [String]
  ) {
    self.init(
      titles: titles, extensions: extensions, sniff: sniff, fields: fields,
      reading: { file throws(Failure) in Reading(items: try read(file)) }, fuzzSeeds: fuzzSeeds)
  }

  /// A format whose reader has things to say.
  init(
    titles: [String], extensions: [String], sniff: @escaping @Sendable (UInt8?) -> Bool,
    fields: FieldNames, reading: @escaping @Sendable (File) throws(Failure) -> Reading,
    fuzzSeeds: [String]
  ) {
    self.titles = titles
    self.extensions = extensions
    self.sniff = sniff
    self.fields = fields
    read = reading
    self.fuzzSeeds = fuzzSeeds
  }

  /// All formats, in the order in which help lists them.
  package static let all: [ImportFormat] = [.json, .ndjson, .table, .feed]

  /// What people call the files that can be imported, as a sentence lists them.
  package static var titles: String { all.flatMap(\.titles).alternatives }

  /// The items of a file, in the format that its name or its first byte tells; what neither tells
  /// is a table.
  ///
  /// A file that is compressed by gzip is expanded, and JSON in UTF-16 or UTF-32 read as UTF-8.
  static func items(of file: File) throws(Failure) -> Reading {
    var file = file
    var ending = file.name.lowercased()
    if GzipText.isGzip(file.bytes) {
      file.bytes = try GzipText.expanded(file.bytes, file: file.name, maximumBytes: 64 << 20)
      if ending.hasSuffix(".gz") { ending.removeLast(3) }
    }
    let plain = FeedText.markedEncoding(of: file.bytes).map { mark in
      mark.name == "UTF-8" ? file.bytes : FeedText(file.bytes).bytes
    }
    let first = firstByte(of: plain ?? file.bytes)
    let named = all.first { $0.extensions.contains { ending.hasSuffix(".\($0)") } }
    let sniffed = all.first { $0.sniff(first) }
    // A name says what a feed is, unless its first byte says better.
    let isDoubtful = named?.titles == feed.titles && sniffed != nil
    let format =
      (isDoubtful ? nil : named) ?? sniffed
      ?? (FeedReader.holdsFeed(file.bytes) ? .feed : .table)
    if case .fixed(let names, let owner) = format.fields {
      try file.mapping.refuseUnknown(among: names, of: owner)
    }
    if let plain, format.titles == json.titles { file.bytes = plain }
    return try format.read(file)
  }

  private static func firstByte(of bytes: [UInt8]) -> UInt8? {
    let spaces = [ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn]
    let start = bytes.starts(with: UTF8Text.byteOrderMark) ? 3 : 0
    return bytes[start...].first { !spaces.contains($0) }
  }
}
