import AdvocacyModel
import StrictJSON

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
