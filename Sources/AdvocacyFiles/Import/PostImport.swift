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
      } catch {
        let reason = error.hint.map { "\(error.message). \($0)" } ?? error.message
        result.skipped.append(.init(place: item.place, reason: reason))
      }
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

  /// Sets what holds.
  package init(
    networks: [NetworkID], campaign: String? = nil, at: Instant, givesTimes: Bool = false
  ) {
    self.networks = networks
    self.campaign = campaign
    self.at = at
    self.givesTimes = givesTimes
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
